"""Letters folded for search and for names: marks off, and the stroke letters that Unicode does not take apart."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["name_key", "plain", "stroke_folded"]

# These have no decomposition, so that SQLite's `remove_diacritics` leaves them as they are.
_STROKES = str.maketrans(
    {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ħ": "h", "ı": "i"}
)


def stroke_folded(text: str) -> str:
    """The text with its stroke letters made plain; every code point keeps its place."""
    return text.translate(_STROKES)


def plain(text: str) -> str:
    """The text in bare lower-case letters, marks and strokes off; its length may change."""
    taken_apart = unicodedata.normalize("NFD", stroke_folded(text))
    return "".join(one for one in taken_apart if not unicodedata.combining(one)).casefold()


def name_key(name: str) -> str:
    """What two spellings of a name share: their bare words in order."""
    return " ".join(re.findall(r"\w+", plain(name)))
