"""Projecting: from appended rows to entries that can be listed. Every change of a row's state passes through here.

``refresh`` brings the entries of some documents in line with the rows; ``rebuild`` throws all entries away and makes
them again, and comes to the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.ledger.append import decode_body
from dragoman.ledger.days import NEVER, bounds
from dragoman.ledger.facets import Facet, claim_days, claim_facets, instrument_key, instrument_rank
from dragoman.ledger.groups import add_sightings, drop_sightings, refresh_people
from dragoman.ledger.index import Named, drop_entry, entry_row, put_entry
from dragoman.ledger.schema import PROJECTION
from dragoman.records import Claim, Instrument, Origin, Span

__all__ = ["rebuild", "refresh"]


@dataclass(frozen=True, slots=True)
class _Stored:
    """A document's row with the claims of its latest extraction, each with its own row."""

    num: int
    id: str
    lang: str
    published: str | None
    claims: tuple[tuple[int, Claim], ...]


def refresh(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Bring the entries of these documents in line with the appended rows."""
    for id_ in sorted(set(ids)):
        _drop(connection, id_)
        current = _current(connection, id_)
        if current is not None:
            _put(connection, _load(connection, current))


def rebuild(connection: sqlite3.Connection) -> None:
    """Throw all entries away and compute them again from the appended rows."""
    for table in PROJECTION:
        connection.execute(f"DELETE FROM {table}")
    for (id_,) in connection.execute("SELECT id FROM documents GROUP BY id ORDER BY min(num)").fetchall():
        refresh(connection, [id_])


def _current(connection: sqlite3.Connection, id_: str) -> int | None:
    """The row of a document as last read; None where the latest reading of its bytes no longer has it."""
    row = connection.execute(
        "SELECT d.num FROM documents d JOIN input_documents x ON x.document = d.num JOIN inputs i ON i.num = x.input "
        "WHERE d.id = ? AND (i.digest IS NULL OR i.num = "
        "(SELECT max(num) FROM inputs WHERE digest = i.digest AND state != 'failed')) ORDER BY i.num DESC LIMIT 1",
        (id_,),
    ).fetchone()
    return int(row[0]) if row else None


def _load(connection: sqlite3.Connection, num: int) -> _Stored:
    row = connection.execute("SELECT id, lang, published FROM documents WHERE num = ?", (num,)).fetchone()
    latest = connection.execute(
        "SELECT num, pack, version FROM extractions WHERE document = ? ORDER BY num DESC LIMIT 1", (num,)
    ).fetchone()
    claims = []
    if latest:
        rows = connection.execute(
            "SELECT c.num, c.id, c.kind, c.start, c.stop, c.quote, c.body, f.rule FROM found f "
            "JOIN claims c ON c.num = f.claim WHERE f.extraction = ? ORDER BY c.start, c.stop, c.id",
            (latest[0],),
        )
        for claim, id_, kind, start, stop, quote, body, rule in rows:
            origin = Origin(rule, latest[1], latest[2])
            claims.append((claim, Claim(id_, row[0], kind, Span(start, stop), quote, decode_body(kind, body), origin)))
    return _Stored(num, row[0], row[1], row[2], tuple(claims))


def _put(connection: sqlite3.Connection, document: _Stored) -> None:
    engagements = [claim for _, claim in document.claims if claim.kind == "engagement"]
    met: set[Facet] = {("all", ""), ("lang", document.lang)}
    people: set[int] = set()
    for num, claim in document.claims:
        facets = claim_facets(claim, engagements)
        met.update(one for one in facets if one[0] != "status")
        if isinstance(claim.body, Instrument):
            _put_instrument(connection, document, num, claim)
            continue
        named = Named(claim.id, claim.kind, document.num, num)
        put_entry(connection, named, claim_days(claim, document.published), facets)
        if claim.kind == "engagement":
            people |= add_sightings(connection, num, claim, document.published)
    refresh_people(connection, people)
    days = bounds(document.published) or (NEVER, NEVER)
    put_entry(connection, Named(document.id, "document", document.num), days, sorted(met))


def _put_instrument(connection: sqlite3.Connection, document: _Stored, num: int, claim: Claim) -> None:
    assert isinstance(claim.body, Instrument)
    named = Named(instrument_key(claim.body), "instrument", claim=num)
    entry = entry_row(connection, named.id) or put_entry(connection, named, (NEVER, NEVER), [])
    member = (entry, instrument_rank(claim, document.published), num, document.num)
    connection.execute("INSERT INTO entry_claims VALUES (?, ?, ?, ?)", member)
    _lead_instrument(connection, entry, named.id)


def _lead_instrument(connection: sqlite3.Connection, entry: int, key: str) -> None:
    """Let the best of the claims that tell a paper stand for it; without any, the paper goes."""
    lead = connection.execute(
        """SELECT m.claim, c.id, c.document, c.start, c.stop, c.quote, c.body, d.published FROM entry_claims m
        JOIN claims c ON c.num = m.claim JOIN documents d ON d.num = m.document
        WHERE m.entry = ? ORDER BY m.rank LIMIT 1""",
        (entry,),
    ).fetchone()
    if lead is None:
        drop_entry(connection, entry)
        return
    num, id_, document, start, stop, quote, body, published = lead
    origin = Origin("", "", "")
    claim = Claim(id_, document, "instrument", Span(start, stop), quote, decode_body("instrument", body), origin)
    days, facets = claim_days(claim, published), claim_facets(claim, ())
    put_entry(connection, Named(key, "instrument", claim=num), days, facets, entry)


def _drop(connection: sqlite3.Connection, id_: str) -> None:
    row = connection.execute("SELECT document FROM entries WHERE id = ? AND kind = 'document'", (id_,)).fetchone()
    if row is None:
        return
    (document,) = row
    people: set[int] = set()
    for entry, claim, kind in connection.execute(
        "SELECT num, claim, kind FROM entries WHERE document = ?", (document,)
    ).fetchall():
        if kind == "engagement":
            people |= drop_sightings(connection, claim)
        drop_entry(connection, entry)
    refresh_people(connection, people)
    papers = connection.execute(
        "SELECT DISTINCT m.entry, e.id FROM entry_claims m JOIN entries e ON e.num = m.entry WHERE m.document = ?",
        (document,),
    ).fetchall()
    connection.execute("DELETE FROM entry_claims WHERE document = ?", (document,))
    for entry, key in papers:
        _lead_instrument(connection, entry, key)
