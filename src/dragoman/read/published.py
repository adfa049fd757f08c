"""When a page was published: from its head, the dateline of its first sentence, or the date that signs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.catalog.page import Pages
from dragoman.read.dates import PageDate, find_dates
from dragoman.read.kinds import is_dated_headline
from dragoman.read.lines import Line, leftover

__all__ = ["publication_date"]

_CODES = ("weekday", "published", "updated", "date_word", "genre", "menu", "tool", "share", "publisher")
# A dateline closes with a dash, a bracket, a colon or a full stop; before the date stand only a place and brackets.
_CLOSES = re.compile(r"[\s,]*(?:\([^()]{2,40}\)|/[^/\s]{2,20}/|\w\.(?=\s)|[–—:)\].-]|$)")
_PLACE_ONLY = re.compile(r"[\s(\[]*(?:[\w'’.„“\"/-]+(?:[\s,(–—:]+|$)){1,8}$")


def publication_date(text: str, lines: Sequence[Line], first: int, pages: Pages, order: str) -> str | None:
    """The publication date in EDTF, None where the page does not tell; ``first`` is the body's first line."""
    ranked: list[tuple[float, int, str]] = []
    title = next((index for index, line in enumerate(lines) if line.kind == "title"), first)
    for index, line in enumerate(lines[:first]):
        if not line.dates or line.kind in ("teaser", "caption") or line.section:
            continue
        rank = _rank(line, pages)
        away = abs(index - title) + (1 if index < title else 0)
        if any(pages.weather.search(one.text) for one in lines[max(0, index - 2) : index + 3] if one.words <= 12):
            away += 8
        for one in line.dates:
            if not one.ranged and rank is not None:
                ranked.append((rank + _labelled(line, one) + 0.3 * min(away, 12), index, one.edtf))
    lead = _dateline(text, lines[first], pages, order)
    if lead:
        ranked.append((3.9, first, lead.edtf))
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.kind in ("dateline", "byline", "note") and not line.section:
            for one in line.dates:
                if not one.ranged and len(leftover(line, pages, *_CODES)) <= 6:
                    ranked.append((7.0 + _labelled(line, one), index, one.edtf))
    return min(ranked)[2] if ranked else None


def _rank(line: Line, pages: Pages) -> float | None:
    """How much a line of the head is about the date: 2 a pure one, 4 with a few words, 6 a title that ends in one."""
    if line.kind == "title" or (line.words > 9 and is_dated_headline(line)):
        return 6.0 if is_dated_headline(line) else None
    words = len(leftover(line, pages, *_CODES))
    if words <= 6:
        return 2.0 if words <= 3 else 2.2
    return 3.5


def _labelled(line: Line, one: PageDate) -> float:
    """A date right after a word for publishing counts for more, one after a word for updating for less."""
    for code, value in (("updated", 2.5), ("published", -1.5)):
        for hit in line.marks.get(code, ()):
            between = line.text[hit.end - line.start : one.start - line.start] if hit.end <= one.start else None
            if between is not None and not re.search(r"\d", between) and len(between) <= 24:
                return value
    return 0.0


def _dateline(text: str, line: Line, pages: Pages, order: str) -> PageDate | None:
    """The date at the head of the first sentence, after a place at most and before a dash, bracket or stop."""
    stop = min(line.end, line.start + 120)
    for one in find_dates(text, line.start, stop, line.marks, (pages, order)):
        before, after = text[line.start : one.start], text[one.end : min(line.end, one.end + 60)]
        rest = _without_weekday(before, line, pages)
        if one.ranged or len(rest) > 60:
            continue
        if rest.strip(" ([") == "" and (_CLOSES.match(after) or rest.strip() in ("(", "[")):
            return one
        if any(hit.start == line.start for hit in line.marks.get("published", ())) and len(rest.split()) <= 2:
            return one
        places = _PLACE_ONLY.match(rest) and rest.lstrip('([ \u00a0„“"')[:1].isupper()
        told = rest.split()[-1].lower() in pages.joints if rest.split() else False
        if places and not told and len(rest.split()) <= 5 and _CLOSES.match(after):
            return one
    return None


def _without_weekday(before: str, line: Line, pages: Pages) -> str:
    for hit in line.marks.get("weekday", ()):
        if hit.end - line.start <= len(before):
            before = before[: hit.start - line.start] + before[hit.end - line.start :]
    return pages.times.sub("", before)
