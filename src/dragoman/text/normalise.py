"""The form in which a text is stored: what evidence is checked against.

Only what nobody sees is changed: Unicode composition, line ends, byte order marks, zero-width and soft-hyphen junk.
Spaces of every kind, quotes and dashes stay as they are, so that words quoted from the source still stand.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["normalise"]

# Zero-width joiner and non-joiner (200C, 200D) are letters' business in some scripts: they stay.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def normalise(raw: str) -> str:
    """The stored form of a text: NFC, lines ended by ``\\n``, nothing unseen in it. Idempotent."""
    text = raw if raw.isascii() else unicodedata.normalize("NFC", _UNSEEN.sub("", raw))
    if raw.isascii():
        text = _UNSEEN.sub("", text)
    if _LINE_END.search(text):
        text = _LINE_END.sub("\n", text)
    return text
