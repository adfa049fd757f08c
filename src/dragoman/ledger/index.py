"""Entries and the facets that they are found by, kept together."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.ledger.facets import Facet

__all__ = ["Named", "drop_entry", "entry_row", "put_entry"]


class Named(NamedTuple):
    """What an entry is: its id and kind, the row of its document or of its leading claim, for a person a label."""

    id: str
    kind: str
    document: int | None = None
    claim: int | None = None
    label: str | None = None


def entry_row(connection: sqlite3.Connection, id_: str) -> int | None:
    """The row of an entry."""
    row = connection.execute("SELECT num FROM entries WHERE id = ?", (id_,)).fetchone()
    return int(row[0]) if row else None


def put_entry(
    connection: sqlite3.Connection,
    named: Named,
    days: tuple[int, int],
    facets: Sequence[Facet],
    entry: int | None = None,
) -> int:
    """Write an entry under its days and facets, over the row ``entry`` if given; returns its row."""
    nums = [_facet(connection, named.kind, facet) for facet in facets]
    stored = " ".join(map(str, nums))
    if entry is not None:
        row = connection.execute("SELECT first, last, facets, claim FROM entries WHERE num = ?", (entry,)).fetchone()
        if row == (*days, stored, named.claim):
            return entry
        drop_entry(connection, entry)
    cursor = connection.execute(
        """INSERT INTO entries (num, id, kind, document, claim, label, first, last, facets)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (entry, *named, *days, stored),
    )
    num = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO facet_entries (facet, last, entry, first) VALUES (?, ?, ?, ?)",
        [(facet, days[1], num, days[0]) for facet in nums],
    )
    return num


def drop_entry(connection: sqlite3.Connection, entry: int) -> None:
    """Take an entry out, and out of every facet."""
    row = connection.execute("SELECT last, facets FROM entries WHERE num = ?", (entry,)).fetchone()
    if row is None:
        return
    connection.executemany(
        "DELETE FROM facet_entries WHERE facet = ? AND last = ? AND entry = ?",
        [(int(facet), row[0], entry) for facet in row[1].split()],
    )
    connection.execute("DELETE FROM entries WHERE num = ?", (entry,))


def _facet(connection: sqlite3.Connection, kind: str, facet: Facet) -> int:
    row = connection.execute(
        "SELECT num FROM facets WHERE kind = ? AND name = ? AND value = ?", (kind, *facet)
    ).fetchone()
    if row:
        return int(row[0])
    cursor = connection.execute("INSERT INTO facets (kind, name, value) VALUES (?, ?, ?)", (kind, *facet))
    return int(cursor.lastrowid or 0)
