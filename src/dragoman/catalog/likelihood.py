"""Trained weights of a pack: how likely a sentence holds a commitment.

``sentences.tsv.gz`` holds one line a weight: ``feature``, ``weight``, parted by a tab; the feature ``*`` is the
constant, ``!drop`` the log odds below which a sentence holds none. ``scripts/train.py`` writes it.
"""

from __future__ import annotations

import functools
import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.catalog.lexicon import Sense
from dragoman.errors import CatalogError

__all__ = ["CONSTANT", "DROP", "NAME", "Likelihood", "load_likelihood"]

NAME = "sentences.tsv.gz"
CONSTANT = "*"
DROP = "!drop"


@dataclass(frozen=True, slots=True, eq=False)
class Likelihood:
    """Weights by feature, their constant, and the log odds below which a sentence holds no commitment.

    All are whole thousandths, so that sums are the same in any order. ``senses`` remembers the features that each sense
    of the pack gives.
    """

    weights: Mapping[str, int]
    constant: int
    drop: int
    senses: dict[Sense, tuple[str, ...]] = field(default_factory=dict)


@functools.cache
def load_likelihood(folders: tuple[Path, ...]) -> Likelihood | None:
    """The weights in the last of a pack's folders that has any, None where none has.

    Raises CatalogError naming file and line for weights that are not well formed.
    """
    for folder in reversed(folders):
        path = folder / NAME
        if path.is_file():
            return _read(path)
    return None


def _read(path: Path) -> Likelihood:
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CatalogError(str(path), str(error)) from error
    weights: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        feature, tab, weight = line.partition("\t")
        try:
            weights[feature] = round(1000 * float(weight))
        except (ValueError, OverflowError) as error:
            raise CatalogError(str(path), f"line {number} is no weight: {line!r}") from error
        if not tab or not feature:
            raise CatalogError(str(path), f"line {number} has no feature")
    if not {CONSTANT, DROP} <= weights.keys():
        raise CatalogError(str(path), f"needs {CONSTANT!r} and {DROP!r}")
    return Likelihood(weights, weights.pop(CONSTANT), weights.pop(DROP))
