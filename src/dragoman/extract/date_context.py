"""What stands around a date and belongs to it: the words before, a second date after "to", the tense of its clause."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.catalog.dates import DateVocabulary, Left
from dragoman.extract.date_mention import DateMention, are_consecutive, kind_of
from dragoman.records import Span

__all__ = ["Read", "is_ahead", "join", "wants_tense", "with_left"]

_JOINT, _BEFORE, _AFTER = 24, 90, 45
_STAGES = frozenset({"early", "mid", "late", "about"})
_LEADS = frozenset({"in", "of", "for", "begin", "end"})
_BULLETS = frozenset("•*+▪◦●>»|")


class Read(NamedTuple):
    """A mention, where its own form begins, and whether "from" stands before it."""

    mention: DateMention
    core: int
    from_word: bool


def with_left(mention: DateMention, folded: str, floor: int, left: Left) -> Read:
    """The mention with what the words before it say of it."""
    core = mention.span.start
    window = folded[floor:core].rstrip(" ") if core and folded[core - 1] == " " else ""
    start, from_word, lead = core, False, mention.lead
    bound, stage, point = mention.bound, mention.stage, mention.first
    while (phrase := _left_phrase(window, left)) is not None:
        code = left.words[phrase]
        from_word = from_word or code == "from"
        if code in _LEADS:
            lead = lead or code
            break
        window = window[: len(window) - len(phrase)]
        start = floor + len(window)
        window = window.rstrip(" ")
        if code == "part":
            point = point._replace(part=point.part or "day")
        elif code not in _STAGES:
            bound = bound or ("since" if code == "from" else code)
        elif code == "about" or point.grain not in ("day", "week"):
            stage = stage or code
    kind = mention.kind
    said = lead or bound or stage or point.part
    if kind == "label" and (said or point.year is None):
        kind = kind_of(point) if said or _set_apart(mention.span, folded) else "none"
    span = Span(start, mention.span.end)
    return Read(DateMention(span, kind, point, mention.last, bound, stage, lead, *mention[7:]), core, from_word)


def _left_phrase(window: str, left: Left) -> str | None:
    """The longest run of words at the end of the window that qualifies a date."""
    if window[window.rfind(" ") + 1 :] not in left.lasts:
        return None
    words = window.split(" ")[-left.most :]
    phrases = (" ".join(words[-count:]) for count in range(len(words), 0, -1))
    return next((phrase for phrase in phrases if phrase in left.words), None)


def _set_apart(span: Span, folded: str) -> bool:
    """Whether the words stand alone in brackets or first in their line."""
    before, after = folded[max(0, span.start - 3) : span.start], folded[span.end : span.end + 1]
    return (before[-1:] == "(" and after == ")") or before.rstrip(" ")[-1:] in _BULLETS


def join(read: list[Read], folded: str, vocabulary: DateVocabulary) -> list[DateMention]:
    """Two dates with "to" between them are one span, or a period where both are years."""
    joined: list[DateMention] = []
    waiting: tuple[DateMention, bool] | None = None
    for mention, core, from_word in read:
        if waiting is not None and mention.span.start - waiting[0].span.end < _JOINT:
            before, after_from = waiting
            gaps = {folded[before.span.end : place].strip(" ") for place in (core, mention.span.start)}
            if _may_join(before, mention) and _is_link(gaps, before, mention, after_from, vocabulary):
                years = before.first.grain == mention.first.grain == "year"
                joined[-1] = before._replace(
                    span=Span(before.span.start, mention.span.end),
                    kind="period" if years else "span",
                    last=mention.first,
                    bound=None,
                    stage=before.stage if years else None,
                )
                waiting = None
                continue
        joined.append(mention)
        waiting = (mention, from_word)
    return joined


def _may_join(a: DateMention, b: DateMention) -> bool:
    if a.last or b.last or "duration" in (a.kind, b.kind) or (a.first.part and not a.first.day and not a.first.weekday):
        return False
    if a.first.year is not None and b.first.year is not None and a.first.year > b.first.year:
        return False
    return a.first.grain == b.first.grain or (a.first.grain == "day" and b.kind == "relative" and b.first.unit == "day")


def _is_link(gaps: set[str], a: DateMention, b: DateMention, after_from: bool, vocabulary: DateVocabulary) -> bool:
    if gaps & vocabulary.to:
        # "14 May 2024 - This morning" is a dateline and what follows it.
        today = b.first.anchor == "published" and b.first.unit == "day" and not b.first.shift
        return after_from or not (today and a.first.year is not None)
    return bool(gaps & vocabulary.both) and (after_from or are_consecutive(a.first, b.first))


def wants_tense(mention: DateMention) -> bool:
    """Whether a date changes with the tense: it has neither a year nor another date to be told from."""
    point = mention.first
    return point.year is None and point.anchor is None and mention.kind in ("partial", "relative", "span")


def is_ahead(span: Span, text: str, folded: str, vocabulary: DateVocabulary) -> bool:
    """Whether a word of the future stands before the date in its clause, or close after it."""
    floor = max(0, span.start - _BEFORE)
    before = folded[max(floor, text.rfind("\n", floor, span.start) + 1) : span.start]
    stops = [match.end() for match in vocabulary.stop.finditer(before)]
    own = before[max(stops[-1] if stops else 0, before.rfind(",") + 1) :]
    if vocabulary.future and vocabulary.future.search(own):
        return True
    if vocabulary.past and vocabulary.past.search(own):
        return False
    line = text.find("\n", span.end, span.end + _AFTER)
    after = folded[span.end : span.end + _AFTER if line < 0 else line]
    stop = vocabulary.stop.search(after)
    after = after[: stop.start()] if stop else after
    for joins in vocabulary.both:
        after = after.split(f" {joins} ", 1)[0]
    return bool(vocabulary.future and vocabulary.future.search(after))
