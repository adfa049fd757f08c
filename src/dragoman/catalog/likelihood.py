"""Trained weights of a pack: how likely a sentence holds a commitment, and of which stage and action.

``sentences.tsv.gz`` holds one line a weight: ``model``, ``feature``, ``label``, ``weight``, parted by tabs. The models
are ``commitment`` (one label, ``yes``), ``stage`` and ``action``; the feature ``*`` is the constant. The model ``use``
holds the thresholds ``add``, ``drop`` and ``sure`` instead of features. ``scripts/train.py`` writes it.
"""

from __future__ import annotations

import functools
import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.catalog.lexicon import Sense
from dragoman.errors import CatalogError

__all__ = ["Likelihood", "load_likelihood"]

NAME = "sentences.tsv.gz"
CONSTANT = "*"
_MODELS = ("commitment", "stage", "action", "use")


@dataclass(frozen=True, slots=True, eq=False)
class Likelihood:
    """Weights by feature, and the thresholds: ``add`` from which a sentence commits, ``drop`` below which none does.

    Both are log odds; ``sure`` is how probable the stage must be. ``senses`` remembers the features that each sense of the pack gives.
    """

    commitment: Mapping[str, float]
    stage: Mapping[str, Mapping[str, float]]
    action: Mapping[str, Mapping[str, float]]
    add: float
    drop: float
    sure: float
    senses: dict[Sense, tuple[str, ...]] = field(default_factory=dict)


@functools.cache
def load_likelihood(folders: tuple[Path, ...]) -> Likelihood | None:
    """The weights in the last of a pack's folders that has any, None where none has.

    Raises CatalogError naming file and line for weights that are not well formed.
    """
    for folder in reversed(folders):
        path = folder / NAME
        if path.is_file():
            try:
                lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
            except (OSError, EOFError, UnicodeDecodeError) as error:
                raise CatalogError(str(path), str(error)) from error
            return _read(lines, str(path))
    return None


def _read(lines: Iterable[str], where: str) -> Likelihood:
    models: dict[str, dict[str, dict[str, float]]] = {name: {} for name in _MODELS}
    for number, line in enumerate(lines, start=1):
        parts = line.split("\t")
        if len(parts) != 4 or parts[0] not in models:
            raise CatalogError(where, f"line {number} is no weight: model, feature, label, weight")
        model, feature, label, weight = parts
        try:
            models[model].setdefault(feature, {})[label] = float(weight)
        except ValueError as error:
            raise CatalogError(where, f"line {number}: {weight!r} is no number") from error
    use = {name: labels["yes"] for name, labels in models["use"].items() if "yes" in labels}
    if set(use) != {"add", "drop", "sure"} or not all(CONSTANT in models[name] for name in _MODELS[:3]):
        raise CatalogError(where, "needs the thresholds `add`, `drop` and `sure`, and a constant of every model")
    commitment = {feature: labels["yes"] for feature, labels in models["commitment"].items() if "yes" in labels}
    return Likelihood(commitment, models["stage"], models["action"], use["add"], use["drop"], use["sure"])
