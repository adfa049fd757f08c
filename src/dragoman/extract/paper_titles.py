"""How a paper is called: the head word and the words that go on naming it."""

from __future__ import annotations

import re

from dragoman.catalog.lexicon import Hit
from dragoman.extract.moments import moments
from dragoman.extract.reading import Reading, Sentence
from dragoman.records import Span
from dragoman.text import edtf
from dragoman.text.fold import fold

__all__ = ["CLAUSE_END", "YEAR", "apart", "paper_title"]

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
CLAUSE_END = re.compile(r"[,;:.!?()\u2013\u2014]|\s-\s")
_SHORT_TITLE = 4
# How far behind its small word a day may stand.
_LINKED = 3
# Small words that end a title, and those that join what may be two titles.
_BREAKS = frozenset({"that", "who", "because", "purpose", "when", "ask", "thereby", "away", "recipient", "giver"}) | {
    "namely",
    "verb",
}
_JOINS = frozenset({"and", "but"})


def paper_title(reading: Reading, sentence: Sentence, head: Hit) -> Span:
    """The head word with the words that go on naming the paper: up to the clause's end or the next act."""
    start = head.start
    before = reading.text[sentence.start : head.start].rstrip()
    while before:
        word = before.rsplit(None, 1)[-1]
        if not (word[0].isupper() or YEAR.fullmatch(word)) or word[-1] in ",.;:" or len(before) == len(word):
            break
        start = sentence.start + len(before) - len(word)
        before = before[: -len(word)].rstrip()
    end = sentence.end
    boundary = CLAUSE_END.search(reading.text, head.end, sentence.end)
    if boundary:
        end = boundary.start()
    inside = {hit.start for hit in sentence.layer("clauses") if hit.code == "title"}
    for layer in ("papers", "commitments", "engagements", "clauses"):
        for hit in sentence.layer(layer):
            if head.end <= hit.start < end and hit.start not in inside and not _goes_on(reading, layer, hit):
                end = hit.start
                break
    end = _undated(reading, sentence, head, end)
    words = reading.text[head.end : end].split()
    if len(words) > 14:
        end = head.end
    return Span(start, len(reading.text[:end].rstrip()) if end > head.end else head.end)


def _undated(reading: Reading, sentence: Sentence, head: Hit, end: int) -> int:
    """Where the title ends at the latest: before the day of signing ("a protocol on X on Friday")."""
    for day in moments(reading, sentence):
        if head.end < day.start < end and day.plain and edtf.as_day(day.plain):
            led = [one for one in sentence.layer("contact_links") if 0 <= day.start - one.end < _LINKED]
            if not any(one.code == "of" for one in led):
                return max(head.end, min([day.start, *[one.start for one in led]]))
    return end


def _goes_on(reading: Reading, layer: str, hit: Hit) -> bool:
    """Whether a title goes on over a small word: one that ends nothing, or that joins two capitalised words."""
    if layer == "clauses" and hit.code in _JOINS:
        return reading.text[hit.end + 1 : hit.end + 2].isupper() and hit.code == "and"
    return layer == "clauses" and hit.code not in _BREAKS


def apart(one: str, other: str) -> bool:
    """Whether two full titles speak of different matters: hardly a word of the shorter stands in the longer."""
    first, second = (set(fold(title).split()) for title in (one, other))
    fewer = min(len(first), len(second))
    return fewer > _SHORT_TITLE and len(first & second) * 2 < fewer
