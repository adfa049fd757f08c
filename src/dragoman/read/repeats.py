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
    words = [frozenset(_WORD.findall(line.text.lower())) for line in told]
    opening = words[0]
    if len(opening) >= 6 and told[0].words <= 70 and told[0].kind == "body":
        shared = max(len(opening & later) for later in words[1:])
        if shared >= (0.85 if told[0].words > 12 else 0.75) * len(opening):
            told[0].kind = "lead"
    seen: frozenset[str] = frozenset()
    for index, line in enumerate(told[1:-1], 1):
        seen |= words[index - 1]
        if line.words <= 22 and line.sentence and not _STOPS.search(line.text[:-1]):
            near = seen | words[index + 1]
            new = words[index] - near
            if not new and any(len(words[index] & words[at]) >= 0.75 * len(words[index]) for at in (index - 1, index + 1)):
                line.kind = "caption"
