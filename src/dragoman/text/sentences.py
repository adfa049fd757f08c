"""Sentence boundaries by rule; what an abbreviation is, the pack says."""

from __future__ import annotations

import re
from collections.abc import Collection

from dragoman.records import Span

__all__ = ["LONGEST", "split_sentences"]

# Every way to end begins with one of a few marks, for which the text is searched first.
_END = re.compile(
    r"""[.!?\u2026\n](?:"""
    r"""(?<!\n)[.!?\u2026]*["\u201d\u00bb\u201c')\]]*(?=\s|$)"""
    r"""|(?<![\u2026\n])["\u201d\u00bb](?=\S)"""
    r"""|(?<=\n)\s*\n|(?<=\n)(?=\s*[\u2022\u2013*\-]\s)"""
    r"""|(?<=[^\s,][.])(?=[A-Z\u00c0-\u1ef8][a-z\u00df-\u1ef9]))"""
)
LONGEST = 2000


def split_sentences(text: str, start: int, end: int, abbreviations: Collection[str]) -> list[Span]:
    """The sentences of ``text[start:end]`` as spans without surrounding white space.

    A full stop ends no sentence after one of ``abbreviations`` (folded, without their stop), after a single capital
    letter, after a number followed by a lower-case word, or where the next word begins in lower case. No sentence is
    longer than ``LONGEST`` code points.
    """
    spans: list[Span] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if text[match.start()] in ".\u2026" and not _ends(text, begin, match, end, abbreviations):
            continue
        _append(spans, text, begin, stop)
        begin = stop
    _append(spans, text, begin, end)
    return spans


def _ends(text: str, begin: int, match: re.Match[str], end: int, abbreviations: Collection[str]) -> bool:
    if match.group()[0] == "." and match.group().startswith(".."):
        following = text[match.end() : end].lstrip()
        return not following[:1].islower()
    window = text[max(begin, match.start() - 24) : match.start()]
    before = window.removesuffix("\n")
    word = before.split()[-1].lstrip("(\u201c\"'\u2018\u00ab[").lower() if before[-1:].strip() else ""
    following = text[match.end() : min(end, match.end() + 40)].lstrip()
    if following[:1].islower():
        return False
    if word in abbreviations:
        return not following
    if len(word) == 1 and word.isalpha() and window[-1:].isupper():
        return not following
    return True


def _append(spans: list[Span], text: str, begin: int, stop: int) -> None:
    while stop - begin > LONGEST:
        # Text without full stops (a table on one line) is cut where a reader would breathe: no sentence is endless.
        cut = max(text.rfind(mark, begin + LONGEST // 2, begin + LONGEST) for mark in (", ", "; ", " "))
        cut = cut if cut > begin else begin + LONGEST
        _append(spans, text, begin, cut)
        begin = cut
    while begin < stop and text[begin].isspace():
        begin += 1
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    if begin < stop:
        spans.append(Span(begin, stop))
