"""Phenomena: what a reader of this genre must master, and a pack's own examples that show it does.

``data/codebook/phenomena.toml`` lists them; ``packs/LANG/phenomena.toml`` holds, for each, short texts with what must
be read in them: ``right`` where the phenomenon stands, ``wrong`` where something only looks like it. An example's keys:

* ``text``, of which ``context`` (the name of a text under ``[contexts]``) may be the first paragraph: what is read in a
  context is not compared;
* ``published``, the day of the report; with ``page = true`` the text goes through the reader, which has to find it;
* ``engagements``, ``commitments``, ``instruments``: partial records in the terms of the gold, single values or, where
  several are right, a list of them; ``""`` says that there must be no value, ``quote`` is part of the evidence,
  ``part`` numbers the teaser of a page; ``nothing = true`` where nothing must be read;
* ``more = true`` where other records may be found as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dragoman.catalog.codebook import Codebook
from dragoman.catalog.files import read_toml
from dragoman.catalog.gazetteer import Gazetteer
from dragoman.errors import CatalogError
from dragoman.text import edtf
from dragoman.text.normalise import normalise

__all__ = [
    "EXAMPLES_FILE",
    "LEAST_RIGHT",
    "LEAST_WRONG",
    "Example",
    "Expected",
    "Phenomenon",
    "count_examples",
    "load_examples",
    "load_phenomena",
    "read_examples",
]

EXAMPLES_FILE = "phenomena.toml"
LEAST_RIGHT, LEAST_WRONG = 2, 1
_SIDES = ("right", "wrong")
_KINDS: Mapping[str, str] = MappingProxyType(
    {"engagements": "engagement", "commitments": "commitment", "instruments": "instrument"}
)
_EXAMPLE_KEYS = frozenset({"text", "context", "published", "page", "more", "nothing", *_KINDS})
# What a field of a partial record holds: codes of a kind of the codebook, or one of the words checked below.
_FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "engagement": {
            "type": "engagement_types",
            "status": "statuses",
            "date": "date",
            "place": "place",
            "parties": "parties",
            "participants": "people",
            "series": "words",
            "ordinal": "number",
        },
        "commitment": {
            "stage": "stages",
            "action": "actions",
            "areas": "set of areas",
            "by": "parties",
            "actors": "parties",
            "due": "date",
            "quantity": "words",
        },
        "instrument": {
            "type": "instrument_types",
            "parties": "parties",
            "signed": "date",
            "state": "instrument_states",
            "title": "words",
        },
        "participant": {"name": "words", "party": "party", "offices": "set of offices", "role": "roles"},
        "place": {"city": "words", "country": "party"},
    }
)
_ANYWHERE = frozenset({"quote", "part"})


@dataclass(frozen=True, slots=True)
class Phenomenon:
    """Something that reports do; ``labels`` are by interface language."""

    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Expected:
    """A partial record that must be found: its kind, the fields that are compared, the document's part."""

    kind: str
    fields: Mapping[str, Any]
    part: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what must be read in it; ``number`` counts from 1 within its phenomenon and side."""

    phenomenon: str
    side: str
    number: int
    text: str
    context: str | None
    published: str | None
    page: bool
    more: bool
    expected: tuple[Expected, ...]

    @property
    def name(self) -> str:
        """What faults and tests call it: ``E5 right 2``."""
        return f"{self.phenomenon} {self.side} {self.number}"


@dataclass(frozen=True, slots=True)
class _Terms:
    """What examples are checked against, and the faults found."""

    where: str
    codebook: Codebook
    parties: frozenset[str]
    contexts: Mapping[str, str]
    faults: list[CatalogError] = field(default_factory=list)

    def refuse(self, name: str, reason: str) -> None:
        """Note a fault of an example."""
        self.faults.append(CatalogError(self.where, reason, name))


def load_phenomena(languages: Sequence[str], path: Path | None = None) -> Mapping[str, Phenomenon]:
    """The phenomena in the order of their file; raises CatalogError where a code or a label is missing."""
    path = path or Path(__file__).resolve().parent.parent / "data" / "codebook" / "phenomena.toml"
    phenomena = {}
    for code, row in read_toml(path).items():
        labels = row.get("label") if isinstance(row, dict) and set(row) == {"label"} else None
        if not isinstance(labels, dict) or set(labels) != set(languages) or not all(labels.values()):
            raise CatalogError(str(path), f"must have a `label` in exactly {', '.join(languages)}", code)
        phenomena[code] = Phenomenon(code, MappingProxyType(dict(labels)))
    return MappingProxyType(phenomena)


def load_examples(path: Path, phenomena: Iterable[str], codebook: Codebook, gazetteer: Gazetteer) -> list[Example]:
    """A pack's examples in the order of its file; raises CatalogError naming file, example and reason."""
    examples, faults = read_examples(path, phenomena, codebook, gazetteer)
    if faults:
        raise faults[0]
    return examples


def read_examples(
    path: Path, phenomena: Iterable[str], codebook: Codebook, gazetteer: Gazetteer
) -> tuple[list[Example], list[CatalogError]]:
    """A pack's examples and everything wrong with them, in the order of the file."""
    table = read_toml(path)
    parties = frozenset(gazetteer.code(party) for party in gazetteer.parties)
    terms = _Terms(f"{path.parent.name}/{path.name}", codebook, parties, table.pop("contexts", {}))
    known = list(phenomena)
    examples: list[Example] = []
    for code, sides in table.items():
        if code not in known:
            terms.refuse(code, f"no such phenomenon, one of {', '.join(known)}")
        elif not isinstance(sides, dict) or set(sides) - set(_SIDES):
            terms.refuse(code, f"holds [[{code}.right]] and [[{code}.wrong]] and nothing else")
        else:
            examples += _examples(code, sides, terms)
    counts = count_examples(examples)
    for code in known:
        for side, least in zip(_SIDES, (LEAST_RIGHT, LEAST_WRONG), strict=True):
            if counts[code, side] < least:
                terms.refuse(code, f"{counts[code, side]} {side} examples, at least {least} must stand")
    return examples, terms.faults


def count_examples(examples: Iterable[Example]) -> Counter[tuple[str, str]]:
    """How many examples there are by phenomenon and side."""
    return Counter((one.phenomenon, one.side) for one in examples)


def _examples(code: str, sides: Mapping[str, Any], terms: _Terms) -> Iterator[Example]:
    for side in _SIDES:
        for number, row in enumerate(sides.get(side, ()), start=1):
            yield _example((code, side, number), row, terms)


def _example(named: tuple[str, str, int], row: Mapping[str, Any], terms: _Terms) -> Example:
    code, side, number = named
    name = f"{code} {side} {number}"
    expected = [
        _expected(_KINDS[key], dict(record), name, terms)
        for key in _KINDS
        for record in (row[key] if isinstance(row.get(key), list) else ())
    ]
    text, context = row.get("text"), row.get("context")
    if strange := sorted(set(row) - _EXAMPLE_KEYS):
        terms.refuse(name, f"unknown fields {strange}")
    if not isinstance(text, str) or not text.strip():
        terms.refuse(name, "no `text`")
        text = ""
    if normalise(text).strip() != text.strip():
        terms.refuse(name, "`text` is not in NFC")
    if context is not None and context not in terms.contexts:
        terms.refuse(name, f"no text {context!r} under [contexts]")
    if bool(expected) == bool(row.get("nothing")):
        terms.refuse(name, "needs records to be found, or `nothing = true`, and not both")
    if row.get("published"):
        _value(row["published"], "date", f"{name} published", terms)
    for one in expected:
        if (quote := one.fields.get("quote")) and quote not in text:
            terms.refuse(name, f"the quote does not stand in the text: {quote!r}")
    return Example(
        code,
        side,
        number,
        text,
        terms.contexts.get(context or ""),
        row.get("published"),
        bool(row.get("page")),
        bool(row.get("more")),
        tuple(expected),
    )


def _expected(kind: str, fields: dict[str, Any], name: str, terms: _Terms) -> Expected:
    part = fields.pop("part", 0)
    _fields(kind, fields, name, terms)
    return Expected(kind, MappingProxyType(fields), part)


def _fields(kind: str, fields: Mapping[str, Any], name: str, terms: _Terms) -> None:
    known = _FIELDS[kind]
    for key, value in fields.items():
        if key in _ANYWHERE and kind in _KINDS.values():
            continue
        if key not in known:
            terms.refuse(name, f"a {kind} has no field {key!r}, but {', '.join(known)}")
        else:
            _value(value, known[key], f"{name} {key}", terms)


def _value(value: Any, what: str, name: str, terms: _Terms) -> None:
    """Refuse a value that the field cannot hold; a list is a set of codes, or values of which any is right."""
    if what == "people":
        for person in value:
            _fields("participant", person, name, terms)
        return
    if what == "place":
        _fields("place", value, name, terms)
        return
    for one in value if isinstance(value, list) else [value]:
        if one != "" and not _holds(one, what, terms):
            terms.refuse(name, f"cannot be {one!r}")


def _holds(one: Any, what: str, terms: _Terms) -> bool:
    if what == "number":
        return isinstance(one, int)
    if not isinstance(one, str):
        return False
    if what in ("party", "parties"):
        return one in terms.parties
    if what == "date":
        return edtf.is_edtf(one)
    return what == "words" or one in terms.codebook.kind(what.removeprefix("set of "))
