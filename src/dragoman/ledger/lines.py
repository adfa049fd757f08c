"""Rows to lines: an entry with its facts, its words, and the rule that found them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from dragoman.ledger.append import decode_body
from dragoman.ledger.entries import DocumentLine, Line, Person, Source, Tenure
from dragoman.records import Block, Document, Entry

__all__ = ["document_lines", "lines", "load_document", "people"]

SHOWN = 20
"""How many of the claims that tell a line are listed with it."""

_SOURCE = """
SELECT c.id, d.id, d.name, d.lang, d.published, d.publisher, c.start, c.stop, c.quote,
  coalesce(f.rule, ''), coalesce(x.pack, ''), coalesce(x.version, '')
FROM claims c JOIN documents d ON d.num = ?
LEFT JOIN extractions x ON x.num = (SELECT max(num) FROM extractions WHERE document = d.num)
LEFT JOIN found f ON f.extraction = x.num AND f.claim = c.num WHERE c.num = ?
"""


def _sources(connection: sqlite3.Connection, members: Iterable[tuple[int, int]]) -> tuple[Source, ...]:
    rows = (connection.execute(_SOURCE, (document, claim)).fetchone() for claim, document in members)
    return tuple(Source(*row) for row in rows if row)


def lines(connection: sqlite3.Connection, nums: Iterable[int]) -> tuple[Line, ...]:
    """The lines of engagements, commitments and instruments, in the order of their rows given."""
    return tuple(_line(connection, num) for num in nums)


def _line(connection: sqlite3.Connection, num: int) -> Line:
    id_, kind, claim, document, body = connection.execute(
        """SELECT e.id, e.kind, e.claim, e.document, c.body
        FROM entries e JOIN claims c ON c.num = e.claim WHERE e.num = ?""",
        (num,),
    ).fetchone()
    members, told = [(claim, document)], 1
    if kind == "instrument":
        members = connection.execute(
            "SELECT claim, document FROM entry_claims WHERE entry = ? ORDER BY rank LIMIT ?", (num, SHOWN)
        ).fetchall()
        told = connection.execute("SELECT count(*) FROM entry_claims WHERE entry = ?", (num,)).fetchone()[0]
    sources = _sources(connection, members)
    documents = tuple(dict.fromkeys(one.document for one in sources))
    entry = Entry(id_, kind, decode_body(kind, body), tuple(one.claim for one in sources), documents)
    return Line(entry, sources, told)


def people(connection: sqlite3.Connection, nums: Iterable[int]) -> tuple[Person, ...]:
    """People with their offices, in the order of their rows given."""
    return tuple(_person(connection, num) for num in nums)


def _person(connection: sqlite3.Connection, num: int) -> Person:
    id_, label = connection.execute("SELECT id, label FROM entries WHERE num = ?", (num,)).fetchone()
    names = connection.execute("SELECT name, count FROM person_names WHERE person = ?", (num,)).fetchall()
    names.sort(key=lambda row: (-sum(not letter.isascii() for letter in row[0]), -row[1], row[0]))
    rows = connection.execute(
        "SELECT office, first_date, last_date, count FROM person_offices WHERE person = ? ORDER BY last DESC, office",
        (num,),
    ).fetchall()
    (whole,) = (row for row in rows if not row[0])
    members = connection.execute(
        """SELECT s.claim, e.document FROM sightings s
        JOIN claims c ON c.num = s.claim JOIN entries e ON e.id = c.id
        WHERE s.person = ? AND s.office = '' ORDER BY s.last DESC, s.last_date DESC, c.id LIMIT ?""",
        (num, SHOWN),
    ).fetchall()
    return Person(
        id=id_,
        name=names[0][0],
        party=label.partition(" ")[0] or None,
        names=tuple(name for name, _ in names),
        offices=tuple(Tenure(office, first or None, last or None, n) for office, first, last, n in rows if office),
        first=whole[1] or None,
        last=whole[2] or None,
        told=whole[3],
        sources=_sources(connection, members),
    )


def document_lines(connection: sqlite3.Connection, nums: Iterable[int]) -> tuple[DocumentLine, ...]:
    """Documents without their text, in the order of their entries' rows given."""
    found = []
    for num in nums:
        row = connection.execute(
            """SELECT d.id, d.name, d.lang, d.title, d.published, d.publisher, d.source, d.page, d.part,
            x.pack, x.version, (SELECT count(*) FROM found WHERE extraction = x.num)
            FROM entries e JOIN documents d ON d.num = e.document
            LEFT JOIN extractions x ON x.num = (SELECT max(num) FROM extractions WHERE document = d.num)
            WHERE e.num = ?""",
            (num,),
        ).fetchone()
        found.append(DocumentLine(*row))
    return tuple(found)


def load_document(connection: sqlite3.Connection, id_: str) -> Document | None:
    """A document with its text, as last read."""
    row = connection.execute(
        "SELECT d.id, d.name, d.text, d.lang, d.blocks, d.title, d.published, d.publisher, d.source, d.page, d.part "
        "FROM entries e JOIN documents d ON d.num = e.document WHERE e.id = ? AND e.kind = 'document'",
        (id_,),
    ).fetchone()
    if row is None:
        return None
    id_, name, text, lang, blocks, title, published, publisher, source, page, part = row
    stored = msgspec.json.decode(blocks, type=tuple[Block, ...])
    return Document(id_, name, text, lang, stored, title, published, publisher, source, page, part)
