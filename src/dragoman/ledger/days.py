"""Dates as pairs of sortable days, so that the ledger can order and filter what is only partly known."""

from __future__ import annotations

from datetime import date

from dragoman.text import edtf

__all__ = ["NEVER", "OPEN", "bounds", "ends"]

NEVER, OPEN = 0, 99991231


def bounds(written: str | None) -> tuple[int, int] | None:
    """The first and last day that an EDTF date can mean, as integers ``YYYYMMDD``.

    An open end is ``NEVER`` or ``OPEN``; None where the date says nothing of its year.
    """
    if not written:
        return None
    try:
        first, last = edtf.bounds(written)
    except ValueError:
        return None
    if first == date.min and last == date.max:
        return None
    return (NEVER if first == date.min else _number(first)), (OPEN if last == date.max else _number(last))


def ends(written: str) -> tuple[str, str]:
    """The earlier and the later end of a date as written; an open end takes the other one."""
    first, _, last = written.partition("/")
    last = last or first
    return (last if first in ("", "..") else first), (first if last == ".." else last)


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
