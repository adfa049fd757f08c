"""Dates in a text: what is written, before anything is known about when the text was.

``find_dates`` reads the forms of a pack's vocabulary and says what they name; ``date_resolution`` turns a mention into
an EDTF date once the publication date and the running date of the story are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dragoman.catalog.date_forms import Found
from dragoman.catalog.dates import DateVocabulary, Left
from dragoman.records import Span
from dragoman.text.fold import fold

__all__ = ["DateMention", "Point", "find_dates"]

_WINDOW = 48
_STAGES = frozenset({"early", "mid", "late", "about"})
_BULLETS = frozenset("•*+▪◦●>»|")


@dataclass(frozen=True, slots=True)
class Point:
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


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text.

    ``kind``: ``absolute`` (a year is written) · ``partial`` (a day or month without year) · ``relative`` (told from
    another date: yesterday, on Monday, the same day) · ``span`` (from one to another day or month; ``last`` is set) ·
    ``period`` (from year to year: a plan's or strategy's term) · ``duration`` (two days: ``amount`` and the point's
    unit) · ``label`` (a bare year that names a thing: the 2015 memorandum, Vision 2030).

    ``bound`` is ``until`` (by, before) or ``since`` (from, as of), ``stage`` ``early mid late about``, ``lead`` the
    kind of word before: ``in of for``. ``entry`` is the id of the vocabulary's entry. The span takes in the words of
    bound and stage, not those of lead.
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


def find_dates(
    text: str, start: int, end: int, vocabulary: DateVocabulary, folded: str | None = None
) -> list[DateMention]:
    """The dates in ``text[start:end]``, in order and without overlap; offsets are those of the whole text.

    ``folded`` is the whole text folded, where the caller has it. Costs one pass of the automaton and of a search for
    digits; call it once for a document's body rather than for each sentence.
    """
    folded = fold(text) if folded is None else folded
    read: list[tuple[DateMention, int, bool]] = []
    for found in vocabulary.dates.find(text, folded, start, end):
        if found.expression.keys["class"] == "not":
            continue
        floor = read[-1][0].span.end if read else start
        for mention in _mentions(found):
            read.append(_with_left(mention, folded, max(floor, mention.span.start - _WINDOW), vocabulary.left))
            floor = read[-1][0].span.end
    return _joined([one for one in read if one[0].kind != "none"], folded, vocabulary)


def _mentions(found: Found) -> list[DateMention]:
    keys, values = found.expression.keys, found.values
    first = _point(values, keys, "")
    mention = DateMention(
        Span(found.start, found.end),
        keys.get("kind") or _kind(first),
        first,
        bound=keys.get("bound"),
        stage=keys.get("stage"),
        lead=keys.get("lead"),
        amount=_number(values.get("number")),
        entry=found.expression.id,
    )
    if not any(name.endswith("2") for name in values):
        return [mention]
    last = _point(values, keys, "2")
    if keys.get("list") and not _consecutive(first, last):
        middle = found.places[min((n for n in found.places if n.endswith("2")), key=lambda n: found.places[n])][0]
        return [
            replace(mention, span=Span(found.start, middle)),
            replace(mention, span=Span(middle, found.end), first=last),
        ]
    if keys.get("kind") == "period" and (last.year or 0) <= (first.year or 0):
        return []
    return [replace(mention, last=last, kind=keys.get("kind") or "span")]


def _point(values: Mapping[str, Any], keys: Mapping[str, Any], end: str) -> Point:
    def value(*names: str) -> Any:
        return next((values[n] for name in names for n in (name + end, name) if n in values), None)

    year = value("year")
    if end and f"yy{end}" in values and year is not None:
        year = year // 100 * 100 + values[f"yy{end}"]
    elif year is None and "yy" in values:
        year = values["yy"] + (2000 if values["yy"] < 70 else 1900)
    shift, unit = keys.get("shift", 0), keys.get("unit")
    if "direction" in keys:
        shift = keys["direction"] * (_number(value("number")) or 0)
    return Point(
        year=year,
        month=value("month", "month#"),
        day=value("day", "nth"),
        weekday=value("weekday"),
        season=value("season"),
        part=value("part"),
        anchor=keys.get("anchor"),
        unit=value("unit") or unit,
        shift=shift,
        nearest=keys.get("nearest"),
    )


def _number(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None


def _kind(point: Point) -> str:
    if point.anchor or point.nearest:
        return "relative"
    if point.year is not None:
        return "absolute"
    return "relative" if point.month is None and point.day is None and point.season is None else "partial"


def _consecutive(first: Point, last: Point) -> bool:
    if first.day is not None and last.day is not None and first.month == last.month:
        return last.day == first.day + 1
    if first.day is None and first.weekday is not None and last.weekday is not None and last.day is None:
        return last.weekday == first.weekday % 7 + 1
    return (first.anchor, first.unit, "day") == (last.anchor, "day", last.unit) and last.shift == first.shift + 1


def _with_left(mention: DateMention, folded: str, floor: int, left: Left) -> tuple[DateMention, int, bool]:
    """The mention with what the words before it say, where its own form began, and whether "from" stands before it."""
    core = mention.span.start
    start, from_word, lead = core, False, mention.lead
    window = folded[floor:core].rstrip(" ") if core and folded[core - 1] == " " else ""
    bound, stage, point = mention.bound, mention.stage, mention.first
    for _ in range(4):
        words = window.split(" ")[-left.most :]
        for count in range(len(words), 0, -1):
            phrase = " ".join(words[-count:])
            code = left.words.get(phrase)
            if code is not None:
                break
        else:
            break
        from_word = from_word or code == "from"
        if code in ("in", "of", "for"):
            lead = lead or code
            break
        window = window[: len(window) - len(phrase)]
        start = floor + len(window)
        window = window.rstrip(" ")
        if code == "part":
            point = replace(point, part=point.part or "day")
        elif code in _STAGES:
            stage = stage or (code if code == "about" or point.grain not in ("day", "week") else None)
        else:
            bound = bound or ("since" if code == "from" else code)
    kind = mention.kind
    if kind == "label" and (lead or bound or stage or point.part or mention.first.year is None):
        kind = _kind(point) if lead or bound or stage or point.part or _set_apart(mention.span, folded) else "none"
    read = replace(
        mention, span=Span(start, mention.span.end), kind=kind, first=point, bound=bound, stage=stage, lead=lead
    )
    return read, core, from_word


def _set_apart(span: Span, folded: str) -> bool:
    """Whether the words stand alone in brackets or first in their line."""
    before, after = folded[max(0, span.start - 3) : span.start], folded[span.end : span.end + 1]
    return (before[-1:] == "(" and after == ")") or before.rstrip(" ")[-1:] in _BULLETS


def _joined(read: list[tuple[DateMention, int, bool]], folded: str, vocabulary: DateVocabulary) -> list[DateMention]:
    """Two dates with "to" between them are one span, or a period where both are years."""
    joined: list[DateMention] = []
    waiting: tuple[DateMention, bool] | None = None
    for mention, core, from_word in read:
        if waiting is not None:
            before, after_from = waiting
            gaps = {folded[before.span.end : place].strip(" ") for place in (core, mention.span.start)}
            if _may_join(before, mention) and _is_link(gaps, before, mention, after_from, vocabulary):
                years = before.first.grain == mention.first.grain == "year"
                joined[-1] = replace(
                    before,
                    span=Span(before.span.start, mention.span.end),
                    kind="period" if years else "span",
                    last=mention.first,
                    bound=None,
                    stage=before.stage if years else None,
                )
                waiting = None
                continue
        joined.append(mention)
        waiting = (mention, from_word)
    return joined


def _may_join(a: DateMention, b: DateMention) -> bool:
    if a.last or b.last or "duration" in (a.kind, b.kind) or (a.first.part and not a.first.day and not a.first.weekday):
        return False
    if a.first.year is not None and b.first.year is not None and a.first.year > b.first.year:
        return False
    return a.first.grain == b.first.grain or (a.first.grain == "day" and b.kind == "relative" and b.first.unit == "day")


def _is_link(gaps: set[str], a: DateMention, b: DateMention, after_from: bool, vocabulary: DateVocabulary) -> bool:
    if gaps & vocabulary.to:
        return True
    return bool(gaps & vocabulary.both) and (after_from or _consecutive(a.first, b.first))
