"""Small documents and claims to fill a ledger with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.ledger import Ledger, Reading
from dragoman.records import (
    Block,
    Body,
    Claim,
    Commitment,
    Document,
    Engagement,
    Instrument,
    Origin,
    Participant,
    Place,
    Span,
    claim_id,
    document_id,
)

KINDS = {Engagement: "engagement", Commitment: "commitment", Instrument: "instrument"}


class Make:
    """Builds readings whose evidence stands in their text."""

    def document(
        self, text: str, name: str = "report", lang: str = "en", published: str | None = "2025-11-18"
    ) -> Document:
        blocks = (Block("body", Span(0, len(text))),)
        return Document(document_id(text), name, text, lang, blocks, title=text.split(".")[0], published=published)

    def claim(self, document: Document, words: str, body: Body, rule: str = "held-talks") -> Claim:
        start = document.text.index(words)
        span = Span(start, start + len(words))
        kind = KINDS[type(body)]
        origin = Origin(rule, document.lang, "1")
        return Claim(claim_id(document.id, kind, span, body), document.id, kind, span, words, body, origin)

    def talks(
        self,
        *people: tuple[str, str, str],
        date: str | None = "2025-11-18",
        parties: tuple[str, ...] = ("SK", "VN"),
        **keys: str,
    ) -> Engagement:
        seen = tuple(
            Participant(name, party, (office,) if office else (), "attendee") for name, party, office in people
        )
        status, type_ = keys.get("status", "reported"), keys.get("type", "talks")
        return Engagement(type_, status, date, Place("Hanoi", "VN"), parties, seen)

    def promise(self, stage: str = "agreed", by: tuple[str, ...] = ("SK", "VN"), **keys: object) -> Commitment:
        actors, areas = keys.get("actors", by), keys.get("areas", ("training",))
        assert isinstance(actors, tuple)
        assert isinstance(areas, tuple)
        return Commitment(stage, str(keys.get("action", "train")), areas, by, actors, due="2026")

    def paper(self, signed: str | None = "2015", type_: str = "mou", title: str = "MoU") -> Instrument:
        return Instrument(type_, ("SK", "VN"), signed, "signed", title)

    def reading(self, text: str, *told: tuple[str, Body], version: str = "1", **keys: str | None) -> Reading:
        document = self.document(text, **keys)  # type: ignore[arg-type]
        claims = tuple(self.claim(document, words, body) for words, body in told)
        return Reading(document, claims, document.lang, version)


@pytest.fixture
def make() -> Make:
    return Make()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "test.db") as book:
        yield book
