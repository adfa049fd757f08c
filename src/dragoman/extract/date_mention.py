"""Dates as written: the nouns of finding and resolving, and what can be told from them alone."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.records import Span

__all__ = ["DateMention", "Point", "are_consecutive", "kind_of"]


class Point(NamedTuple):
    """One end of a date as written; what is not written is None.

    ``weekday`` counts from 1 (Monday); ``anchor`` is ``published`` or ``current`` for a date told from another,
    ``unit`` and ``shift`` how far it lies from there; ``nearest`` is ``past`` or ``before`` or ``next``.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    part: str | None = None
    anchor: str | None = None
    unit: str | None = None
    shift: int = 0
    nearest: str | None = None

    @property
    def grain(self) -> str:
        """``day``, ``week``, ``month``, ``season`` or ``year``."""
        if self.day is not None or self.weekday is not None:
            return "day"
        if self.month is not None:
            return "month"
        if self.season is not None:
            return "season"
        return self.unit or ("day" if self.part else "year")


class DateMention(NamedTuple):
    """A date in the text.

    ``kind``: ``absolute`` (a year is written) · ``partial`` (a day or month without year) · ``relative`` (told from
    another date: yesterday, on Monday, the same day) · ``span`` (from one to another day or month; ``last`` is set) ·
    ``period`` (from year to year: a plan's or strategy's term) · ``duration`` (two days: ``amount`` and the point's
    unit) · ``label`` (a bare year that names a thing: the 2015 memorandum, Vision 2030).

    ``bound`` is ``until`` (by, before) or ``since`` (from, as of), ``stage`` ``early mid late about``, ``lead`` the
    kind of word before: ``in of for``, ``begin`` (began on, arrived on), ``end`` (ends). ``tense`` is ``future`` where
    the clause puts a weekday, or a day or month that has no year, ahead. ``entry`` is the id of the vocabulary's entry.
    The span takes in the words of bound and stage, not those of lead.
    """

    span: Span
    kind: str
    first: Point
    last: Point | None = None
    bound: str | None = None
    stage: str | None = None
    lead: str | None = None
    amount: int | None = None
    entry: str = ""
    tense: str | None = None


def kind_of(point: Point) -> str:
    """``relative``, ``absolute`` or ``partial``."""
    if point.anchor or point.nearest:
        return "relative"
    if point.year is not None:
        return "absolute"
    return "relative" if point.month is None and point.day is None and point.season is None else "partial"


def are_consecutive(first: Point, last: Point) -> bool:
    """Whether the second is the day after the first."""
    if first.day is not None and last.day is not None and first.month == last.month:
        return last.day == first.day + 1
    if first.day is None and first.weekday is not None and last.weekday is not None and last.day is None:
        return last.weekday == first.weekday % 7 + 1
    return (first.anchor, first.unit, "day") == (last.anchor, "day", last.unit) and last.shift == first.shift + 1
