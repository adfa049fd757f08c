"""The rules' own examples, read as documents: what a rule accepts it must find, what it rejects it must not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.catalog import Catalog
from dragoman.catalog.pack import Pack, Rule
from dragoman.extract.commitments import find_commitments
from dragoman.extract.engagements import find_engagements
from dragoman.extract.instruments import find_instruments
from dragoman.extract.moments import moments
from dragoman.extract.persons import find_mentions
from dragoman.extract.reading import Draft, Mention, Reading, open_reading
from dragoman.records import Block, Commitment, Document, Engagement, Instrument, Span, document_id
from dragoman.text import edtf

__all__ = ["check_examples"]

_MARK = re.compile(r"\[([a-z_]+):([^\[\]]*)\]")
# Rules that only govern what another rule finds: with them, the example as a whole is right or wrong.
_HELPERS = frozenset({"mask", "report", "block"})
_SEATS = {"host": "host", "guest": "guest", "chair": "co_chair", "attendee": "attendee", "by": None}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A marked part of an example: the role it plays, and where it stands once the marks are taken out."""

    role: str
    span: Span


def check_examples(pack: Pack, catalog: Catalog) -> list[str]:
    """Run every rule's examples; one line for each that fails, naming file, rule and example.

    An accept must yield a claim of what the rule ``yields``, found by that rule, whose coded facts agree with the
    marked roles; a reject must yield no claim from that rule.
    """
    faults: list[str] = []
    for rule in pack.rules.values():
        for example in rule.accepts:
            reason = _refused(pack, catalog, rule, example)
            if reason:
                faults.append(f"{rule.file} [{rule.id}] accepts: {reason}: {example!r}")
        for example in rule.rejects:
            drafts = _read(pack, catalog, _plain(example)[0])[1]
            if any(_found(rule, draft) for draft in drafts):
                faults.append(f"{rule.file} [{rule.id}] rejects: a claim was found: {example!r}")
    return faults


def _plain(example: str) -> tuple[str, list[_Mark]]:
    """The example without its marks, and the marks at their places in it."""
    marks: list[_Mark] = []
    text, at = "", 0
    for match in _MARK.finditer(example):
        text += example[at : match.start()]
        marks.append(_Mark(match[1], Span(len(text), len(text) + len(match[2]))))
        text += match[2]
        at = match.end()
    return text + example[at:], marks


def _read(pack: Pack, catalog: Catalog, text: str) -> tuple[Reading, list[Draft]]:
    document = Document(document_id(text), "example", text, pack.lang, (Block("body", Span(0, len(text))),))
    reading = open_reading(document, pack, catalog)
    find_mentions(reading)
    drafts = find_engagements(reading)
    drafts = [*drafts, *find_commitments(reading), *find_instruments(reading)]
    return reading, drafts


def _found(rule: Rule, draft: Draft) -> bool:
    return draft.kind == rule.yields and (draft.rule == rule.id or rule.keys.get("kind") in _HELPERS)


def _refused(pack: Pack, catalog: Catalog, rule: Rule, example: str) -> str | None:
    """Why an accept fails; None where it holds."""
    text, marks = _plain(example)
    reading, drafts = _read(pack, catalog, text)
    found = [draft for draft in drafts if _found(rule, draft)]
    if not found:
        others = sorted({f"{draft.kind} by {draft.rule}" for draft in drafts})
        return f"no {rule.yields} was found by the rule" + (f", only {', '.join(others)}" if others else "")
    wrong = [[mark for mark in marks if not _agrees(reading, draft, mark)] for draft in found]
    fewest = min(wrong, key=len)
    if not fewest:
        return None
    return "disagrees on " + ", ".join(f"{mark.role} ({mark.span.of(text)})" for mark in fewest)


def _mentioned(reading: Reading, span: Span) -> list[Mention]:
    return [
        mention
        for sentence in reading.sentences
        for mention in sentence.mentions
        if mention.start < span.end and span.start < mention.end
    ]


def _parties(reading: Reading, span: Span) -> set[str]:
    code = reading.catalog.gazetteer.code
    return {code(party) for mention in _mentioned(reading, span) for party in mention.parties}


def _agrees(reading: Reading, draft: Draft, mark: _Mark) -> bool:
    """Whether a coded fact says what the mark says; a role that the record has no place for never agrees."""
    body = draft.body
    if isinstance(body, Engagement):
        return _engagement_agrees(reading, body, mark)
    if isinstance(body, Commitment):
        return _commitment_agrees(reading, draft, body, mark)
    assert isinstance(body, Instrument)
    if mark.role == "title":
        words = mark.span.of(reading.text).casefold()
        return words in body.title.casefold() or body.title.casefold() in words
    return mark.role in ("party", "by") and bool(_parties(reading, mark.span) & set(body.parties))


def _engagement_agrees(reading: Reading, body: Engagement, mark: _Mark) -> bool:
    if mark.role == "date":
        return _dated(reading, mark.span, body.date)
    if mark.role == "place":
        return _placed(reading, mark.span, (body.place.city, body.place.country))
    if mark.role == "party":
        return bool(_parties(reading, mark.span) & set(body.parties))
    if mark.role not in _SEATS:
        return False
    names = {mention.person.name for mention in _mentioned(reading, mark.span) if mention.person is not None}
    role = _SEATS[mark.role]
    if names:
        return any(one.name in names and role in (None, one.role) for one in body.participants)
    return bool(_parties(reading, mark.span) & set(body.parties))


def _commitment_agrees(reading: Reading, draft: Draft, body: Commitment, mark: _Mark) -> bool:
    words = mark.span.of(reading.text)
    if mark.role == "due":
        return _dated(reading, mark.span, body.due)
    if mark.role == "quantity":
        return _digits(words) == _digits(body.quantity or "") or _said(reading, mark.span, body.quantity)
    if mark.role == "area":
        codes = {
            hit.code
            for sentence in reading.sentences
            for hit in sentence.layer("areas")
            if hit.start < mark.span.end and mark.span.start < hit.end
        }
        return bool(codes & set(body.areas))
    if mark.role == "action":
        return draft.evidence.overlaps(mark.span)
    if mark.role in ("by", "actor"):
        parties = set(body.by if mark.role == "by" else body.actors)
        meant = _parties(reading, mark.span)
        return bool(meant & parties) if meant else bool(parties)
    return False


def _digits(words: str) -> list[str]:
    return re.findall(r"\d+", words)


def _said(reading: Reading, span: Span, quantity: str | None) -> bool:
    return quantity is not None and (span.of(reading.text) in quantity or quantity in span.of(reading.text))


def _dated(reading: Reading, span: Span, date: str | None) -> bool:
    if date is None:
        return False
    told: Iterable[str | None] = [
        value
        for sentence in reading.sentences
        for moment in moments(reading, sentence)
        if moment.start < span.end and span.start < moment.end
        for value in (moment.edtf, moment.plain)
    ]
    return any(one is not None and edtf.plain(one) == edtf.plain(date) for one in told)


def _placed(reading: Reading, span: Span, place: tuple[str | None, str | None]) -> bool:
    sites = reading.catalog.gazetteer.places
    for mention in _mentioned(reading, span):
        site = sites.get(mention.place or "")
        if site is not None and (site.name == place[0] or (place[0] is None and site.country == place[1])):
            return True
    return bool(_parties(reading, span) & {place[1]})
