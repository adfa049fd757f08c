"""Who published a page: its source line, letterhead, footer, or the agency that signs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.catalog.page import Pages
from dragoman.read.lines import Line, begins

__all__ = ["publisher"]

_HOST = re.compile(r"(?:https?://)?(?:www\d?\.)?((?:[\w-]+\.)+[a-z]{2,12})(?=[/\s,;)?#]|$)", re.I)
_CUT = re.compile(r"[|»›•·®©ⓒ]|  +|\t| [-–—] |[,.](?= )|[,.]$|: ")


def publisher(lines: Sequence[Line], first: int, pages: Pages) -> str | None:
    """The publisher's name or host as the page has it, None where it does not say."""
    for find in (_source, _letterhead, _colophon, _signature, _reporting):
        name = find(lines, first, pages)
        if name:
            return name
    return None


def _source(lines: Sequence[Line], first: int, pages: Pages) -> str | None:
    for line in lines[first:]:
        hit = begins(line, "source")
        if hit is None or line.section or line.kind in ("body", "list") and line.prose and line.words > 25:
            continue
        rest = line.text[hit.end - line.start :].strip(" :：()[]./\u00a0")
        host = _HOST.search(rest)
        if host:
            return host.group(1).lower()
        if line.kind in ("byline", "note", "furniture") and 0 < len(rest.split()) <= 6 and rest[0].isupper():
            return rest
    return None


def _letterhead(lines: Sequence[Line], first: int, pages: Pages) -> str | None:
    """A site's or office's name on one of the first lines above the title."""
    named = [line for line in lines[first + 1 :] if line.kind == "furniture"]
    for index, line in enumerate(lines[: min(first, 3)]):
        if line.kind in ("title", "lead", "caption", "byline") or begins(line, "genre", "menu", "tool"):
            continue
        name = _name(line, pages)
        if not name:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.I)
        again = next((found.group() for other in named if (found := pattern.search(other.text))), None)
        if again is not None and len(name) >= 4:
            return again
        if line.marks.get("publisher") or (name.isupper() and index == 0 and len(name.split()) <= 8):
            return name
    return None


def _colophon(lines: Sequence[Line], first: int, pages: Pages) -> str | None:
    """The name with which the footer begins."""
    for line in lines[first + 1 :]:
        if line.section != "footer" or line.kind != "furniture":
            continue
        name = _name(line, pages)
        if name and any(hit.start - line.start <= len(line.text) for hit in line.marks.get("publisher", ())):
            return name
    return None


def _name(line: Line, pages: Pages) -> str | None:
    """The first part of a line that reads as a name: capitalised, of a few words, free of dates and digits' clutter."""
    text = line.text
    for hit in (*line.marks.get("copyright", ()), *line.marks.get("footer", ())):
        if not text[: hit.start - line.start].strip("©ⓒ®(c) \u00a0"):
            text = " " * (hit.end - line.start) + text[hit.end - line.start :]
    if line.dates:
        text = text[: line.dates[0].start - line.start] or text
    text = re.sub(r"^\W*(?:(?:19|20)\d\d)?(?:[-–]\d{4})?\W*", "", text)
    name = _CUT.split(text, maxsplit=1)[0].strip(" \u00a0-–—:;,.()")
    words = name.split()
    if not 1 <= len(words) <= 10 or len(name) < 3 or not name[:1].isupper() or re.search(r"\d{3}", name):
        return None
    large = sum(1 for word in words if word[0].isupper() or not word[0].isalpha())
    return name if large >= 0.4 * len(words) or name.isupper() else None


def _signature(lines: Sequence[Line], first: int, pages: Pages) -> str | None:
    """An agency that signs the article: on a line of its own, or after its last words."""
    for line in reversed(lines[first:]):
        if line.kind == "byline" and line.marks.get("agency"):
            hits = line.marks["agency"]
            start, end = hits[0].start - line.start, hits[-1].end - line.start
            return line.text[start:end]
    return None


def _reporting(lines: Sequence[Line], first: int, pages: Pages) -> str | None:
    """An agency in the dateline or named with its reporter near the beginning."""
    for line in lines[first : first + 4]:
        for hit in line.marks.get("agency", ()):
            before = line.text[: hit.start - line.start]
            told = begins(line, "byline", "source")
            if (told and hit.start - told.end <= 16) or (len(before) <= 30 and before.rstrip().endswith("(")):
                return line.text[hit.start - line.start : hit.end - line.start]
    return None
