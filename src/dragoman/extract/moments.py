"""The dates of a document, resolved once and handed out by sentence."""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from dragoman.extract.date_inference import infer_year
from dragoman.extract.date_resolution import Anchor, resolve_all
from dragoman.extract.dates import DateMention, find_dates
from dragoman.extract.reading import Reading, Sentence

__all__ = ["Moment", "moments", "resolve_moments"]

# How far, in code points, a word of planning may stand before the date that it looks ahead to.
_CLAUSE = 90


class Moment(msgspec.Struct, frozen=True):
    """A date at ``start`` to ``end``: ``edtf`` as recorded, ``plain`` without its bound, and how it was written."""

    start: int
    end: int
    kind: str
    edtf: str | None
    plain: str | None
    tense: str | None
    mention: DateMention


def resolve_moments(reading: Reading) -> list[Moment]:
    """Find and resolve the dates of title, body and captions, in reading order; empty where the pack knows no dates."""
    vocabulary = reading.pack.dates
    if vocabulary is None or not reading.sentences:
        return []
    mentions: list[DateMention] = []
    blocks = {sentence.block for sentence in reading.sentences}
    for number in sorted(blocks):
        span = reading.document.blocks[number].span
        mentions += find_dates(reading.text, span.start, span.end, vocabulary, reading.folded)
    anchor = Anchor(published=reading.document.published, year=_year(reading, mentions))
    told = [
        (hit.start + 1 if hit.code == "scheduled" else hit.end, "past" if hit.code == "past" else "planned")
        for hit in reading.layer("contacts")
        if hit.code in ("planned", "past", "moved", "scheduled")
    ]
    told.sort()
    ends = [end for end, _ in told]
    ahead = [end for end, code in told if code == "planned"]
    firsts = {sentence.start for sentence in reading.sentences}

    def _opens(mention: DateMention) -> bool:
        """Whether a weekday opens its sentence, with at most a small word before it."""
        return mention.first.weekday is not None and any(mention.span.start - place in firsts for place in range(5))

    def _aside(start: int, end: int) -> bool:
        """Whether what looks ahead stands in a relative clause: "on Monday he met X, who will leave"."""
        return any(f" {word} " in reading.folded[start:end] for word in reading.pack.relatives)

    def tense(mention: DateMention) -> str | None:
        """Future or past where a word of planning, or of what lies behind, stands before the date in its clause."""
        far = mention.span.end
        if _opens(mention) and any(far < end < far + _CLAUSE and not _aside(far, end) for end in ahead):
            return "future"
        at = bisect_left(ends, mention.span.start + 1) - 1
        if at < 0 or not 0 <= mention.span.start - ends[at] < _CLAUSE:
            return None
        words = reading.folded[ends[at] : mention.span.start]
        if any(mark in words for mark in ",.;:\n"):
            return None
        if told[at][1] == "planned":
            return "future"
        return "past" if mention.bound is None and mention.first.month is not None else None

    resolved = resolve_all(mentions, anchor, tense)
    return [
        Moment(one.span.start, one.span.end, one.kind, date.edtf, date.plain, date.tense, one)
        for one, date in zip(mentions, resolved, strict=True)
    ]


def _year(reading: Reading, mentions: list[DateMention]) -> int | None:
    """The year of a document that bears no date, where its own facts force one."""
    if reading.document.published is not None or reading.pack.dates is None:
        return None
    first, last = reading.sentences[0].start, reading.sentences[-1].end
    inferred = infer_year(reading.text, first, last, reading.pack.dates, mentions)
    if inferred is not None:
        return inferred.year
    news = mentions[0].first if mentions else None
    return news.year if news is not None and news.day and mentions[0].lead != "of" else None


def moments(reading: Reading, sentence: Sentence) -> list[Moment]:
    """The dates that a sentence tells."""
    if "moments" not in reading.facts:
        reading.facts["moments"] = found = resolve_moments(reading)
        reading.facts["moment_starts"] = [one.start for one in found]
    starts = reading.facts["moment_starts"]
    low = bisect_left(starts, sentence.start)
    high = bisect_left(starts, sentence.end, low)
    return list(reading.facts["moments"][low:high])
