"""The year of an undated document, where its own facts force one.

The facts, in the order in which they are believed:

* ``same_day``: a day written once with and once without its year (18/11 and 18/11/2025);
* ``anniversary``: an anniversary told with its founding year (75 years, 1950–2025; 70 years of the victory of 1954),
  moved by "next year" or "last year" where they stand before it;
* ``weekday``: a weekday with day and month (Thursday, February 5) that fits one year only, from the year before the
  latest one that the body names to two years after it;
* ``past_event``: an event of a named year said to be over, told on a day of January to April: the year after.

A year is given only where the facts agree with each other, with every weekday written beside a day, and with the latest
day or month that the body dates in full: a document is not older than what it tells, but for plans a year ahead.
Otherwise the year stays open; another document on the same engagement may close it later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.catalog.dates import DateVocabulary
from dragoman.extract.dates import DateMention, Point, find_dates
from dragoman.records import Span
from dragoman.text import edtf
from dragoman.text.fold import fold

__all__ = ["InferredYear", "infer_year"]

_NEAR = 90
_LAST_MONTH_AFTER = 4


@dataclass(frozen=True, slots=True)
class InferredYear:
    """A year, the rule that gave it, and the words it rests on."""

    year: int
    rule: str
    span: Span


def infer_year(
    text: str,
    start: int,
    end: int,
    vocabulary: DateVocabulary,
    mentions: Sequence[DateMention] | None = None,
) -> InferredYear | None:
    """The year of a document that bears no date, read from ``text[start:end]``; None where the facts leave it open."""
    folded = fold(text)
    if mentions is None:
        mentions = find_dates(text, start, end, vocabulary, folded)
    votes = _same_day(mentions) or _anniversaries(text, folded, start, end, vocabulary, mentions) or _weekdays(mentions)
    votes = votes or _past_events(text, folded, start, end, vocabulary, mentions)
    years = {vote.year for vote in votes}
    if len(years) != 1:
        return None
    year = years.pop()
    if year < _latest_told(mentions) - 1 or not all(_fits(point, year) for point in _dated_weekdays(mentions)):
        return None
    return votes[0]


def _open_days(mentions: Sequence[DateMention]) -> list[Point]:
    return [one.first for one in mentions if one.first.year is None and one.first.month and one.first.day]


def _same_day(mentions: Sequence[DateMention]) -> list[InferredYear]:
    days = {(point.month, point.day) for point in _open_days(mentions)}
    return [
        InferredYear(one.first.year, "same_day", one.span)
        for one in mentions
        if one.first.year and one.first.day and (one.first.month, one.first.day) in days
    ]


def _anniversaries(
    text: str, folded: str, start: int, end: int, vocabulary: DateVocabulary, mentions: Sequence[DateMention]
) -> list[InferredYear]:
    votes = []
    for one in mentions:
        if one.kind == "period" and one.last is not None and one.first.year and one.last.year:
            years = str(one.last.year - one.first.year)
            before = folded[max(start, one.span.start - _NEAR) : one.span.start]
            if len(years) > 1 and years in _numbers(before):
                votes.append(InferredYear(one.last.year, "anniversary", one.span))
    for found in vocabulary.cues.find(text, folded, start, end):
        founded = found.values.get("year")
        age = next((found.values[slot] for slot in ("number", "nth", "ordinal") if slot in found.values), None)
        if found.expression.keys.get("gives") == "anniversary" and isinstance(founded, int) and isinstance(age, int):
            moved = _moved(mentions, found.start)
            votes.append(InferredYear(founded + age - moved, "anniversary", Span(found.start, found.end)))
    return votes


def _moved(mentions: Sequence[DateMention], place: int) -> int:
    """How many years ahead the anniversary lies: a "next year" or "last year" shortly before it."""
    near = [one for one in mentions if one.first.anchor and one.first.unit == "year" and place - _NEAR < one.span.start]
    return next((one.first.shift for one in near if one.span.start < place), 0)


def _weekdays(mentions: Sequence[DateMention]) -> list[InferredYear]:
    latest = max((year for one in mentions for year in [_named_year(one)] if year), default=None)
    if latest is None:
        return []
    votes = []
    for one in mentions:
        if one.first.year is None and one.first in _dated_weekdays([one]):
            fitting = [year for year in range(latest - 1, latest + 3) if _fits(one.first, year)]
            if len(fitting) == 1:
                votes.append(InferredYear(fitting[0], "weekday", one.span))
    return votes


def _named_year(mention: DateMention) -> int | None:
    """A year that the body names as near its own time: a goal or a plan's far end is none."""
    return mention.first.year if mention.bound != "until" else None


def _past_events(
    text: str, folded: str, start: int, end: int, vocabulary: DateVocabulary, mentions: Sequence[DateMention]
) -> list[InferredYear]:
    days = _open_days(mentions)
    if not days or (days[0].month or 12) > _LAST_MONTH_AFTER:
        return []
    votes = [
        InferredYear(year + 1, "past_event", Span(found.start, found.end))
        for found in vocabulary.cues.find(text, folded, start, end)
        for year in [found.values.get("year")]
        if found.expression.keys.get("gives") == "past" and isinstance(year, int)
    ]
    return votes if votes and max(vote.year for vote in votes) > _latest_told(mentions) else []


def _latest_told(mentions: Sequence[DateMention]) -> int:
    """The latest year of a day or month written in full."""
    return max((one.first.year for one in mentions if one.first.year and one.first.month), default=0)


def _dated_weekdays(mentions: Sequence[DateMention]) -> list[Point]:
    points = [point for one in mentions for point in (one.first, one.last) if point is not None]
    return [point for point in points if point.weekday and point.day and point.month and point.year is None]


def _fits(point: Point, year: int) -> bool:
    known = edtf.as_day(edtf.day(year, point.month or 0, point.day or 0))
    return known is not None and known.isoweekday() == point.weekday


def _numbers(folded: str) -> set[str]:
    """The numbers written in digits in a stretch of text, without what is joined to them."""
    plain = "".join(letter if letter.isdigit() else " " for letter in folded)
    return set(plain.split())
