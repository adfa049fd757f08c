"""Who published a page: its source line, letterhead, footer, or the agency that signs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.read.lines import Line, begins

__all__ = ["publisher", "site_name"]

_HOST = re.compile(r"(?:https?://)?(?:www\d?\.)?((?:[\w-]+\.)+[a-z]{2,12})(?=[/\s,;)?#]|$)", re.I)
_CUT = re.compile(r"[|»›•·®©ⓒ]|  +|\t| [-–—] |[,.](?= )|[,.]$|: ")
_YEARS = re.compile(r"\W*(?:(?:19|20)\d\d)?(?:[-–]\d{4})?\W*")


def publisher(lines: Sequence[Line], first: int) -> str | None:
    """The publisher's name or host as the page has it, None where it does not say; ``first`` begins the body."""
    return _source(lines[first:]) or site_name(lines, first) or _signature(lines[first:]) or _reporting(lines[first:])


def site_name(lines: Sequence[Line], first: int) -> str | None:
    """The name of the site or office on whose page an article and its teasers stand."""
    return _letterhead(lines, first) or _colophon(lines[first + 1 :])


def _source(lines: Sequence[Line]) -> str | None:
    for line in lines:
        hit = begins(line, "source")
        if hit is None or line.section or (line.kind in ("body", "list") and line.prose and line.words > 25):
            continue
        rest = line.text[hit.end - line.start :].strip(" :：()[]./\u00a0")
        host = _HOST.search(rest)
        if host:
            return host.group(1).lower()
        if line.kind in ("byline", "note", "furniture") and 0 < len(rest.split()) <= 6 and rest[0].isupper():
            return rest
    return None


def _letterhead(lines: Sequence[Line], first: int) -> str | None:
    """A site's or office's name on one of the first lines above the title."""
    below = [line.text for line in lines[first + 1 :] if line.kind in ("furniture", "byline", "note")]
    titles = [line.text for line in lines[:first] if line.kind == "title"]
    for index, line in enumerate(lines[: min(first, 3)]):
        if line.kind in ("title", "lead", "caption", "byline") or begins(line, "genre", "menu", "tool"):
            continue
        name = _name(line)
        if not name or any(title in line.text for title in titles):
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.I)
        again = next((found.group() for text in below if (found := pattern.search(text))), None)
        if again is not None and len(name) >= 4:
            return again
        if "publisher" in line.marks or (name.isupper() and index == 0 and len(name.split()) <= 8):
            return name
    return None


def _colophon(lines: Sequence[Line]) -> str | None:
    """The name with which the footer begins."""
    for line in lines:
        if line.section == "footer" and line.kind == "furniture" and "publisher" in line.marks:
            name = _name(line)
            if name:
                return name
    return None


def _name(line: Line) -> str | None:
    """The first part of a line that reads as a name: capitalised, of a few words, free of dates and long figures."""
    text = line.text
    for hit in (*line.marks.get("copyright", ()), *line.marks.get("footer", ())):
        if not text[: hit.start - line.start].strip("©ⓒ®(c) \u00a0"):
            text = " " * (hit.end - line.start) + text[hit.end - line.start :]
    if line.dates:
        text = text[: line.dates[0].start - line.start] or text
    opening = _YEARS.match(text)
    name = _CUT.split(text[opening.end() if opening else 0 :], maxsplit=1)[0].strip(" \u00a0-–—:;,.()")
    words = name.split()
    if not 1 <= len(words) <= 10 or len(name) < 3 or not name[0].isupper() or re.search(r"\d{3}", name):
        return None
    large = sum(1 for word in words if word[0].isupper() or not word[0].isalpha())
    return name if large >= 0.4 * len(words) else None


def _signature(lines: Sequence[Line]) -> str | None:
    """An agency or an office that signs the article on a line of its own."""
    for line in reversed(lines):
        if line.kind != "byline" or line.section:
            continue
        hits = line.marks.get("agency")
        if hits:
            return line.text[hits[0].start - line.start : hits[-1].end - line.start]
        name = _name(line)
        if name == line.text and "publisher" in line.marks and not begins(line, "byline") and line.words <= 6:
            return name
    return None


def _reporting(lines: Sequence[Line]) -> str | None:
    """An agency in the dateline or named with its reporter near the beginning."""
    for line in lines[:4]:
        for hit in line.marks.get("agency", ()):
            before = line.text[: hit.start - line.start]
            told = begins(line, "byline", "source")
            if (told and hit.start - told.end <= 16) or (len(before) <= 30 and before.rstrip().endswith("(")):
                return line.text[hit.start - line.start : hit.end - line.start]
    return None
