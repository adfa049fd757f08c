"""Folding for look-up: the same length as the text, so that offsets carry over."""

from __future__ import annotations

import functools

__all__ = ["fold"]

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
    "\u2026": ".",
}


class _Table(dict[int, str]):
    """Lower-case map filled on demand; letters whose lower case is longer stay as they are."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        lower = letter.lower()
        value = _PLAIN.get(letter, lower if len(lower) == 1 else letter)
        self[code] = value
        return value


@functools.cache
def _table() -> _Table:
    return _Table()


def fold(text: str) -> str:
    """Lower-case the text, make quotes, hyphens and spaces plain; every code point keeps its place.

    Marks are kept: only a person's name is ever compared without them, and not here.
    """
    return text.translate(_table())
