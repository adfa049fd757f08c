"""Full dates as pages write them: in figures, by the names of months in any pack's language, month and year alone.

Only dates with a year are found here; what a date without one means is not a question of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.catalog.lexicon import Hit
from dragoman.catalog.page import Pages

__all__ = ["PageDate", "find_dates", "stamp_date"]

_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:[^\W\d_]{1,2}|[.ºª])?[ \u00a0]?[-./]?[ \u00a0]?$")
_JOINT_BEFORE = re.compile(r"[ \u00a0](\w+)[ \u00a0]$")
_DAY_AFTER = re.compile(
    r"\.?[ \u00a0]?[-./]?[ \u00a0]?(\d{1,2})(?:[^\W\d_]{1,2})?(?!\w),?[ \u00a0]?[-./]?[ \u00a0]?((?:19|20)\d\d)(?!\d)"
)
_YEAR_AFTER = re.compile(r"\.?[ \u00a0]?[-./,]?[ \u00a0]?(?:(\w+)[ \u00a0])?((?:19|20)\d\d)(?!\d)")
_DATED = re.compile(r"\d[-./]|(?:19|20)\d\d")
_FIGURES = re.compile(r"\d[-./年년] ?\d|(?<!\d)(?:19|20)\d{6}(?!\d)|\d [-./] ?\d")
_RANGE_BEFORE = re.compile(r"(?<![\w.:])\d{1,2}(?:[./]\d{1,2})?\.?[ \u00a0]?(?:[^\W\d]+[ \u00a0])?[-–—][ \u00a0]?$")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date found in a line: half-open offsets in the page, EDTF, and whether it closes a range of days."""

    start: int
    end: int
    edtf: str
    ranged: bool


def find_dates(
    text: str, start: int, end: int, marks: dict[str, list[Hit]], rules: tuple[Pages, str]
) -> list[PageDate]:
    """The full dates of ``text[start:end]``, in order; ``marks`` are the line's hits, ``rules`` pages and day order.

    The order is ``dmy``, ``mdy`` or ``open``; a weekday in the line overrules it where it fits only one reading.
    """
    pages, order = rules
    found: list[PageDate] = []
    line = text[start:end]
    if _DATED.search(line) is None:
        return found
    if _FIGURES.search(line):
        weekdays = [int(hit.code) for hit in marks.get("weekday", [])]
        for pattern in pages.ymd:
            for match in pattern.finditer(line):
                edtf = _edtf(match["y"], match["m"], match["d"])
                _add(found, text, (start + match.start(), start + match.end()), edtf)
        for pattern in pages.dmy:
            for match in pattern.finditer(line):
                edtf = _ordered(match["y"], int(match["a"]), int(match["b"]), (order, weekdays))
                _add(found, text, (start + match.start(), start + match.end()), edtf)
    for hit in marks.get("month", []):
        _by_month(found, text, (start, end), hit, pages.joints)
    return sorted(found, key=lambda one: (one.start, -one.end))


def _add(found: list[PageDate], text: str, span: tuple[int, int], edtf: str | None) -> None:
    if edtf is None or any(span[0] < one.end and one.start < span[1] for one in found):
        return
    ranged = _RANGE_BEFORE.search(text[max(0, span[0] - 16) : span[0]]) is not None
    found.append(PageDate(span[0], span[1], edtf, ranged))


def _by_month(found: list[PageDate], text: str, line: tuple[int, int], hit: Hit, joints: frozenset[str]) -> None:
    before = text[max(line[0], hit.start - 24) : hit.start]
    start = max(line[0], hit.start - 24)
    stripped = before
    joint = _JOINT_BEFORE.search(before)
    if joint and joint.group(1).lower() in joints:
        stripped = before[: joint.start() + 1]
    day = _DAY_BEFORE.search(stripped)
    after = text[hit.end : min(line[1], hit.end + 24)]
    swapped = _DAY_AFTER.match(after)
    if swapped and not (day and _YEAR_AFTER.match(after)):
        span = (hit.start, hit.end + swapped.end())
        _add(found, text, span, _edtf(swapped.group(2), hit.code, swapped.group(1)))
        return
    year = _YEAR_AFTER.match(after)
    if year is None or (year.group(1) and year.group(1).lower() not in joints):
        return
    span = (start + day.start(1) if day else hit.start, hit.end + year.end())
    _add(found, text, span, _edtf(year.group(2), hit.code, day.group(1) if day else None))


def _edtf(year: str, month: str, day: str | None) -> str | None:
    try:
        if day is None:
            return date(int(year), int(month), 1).isoformat()[:7]
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _ordered(year: str, first: int, second: int, rules: tuple[str, Sequence[int]]) -> str | None:
    order, weekdays = rules
    year = year if len(year) == 4 else f"20{year}"
    day_first = _edtf(year, str(second), str(first))
    month_first = _edtf(year, str(first), str(second))
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    if weekdays:
        fits = [one for one in (day_first, month_first) if date.fromisoformat(one).isoweekday() in weekdays]
        if len(fits) == 1:
            return fits[0]
    return month_first if order == "mdy" else day_first


def stamp_date(text: str, pages: Pages) -> PageDate | None:
    """The date that a machine wrote at the head of a dump, with its extent; None where the text begins otherwise."""
    match = pages.stamp.match(text)
    edtf = _edtf(match["y"], match["m"], match["d"]) if match else None
    if match is None or edtf is None:
        return None
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return PageDate(start, match.end(), edtf, False)
