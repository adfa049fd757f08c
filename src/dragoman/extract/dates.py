"""Dates in a text: what is written, before anything is known about when the text was.

``find_dates`` reads the forms of a pack's vocabulary and says what they name; ``date_resolution`` turns a mention into
an EDTF date once the publication date and the running date of the story are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.catalog.date_forms import Found
from dragoman.catalog.dates import DateVocabulary
from dragoman.extract.date_context import Read, is_ahead, join, wants_tense, with_left
from dragoman.extract.date_mention import DateMention, Point, are_consecutive, kind_of
from dragoman.records import Span
from dragoman.text.fold import fold

__all__ = ["DateMention", "Point", "find_dates"]

_WINDOW = 48


def find_dates(
    text: str, start: int, end: int, vocabulary: DateVocabulary, folded: str | None = None
) -> list[DateMention]:
    """The dates in ``text[start:end]``, in order and without overlap; offsets are those of the whole text.

    ``folded`` is the whole text folded, where the caller has it. Costs one pass of the automaton and of a search for
    digits; call it once for a document's body rather than for each sentence.
    """
    folded = fold(text) if folded is None else folded
    read: list[Read] = []
    for found in vocabulary.dates.find(text, folded, start, end):
        if found.expression.keys["class"] == "not":
            continue
        floor = read[-1].mention.span.end if read else start
        for mention in _mentions(found):
            read.append(with_left(mention, folded, max(floor, mention.span.start - _WINDOW), vocabulary.left))
            floor = read[-1].mention.span.end
    mentions = join([one for one in read if one.mention.kind != "none"], folded, vocabulary)
    if vocabulary.future is None:
        return mentions
    return [
        one._replace(tense="future") if wants_tense(one) and is_ahead(one.span, text, folded, vocabulary) else one
        for one in mentions
    ]


def _mentions(found: Found) -> list[DateMention]:
    keys, values = found.expression.keys, found.values
    kind = keys.get("kind")
    first = _point(values, keys)
    seconds = {name[:-1]: value for name, value in values.items() if name[-1] == "2"}
    last = _point({**values, **seconds}, keys) if seconds else None
    if last is not None:
        if keys.get("list") and not are_consecutive(first, last):
            middle = min(place[0] for name, place in found.places.items() if name[-1] == "2")
            spans = (Span(found.start, middle), first), (Span(middle, found.end), last)
            return [
                DateMention(span, kind or kind_of(point), point, entry=found.expression.id) for span, point in spans
            ]
        if kind == "period" and (last.year or 0) <= (first.year or 0):
            return []
        kind = kind or "span"
    amount = values.get("number")
    return [
        DateMention(
            Span(found.start, found.end),
            kind or kind_of(first),
            first,
            last,
            keys.get("bound"),
            keys.get("stage"),
            keys.get("lead"),
            amount if isinstance(amount, int) else None,
            found.expression.id,
        )
    ]


def _point(values: Mapping[str, Any], keys: Mapping[str, Any]) -> Point:
    get, key = values.get, keys.get
    year, short = get("year"), get("yy")
    if short is not None:
        year = short + (year // 100 * 100 if year is not None else 2000 if short < 70 else 1900)
    shift = key("shift", 0)
    if "direction" in keys:
        amount = get("number")
        shift = keys["direction"] * amount if isinstance(amount, int) else 0
    month, day = get("month"), get("day")
    return Point(
        year,
        get("month#") if month is None else month,
        get("nth") if day is None else day,
        get("weekday"),
        get("season"),
        get("part"),
        key("anchor"),
        get("unit") or key("unit"),
        shift,
        key("nearest"),
    )
