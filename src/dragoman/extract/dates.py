"""Dates in a text: what is written, before anything is known about when the text was.

``find_dates`` reads the forms of a pack's vocabulary and says what they name; ``date_resolution`` turns a mention into
an EDTF date once the publication date and the running date of the story are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dragoman.catalog.date_forms import Found
from dragoman.catalog.dates import DateVocabulary, Left
from dragoman.records import Span
from dragoman.text.fold import fold

__all__ = ["DateMention", "Point", "find_dates"]

_WINDOW, _JOINT, _BEFORE, _AFTER = 48, 24, 90, 45
_STAGES = frozenset({"early", "mid", "late", "about"})
_LEADS = frozenset({"in", "of", "for"})
_BULLETS = frozenset("•*+▪◦●>»|")


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
    kind of word before: ``in of for``. ``tense`` is ``future`` where the clause puts a weekday, or a day or month without
    year, ahead. ``entry`` is the id of the vocabulary's entry. The span takes in the words of bound and stage, not those
    of lead.
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


class _Read(NamedTuple):
    """A mention, where its own form begins, and whether "from" stands before it."""

    mention: DateMention
    core: int
    from_word: bool


def find_dates(
    text: str, start: int, end: int, vocabulary: DateVocabulary, folded: str | None = None
) -> list[DateMention]:
    """The dates in ``text[start:end]``, in order and without overlap; offsets are those of the whole text.

    ``folded`` is the whole text folded, where the caller has it. Costs one pass of the automaton and of a search for
    digits; call it once for a document's body rather than for each sentence.
    """
    folded = fold(text) if folded is None else folded
    read: list[_Read] = []
    for found in vocabulary.dates.find(text, folded, start, end):
        if found.expression.keys["class"] == "not":
            continue
        floor = read[-1].mention.span.end if read else start
        for mention in _mentions(found):
            read.append(_with_left(mention, folded, max(floor, mention.span.start - _WINDOW), vocabulary.left))
            floor = read[-1].mention.span.end
    mentions = _joined([one for one in read if one.mention.kind != "none"], folded, vocabulary)
    if vocabulary.future is None:
        return mentions
    return [
        one._replace(tense="future") if _wants_tense(one) and _is_ahead(one.span, text, folded, vocabulary) else one
        for one in mentions
    ]


def _wants_tense(mention: DateMention) -> bool:
    point = mention.first
    return point.year is None and point.anchor is None and mention.kind in ("partial", "relative", "span")


def _is_ahead(span: Span, text: str, folded: str, vocabulary: DateVocabulary) -> bool:
    """Whether a word of the future stands before the date in its clause, or close after it."""
    floor = max(0, span.start - _BEFORE, text.rfind("\n", 0, span.start) + 1)
    before = folded[floor : span.start]
    stops = [match.end() for match in vocabulary.stop.finditer(before)]
    own = before[max(stops[-1] if stops else 0, before.rfind(",") + 1) :]
    if vocabulary.future and vocabulary.future.search(own):
        return True
    line = text.find("\n", span.end, span.end + _AFTER)
    after = folded[span.end : span.end + _AFTER if line < 0 else line]
    stop = vocabulary.stop.search(after)
    return bool(vocabulary.future and vocabulary.future.search(after[: stop.start()] if stop else after))


def _mentions(found: Found) -> list[DateMention]:
    keys, values = found.expression.keys, found.values
    kind = keys.get("kind")
    first = _point(values, keys)
    seconds = {name[:-1]: value for name, value in values.items() if name[-1] == "2"}
    last = _point({**values, **seconds}, keys) if seconds else None
    if last is not None:
        if keys.get("list") and not _consecutive(first, last):
            middle = min(place[0] for name, place in found.places.items() if name[-1] == "2")
            spans = (Span(found.start, middle), first), (Span(middle, found.end), last)
            return [DateMention(span, kind or _kind(point), point, entry=found.expression.id) for span, point in spans]
        if kind == "period" and (last.year or 0) <= (first.year or 0):
            return []
        kind = kind or "span"
    amount = values.get("number")
    return [
        DateMention(
            Span(found.start, found.end),
            kind or _kind(first),
            first,
            last,
            keys.get("bound"),
            keys.get("stage"),
            keys.get("lead"),
            amount if isinstance(amount, int) else None,
            found.expression.id,
        )
    ]


def _point(values: Mapping[str, Any], keys: Mapping[str, Any]) -> Point:
    get, key = values.get, keys.get
    year, short = get("year"), get("yy")
    if short is not None:
        year = short + (year // 100 * 100 if year is not None else 2000 if short < 70 else 1900)
    shift = key("shift", 0)
    if "direction" in keys:
        amount = get("number")
        shift = keys["direction"] * amount if isinstance(amount, int) else 0
    month, day = get("month"), get("day")
    return Point(
        year,
        get("month#") if month is None else month,
        get("nth") if day is None else day,
        get("weekday"),
        get("season"),
        get("part"),
        key("anchor"),
        get("unit") or key("unit"),
        shift,
        key("nearest"),
    )


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


def _with_left(mention: DateMention, folded: str, floor: int, left: Left) -> _Read:
    """The mention with what the words before it say of it."""
    core = mention.span.start
    window = folded[floor:core].rstrip(" ") if core and folded[core - 1] == " " else ""
    start, from_word, lead = core, False, mention.lead
    bound, stage, point = mention.bound, mention.stage, mention.first
    while (phrase := _left_phrase(window, left)) is not None:
        code = left.words[phrase]
        from_word = from_word or code == "from"
        if code in _LEADS:
            lead = lead or code
            break
        window = window[: len(window) - len(phrase)]
        start = floor + len(window)
        window = window.rstrip(" ")
        if code == "part":
            point = point._replace(part=point.part or "day")
        elif code not in _STAGES:
            bound = bound or ("since" if code == "from" else code)
        elif code == "about" or point.grain not in ("day", "week"):
            stage = stage or code
    kind = mention.kind
    said = lead or bound or stage or point.part
    if kind == "label" and (said or point.year is None):
        kind = _kind(point) if said or _set_apart(mention.span, folded) else "none"
    span = Span(start, mention.span.end)
    return _Read(DateMention(span, kind, point, mention.last, bound, stage, lead, *mention[7:]), core, from_word)


def _left_phrase(window: str, left: Left) -> str | None:
    """The longest run of words at the end of the window that qualifies a date."""
    if window[window.rfind(" ") + 1 :] not in left.lasts:
        return None
    words = window.split(" ")[-left.most :]
    phrases = (" ".join(words[-count:]) for count in range(len(words), 0, -1))
    return next((phrase for phrase in phrases if phrase in left.words), None)


def _set_apart(span: Span, folded: str) -> bool:
    """Whether the words stand alone in brackets or first in their line."""
    before, after = folded[max(0, span.start - 3) : span.start], folded[span.end : span.end + 1]
    return (before[-1:] == "(" and after == ")") or before.rstrip(" ")[-1:] in _BULLETS


def _joined(read: list[_Read], folded: str, vocabulary: DateVocabulary) -> list[DateMention]:
    """Two dates with "to" between them are one span, or a period where both are years."""
    joined: list[DateMention] = []
    waiting: tuple[DateMention, bool] | None = None
    for mention, core, from_word in read:
        if waiting is not None and mention.span.start - waiting[0].span.end < _JOINT:
            before, after_from = waiting
            gaps = {folded[before.span.end : place].strip(" ") for place in (core, mention.span.start)}
            if _may_join(before, mention) and _is_link(gaps, before, mention, after_from, vocabulary):
                years = before.first.grain == mention.first.grain == "year"
                joined[-1] = before._replace(
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
