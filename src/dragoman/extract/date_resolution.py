"""From a date as written to an EDTF date.

A date without a year takes the year of the publication date, or the one before or after where the tense, or a distance
of most of a year, says so. A weekday is the last one on or before the publication date, the next one where the tense is
future. "The same day" and "in the afternoon" keep the running date of the story. Without a publication date what is
open stays open: ``XXXX-11-18``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.extract.dates import DateMention, Point
from dragoman.text import edtf

__all__ = ["Anchor", "Resolved", "resolve", "resolve_all"]

_SEASONS = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2), "h1": (1, 6), "h2": (7, 12),
    "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
}  # fmt: skip
_LENGTH = {"year": 4, "month": 7}
_AHEAD, _BEHIND, _LIKELY, _JUST_GONE, _NEWS = 183, 330, 200, 31, 7


class Anchor(NamedTuple):
    """What a date is told from.

    ``published``: EDTF, a day or a month, None where unknown; ``current``: the running date of the story; ``year``: a
    year inferred for an undated document; ``tense``: ``past`` or ``future`` where the sentence says it; ``told``: the
    date told last, of any length, for "that year" and "the same month".
    """

    published: str | None = None
    current: str | None = None
    year: int | None = None
    tense: str | None = None
    told: str | None = None


class Resolved(NamedTuple):
    """A date told in EDTF.

    ``edtf`` is what the codebook records, None where nothing can be said; ``plain`` is the date itself without a bound
    ("until Thursday": ``../2025-11-20`` and ``2025-11-20``); ``tense`` is past or future against publication.
    """

    edtf: str | None
    plain: str | None
    approximate: bool = False
    tense: str | None = None


def resolve(mention: DateMention, anchor: Anchor) -> Resolved:
    """The mention as an EDTF date, given its anchor."""
    if mention.kind == "duration":
        return Resolved(None, None)
    if anchor.tense is None and (mention.bound == "until" or mention.tense):
        anchor = anchor._replace(tense=mention.tense or "future")
    plain = _point(mention.first, anchor)
    if mention.last is not None:
        plain = _span(mention, plain, anchor)
    if plain is None:
        return Resolved(None, None)
    about = mention.stage is not None
    shown = f"{plain}~" if about and "/" not in plain else plain
    if mention.bound == "until" and mention.last is None:
        if "/" in plain:
            shown = f"../{plain.split('/')[1][:7]}"
        elif edtf.precision(plain) == "day":
            shown = f"../{plain}"
    return Resolved(shown, plain, about, _tense(plain, anchor.published))


def resolve_all(
    mentions: Sequence[DateMention],
    anchor: Anchor,
    tense: Callable[[DateMention], str | None] | None = None,
) -> list[Resolved]:
    """Resolve a document's mentions in reading order, each day told becoming the running date for those after it."""
    resolved: list[Resolved] = []
    for mention in mentions:
        said = tense(mention) if tense is not None else None
        one = resolve(mention, anchor._replace(tense=said) if said else anchor)
        resolved.append(one)
        if one.plain is not None and edtf.ANY_YEAR not in one.plain and mention.kind not in ("period", "label"):
            anchor = anchor._replace(told=one.plain.split("/")[-1])
        if _carries_on(mention, one) and not _long_gone(one.plain, anchor):
            anchor = anchor._replace(current=one.plain)
    return resolved


def _carries_on(mention: DateMention, one: Resolved) -> bool:
    """Whether the story goes on from here: a day, not the date of a paper, an end to come, or a glance at tomorrow."""
    if one.plain is None or edtf.precision(one.plain) != "day" or mention.lead == "of" or mention.bound == "until":
        return False
    return mention.kind != "relative" or one.tense != "future"


def _long_gone(day: str | None, anchor: Anchor) -> bool:
    """Whether a day lies well before a story that already runs near its publication: background, told by the way."""
    published, current, told = edtf.as_day(anchor.published), edtf.as_day(anchor.current), edtf.as_day(day)
    if published is None or current is None or told is None:
        return False
    return (published - current).days <= _NEWS < (published - told).days


def _span(mention: DateMention, first: str | None, anchor: Anchor) -> str | None:
    """The span from the mention's first to its last point; the year of one end is the other's, or the next to it."""
    begin, end = mention.first, mention.last or Point()
    last = _point(end, anchor)
    if last is None or first is None:
        return None
    if begin.year is None and end.year is not None and begin.anchor is None:
        first = _point(begin._replace(year=end.year), anchor) or first
    if "/" in first or "/" in last:
        return f"{first.split('/')[0]}/{last.split('/')[-1]}"
    if edtf.ANY_YEAR in first or edtf.ANY_YEAR in last:
        return f"{first}/{last}" if first[:4] == last[:4] else None
    if first > last and end.year is not None:
        first = f"{end.year - 1}{first[4:]}" if begin.month is not None else first
    elif first > last and end.month is not None and first[5:7] > last[5:7]:
        last = f"{int(first[:4]) + 1}{last[4:]}"
    elif first > last and end.weekday is not None:
        last = edtf.weekday(first, end.weekday, 1) or last
    fits = edtf.is_edtf(first) and edtf.is_edtf(last) and first <= last
    return edtf.interval(first, last) if fits else None


def _point(point: Point, anchor: Anchor) -> str | None:
    if point.anchor is not None:
        return _relative(point, anchor)
    if point.nearest is not None:
        return _nearest(point, anchor)
    if point.year is not None:
        return _calendar(point, point.year)
    if point.month is not None or point.season is not None:
        return _yearless(point, anchor)
    if point.day is not None:
        return _day_of_month(point.day, anchor)
    if point.weekday is not None and anchor.published:
        ahead = anchor.tense == "future"
        return edtf.weekday(anchor.published, point.weekday, 1 if ahead else -1)
    return None


def _calendar(point: Point, year: int | None) -> str | None:
    """The point in the given year, in any year where it is None."""
    if point.season is not None:
        if year is None:
            return None
        first, last = _SEASONS[point.season]
        return f"{edtf.month(year, first)}/{edtf.month(year + (last < first), last)}"
    if point.month is None:
        return None if year is None else f"{year:04d}"
    if point.day is None:
        return edtf.month(year, point.month)
    return edtf.day(year, point.month, point.day)


def _yearless(point: Point, anchor: Anchor) -> str | None:
    if anchor.published is None:
        return _calendar(point, anchor.year)
    begin, end = edtf.bounds(anchor.published)
    usual = _calendar(point, end.year) if point.weekday is None else None
    if usual is not None and _cost(*edtf.bounds(usual), (begin, end), anchor.tense) < _LIKELY:
        return usual
    candidates = []
    for year in (end.year - 1, end.year, end.year + 1):
        one = _calendar(point, year)
        if one is not None:
            candidates.append((one, *edtf.bounds(one)))
    if point.weekday is not None and point.day is not None:
        fitting = [row for row in candidates if row[1].isoweekday() == point.weekday]
        candidates = fitting or candidates
    best = min(candidates, key=lambda row: (_cost(row[1], row[2], (begin, end), anchor.tense), row[0]), default=None)
    return best[0] if best else None


def _cost(first: date, last: date, published: tuple[date, date], tense: str | None) -> float:
    """How unlikely a year is: that of publication is free unless tense or distance speaks against it."""
    begin, end = published
    ahead = max(0, (first - end).days)
    behind = max(0, (begin - last).days)
    wrong = (tense == "past" and ahead > 1) or (tense == "future" and behind > 1)
    far = ahead > _AHEAD or behind > _BEHIND
    return (
        (1000 if wrong else 0) + (400 if far else 0) + (0 if first.year == end.year else 200) + (ahead + behind) / 1000
    )


def _day_of_month(number: int, anchor: Anchor) -> str | None:
    base = anchor.current or anchor.published
    if base is None:
        return None
    base = base.split("/")[0]
    if edtf.precision(base) == "year":
        return None
    year = None if base.startswith(edtf.ANY_YEAR) else int(base[:4])
    found = edtf.day(year, int(base[5:7]), number)
    published = edtf.as_day(anchor.published)
    known = edtf.as_day(found)
    if published is None or known is None or base != anchor.published:
        return found
    months = 0
    if known > published and anchor.tense != "future" and (known - published).days > 7:
        months = -1
    elif known < published and anchor.tense == "future":
        months = 1
    month = edtf.shift_months(base, months) or base
    return edtf.day(int(month[:4]), int(month[5:7]), number)


def _relative(point: Point, anchor: Anchor) -> str | None:
    base = anchor.published if point.anchor == "published" else anchor.current or anchor.published
    if point.anchor == "current" and point.unit in ("year", "month"):
        base = anchor.told if anchor.told and len(anchor.told) >= _LENGTH[point.unit] else base
    if point.unit == "year":
        year = int(base[:4]) if base and base[:4].isdigit() else anchor.year
        return None if year is None else _calendar(point, year + point.shift)
    if base is None:
        return None
    base = base.split("/")[0]
    if point.unit == "month":
        month = edtf.shift_months(base, point.shift)
        return month if month is None or point.day is None else edtf.day(int(month[:4]), int(month[5:7]), point.day)
    if point.unit in ("week", "weekend"):
        known = edtf.as_day(base)
        if known is None:
            return None
        monday = known - timedelta(days=known.weekday()) + timedelta(weeks=point.shift)
        if point.weekday is not None:
            return (monday + timedelta(days=point.weekday - 1)).isoformat()
        if point.unit == "weekend":
            back = 7 if point.shift == 0 and anchor.tense != "future" and known.isoweekday() < 6 else 0
            saturday = monday + timedelta(days=5 - back)
            return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if base.startswith(edtf.ANY_YEAR):
        shifted = edtf.shift_days(base.replace(edtf.ANY_YEAR, "2001"), point.shift)
        return base if point.shift == 0 else shifted and edtf.ANY_YEAR + shifted[4:]
    return edtf.shift_days(base, point.shift)


def _nearest(point: Point, anchor: Anchor) -> str | None:
    if anchor.published is None:
        return _calendar(point, None) if point.month is not None else None
    ahead = point.nearest == "next"
    if point.weekday is not None and point.month is None:
        return edtf.weekday(anchor.published, point.weekday, 1 if ahead else -2)
    _, today = edtf.bounds(anchor.published)
    usual = _calendar(point, today.year) if ahead and point.day is not None else None
    if usual is not None and 0 <= (today - edtf.bounds(usual)[1]).days <= _JUST_GONE:
        # A day just gone by is not the coming one: the word of coming is then a verb of arriving.
        return usual
    for year in (today.year, today.year + 1) if ahead else (today.year, today.year - 1):
        one = _calendar(point, year)
        if one is None:
            continue
        first, last = edtf.bounds(one)
        if (first > today) if ahead else (last < today or (point.nearest == "past" and first <= today)):
            return one
    return None


def _tense(plain: str, published: str | None) -> str | None:
    if published is None or edtf.ANY_YEAR in plain:
        return None
    (first, last), (begin, end) = edtf.bounds(plain), edtf.bounds(published)
    return "past" if last < begin else "future" if first > end else None
