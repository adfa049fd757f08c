"""Filters to rows: which entries a list shows, newest first, found by intersecting facets."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from dragoman.errors import UsageError
from dragoman.ledger.entries import Filter
from dragoman.ledger.facets import pair_value
from dragoman.ledger.letters import name_key

__all__ = ["CONDITIONS", "find_entries", "select_entries"]

_COMMON = {"between", "since", "until", "party"}
CONDITIONS: dict[str, frozenset[str]] = {
    "document": frozenset(_COMMON | {"area", "stage", "person", "type", "lang"}),
    "engagement": frozenset(_COMMON | {"person", "type"}),
    "commitment": frozenset(_COMMON | {"area", "stage", "person", "type"}),
    "instrument": frozenset(_COMMON | {"type"}),
    "person": frozenset(_COMMON | {"person", "type"}),
}
"""Kind of entry → the conditions of a filter that it knows."""

_EXISTS = (
    "EXISTS (SELECT 1 FROM facet_entries o "
    "WHERE o.facet IN ({facets}) AND o.last = {outer}.last AND o.entry = {outer}.entry)"
)
_ENOUGH = 20_000
_PREFIX = 6


def select_entries(connection: sqlite3.Connection, kind: str, asked: Filter) -> list[int]:
    """The rows of the entries of a kind that fulfil a filter, newest first.

    Raises UsageError for a condition that the kind does not know.
    """
    unknown = [name for name in asked.used() if name not in CONDITIONS[kind]]
    if unknown:
        known = ", ".join(sorted(CONDITIONS[kind]))
        raise UsageError(f"a list of this kind ({kind}) knows no {unknown[0]}; it can be narrowed by {known}")
    sets = _facet_sets(connection, kind, asked)
    if any(not one for one in sets):
        return []
    sets.sort(key=lambda one: (len(one) == 1, _size(connection, one)))
    driver, others = sets[0], sets[1:]
    conditions, values = [f"d.facet IN ({_listed(driver)})"], []
    since, until = asked.days()
    if since is not None:
        conditions.append("d.last >= ?")
        values.append(since)
    if until is not None:
        conditions.append("d.first <= ? AND d.last > 0")
        values.append(until)
    for one in others:
        conditions.append(_EXISTS.format(facets=_listed(one), outer="d"))
    if kind == "person" and asked.between:
        conditions.append(_met_between(connection, asked.between))
    distinct = "DISTINCT" if len(driver) > 1 else ""
    values.append(asked.limit if asked.limit > 0 else -1)
    rows = connection.execute(
        f"SELECT {distinct} d.entry, d.last FROM facet_entries d WHERE {' AND '.join(conditions)} "
        "ORDER BY d.last DESC, d.entry DESC LIMIT ?",
        values,
    )
    return [entry for entry, _ in rows]


def _facet_sets(connection: sqlite3.Connection, kind: str, asked: Filter) -> list[list[int]]:
    """For each condition the facets of which one must hold; every list asked for gets at least one set."""
    wanted = [
        (name, getattr(asked, name)) for name in ("area", "stage", "party", "type", "lang") if getattr(asked, name)
    ]
    sets = [_facets(connection, kind, name, (value,)) for name, value in wanted]
    if kind == "person" and asked.between:
        sets.append(_facets(connection, kind, "party", asked.between))
    else:
        sets += [_facets(connection, kind, "pair", (pair,)) for pair in _pairs(asked.between)]
    if asked.person:
        sets.append(_people(connection, kind, asked.person))
    return sets or [_facets(connection, kind, "all", ("",))]


def _pairs(parties: Sequence[str]) -> list[str]:
    known = sorted(set(parties))
    if parties and len(known) < 2:
        raise UsageError("between needs two different parties")
    return [pair_value(known[0], other) for other in known[1:]]


def _facets(connection: sqlite3.Connection, kind: str, name: str, values: Sequence[str]) -> list[int]:
    found = []
    for value in values:
        row = connection.execute(
            "SELECT num FROM facets WHERE kind = ? AND name = ? AND value = ?", (kind, name, value)
        ).fetchone()
        found += [row[0]] if row else []
    return found


def _people(connection: sqlite3.Connection, kind: str, name: str) -> list[int]:
    """The facets of the people whose name has all these words, marks or no marks."""
    words = name_key(name).split()
    if not words:
        raise UsageError(f"{name!r} has no word of a name")
    conditions = " AND ".join("' ' || value || ' ' LIKE ?" for _ in words)
    rows = connection.execute(
        f"SELECT num FROM facets WHERE kind = ? AND name = 'person' AND {conditions}",
        (kind, *(f"% {word} %" for word in words)),
    )
    return [num for (num,) in rows]


def _met_between(connection: sqlite3.Connection, parties: Sequence[str]) -> str:
    """A condition: the person was seen at an engagement of these parties."""
    sets = [_facets(connection, "engagement", "pair", (pair,)) for pair in _pairs(parties)]
    if any(not one for one in sets):
        return "0"
    first, *others = sets
    more = "".join(" AND " + _EXISTS.format(facets=_listed(one), outer="f") for one in others)
    return (
        "d.entry IN (SELECT s.person FROM facet_entries f JOIN entries e ON e.num = f.entry "
        f"JOIN sightings s ON s.claim = e.claim WHERE f.facet = {first[0]}{more})"
    )


def _size(connection: sqlite3.Connection, facets: Sequence[int]) -> int:
    row = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM facet_entries WHERE facet IN ({_listed(facets)}) LIMIT {_ENOUGH})"
    ).fetchone()
    return int(row[0])


def _listed(nums: Sequence[int]) -> str:
    return ", ".join(str(int(num)) for num in nums)


def find_entries(connection: sqlite3.Connection, prefix: str) -> list[tuple[int, str, str]]:
    """The first entries (row, id, kind) whose id begins with a prefix.

    Raises UsageError for too short a prefix.
    """
    wanted = prefix.strip().lower()
    if len(wanted) < _PREFIX or any(one not in "0123456789abcdef" for one in wanted):
        raise UsageError(f"{prefix!r} is no id: give its first {_PREFIX} letters or more, as the lists print them")
    return connection.execute(
        "SELECT num, id, kind FROM entries WHERE id >= ? AND id < ? ORDER BY id LIMIT 5", (wanted, wanted + "g")
    ).fetchall()
