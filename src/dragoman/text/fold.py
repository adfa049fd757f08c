"""Folding for look-up: `fold` keeps the text's length, so that offsets carry over; `bare` is for comparing names."""

from __future__ import annotations

import functools
import re
import unicodedata

__all__ = ["bare", "fold", "name_key"]

_PLAIN = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\u00b4": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u2212": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\t": " ",
    "\n": " ",
    "\u2026": " ",
}

# The combining marks of the Latin, Greek and Cyrillic scripts: others belong to the letters of theirs.
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
# Letters with a stroke, which Unicode does not take apart.
_STROKES = {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O"}
_STROKES |= {"ħ": "h", "Ħ": "H", "ı": "i"}
_STROKED = re.compile("[đĐðÐłŁøØħĦı]")


_MADE_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")
# Letters whose lower case is longer, or another one at a word's end.
_ODD = re.compile("[\u0130\u03a3]")


def fold(text: str) -> str:
    """Lower-case the text, make quotes, hyphens and spaces plain; every code point keeps its place.

    Marks are kept: only a person's name is ever compared without them, and not here. A letter whose lower case is
    longer stays as it is.
    """
    if _ODD.search(text):
        folded = "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)
    else:
        folded = text.lower()
    at = 0
    while (mark := _MADE_PLAIN.search(folded, at)) is not None:
        folded = folded.replace(mark.group(), _PLAIN[mark.group()])
        at = mark.end()
    return folded


def bare(text: str) -> str:
    """The text in lower case without marks and strokes, for comparing names; its length may change."""
    if text.isascii():
        return text.casefold()
    # Substitution is much quicker than str.translate on a long text.
    apart = unicodedata.normalize("NFD", _STROKED.sub(lambda found: _STROKES[found.group()], text))
    return _MARKS.sub("", apart).casefold()


@functools.lru_cache(maxsize=4096)
def name_key(word: str) -> str:
    """A name's word without case and marks, for comparing an unmarked spelling with a marked one."""
    return bare(word)
