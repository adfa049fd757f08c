"""People: the sightings of a name at engagements, and what they add up to, by office and (office ``''``) in all.

The sums are kept beside the sightings and mended one step at a time, so that a person who is met ten thousand times
costs no more to meet again than one met once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from dragoman.ledger.days import NEVER, OPEN, bounds, ends
from dragoman.ledger.facets import Facet, group_id
from dragoman.ledger.index import Named, drop_entry, entry_row, put_entry
from dragoman.ledger.letters import name_key
from dragoman.records import Claim, Engagement

__all__ = ["add_sightings", "drop_sightings", "refresh_people"]


def add_sightings(connection: sqlite3.Connection, num: int, claim: Claim, published: str | None) -> set[int]:
    """Write down who was seen at an engagement, in which office and when; returns the people to be refreshed."""
    body = claim.body
    assert isinstance(body, Engagement)
    dates = _seen(body, published)
    people: set[int] = set()
    for one in body.participants:
        key = name_key(one.name)
        if not key:
            continue
        named = Named(group_id("person", key, one.party or ""), "person", label=f"{one.party or ''} {key}")
        person = entry_row(connection, named.id)
        if person is None:
            person = put_entry(connection, named, (NEVER, NEVER), [])
        people.add(person)
        for office in ("", *one.offices):
            cursor = connection.execute(
                """INSERT OR IGNORE INTO sightings (person, office, first, first_date, last, last_date, claim, name)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                (person, office, *dates, num, one.name),
            )
            if cursor.rowcount:
                _count(connection, person, office, one.name, dates)
    return people


def _seen(body: Engagement, published: str | None) -> tuple[int, str, int, str]:
    """First and last day of a sighting, each with its date as written; unknown days sort beyond all others."""
    date = body.date if bounds(body.date) else None
    if date is None and body.status != "past" and bounds(published):
        date = published
    if date is None:
        return OPEN, "", NEVER, ""
    first, last = ends(date)
    return (bounds(first) or (OPEN, OPEN))[0], first, (bounds(last) or (NEVER, NEVER))[1], last


def _count(
    connection: sqlite3.Connection, person: int, office: str, name: str, dates: tuple[int, str, int, str]
) -> None:
    connection.execute(
        "INSERT INTO person_names VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1", (person, name)
    )
    row = connection.execute(
        "SELECT first, first_date, last, last_date FROM person_offices WHERE person = ? AND office = ?",
        (person, office),
    ).fetchone()
    first, last = dates[:2], dates[2:]
    if row:
        first, last = min(first, row[:2]), max(last, row[2:])
    connection.execute(
        """INSERT INTO person_offices VALUES (?, ?, ?, ?, ?, ?, 1)
        ON CONFLICT DO UPDATE SET count = count + 1, first = excluded.first, first_date = excluded.first_date,
        last = excluded.last, last_date = excluded.last_date""",
        (person, office, *first, *last),
    )


def drop_sightings(connection: sqlite3.Connection, claim: int) -> set[int]:
    """Take back what one engagement showed; returns the people to be refreshed."""
    gone = connection.execute("SELECT person, office, name FROM sightings WHERE claim = ?", (claim,)).fetchall()
    connection.execute("DELETE FROM sightings WHERE claim = ?", (claim,))
    for person, office, name in gone:
        where = (person, office)
        connection.execute("UPDATE person_names SET count = count - 1 WHERE person = ? AND name = ?", (person, name))
        connection.execute("DELETE FROM person_names WHERE person = ? AND name = ? AND count <= 0", (person, name))
        first = connection.execute(
            """SELECT first, first_date FROM sightings WHERE person = ? AND office = ?
            ORDER BY first, first_date LIMIT 1""",
            where,
        ).fetchone()
        if first is None:
            connection.execute("DELETE FROM person_offices WHERE person = ? AND office = ?", where)
            continue
        last = connection.execute(
            """SELECT last, last_date FROM sightings WHERE person = ? AND office = ?
            ORDER BY last DESC, last_date DESC LIMIT 1""",
            where,
        ).fetchone()
        connection.execute(
            "UPDATE person_offices SET count = count - 1, first = ?, first_date = ?, last = ?, last_date = ? "
            "WHERE person = ? AND office = ?",
            (*first, *last, *where),
        )
    return {person for person, _, _ in gone}


def refresh_people(connection: sqlite3.Connection, people: Iterable[int]) -> None:
    """Let people's entries say what their sightings add up to; a person without any goes."""
    for person in sorted(set(people)):
        row = connection.execute("SELECT id, label FROM entries WHERE num = ?", (person,)).fetchone()
        offices = connection.execute(
            "SELECT office, first, last FROM person_offices WHERE person = ? ORDER BY office", (person,)
        ).fetchall()
        if not offices:
            drop_entry(connection, person)
            continue
        party, _, key = row[1].partition(" ")
        facets: list[Facet] = [("all", ""), ("person", key)]
        if party:
            facets.append(("party", party))
        facets += [("type", office) for office, _, _ in offices if office]
        _, first, last = offices[0]
        days = (NEVER if first == OPEN else first, last)
        put_entry(connection, Named(row[0], "person", label=row[1]), days, sorted(facets), person)
