"""Claims of one document as a record in the shape of the hand-made gold, with single values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.records import Claim, Commitment, Document, Engagement, Instrument

__all__ = ["gold_record"]


def gold_record(document: Document, claims: Iterable[Claim]) -> dict[str, Any]:
    """One JSON-ready record: ``doc`` is the document's name, with ``#part`` for a dated teaser of a page."""
    record: dict[str, Any] = {
        "doc": document.name,
        "lang": document.lang,
        "published": document.published,
        "publisher": document.publisher,
        "engagements": [],
        "commitments": [],
        "instruments": [],
    }
    for claim in claims:
        body = claim.body
        if isinstance(body, Engagement):
            record["engagements"].append(_engagement(claim, body))
        elif isinstance(body, Commitment):
            record["commitments"].append(_commitment(claim, body))
        else:
            record["instruments"].append(_instrument(claim, body))
    return record


def _engagement(claim: Claim, body: Engagement) -> dict[str, Any]:
    people = [
        {"name": one.name, "party": one.party, "offices": list(one.offices), "role": one.role}
        for one in body.participants
    ]
    row: dict[str, Any] = {
        "id": claim.id,
        "type": body.type,
        "status": body.status,
        "date": body.date,
        "place": {"city": body.place.city, "country": body.place.country},
        "parties": sorted(body.parties),
        "participants": people,
    }
    if body.series:
        row["series"] = body.series
    if body.ordinal is not None:
        row["ordinal"] = body.ordinal
    row["evidence"] = claim.quote
    return row


def _commitment(claim: Claim, body: Commitment) -> dict[str, Any]:
    return {
        "id": claim.id,
        "stage": body.stage,
        "action": body.action,
        "areas": sorted(body.areas),
        "by": sorted(body.by),
        "actors": sorted(body.actors),
        "due": body.due,
        "quantity": body.quantity,
        "evidence": claim.quote,
    }


def _instrument(claim: Claim, body: Instrument) -> dict[str, Any]:
    return {
        "id": claim.id,
        "type": body.type,
        "parties": sorted(body.parties),
        "signed": body.signed,
        "state": body.state,
        "title": body.title,
        "evidence": claim.quote,
    }
