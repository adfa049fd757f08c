"""The codebook: the closed lists that reports are coded by, with labels, definitions and examples.

Every kind of code is one TOML file of ``data/codebook``; the order of a file is the order of its codes, so that the
stages' file is the ladder. A code is unique within its kind; some words are codes of two kinds (``dialogue`` the area
and the type, ``visit`` the action and the type), hence a code is always asked for together with its kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dragoman.catalog.files import read_toml
from dragoman.errors import CatalogError, UsageError

__all__ = ["Code", "Codebook", "Ruling", "load_codebook"]

_OWN_KEYS: Mapping[str, str | None] = MappingProxyType(
    {
        "families": None,
        "engagement_types": "family",
        "statuses": None,
        "roles": None,
        "offices": "rank",
        "stages": None,
        "actions": "areas",
        "areas": None,
        "instrument_types": None,
        "instrument_states": None,
    }
)
_RULINGS = "rulings.toml"
# What else stands in the folder: loaded by `dragoman.catalog.phenomena`.
_BESIDE = frozenset({"rulings", "phenomena"})


@dataclass(frozen=True, slots=True)
class Code:
    """One code of the codebook.

    ``labels`` and ``definitions`` are by interface language; ``example`` is an English sentence that the code fits.
    ``family`` is set for engagement types, ``rank`` for offices (1 is the highest in protocol), ``areas`` for actions
    (the areas that the action means where its clause names none).
    """

    code: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    example: str
    family: str | None = None
    rank: int | None = None
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision on an unclear case; ``number`` is stable and is what coders cite."""

    number: int
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """All codes by kind, in the order of their files, and the rulings."""

    version: str
    languages: tuple[str, ...]
    families: Mapping[str, Code]
    engagement_types: Mapping[str, Code]
    statuses: Mapping[str, Code]
    roles: Mapping[str, Code]
    offices: Mapping[str, Code]
    stages: Mapping[str, Code]
    actions: Mapping[str, Code]
    areas: Mapping[str, Code]
    instrument_types: Mapping[str, Code]
    instrument_states: Mapping[str, Code]
    rulings: tuple[Ruling, ...]

    def kind(self, kind: str) -> Mapping[str, Code]:
        """The codes of a kind, such as ``areas``; raises UsageError where there is no such kind."""
        if kind not in _OWN_KEYS:
            raise UsageError(f"no kind of code is called {kind!r}, one of {', '.join(_OWN_KEYS)}")
        codes: Mapping[str, Code] = getattr(self, kind)
        return codes

    def family(self, engagement_type: str) -> str:
        """The family of an engagement type: contact, visit, gathering or activity."""
        return _known(self.engagement_types, engagement_type, "engagement_types").family or ""

    def label(self, kind: str, code: str, lang: str) -> str:
        """What a code is called in an interface language; raises UsageError for an unknown kind, code or language."""
        labels = _known(self.kind(kind), code, kind).labels
        if lang not in labels:
            raise UsageError(f"the codebook has no labels in {lang!r}, but in {', '.join(labels)}")
        return labels[lang]

    def step(self, stage: str) -> int:
        """Where a stage stands on the ladder, counted from 0."""
        _known(self.stages, stage, "stages")
        return list(self.stages).index(stage)


def load_codebook(folder: Path | None = None) -> Codebook:
    """Load the codebook, the shipped one unless a folder is given.

    Raises CatalogError naming file and code for unknown keys, missing labels, definitions or examples, a code that
    points to one that does not exist, and files that are no TOML (so a code that stands twice).
    """
    folder = folder or Path(__file__).resolve().parent.parent / "data" / "codebook"
    strange = sorted({path.stem for path in folder.glob("*.toml")} - set(_OWN_KEYS) - _BESIDE)
    if strange:
        raise CatalogError(str(folder / f"{strange[0]}.toml"), "no such kind of code")
    table = read_toml(folder / _RULINGS)
    if set(table) != {"version", "languages", "ruling"}:
        raise CatalogError(str(folder / _RULINGS), "must have `version`, `languages`, `ruling` and nothing else")
    languages = tuple(table["languages"])
    kinds = {kind: _codes(folder / f"{kind}.toml", own, languages) for kind, own in _OWN_KEYS.items()}
    for kind, own, target in (("engagement_types", "family", "families"), ("actions", "areas", "areas")):
        for code in kinds[kind].values():
            pointed = code.areas if own == "areas" else (code.family,)
            if lost := [one for one in pointed if one not in kinds[target]]:
                raise CatalogError(str(folder / f"{kind}.toml"), f"{own} names unknown {lost}", code.code)
    return Codebook(str(table["version"]), languages, **kinds, rulings=_rulings(table["ruling"], folder / _RULINGS))


def _known(codes: Mapping[str, Code], code: str, kind: str) -> Code:
    if code not in codes:
        raise UsageError(f"no code {code!r} among {kind}")
    return codes[code]


def _codes(path: Path, own: str | None, languages: tuple[str, ...]) -> Mapping[str, Code]:
    codes: dict[str, Code] = {}
    for code, row in read_toml(path).items():
        if not isinstance(row, dict):
            raise CatalogError(str(path), "a code is a table of its own", code)
        codes[code] = _code(code, row, own, (str(path), languages))
    if not codes:
        raise CatalogError(str(path), "no codes")
    return MappingProxyType(codes)


def _code(code: str, row: Mapping[str, Any], own: str | None, context: tuple[str, tuple[str, ...]]) -> Code:
    where, languages = context
    needed = {"label", "definition", "example"} | ({own} if own else set())
    if unknown := sorted(set(row) - needed):
        raise CatalogError(where, f"unknown keys {unknown}", code)
    if missing := sorted(needed - set(row)):
        raise CatalogError(where, f"missing {missing}", code)
    for key in ("label", "definition"):
        if not isinstance(row[key], dict) or set(row[key]) != set(languages) or not all(row[key].values()):
            raise CatalogError(where, f"`{key}` must be given in exactly {', '.join(languages)}", code)
    if not isinstance(row["example"], str) or not row["example"]:
        raise CatalogError(where, "`example` must be a sentence", code)
    rank = row.get("rank")
    if own == "rank" and (not isinstance(rank, int) or rank < 1):
        raise CatalogError(where, "`rank` must be a whole number from 1", code)
    return Code(
        code,
        MappingProxyType(dict(row["label"])),
        MappingProxyType(dict(row["definition"])),
        row["example"],
        family=row.get("family"),
        rank=rank,
        areas=tuple(row.get("areas", ())),
    )


def _rulings(rows: list[Mapping[str, Any]], path: Path) -> tuple[Ruling, ...]:
    rulings = []
    for place, row in enumerate(rows, start=1):
        if set(row) != {"number", "part", "text"} or row["number"] != place or not row["text"]:
            raise CatalogError(str(path), "a ruling has `number` (in order), `part` and `text`", str(row.get("number")))
        rulings.append(Ruling(row["number"], row["part"], row["text"]))
    return tuple(rulings)
