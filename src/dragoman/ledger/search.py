"""Full-text search: words with or without their marks, phrases in quotes, `beginning*`; and the words around a hit."""

from __future__ import annotations

import functools
import re
import sqlite3
import unicodedata

from dragoman.ledger.letters import plain, stroke_folded

__all__ = ["match_expression", "search_documents", "snippet"]

_ASKED = re.compile(r'"([^"]*)"|(\S+)')
_RANKED = 1_000
_AROUND = 90


def match_expression(words: str) -> str:
    """What a person types, as an expression of FTS5: all words must occur. Empty where there is no letter in it."""
    parts = []
    for phrase, word in _ASKED.findall(stroke_folded(words).replace("\0", " ")):
        text = (phrase or word).replace('"', " ").strip()
        if not re.search(r"\w", text):
            continue
        star = "*" if word.endswith("*") else ""
        parts.append('"' + text.rstrip("*") + '"' + star)
    return " AND ".join(parts)


def search_documents(connection: sqlite3.Connection, words: str, limit: int) -> list[tuple[int, int]]:
    """Rows (entry, document) of the documents that hold all the words, best first.

    Where very many documents match, the newest of them are ranked.
    """
    expression = match_expression(words)
    if not expression:
        return []
    return connection.execute(
        """SELECT e.num, e.document FROM (
          SELECT rowid AS num, rank AS score FROM words WHERE words MATCH ?1 AND rowid >= coalesce(
            (SELECT min(rowid) FROM (SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ?2)), 0)) w
        JOIN entries e ON e.document = w.num AND e.kind = 'document'
        ORDER BY w.score, e.last DESC, e.id LIMIT ?3""",
        (expression, _RANKED, limit if limit > 0 else -1),
    ).fetchall()


def snippet(text: str, words: str) -> str:
    """The text around the first hit, on one line, each hit between ``«`` and ``»``."""
    wanted = [plain(word) for word in re.findall(r"\w+", words)]
    hits = _hits(text, wanted)
    if not hits:
        return " ".join(text[: 2 * _AROUND].split())
    start, stop = max(0, hits[0][0] - _AROUND), min(len(text), hits[0][1] + _AROUND)
    shown, at = [], start
    for begin, end in hits:
        if begin >= at and end <= stop:
            shown.append(f"{text[at:begin]}«{text[begin:end]}»")
            at = end
    shown.append(text[at:stop])
    edges = ("…" if start else "", "…" if stop < len(text) else "")
    return edges[0] + " ".join("".join(shown).split()) + edges[1]


def _hits(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    if not wanted:
        return []
    folded = text.translate(_letters())
    pattern = re.compile("|".join(rf"\b{re.escape(word)}" for word in wanted))
    return [match.span() for match in pattern.finditer(folded)]


class _Letters(dict[int, str]):
    """Each code point folded to exactly one, so that offsets carry over; filled on demand."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = unicodedata.normalize("NFD", stroke_folded(letter))[0].lower()
        self[code] = value = base if len(base) == 1 else letter
        return value


@functools.cache
def _letters() -> _Letters:
    return _Letters()
