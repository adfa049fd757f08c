"""When a paper was signed: a day beside its name, beside the signing, or that of the contact that signed it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.catalog.lexicon import Hit
from dragoman.extract.moments import Moment, moments
from dragoman.extract.paper_titles import paper_title
from dragoman.extract.reading import TOLD, Reading, Sentence
from dragoman.records import Span

__all__ = ["beside", "met", "signed_on", "told_day"]

# How far a date may stand from a word of signing, and from a title without one, to be the paper's.
_DATE_NEAR, _DATE_TOUCHES = 60, 12
_MEETINGS = frozenset(["talks", "meeting", "reception", "dialogue", "signing", "ceremony", "visit", "courtesy_call"])


def signed_on(reading: Reading, sentence: Sentence, title: Span, cues: Sequence[Hit], state: str | None) -> str | None:
    """When it was signed: a date beside the signing, one told just before, or the day of the contact that signed it.

    ``cues`` are the words near the title that tell of a signing.
    """
    others = [paper_title(reading, sentence, head) for head in sentence.layer("instruments")]
    dates = [
        one
        for one in _been(reading, sentence)
        if not any(span.start <= one.start < span.end for span in others if span.end <= title.start)
    ]
    beside = [(_distance(reading, one, [title, *(Span(cue.start, cue.end) for cue in cues)]), one) for one in dates]
    close = [pair for pair in beside if pair[0] <= (_DATE_NEAR if cues else _DATE_TOUCHES)]
    if close:
        return min(close, key=lambda pair: (pair[0], pair[1].start))[1].edtf
    if state != "signed":
        return None
    before = sentence.index - 1
    if cues and before >= 0 and reading.sentences[before].block == sentence.block:
        day = told_day(reading, reading.sentences[before])
        if day:
            return day
    return met(reading, title)


def told_day(reading: Reading, sentence: Sentence) -> str | None:
    """The last day that a sentence tells as one that has been."""
    told = _been(reading, sentence)
    return told[-1].edtf if told else None


def _been(reading: Reading, sentence: Sentence) -> list[Moment]:
    """The dates of a sentence that do not lie ahead, without terms and years that only name a thing."""
    return [
        one
        for one in moments(reading, sentence)
        if one.edtf and one.tense != "future" and one.kind not in ("period", "duration", "label")
    ]


def met(reading: Reading, title: Span) -> str | None:
    """The day of the contact at which a paper was signed that no other day is told of."""
    contacts = [one for one in reading.contacts if one.status == "reported" and one.type in _MEETINGS]
    earlier = [one for one in contacts if one.start < title.end] or contacts[:1]
    days = [one.date for one in earlier if one.date]
    single = [day for day in days if "/" not in day] or days
    return single[-1] if single else None


def _distance(reading: Reading, date: Moment, spans: Sequence[Span]) -> int:
    """How far a date stands from the nearest of the spans; a semicolon or colon between them parts them for good."""
    best = 1000
    for span in spans:
        low, high = min(date.end, span.end), max(date.start, span.start)
        between = reading.text[low:high] if low < high else ""
        if ";" not in between and ":" not in between:
            best = min(best, max(high - low, 0))
    return best


def beside(reading: Reading, sentence: Sentence) -> Sentence | None:
    """The sentence right before or behind that tells of a signing and names no paper: "they signed it in May"."""
    for step in (-1, 1):
        place = sentence.index + step
        one = reading.sentences[place] if 0 <= place < len(reading.sentences) else None
        if one is None or one.kind not in TOLD or abs(one.block - sentence.block) > 1 or one.layer("instruments"):
            continue
        takes_up = any(hit.code == "back" for hit in one.layer("clauses")) if step > 0 else one.block <= sentence.block
        if takes_up and any(cue.code == "signed" for cue in one.layer("papers")):
            return one
    return None
