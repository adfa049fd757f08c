"""Rows as JSON, JSON Lines and CSV. The same rows always give the same text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.publish.rows import flat

__all__ = ["FORMULA", "as_csv", "as_json", "as_jsonl"]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, in the wide letters of some keyboards too."""


def as_json(rows: Iterable[Mapping[str, Any]]) -> str:
    """An array of the rows."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"


def as_jsonl(rows: Iterable[Mapping[str, Any]]) -> str:
    """One row a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, raw: bool = False) -> str:
    """The rows under a head line, RFC 4180.

    A cell that a spreadsheet would run as a formula gets a ``'`` before it; ``raw`` leaves every cell as it is, for
    programs.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = flat(row, columns)
        writer.writerow([cells[column] if raw else _guarded(cells[column]) for column in columns])
    return out.getvalue()


def _guarded(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA) else cell
