"""What closes an article without being told in it: credits, notes to editors, signatures, a place and a date."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dragoman.catalog.page import Pages
from dragoman.read.kinds import CONTACT, is_dateline
from dragoman.read.lines import Line, begins

__all__ = ["close_article"]


def _captions(lines: Sequence[Line]) -> None:
    """A bare line above a credit in brackets is the caption that the credit belongs to."""
    for line, credit in pairwise(lines):
        bare = line.kind == "body" and not line.sentence and not line.prose
        if bare and credit.kind == "caption" and credit.text[0] in "([" and not line.text.endswith(":"):
            line.kind = "caption"


def close_article(lines: Sequence[Line], pages: Pages) -> None:
    """Set apart what closes an article: notes to editors, then signatures, agencies, sources, places and dates."""
    _captions(lines)
    _notes(lines)
    told = [index for index, line in enumerate(lines) if line.kind in ("body", "list")]
    while len(told) > 1:
        line = lines[told[-1]]
        if line.prose and not (begins(line, "source", "byline") and line.words <= 14):
            break
        if line.listed and line.words >= 3 and not line.dates:
            break
        source = begins(line, "source", "byline")
        if line.sentence and line.words >= 4 and not source and not _bracketed(line) and not CONTACT.search(line.text):
            break
        line.kind = "dateline" if is_dateline(line, pages, 3) else "byline"
        told.pop()


def _notes(lines: Sequence[Line]) -> None:
    told = [index for index, line in enumerate(lines) if line.kind in ("body", "list")]
    for index in told[1 + len(told) // 2 :]:
        if lines[index].words <= 12 and begins(lines[index], "boilerplate"):
            for line in lines[index:]:
                line.kind = "note" if line.kind in ("body", "list") else line.kind
            return


def _bracketed(line: Line) -> bool:
    return line.text[:1] in "([" and line.text.rstrip(".")[-1:] in ")]"
