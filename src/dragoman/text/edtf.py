"""EDTF dates (ISO 8601-2) as plain strings: what days they can mean, and small arithmetic on them.

The forms in use: ``2025-11-18``, ``2025-11``, ``2025``, a trailing ``~`` for about, ``A/B``, ``../B`` and ``A/..``, and
``XXXX-11-18`` or ``XXXX-11`` where the year is open. Everything here is pure and knows no clock.
"""

from __future__ import annotations

import calendar
import functools
import re
from datetime import date, timedelta

__all__ = [
    "ANY_YEAR",
    "as_day",
    "bounds",
    "compatible",
    "contains",
    "day",
    "interval",
    "is_edtf",
    "merge",
    "month",
    "narrow",
    "plain",
    "precision",
    "shift_days",
    "shift_months",
    "weekday",
    "with_year",
]

ANY_YEAR = "XXXX"
_SINGLE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?[~?%]?\Z")
_FIRST, _LAST = date.min, date.max


def is_edtf(text: str) -> bool:
    """Whether the text is a date of the forms named above, its days existing in the calendar."""
    ends = text.split("/")
    if len(ends) > 2 or all(end in ("", "..") for end in ends):
        return False
    return all((end in ("", "..") and len(ends) == 2) or _fields(end) is not None for end in ends)


def plain(edtf: str) -> str:
    """The date without its marks of approximation."""
    return edtf.rstrip("~?%") if "/" not in edtf else "/".join(end.rstrip("~?%") for end in edtf.split("/"))


def precision(edtf: str) -> str:
    """``interval``, ``day``, ``month`` or ``year``."""
    if "/" in edtf:
        return "interval"
    return ("year", "month", "day")[plain(edtf).count("-")]


def day(year: int | None, month_number: int, day_number: int) -> str | None:
    """A day, of any year where the year is None; None where the calendar has no such day."""
    if not 1 <= month_number <= 12 or not 1 <= day_number <= _length(year or 2000, month_number):
        return None
    return f"{ANY_YEAR if year is None else f'{year:04d}'}-{month_number:02d}-{day_number:02d}"


def month(year: int | None, month_number: int) -> str:
    """A month, of any year where the year is None."""
    return f"{ANY_YEAR if year is None else f'{year:04d}'}-{month_number:02d}"


def as_day(edtf: str | None) -> date | None:
    """The calendar day of a date that is one known day, else None."""
    fields = _fields(edtf) if edtf and "/" not in edtf else None
    if fields is None or fields[0] is None or fields[1] is None or fields[2] is None:
        return None
    return date(fields[0], fields[1], fields[2])


@functools.lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date, date]:
    """The first and the last day that the date can mean; an open end or year reaches to the calendar's own end.

    Raises ValueError for what is no date.
    """
    if "/" in edtf:
        begin, end = edtf.split("/")
        first = _FIRST if begin in ("", "..") else bounds(begin)[0]
        return first, _LAST if end in ("", "..") else bounds(end)[1]
    fields = _fields(edtf)
    if fields is None:
        raise ValueError(f"no EDTF date: {edtf!r}")
    year, month_number, day_number = fields
    if year is None:
        return _FIRST, _LAST
    first_month, last_month = (month_number, month_number) if month_number else (1, 12)
    if day_number:
        return date(year, first_month, day_number), date(year, first_month, day_number)
    return date(year, first_month, 1), date(year, last_month, _length(year, last_month))


def contains(outer: str, inner: str) -> bool:
    """Whether every day that ``inner`` can mean is one that ``outer`` can mean; years left open must agree in form."""
    if ANY_YEAR in outer or ANY_YEAR in inner:
        return ANY_YEAR in outer and "/" not in outer and (ANY_YEAR + plain(inner)[4:]).startswith(plain(outer))
    (a, b), (c, d) = bounds(outer), bounds(inner)
    return a <= c and d <= b


def compatible(a: str | None, b: str | None) -> bool:
    """Whether both can mean one day; an unknown date is compatible with every date, an open year with every year."""
    if a is None or b is None:
        return True
    if ANY_YEAR in a or ANY_YEAR in b:
        return any(compatible(one, other) for one in _filled(a, b) for other in _filled(b, a))
    (first, last), (begin, end) = bounds(a), bounds(b)
    return first <= end and begin <= last


def narrow(a: str | None, b: str | None) -> str | None:
    """The more exact of two compatible dates, ``a`` where they are equally exact or contradict each other."""
    if a is None or b is None:
        return a or b
    if not compatible(a, b):
        return a
    if ANY_YEAR in a or ANY_YEAR in b:
        if (ANY_YEAR in a) == (ANY_YEAR in b):
            return b if len(plain(b)) > len(plain(a)) and "/" not in b else a
        known, openly = (b, a) if ANY_YEAR in a else (a, b)
        filled = with_year(openly, bounds(known)[0].year)
        return narrow(filled, known) if bounds(known)[0].year == bounds(known)[1].year else a
    return b if _days(b) < _days(a) else a


def merge(dates: list[str]) -> str | None:
    """The shortest interval of days from the first to the last of the dates; None where a year is open."""
    if not dates or any(ANY_YEAR in one for one in dates):
        return None
    firsts, lasts = zip(*(bounds(one) for one in dates), strict=True)
    return interval(min(firsts).isoformat(), max(lasts).isoformat())


def interval(first: str, last: str) -> str:
    """``first/last``, or the one date where both are equal."""
    return first if first == last else f"{first}/{last}"


def with_year(edtf: str, year: int) -> str:
    """The date with its open year filled in; an interval that would run backwards ends in the next year."""
    if "/" not in edtf:
        return edtf.replace(ANY_YEAR, f"{year:04d}", 1)
    begin, end = edtf.split("/")
    turns = begin[4:7] > end[4:7] and begin.startswith(ANY_YEAR) and end.startswith(ANY_YEAR)
    return f"{with_year(begin, year)}/{with_year(end, year + turns)}"


def shift_days(edtf: str, days: int) -> str | None:
    """The day so many days later (earlier where negative); None where the date is no known day."""
    known = as_day(edtf)
    return None if known is None else (known + timedelta(days=days)).isoformat()


def shift_months(edtf: str, months: int) -> str | None:
    """The month so many months later than the month of a date of known month; None where it has none."""
    fields = _fields(edtf) if "/" not in edtf else None
    if fields is None or fields[0] is None or fields[1] is None:
        return None
    years, index = divmod(fields[0] * 12 + fields[1] - 1 + months, 12)
    return month(years, index + 1)


def weekday(edtf: str, number: int, direction: int) -> str | None:
    """The nearest such weekday (1 Monday … 7 Sunday) from a known day.

    ``direction`` -1 looks back and accepts the day itself, 1 looks ahead and does not, -2 looks back and does not.
    """
    known = as_day(edtf)
    if known is None:
        return None
    back = (known.isoweekday() - number) % 7
    if direction == 1:
        return (known + timedelta(days=7 - back)).isoformat()
    return (known - timedelta(days=back or (7 if direction == -2 else 0))).isoformat()


@functools.lru_cache(maxsize=4096)
def _fields(edtf: str) -> tuple[int | None, int | None, int | None] | None:
    match = _SINGLE.match(edtf)
    if match is None:
        return None
    year = None if match[1] == ANY_YEAR else int(match[1])
    month_number = int(match[2]) if match[2] else None
    day_number = int(match[3]) if match[3] else None
    if year == 0 or (month_number is not None and not 1 <= month_number <= 12):
        return None
    if day_number is not None and not 1 <= day_number <= _length(year or 2000, month_number or 1):
        return None
    return year, month_number, day_number


def _length(year: int, month_number: int) -> int:
    return calendar.monthrange(year, month_number)[1]


def _days(edtf: str) -> int:
    first, last = bounds(edtf)
    return (last - first).days


def _filled(edtf: str, other: str) -> list[str]:
    """The date with each year worth trying for an open one: those of the other date, or any single one."""
    if ANY_YEAR not in edtf:
        return [edtf]
    years = range(2000, 2002)
    if ANY_YEAR not in other:
        first, last = bounds(other)
        years = range(max(first.year - 1, last.year - 5, 2), min(last.year, first.year + 5, 9998) + 1)
    return [one for one in (with_year(edtf, year) for year in years) if is_edtf(one)]
