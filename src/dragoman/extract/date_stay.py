"""How long a visit lasts, from several dates told of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dragoman.extract.date_mention import DateMention
from dragoman.text import edtf

__all__ = ["stay"]


class _Resolved(Protocol):
    """A date as resolved: ``plain`` without its bound."""

    @property
    def plain(self) -> str | None: ...


def stay(mentions: Sequence[DateMention], resolved: Sequence[_Resolved], current: str | None = None) -> str | None:
    """The days that a visit takes, from the dates of the sentences that tell of it; None where they do not say.

    A span stands for itself; else begin and end ("began on Monday", "ends today", "until Thursday"), or one of them
    with a length ("of four days"). ``current`` is a day known to lie at the visit's beginning, where none is told.
    """
    begin, end, days = None, None, None
    for mention, one in zip(mentions, resolved, strict=True):
        if mention.kind == "duration" and mention.first.unit == "day" and (mention.amount or 0) > 1:
            days = days or mention.amount
        elif mention.kind == "span" and one.plain and mention.first.grain == "day":
            return one.plain
        elif one.plain and edtf.as_day(one.plain):
            if mention.lead == "begin" or mention.bound == "since":
                begin = begin or one.plain
            elif mention.lead == "end" or mention.bound == "until":
                end = end or one.plain
    if begin is None and end and days:
        begin = edtf.shift_days(end, 1 - days)
    begin = begin or current
    if end is None and begin and days:
        end = edtf.shift_days(begin, days - 1)
    return edtf.interval(begin, end) if begin and end and edtf.as_day(begin) and begin <= end else None
