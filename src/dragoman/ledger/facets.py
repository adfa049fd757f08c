"""What a claim can be found by: pure functions from coded facts to (name, value) facets, days and grouping keys.

A pair of parties is a facet of its own, so that a relationship is one look-up however large the ledger is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import combinations

from dragoman.ledger.days import NEVER, OPEN, bounds
from dragoman.ledger.letters import name_key
from dragoman.records import Claim, Commitment, Engagement, Instrument

__all__ = [
    "Facet",
    "claim_days",
    "claim_facets",
    "commitment_parties",
    "group_id",
    "instrument_key",
    "instrument_rank",
    "pair_value",
]

Facet = tuple[str, str]


def pair_value(one: str, other: str) -> str:
    """How a pair of parties is written, in either order."""
    return " ".join(sorted((one, other)))


def _parties(parties: Iterable[str]) -> list[Facet]:
    known = sorted(set(parties))
    return [("party", one) for one in known] + [("pair", pair_value(*two)) for two in combinations(known, 2)]


def commitment_parties(claim: Claim, engagements: Sequence[Claim]) -> tuple[str, ...]:
    """The parties that a commitment concerns: who says it and who would do it.

    Where that is one party alone, its counterpart is that of the nearest bilateral engagement of the same document
    that the party takes part in, one that the document is the news of before one that it recalls.
    """
    body = claim.body
    assert isinstance(body, Commitment)
    own = sorted({*body.by, *body.actors})
    if len(own) != 1:
        return tuple(own)
    near: list[tuple[bool, int, tuple[str, ...]]] = []
    for other in engagements:
        told = other.body
        if isinstance(told, Engagement) and len(told.parties) == 2 and own[0] in told.parties:
            distance = abs(other.evidence.start - claim.evidence.start)
            near.append((told.status != "reported", distance, tuple(sorted(told.parties))))
    return min(near)[2] if near else tuple(own)


def claim_facets(claim: Claim, engagements: Sequence[Claim]) -> list[Facet]:
    """The facets that a claim's line is found by, given the engagements that its document tells."""
    body = claim.body
    found: list[Facet] = [("all", "")]
    if isinstance(body, Engagement):
        found += _parties(body.parties)
        found += [("type", body.type), ("status", body.status)]
        found += [("person", name_key(one.name)) for one in body.participants]
    elif isinstance(body, Commitment):
        found += _parties(commitment_parties(claim, engagements))
        found += [("type", body.action), ("stage", body.stage)]
        found += [("area", area) for area in body.areas]
        if body.speaker:
            found.append(("person", name_key(body.speaker)))
    else:
        found += _parties(body.parties)
        found += [("type", body.type), ("status", body.state)]
    return sorted(set(found))


def claim_days(claim: Claim, published: str | None) -> tuple[int, int]:
    """The first and last day that a claim's line may lie on, for order and for ``since`` and ``until``.

    A commitment stands under the day of its report; an engagement or instrument without a date of its own under that
    day too, unless it is only recalled: then it stands under none.
    """
    report = bounds(published) or (NEVER, NEVER)
    body = claim.body
    if isinstance(body, Commitment):
        return report
    if isinstance(body, Instrument):
        return bounds(body.signed) or report
    own = bounds(body.date)
    if own is None:
        return (NEVER, NEVER) if body.status == "past" else report
    if own[1] == OPEN and report != (NEVER, NEVER):
        return own[0], max(report[1], own[0])
    return own


def group_id(*key: str) -> str:
    """The id of an entry that several claims make together."""
    return hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:20]


def instrument_key(body: Instrument) -> str:
    """The id of the paper that a claim tells: its type, its parties and its year make it one."""
    return group_id("instrument", body.type, " ".join(sorted(body.parties)), (body.signed or "")[:4])


def instrument_rank(claim: Claim, published: str | None) -> str:
    """Sorts the claims that tell one paper: the most exact date leads, then the earliest report."""
    assert isinstance(claim.body, Instrument)
    exact = min(len(claim.body.signed or ""), 10)
    return f"{10 - exact:02d} {published or '9999'} {claim.id}"
