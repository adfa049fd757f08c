"""Dates, quantities and ordinals: the vocabularies' own examples, resolution, a tiny vocabulary of another language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.catalog import data_folder
from dragoman.catalog.date_forms import Expression
from dragoman.catalog.dates import DateVocabulary, load_dates, read_dates
from dragoman.errors import CatalogError
from dragoman.extract.date_resolution import Anchor, resolve, resolve_all
from dragoman.extract.dates import find_dates
from dragoman.extract.quantities import find_ordinals, find_quantities
from dragoman.records import Span
from dragoman.text.fold import fold

FILES = sorted((data_folder() / "packs").glob("*/dates.toml"))
LOADED: dict[Path, DateVocabulary] = {}
MARK = re.compile(r"\[(.*?) = ?(.*?)\]")


def loaded(path: Path) -> DateVocabulary:
    return LOADED.setdefault(path, load_dates(path))


def unmarked(example: str) -> tuple[str, list[tuple[Span, str]]]:
    """The example's text and its marks: the span of the words, what they mean."""
    text, marks, reached = "", [], 0
    for match in MARK.finditer(example):
        text += example[reached : match.start()]
        marks.append((Span(len(text), len(text) + len(match[1])), match[2]))
        text, reached = text + match[1], match.end()
    return text + example[reached:], marks


def read(kind: str, text: str, vocabulary: DateVocabulary) -> list[tuple[Span, str]]:
    """What is read from the text, as the examples write it."""
    if kind == "quantity":
        return [(one.span, one.value) for one in find_quantities(text, 0, len(text), vocabulary)]
    if kind == "ordinal":
        return [(one.span, str(one.value)) for one in find_ordinals(text, 0, len(text), vocabulary)]
    mentions = find_dates(text, 0, len(text), vocabulary)
    resolved = resolve_all(mentions, Anchor(published=vocabulary.today))
    return [(one.span, found.edtf or "") for one, found in zip(mentions, resolved, strict=True)]


def entries(text: str, kind: str, vocabulary: DateVocabulary) -> set[str]:
    """The ids of the entries that read something in the text."""
    grammar = {
        "date": vocabulary.dates,
        "quantity": vocabulary.quantities,
        "ordinal": vocabulary.ordinals,
        "cue": vocabulary.cues,
    }[kind]
    found = {one.expression.id for one in grammar.find(text, fold(text), 0, len(text))}
    if kind == "date":
        kept = {one.entry for one in find_dates(text, 0, len(text), vocabulary)}
        found = {name for name in found if name in kept or name not in by_id(vocabulary, "date")}
    return found


def by_id(vocabulary: DateVocabulary, kind: str) -> dict[str, Expression]:
    return {one.id: one for of, one in vocabulary.examples if of == kind}


def examples(key: str) -> list[object]:
    return [
        pytest.param(path, kind, entry, example, id=f"{path.parent.name}-{kind}-{entry.id}-{example[:40]}")
        for path in FILES
        for kind, entry in loaded(path).examples
        for example in getattr(entry, key)
    ]


@pytest.mark.parametrize(("path", "kind", "entry", "example"), examples("accepts"))
def test_right_example(path: Path, kind: str, entry: Expression, example: str) -> None:
    vocabulary = loaded(path)
    text, marks = unmarked(example)
    against = entry.keys["against"] if kind == "not" else kind
    assert entry.id in entries(text, str(against), vocabulary)
    if kind in ("date", "quantity", "ordinal"):
        found = read(kind, text, vocabulary)
        assert marks
        for span, value in marks:
            assert value in [one for place, one in found if place.overlaps(span)], found


@pytest.mark.parametrize(("path", "kind", "entry", "example"), examples("rejects"))
def test_wrong_example(path: Path, kind: str, entry: Expression, example: str) -> None:
    against = entry.keys["against"] if kind == "not" else kind
    assert entry.id not in entries(example, str(against), loaded(path))
