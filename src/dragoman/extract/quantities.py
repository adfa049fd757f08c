"""Quantities and ordinals: three a year, 994 sets of remains, 20 million euro, the 3rd dialogue."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.catalog.date_forms import Found
from dragoman.catalog.dates import DateVocabulary
from dragoman.records import Span
from dragoman.text.fold import fold

__all__ = ["Ordinal", "Quantity", "find_ordinals", "find_quantities"]


# How many of these a year has: a frequency is told by the year.
_A_YEAR = {"month": 12, "quarter": 4}


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much or how often.

    ``value`` is what the codebook records: ``3/year`` for a frequency, else number and unit as the text has them.
    ``kind`` is ``frequency``, ``count`` or ``money``.
    """

    span: Span
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The number of a meeting, session or edition in its series, from 1."""

    span: Span
    value: int


def find_quantities(
    text: str, start: int, end: int, vocabulary: DateVocabulary, folded: str | None = None
) -> list[Quantity]:
    """The quantities in ``text[start:end]``, in order and without overlap; offsets are those of the whole text."""
    folded = fold(text) if folded is None else folded
    found = vocabulary.quantities.find(text, folded, start, end)
    kept = [one for one in found if one.expression.keys["class"] != "not" and "\n" not in text[one.start : one.end]]
    return [_quantity(text, one) for one in kept]


def find_ordinals(
    text: str, start: int, end: int, vocabulary: DateVocabulary, folded: str | None = None
) -> list[Ordinal]:
    """The ordinals in ``text[start:end]``: every one that may number a series; the caller knows beside which noun."""
    folded = fold(text) if folded is None else folded
    found = vocabulary.ordinals.find(text, folded, start, end)
    ordinals = [
        Ordinal(Span(one.start, one.end), value)
        for one in found
        if one.expression.keys["class"] != "not"
        for value in [one.expression.keys.get("value") or next(iter(one.values.values()), None)]
        if isinstance(value, int)
    ]
    return [one for one in ordinals if one.value > 0]


def _quantity(text: str, found: Found) -> Quantity:
    keys, span = found.expression.keys, Span(found.start, found.end)
    if "per" in keys:
        times = keys.get("times") or found.values.get("number", 1)
        often = _A_YEAR.get(keys["per"])
        if often and isinstance(times, int):
            return Quantity(span, "frequency", f"{times * often}/year")
        return Quantity(span, "frequency", f"{times}/{keys['per']}")
    return Quantity(span, keys.get("kind", "count"), " ".join(span.of(text).split()))
