"""Leads that repeat the body and captions that repeat their neighbours: told by their words, in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.read.lines import Line

__all__ = ["mark_repeats"]

_WORD = re.compile(r"\w+")
_STOPS = re.compile(r"[.!?…]+(?=\s)")
_LONGEST = 4000


def mark_repeats(lines: Sequence[Line]) -> None:
    """Turn a first paragraph that one later paragraph repeats into a lead, and a short echo of the text into a caption.

    A caption without any mark of one is a single short sentence all of whose words stand in the paragraph before or
    after it: nothing is lost where it only confirms.
    """
    told = [line for line in lines if line.kind == "body" and len(line.text) < _LONGEST]
    if len(told) < 3:
        return
    _mark_lead(told)
    for index, line in enumerate(told[1:-1], 1):
        if line.words <= 22 and line.sentence and not _STOPS.search(line.text[:-1]):
            words = _words(line)
            near = [_words(told[index - 1]), _words(told[index + 1])]
            known = frozenset().union(*map(_words, told[:index]), near[1])
            if words <= known and max(len(words & other) for other in near) >= 0.75 * len(words):
                line.kind = "caption"


def _mark_lead(told: Sequence[Line]) -> None:
    opening = told[0]
    if opening.words > 70:
        return
    words = _words(opening)
    if len(words) < 6:
        return
    telling = sorted(sorted(words), key=len, reverse=True)[:3]
    enough = (0.85 if opening.words > 12 else 0.75) * len(words)
    for line in told[1:]:
        text = line.text.lower()
        if sum(word in text for word in telling) >= 2 and len(words & _words(line)) >= enough:
            opening.kind = "lead"
            return


def _words(line: Line) -> frozenset[str]:
    return frozenset(_WORD.findall(line.text.lower()))
