"""Lines of the ledger as rows: nested for JSON, flat text for tables and CSV. A row names all its columns, always."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dragoman.ledger import DocumentLine, InputLine, Line, Person
from dragoman.records import Claim, Commitment, Document, Engagement, Instrument, Participant

__all__ = ["COLUMNS", "SHORT", "claim_row", "flat", "people_words", "place_words", "row"]

Listed = Line | Person | DocumentLine | InputLine

SHORT: dict[str, tuple[str, ...]] = {
    "documents": ("id", "published", "lang", "publisher", "title", "claims"),
    "engagements": ("id", "date", "type", "status", "place", "parties", "participants", "quote", "told_by"),
    "commitments": ("id", "told_on", "stage", "action", "areas", "by", "actors", "due", "quote", "told_by"),
    "instruments": ("id", "signed", "type", "state", "parties", "title", "told_by"),
    "people": ("id", "name", "party", "offices", "first", "last", "told"),
    "failures": ("source", "state", "reason", "detail", "retryable"),
    "search": ("id", "published", "lang", "name", "snippet"),
}
"""The columns of a table on a screen, list by list; the other formats have all."""

_SOURCE = ("quote", "told_by", "told_on", "publisher", "lang", "document", "rule", "pack", "version", "told")
_DOCUMENT = tuple(DocumentLine.__dataclass_fields__)
COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": _DOCUMENT[:-1],
    "engagements": ("id", *Engagement.__struct_fields__, *_SOURCE),
    "commitments": ("id", *Commitment.__struct_fields__, *_SOURCE),
    "instruments": ("id", *Instrument.__struct_fields__, *_SOURCE),
    "people": ("id", "name", "party", "names", "offices", "first", "last", "told"),
    "failures": tuple(InputLine.__dataclass_fields__),
    "search": _DOCUMENT,
}
"""The columns of a list in CSV, in order."""


def row(listed: Listed) -> dict[str, Any]:
    """A line as a JSON-ready row, the same keys for every line of a list."""
    if not isinstance(listed, Line):
        found: dict[str, Any] = msgspec.to_builtins(listed)
        if isinstance(listed, Person):
            found["sources"] = [one["claim"] for one in found["sources"]]
        return found
    lead = listed.sources[0]
    return {
        "id": listed.entry.id,
        **msgspec.to_builtins(listed.entry.body),
        "quote": lead.quote,
        "told_by": lead.name,
        "told_on": lead.published,
        "publisher": lead.publisher,
        "lang": lead.lang,
        "document": lead.document,
        "rule": lead.rule,
        "pack": lead.pack,
        "version": lead.version,
        "told": listed.told,
    }


def flat(row: Mapping[str, Any], columns: Sequence[str]) -> dict[str, str]:
    """A row's columns as single lines of text."""
    return {column: _words(column, row.get(column)) for column in columns}


def _words(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column == "participants":
        return "; ".join(_person(one["name"], one["party"], one["offices"], one["role"]) for one in value)
    if column == "offices" and value and isinstance(value[0], dict):
        return "; ".join(f"{one['office']} {_seen(one['first'], one['last'])}".strip() for one in value)
    if column == "place":
        return ", ".join(one for one in (value["city"], value["country"]) if one)
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value) if column == "names" else " ".join(str(one) for one in value)
    return " ".join(str(value).split())


def _seen(first: str | None, last: str | None) -> str:
    if not first and not last:
        return ""
    return f"({first})" if first == last else f"({first or '?'} – {last or '?'})"


def _person(name: str, party: str | None, offices: Sequence[str], role: str) -> str:
    described = ", ".join([party or "?", *offices, role])
    return f"{name} ({described})"


def people_words(participants: Sequence[Participant]) -> str:
    """Participants as names with their parties, for a line of a table."""
    return ", ".join(f"{one.name} ({one.party})" if one.party else one.name for one in participants)


def place_words(body: Engagement) -> str:
    """Where an engagement was, as a city and a code."""
    return ", ".join(one for one in (body.place.city, body.place.country) if one)


def claim_row(document: Document, claim: Claim) -> dict[str, Any]:
    """A claim with what its document is, as a JSON-ready row; offsets count code points of the stored text."""
    return {
        "doc": document.name,
        "document": document.id,
        "lang": document.lang,
        "published": document.published,
        "publisher": document.publisher,
        "id": claim.id,
        "kind": claim.kind,
        **msgspec.to_builtins(claim.body),
        "evidence": claim.quote,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        **msgspec.to_builtins(claim.origin),
    }
