"""Commitments of one document put together: what is said twice is one, provisions stand for their paper's signing."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.extract.reading import Draft, Reading
from dragoman.records import Commitment

__all__ = ["once", "without_signings"]

# How many code points may lie between a signing and what is told of the paper.
_NEAR = 600


def without_signings(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out the bare signing of a paper whose provisions the report tells."""
    told = [draft for draft in drafts if _provides(reading, draft)]
    return [draft for draft in drafts if not _bare_signing(reading, draft) or not any(_of(draft, one) for one in told)]


def _of(signing: Draft, provision: Draft) -> bool:
    """Whether a provision is told near a signing, and of a party that signs."""
    assert isinstance(signing.body, Commitment)
    assert isinstance(provision.body, Commitment)
    near = abs(provision.evidence.start - signing.evidence.start) < _NEAR
    return near and bool(set(provision.body.by) & set(signing.body.by))


def _provides(reading: Reading, draft: Draft) -> bool:
    keys = reading.pack.rules[draft.rule].keys
    assert isinstance(draft.body, Commitment)
    return bool(keys.get("provides")) or (draft.body.stage == "signed" and keys.get("kind") in ("modal", "state"))


def _bare_signing(reading: Reading, draft: Draft) -> bool:
    keys = reading.pack.rules[draft.rule].keys
    body = draft.body
    assert isinstance(body, Commitment)
    bare = body.action in (keys.get("action"), "develop_plan")
    return body.stage == "signed" and keys.get("kind") is None and bare and not keys.get("provides")


def _apart(first: Draft, second: Commitment) -> bool:
    """Whether day or number tell two things to do apart: each has one that the other lacks, or they differ."""
    body = first.body
    assert isinstance(body, Commitment)
    pairs = ((body.due, second.due), (body.quantity, second.quantity))
    if any(left and right and left != right for left, right in pairs):
        return True
    return any(left and not right for left, right in pairs) and any(right and not left for left, right in pairs)


def once(drafts: Sequence[Draft]) -> list[Draft]:
    """The same thing said twice by the same side is one: the first, with what the second says more exactly."""
    kept: list[Draft] = []
    seen: dict[tuple[object, ...], int] = {}
    for draft in drafts:
        body = draft.body
        assert isinstance(body, Commitment)
        key = (body.stage, body.action, body.areas, body.by, body.actors)
        if key in seen and not _apart(kept[seen[key]], body):
            first = kept[seen[key]]
            assert isinstance(first.body, Commitment)
            merged = replace(first.body, due=first.body.due or body.due, quantity=first.body.quantity or body.quantity)
            kept[seen[key]] = replace(first, body=merged)
            continue
        seen[key] = len(kept)
        kept.append(draft)
    return kept
