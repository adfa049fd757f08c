"""Lexicons: the forms of a pack by layer, looked up together in one pass over a folded text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from dragoman.catalog.forms import Form, parse_form
from dragoman.errors import CatalogError

__all__ = ["Hit", "Matcher", "Sense", "layer_senses"]


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """What a form means: a layer of the pack, a code, and whatever else the layer's entries say."""

    layer: str
    code: str
    keys: Mapping[str, Any] = field(default_factory=dict)


# How much farther ahead than the gap is wide its next word can stand: words cut in two by hyphens, and itself.
_FARTHER = 5
# What is neither letter nor digit nor yet a space.
_MARK = re.compile(r"[^\w ]|_")
_START = attrgetter("start")


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A form found in a text: half-open code points, its sense, and the sense's code."""

    start: int
    end: int
    sense: Sense
    code: str


class _Row(NamedTuple):
    """One form of a head: its case rule, what must follow the head, its sense.

    The first letter must be a capital where ``first`` says so; ``exact``, where not empty, must stand in the text.
    """

    first: bool
    exact: str
    tail: re.Pattern[str] | None
    sense: Sense


class _Head(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A head to be looked at closer where it may stand: for its case, its punctuation, or what follows a gap.

    ``spelled`` is the head in full where it has punctuation, for only letters are looked up; ``back`` is how far before
    its first token it begins. ``plain`` are the forms that end with it; the others go on behind a gap by one of
    ``words``: ``open`` says whether anything may follow, ``size`` how many words the head has, ``reach`` how many words
    from its first on one that is needed can stand.
    """

    spelled: str
    length: int
    back: int
    size: int
    plain: tuple[_Row, ...]
    words: frozenset[str]
    tails: Mapping[str, tuple[_Row, ...]]
    open: bool
    reach: int


class _Node:
    """What ends with the tokens read so far, and where each next token leads.

    ``plain`` are the forms that need no closer look, with how far before the first token they begin and how far behind
    it they end; ``heads`` the others.
    """

    __slots__ = ("heads", "onward", "plain")

    def __init__(self) -> None:
        self.plain: tuple[tuple[int, int, Sense], ...] = ()
        self.heads: tuple[_Head, ...] = ()
        self.onward: dict[str, _Node] | None = None


class Matcher:
    """Finds every form of every layer of a pack; within a layer the longest form wins."""

    def __init__(self, forms: Iterable[tuple[str, Sense, str]]) -> None:
        """Take (form, sense, file) rows; raises CatalogError for a form that is not well made."""
        rows: dict[str, list[tuple[Form, Sense]]] = {}
        for source, sense, where in forms:
            if unicodedata.normalize("NFC", source) != source:
                raise CatalogError(where, f"not in NFC: {source!r}")
            for form in parse_form(source, where):
                rows.setdefault(form.head, []).append((form, sense))
        self._begin = _Node()
        self._marks: list[_Head] = []
        # In order of the words, so that what is looked up together lies together in memory: it is a third faster.
        for tokens, text in sorted((_tokens(text), text) for text in rows):
            head, senses = _head(text, rows[text])
            if not head.size:
                self._marks.append(head)
                continue
            node = _reach(self._begin, tokens)
            node.plain += tuple((head.back, head.length - head.back, sense) for sense in senses)
            if head.plain or head.tails:
                node.heads += (head,)

    def find(self, text: str, folded: str) -> dict[str, list[Hit]]:
        """All hits by layer, in text order and without overlap inside a layer; ``folded`` is ``fold(text)``.

        Each token is followed while some form goes on with the next one; an empty one lies between two marks.
        """
        found: defaultdict[str, list[Hit]] = defaultdict(list)
        letters = _letters(folded)
        words, tokens = letters.split(), letters.split(" ")
        tokens.append(" ")
        begin = (self._begin.onward or {}).get
        at = number = 0
        for ahead, token in enumerate(tokens, start=1):
            node = begin(token)
            while node is not None:
                for back, length, sense in node.plain:
                    found[sense.layer].append(Hit(at - back, at + length, sense, sense.code))
                for head in node.heads:
                    following = words[number + head.size : number + head.reach]
                    if head.plain or head.open or not head.words.isdisjoint(following):
                        for hit in _looked_at(head, at - head.back, following, (text, folded)):
                            found[hit.sense.layer].append(hit)
                if node.onward is None:
                    break
                node = node.onward.get(tokens[ahead])
                ahead += 1
            if token:
                at += len(token)
                number += 1
            at += 1
        for head in self._marks:
            at = folded.find(head.spelled)
            while at >= 0:
                for hit in _looked_at(head, at, words[: head.reach], (text, folded)):
                    found[hit.sense.layer].append(hit)
                at = folded.find(head.spelled, at + 1)
        return {layer: _longest(hits) if len(hits) > 1 else hits for layer, hits in found.items()}


def _head(text: str, forms: Iterable[tuple[Form, Sense]]) -> tuple[_Head, tuple[Sense, ...]]:
    """The head of some forms, and the senses of those that need no closer look."""
    plain: list[_Row] = []
    tails: dict[str, list[_Row]] = {}
    gap = 0
    for form, sense in forms:
        gap = max(gap, form.gap)
        exact = form.exact if form.case == "exact" else ""
        row = _Row(form.case == "first", exact, re.compile(form.tail) if form.tail else None, sense)
        if row.tail is None:
            plain.append(row)
        for word in form.needs or ([""] if row.tail else []):
            tails.setdefault(word, []).append(row)
    letters = _letters(text)
    spelled = text if letters != text else ""
    back, size = int(letters.startswith(" ")), len(letters.split())
    by_word = {word: tuple(found) for word, found in tails.items()}
    senses = tuple(row.sense for row in plain)
    if spelled or any(row.first or row.exact for row in plain):
        senses = ()
    cased = () if senses else tuple(plain)
    reach = size + gap + _FARTHER
    return _Head(spelled, len(text), back, size, cased, frozenset(tails), by_word, "" in tails, reach), senses


def _looked_at(head: _Head, start: int, following: Sequence[str], texts: tuple[str, str]) -> list[Hit]:
    """The forms of a head that stand at an offset of a text and its folded twin, with the words that follow."""
    text, folded = texts
    if head.spelled and not folded.startswith(head.spelled, start):
        return []
    end, capital = start + head.length, text[start].isupper()
    found = [
        Hit(start, end, sense, sense.code)
        for first, exact, _, sense in head.plain
        if (capital or not first) and text.startswith(exact, start)
    ]
    needed = head.words.intersection(following) if head.words else head.words
    for first, exact, tail, sense in _tails(head, needed) if needed or head.open else ():
        match = tail.match(folded, end) if tail and (capital or not first) else None
        if match is not None and text.startswith(exact, start):
            found.append(Hit(start, match.end(), sense, sense.code))
    return found


def _letters(folded: str) -> str:
    """The text with everything but letters and digits made a space; every code point keeps its place."""
    at = 0
    while (mark := _MARK.search(folded, at)) is not None:
        folded = folded.replace(mark.group(), " ")
        at = mark.end()
    return folded


def _tokens(text: str) -> list[str]:
    """The tokens of a head: a mark before or behind it parts it from a word that may stand there ("Franco-")."""
    tokens = _letters(text).split(" ")
    return tokens[not tokens[0] : len(tokens) - (not tokens[-1])]


def _reach(begin: _Node, tokens: Iterable[str]) -> _Node:
    """The node that the tokens lead to, made where there is none yet."""
    node = begin
    for token in tokens:
        if node.onward is None:
            node.onward = {}
        node = node.onward.get(token) or node.onward.setdefault(token, _Node())
    return node


def _tails(head: _Head, needed: frozenset[str]) -> Iterable[_Row]:
    """The forms that go on behind the head with one of the words that stand ahead, each once."""
    if len(needed) == 1 and not head.open:
        return head.tails[next(iter(needed))]
    rows = {id(row): row for word in ("", *sorted(needed)) for row in head.tails.get(word, ())}
    return rows.values()


def _longest(hits: list[Hit]) -> list[Hit]:
    """Keep the longest of overlapping hits, left to right; hits of equal range and different sense all stay."""
    hits.sort(key=_START)
    kept: list[Hit] = []
    start = end = -1
    for hit in hits:
        if hit.start < end:
            if hit.start == start and hit.end == end:
                if not _told(kept, hit):
                    kept.append(hit)
                continue
            if hit.end - hit.start <= end - start:
                continue
            while kept and hit.start < kept[-1].end:
                kept.pop()
        kept.append(hit)
        start, end = hit.start, hit.end
    return kept


def _told(kept: Sequence[Hit], hit: Hit) -> bool:
    """Whether the last hits, of the same range, have the sense already."""
    for one in reversed(kept):
        if one.start != hit.start or one.sense is hit.sense:
            return one.start == hit.start
    return False


def layer_senses(layer: str, table: Mapping[str, Any], where: str) -> Iterable[tuple[str, Sense, str]]:
    """The (form, sense, file) rows of a lexicon file: a list of ``[[entry]]`` with ``code`` and ``forms``."""
    for entry in table.get("entry", []):
        code = entry.get("code") or ("short" if entry.get("short") else None)
        if not code or not entry.get("forms"):
            raise CatalogError(where, "an entry needs `code` and `forms`", str(entry.get("code")))
        keys = {key: value for key, value in entry.items() if key not in ("code", "forms")}
        sense = Sense(layer, code, keys)
        for form in entry["forms"]:
            yield form, sense, where
