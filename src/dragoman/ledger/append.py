"""Appending rows: inputs, documents, extractions and claims. Nothing that stands is ever changed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence

import msgspec

from dragoman.ledger.entries import Reading
from dragoman.ledger.letters import stroke_folded
from dragoman.records import Claim, Commitment, Document, Engagement, Failure, Instrument

__all__ = ["BODIES", "append_failure", "append_input", "append_reading", "decode_body", "latest_documents"]

BODIES: dict[str, type[Engagement] | type[Commitment] | type[Instrument]] = {
    "engagement": Engagement,
    "commitment": Commitment,
    "instrument": Instrument,
}
_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODERS = {kind: msgspec.json.Decoder(body) for kind, body in BODIES.items()}


def decode_body(kind: str, body: str) -> Engagement | Commitment | Instrument:
    """The coded facts of a stored claim."""
    return _DECODERS[kind].decode(body)


def append_input(
    connection: sqlite3.Connection,
    row: tuple[str, str | None, str, str, str, bool],
    documents: Sequence[int],
    stamp: tuple[str, str | None],
) -> bool:
    """Append an input's state (source, digest, state, reason, detail, retryable), unless it stands so already."""
    last = connection.execute(
        """SELECT num, source, digest, state, reason, detail, retryable, program
        FROM inputs WHERE source = ? ORDER BY num DESC LIMIT 1""",
        (row[0],),
    ).fetchone()
    if last and (*last[1:6], bool(last[6])) == row and last[7] == stamp[0]:
        held = connection.execute("SELECT document FROM input_documents WHERE input = ? ORDER BY document", (last[0],))
        if [num for (num,) in held] == sorted(documents):
            return False
    cursor = connection.execute(
        """INSERT INTO inputs (source, digest, state, reason, detail, retryable, program, added)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (*row, *stamp),
    )
    connection.executemany(
        "INSERT INTO input_documents VALUES (?, ?)", [(cursor.lastrowid, num) for num in sorted(set(documents))]
    )
    return True


def append_failure(
    connection: sqlite3.Connection, failure: Failure, digest: str | None, retryable: bool, stamp: tuple[str, str | None]
) -> bool:
    """Append an input that could not be read."""
    row = (failure.source, digest, "failed", failure.reason, failure.detail, retryable)
    return append_input(connection, row, (), stamp)


def append_reading(connection: sqlite3.Connection, reading: Reading, added: str | None) -> tuple[int, bool, bool]:
    """Append a document and what a pack found in it.

    Returns the document's row, whether the document is new, and whether the extraction is.
    """
    document, new = _document(connection, reading.document, added)
    if reading.pack is None:
        return document, new, False
    last = connection.execute(
        "SELECT pack, version FROM extractions WHERE document = ? ORDER BY num DESC LIMIT 1", (document,)
    ).fetchone()
    if last == (reading.pack, reading.version):
        return document, new, False
    cursor = connection.execute(
        "INSERT INTO extractions (document, pack, version, added) VALUES (?, ?, ?, ?)",
        (document, reading.pack, reading.version, added),
    )
    extraction = cursor.lastrowid
    for claim in reading.claims:
        num = _claim(connection, claim)
        connection.execute("INSERT OR IGNORE INTO found VALUES (?, ?, ?)", (extraction, num, claim.origin.rule))
    return document, new, True


def _document(connection: sqlite3.Connection, document: Document, added: str | None) -> tuple[int, bool]:
    blocks = _ENCODER.encode(document.blocks).decode()
    described = _ENCODER.encode([document.lang, document.title, document.published, document.publisher, blocks])
    facts = hashlib.sha256(described).hexdigest()[:20]
    row = connection.execute("SELECT num FROM documents WHERE id = ? AND facts = ?", (document.id, facts)).fetchone()
    if row:
        return int(row[0]), False
    cursor = connection.execute(
        """INSERT INTO documents
        (id, facts, name, lang, title, published, publisher, source, page, part, added, blocks, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            document.id, facts, document.name, document.lang, document.title, document.published, document.publisher,
            document.source, document.page, document.part, added, blocks, document.text,
        ),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
        (cursor.lastrowid, stroke_folded(document.title or ""), stroke_folded(document.text)),
    )
    return int(cursor.lastrowid or 0), True


def _claim(connection: sqlite3.Connection, claim: Claim) -> int:
    row = connection.execute("SELECT num FROM claims WHERE id = ?", (claim.id,)).fetchone()
    if row:
        return int(row[0])
    cursor = connection.execute(
        "INSERT INTO claims (id, document, kind, start, stop, quote, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            claim.id, claim.document, claim.kind, claim.evidence.start, claim.evidence.end, claim.quote,
            _ENCODER.encode(claim.body).decode(),
        ),
    )  # fmt: skip
    return int(cursor.lastrowid or 0)


def latest_documents(connection: sqlite3.Connection, digest: str) -> set[int]:
    """The documents of the latest reading of these bytes."""
    return {
        num
        for (num,) in connection.execute(
            """SELECT document FROM input_documents
            WHERE input = (SELECT max(num) FROM inputs WHERE digest = ? AND state != 'failed')""",
            (digest,),
        )
    }
