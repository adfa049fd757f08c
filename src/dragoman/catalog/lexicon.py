"""Lexicons: the forms of a pack by layer, looked up together in one pass over a folded text."""

from __future__ import annotations

import functools
import re
import unicodedata
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


# How far ahead, in code points, the word after a gap can stand: nine words of the gap and itself.
_AHEAD = 200


class Hit(NamedTuple):
    """A form found in a text: half-open code points, and its sense."""

    start: int
    end: int
    sense: Sense

    @property
    def code(self) -> str:
        """The code of the sense."""
        return self.sense.code


class Matcher:
    """Finds every form of every layer of a pack; within a layer the longest form wins."""

    def __init__(self, forms: Iterable[tuple[str, Sense, str]]) -> None:
        """Take (form, sense, file) rows; raises CatalogError for a form that is not well made."""
        rows: dict[str, list[tuple[Form, re.Pattern[str] | None, Sense]]] = {}
        for source, sense, where in forms:
            if unicodedata.normalize("NFC", source) != source:
                raise CatalogError(where, f"not in NFC: {source!r}")
            for form in parse_form(source, where):
                tail = re.compile(form.tail) if form.tail else None
                rows.setdefault(form.head, []).append((form, tail, sense))
        self._heads = list(rows)
        self._rows = [rows[head] for head in self._heads]
        plain = [head.translate(_spaces()) for head in self._heads]
        # A head with punctuation in it is compared once more: only its letters stand in the automaton.
        self._exact = [letters != head for letters, head in zip(plain, self._heads, strict=True)]
        # A head that ends in punctuation ("Franco-") may go on in a word.
        self._shift = [1 if head[0].isalnum() else 0 for head in self._heads]
        spaced = [
            f"{' ' * shift}{letters}{' ' if head[-1].isalnum() else ''}"
            for head, letters, shift in zip(self._heads, plain, self._shift, strict=True)
        ]
        self._automaton = ahocorasick_rs.AhoCorasick(spaced or [" \0 "])

    def find(self, text: str, folded: str) -> dict[str, list[Hit]]:
        """All hits by layer, in text order and without overlap inside a layer; ``folded`` is ``fold(text)``.

        Text and heads are looked up with everything but letters and digits made a space and a space on either side, so
        that the automaton itself keeps to word boundaries.
        """
        found: dict[str, list[Hit]] = {}
        rows, exact, heads, shift = self._rows, self._exact, self._heads, self._shift
        letters = folded.translate(_spaces())
        for index, place, _ in self._automaton.find_matches_as_indexes(f" {letters} ", overlapping=True):
            start = place + shift[index] - 1
            end = start + len(heads[index])
            if exact[index] and folded[start:end] != heads[index]:
                continue
            ahead: list[str] | None = None
            for form, tail, sense in rows[index]:
                if form.needs:
                    # Most tails fail on their first word: a look at the words ahead spares the regular expression.
                    if ahead is None:
                        ahead = letters[end : end + _AHEAD].split()
                    if form.needs.isdisjoint(ahead):
                        continue
                if form.case != "any":
                    if form.case == "first":
                        if not text[start].isupper():
                            continue
                    elif text[start:end] != form.exact:
                        continue
                last = end
                if tail is not None:
                    match = tail.match(folded, end)
                    if match is None:
                        continue
                    last = match.end()
                hit = Hit(start, last, sense)
                if sense.layer in found:
                    found[sense.layer].append(hit)
                else:
                    found[sense.layer] = [hit]
        for layer, hits in found.items():
            if len(hits) > 1:
                found[layer] = _longest(hits)
        return found


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
