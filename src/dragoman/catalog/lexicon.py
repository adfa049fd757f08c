"""Lexicons: the forms of a pack by layer, looked up together in one pass over a folded text."""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import ahocorasick_rs

from dragoman.catalog.forms import Form, parse_form
from dragoman.errors import CatalogError

__all__ = ["Hit", "Matcher", "Sense", "layer_senses"]


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """What a form means: a layer of the pack, a code, and whatever else the layer's entries say."""

    layer: str
    code: str
    keys: Mapping[str, Any] = field(default_factory=dict)


# How many words ahead the word after a gap can stand: nine words of the gap, some cut in two by hyphens, and itself.
_WORDS_AHEAD = 14
_WORD = re.compile(r"\S+")


class Hit(NamedTuple):
    """A form found in a text: half-open code points, and its sense."""

    start: int
    end: int
    sense: Sense

    @property
    def code(self) -> str:
        """The code of the sense."""
        return self.sense.code


class _Row(NamedTuple):
    """One form behind a head: its case rule, what must follow the head, its sense."""

    case: str
    exact: str
    tail: re.Pattern[str] | None
    sense: Sense


class _Head(NamedTuple):
    """What a head may be: forms that end with it, and forms that go on behind a gap by the words that they need."""

    text: str
    shift: int
    spelled: bool
    plain: tuple[_Row, ...]
    words: frozenset[str]
    tails: Mapping[str, tuple[_Row, ...]]


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
        self._heads = [_head(text, found) for text, found in rows.items()]
        spaced = [
            f"{' ' * head.shift}{head.text.translate(_spaces())}{' ' if head.text[-1].isalnum() else ''}"
            for head in self._heads
        ]
        self._automaton = ahocorasick_rs.AhoCorasick(spaced or [" \0 "])

    def find(self, text: str, folded: str) -> dict[str, list[Hit]]:
        """All hits by layer, in text order and without overlap inside a layer; ``folded`` is ``fold(text)``.

        Text and heads are looked up with everything but letters and digits made a space and a space on either side, so
        that the automaton itself keeps to word boundaries.
        """
        found: dict[str, list[Hit]] = {}
        letters = folded.translate(_spaces())
        words = letters.split()
        starts = [match.start() for match in _WORD.finditer(letters)]
        heads = self._heads
        for index, place, _ in self._automaton.find_matches_as_indexes(f" {letters} ", overlapping=True):
            head = heads[index]
            start = place + head.shift - 1
            end = start + len(head.text)
            if head.spelled and folded[start:end] != head.text:
                continue
            for row in head.plain:
                if row.case == "any" or _cased(row, text, start, end):
                    found.setdefault(row.sense.layer, []).append(Hit(start, end, row.sense))
            if head.words:
                ahead = bisect_left(starts, end)
                needed = head.words.intersection(words[ahead : ahead + _WORDS_AHEAD])
                for row in _tails(head, needed) if needed or "" in head.tails else ():
                    match = row.tail.match(folded, end) if row.tail else None
                    if match is not None and _cased(row, text, start, end):
                        found.setdefault(row.sense.layer, []).append(Hit(start, match.end(), row.sense))
        for layer, hits in found.items():
            if len(hits) > 1:
                found[layer] = _longest(hits)
        return found


def _head(text: str, forms: Iterable[tuple[Form, Sense]]) -> _Head:
    plain: list[_Row] = []
    tails: dict[str, list[_Row]] = {}
    for form, sense in forms:
        row = _Row(form.case, form.exact, re.compile(form.tail) if form.tail else None, sense)
        if row.tail is None:
            plain.append(row)
        for word in form.needs or ([""] if row.tail else []):
            tails.setdefault(word, []).append(row)
    # A head with punctuation in it is compared once more: only its letters stand in the automaton.
    spelled = text.translate(_spaces()) != text
    # A head that begins or ends in punctuation ("Franco-") may go on in a word there.
    by_word = {word: tuple(found) for word, found in tails.items()}
    return _Head(text, int(text[0].isalnum()), spelled, tuple(plain), frozenset(tails), by_word)


def _cased(row: _Row, text: str, start: int, end: int) -> bool:
    if row.case == "exact":
        return text[start:end] == row.exact
    return row.case == "any" or text[start].isupper()


def _tails(head: _Head, needed: Iterable[str]) -> Iterable[_Row]:
    """The forms that go on behind the head with one of the words that stand ahead, each once."""
    rows = {id(row): row for word in ("", *sorted(needed)) for row in head.tails.get(word, ())}
    return rows.values()


class _Spaces(dict[int, str]):
    """Letters and digits stay, everything else becomes a space; filled on demand."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = value = letter if letter.isalnum() else " "
        return value


@functools.cache
def _spaces() -> _Spaces:
    return _Spaces()


def _longest(hits: list[Hit]) -> list[Hit]:
    """Keep the longest of overlapping hits, left to right; hits of equal range and different sense all stay."""
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    ranges: list[list[Hit]] = []
    for hit in hits:
        if ranges and hit.start < ranges[-1][0].end:
            last = ranges[-1][0]
            if hit.start == last.start and hit.end == last.end:
                if all(one.sense is not hit.sense for one in ranges[-1]):
                    ranges[-1].append(hit)
                continue
            if hit.end - hit.start <= last.end - last.start:
                continue
            while ranges and hit.start < ranges[-1][0].end:
                ranges.pop()
        ranges.append([hit])
    return [hit for same in ranges for hit in same]


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
