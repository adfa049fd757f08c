"""What the ledger takes in and gives back, as frozen records; and the filter that lists are asked with."""

from __future__ import annotations

from dataclasses import dataclass, fields

from dragoman.errors import UsageError
from dragoman.ledger.days import bounds
from dragoman.records import Claim, Document, Entry

__all__ = ["DocumentLine", "Filter", "InputLine", "Line", "Person", "Reading", "Source", "Tenure", "no_pack"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what a pack found in it; ``pack`` is None where its language has no pack."""

    document: Document
    claims: tuple[Claim, ...] = ()
    pack: str | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line's words stand, and which rule of which pack found them."""

    claim: str
    document: str
    name: str
    lang: str
    published: str | None
    publisher: str | None
    start: int
    end: int
    quote: str
    rule: str
    pack: str
    version: str


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with the words that show it.

    ``told`` counts the claims that tell it; ``sources`` holds the first of them, the leading one first.
    """

    entry: Entry
    sources: tuple[Source, ...]
    told: int


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office in which a person was seen, first and last (EDTF), and in how many engagements."""

    office: str
    first: str | None
    last: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a party, by every spelling met (the one with the most of its own letters first)."""

    id: str
    name: str
    party: str | None
    names: tuple[str, ...]
    offices: tuple[Tenure, ...]
    first: str | None
    last: str | None
    told: int
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document without its text: what it is, which pack read it, how many claims it makes.

    ``snippet`` holds the words around a search's first hit, the hits between ``«`` and ``»``.
    """

    id: str
    name: str
    lang: str
    title: str | None
    published: str | None
    publisher: str | None
    source: str | None
    page: str | None
    part: int
    pack: str | None
    version: str | None
    claims: int
    snippet: str | None = None


@dataclass(frozen=True, slots=True)
class InputLine:
    """The state in which an input ended: ``read``, ``failed`` with its reason, or ``no_pack``."""

    source: str
    state: str
    reason: str
    detail: str
    retryable: bool
    added: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; everything given must hold.

    ``between`` are parties that all take part; ``since`` and ``until`` are EDTF dates that the line's date must touch;
    ``person`` are words of a name, with or without their marks; ``limit`` 0 means no limit.
    """

    between: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    area: str | None = None
    stage: str | None = None
    party: str | None = None
    person: str | None = None
    type: str | None = None
    lang: str | None = None
    limit: int = 100

    def days(self) -> tuple[int | None, int | None]:
        """The first day of ``since`` and the last day of ``until``; raises UsageError for what is no date."""
        found: list[int | None] = []
        for name, side in (("since", 0), ("until", 1)):
            date = getattr(self, name)
            days = bounds(date)
            if date and days is None:
                raise UsageError(f"{name} {date!r} is no date; write 2025, 2025-11 or 2025-11-18")
            found.append(days[side] if days else None)
        return found[0], found[1]

    def used(self) -> tuple[str, ...]:
        """The names of the conditions that are set."""
        return tuple(one.name for one in fields(self) if one.name != "limit" and getattr(self, one.name))


def no_pack(document: Document) -> str:
    """What is said of a document whose language no pack reads."""
    return f"no pack for {document.lang!r}: kept and searchable, nothing extracted"
