"""The nouns of Dragoman: what is read, what is claimed, what stands in the ledger.

Conventions, said once and kept everywhere:

* offsets are half-open and count Unicode code points of the stored, NFC-normalised text;
* dates are EDTF (ISO 8601-2): ``2025-11-18``, ``2025-09-27/2025-10-01``, ``2025-11``, ``2026~``,
  ``../2025-07-14``, ``XXXX-11-18``;
* scores run from 0 to 1;
* languages are BCP 47 tags, ``und`` where unknown;
* parties are ISO 3166-1 alpha-2 codes of states or the usual acronym of an organisation.

Everything here is frozen and does no input or output.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

__all__ = [
    "Block",
    "Body",
    "Claim",
    "Commitment",
    "Document",
    "Engagement",
    "Entry",
    "Failure",
    "Instrument",
    "Origin",
    "Participant",
    "Place",
    "Span",
    "claim_id",
    "document_id",
]


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open range of code points in a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Block(msgspec.Struct, frozen=True):
    """A run of a page's text and what it is.

    ``kind`` is one of ``title lead body list caption byline dateline note teaser furniture``. Claims are read from
    ``title lead body list caption`` (a title, lead or caption only confirms), never from the others.
    """

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One report, as stored.

    ``id`` is the SHA-256 of the normalised text (and, for a teaser, of its page and place in it). ``blocks`` lie in
    reading order and do not overlap. A dated teaser of a page is a document of its own: ``page`` is the id of the
    page's document, ``part`` counts from 1 in page order.
    """

    id: str
    name: str
    text: str
    lang: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    source: str | None = None
    page: str | None = None
    part: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, kept with its reason so that it can be seen and retried."""

    source: str
    reason: str
    detail: str = ""


class Place(msgspec.Struct, frozen=True):
    """Where an engagement took place: an English city name and a state's code, either may be open."""

    city: str | None = None
    country: str | None = None


class Participant(msgspec.Struct, frozen=True):
    """A named person at an engagement, as the document presents them there."""

    name: str
    party: str | None
    offices: tuple[str, ...]
    role: str


class Engagement(msgspec.Struct, frozen=True):
    """A contact between parties (codebook, section 1)."""

    type: str
    status: str
    date: str | None
    place: Place
    parties: tuple[str, ...]
    participants: tuple[Participant, ...]
    series: str | None = None
    ordinal: int | None = None


class Commitment(msgspec.Struct, frozen=True):
    """Something that a party says it, or another, will or should do (codebook, section 2)."""

    stage: str
    action: str
    areas: tuple[str, ...]
    by: tuple[str, ...]
    actors: tuple[str, ...]
    due: str | None = None
    quantity: str | None = None
    speaker: str | None = None


class Instrument(msgspec.Struct, frozen=True):
    """A paper that binds or guides (codebook, section 4)."""

    type: str
    parties: tuple[str, ...]
    signed: str | None
    state: str
    title: str


Body = Engagement | Commitment | Instrument


class Origin(msgspec.Struct, frozen=True):
    """What found a claim: the rule (or model), its pack and the pack's version."""

    rule: str
    pack: str
    version: str


class Claim(msgspec.Struct, frozen=True):
    """What one document says once, with the words that show it.

    ``kind`` is ``engagement``, ``commitment`` or ``instrument``; ``quote`` equals the document's text at ``evidence``.
    ``id`` leaves the origin out, so that two extractors which agree make one claim.
    """

    id: str
    document: str
    kind: str
    evidence: Span
    quote: str
    body: Body
    origin: Origin


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger, computed from claims: never stored as truth, always computable again."""

    id: str
    kind: str
    body: Body
    claims: tuple[str, ...]
    documents: tuple[str, ...]


def document_id(text: str, page: str | None = None, part: int = 0) -> str:
    """The id of a document: SHA-256 of its text, of page and part too where it is a teaser of a page."""
    prefix = f"{page}#{part}\n" if page else ""
    return hashlib.sha256((prefix + text).encode()).hexdigest()


def claim_id(document: str, kind: str, evidence: Span, body: Body) -> str:
    """The id of a claim: a digest of the document, the evidence and the coded facts, not of who found it."""
    payload = msgspec.json.encode([document, kind, evidence.start, evidence.end, body], order="deterministic")
    return hashlib.sha256(payload).hexdigest()[:20]
