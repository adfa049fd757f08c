"""No words, no claim: drafts become claims only where their evidence stands in the text."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.catalog.pack import Pack
from dragoman.extract.reading import Draft
from dragoman.records import Claim, Document, Origin, claim_id

__all__ = ["checked_claims"]


def checked_claims(document: Document, pack: Pack, drafts: Iterable[Draft]) -> tuple[Claim, ...]:
    """Give each draft its quote, id and origin, in text order; drafts that code the same words alike are one claim.

    A draft whose evidence is empty or lies outside the text is left out: nothing enters that the text does not say.
    """
    claims: dict[str, Claim] = {}
    for draft in sorted(drafts, key=lambda one: (_KINDS.index(one.kind), one.evidence, one.rule)):
        quote = draft.evidence.of(document.text)
        if not quote.strip() or draft.evidence.start < 0 or draft.evidence.end > len(document.text):
            continue
        name = claim_id(document.id, draft.kind, draft.evidence, draft.body)
        origin = Origin(draft.rule, pack.lang, pack.version)
        claims.setdefault(name, Claim(name, document.id, draft.kind, draft.evidence, quote, draft.body, origin))
    return tuple(claims.values())


_KINDS = ("engagement", "commitment", "instrument")
