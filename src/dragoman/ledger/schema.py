"""The schema of the ledger and its ordered migrations: each step is one transaction, and none is ever edited.

Rows are appended and never changed (triggers keep it): ``inputs``, ``documents``, ``extractions``, ``claims``,
``found``. Everything else is a projection: it is computed from those rows and can be thrown away and computed again.
"""

from __future__ import annotations

import sqlite3

from dragoman.errors import LedgerError

__all__ = ["APPLICATION", "PROJECTION", "SCHEMA", "migrate", "schema_version"]

APPLICATION = 0x44524147

PROJECTION = ("entries", "entry_claims", "facets", "facet_entries", "sightings", "person_names", "person_offices")

_ROWS = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE inputs (
  num INTEGER PRIMARY KEY, source TEXT NOT NULL, digest TEXT, state TEXT NOT NULL, reason TEXT NOT NULL,
  detail TEXT NOT NULL, retryable INTEGER NOT NULL, program TEXT NOT NULL, added TEXT);
CREATE INDEX inputs_source ON inputs (source, num);
CREATE INDEX inputs_digest ON inputs (digest, num);
CREATE INDEX inputs_failed ON inputs (num) WHERE state != 'read';
CREATE TABLE input_documents (
  input INTEGER NOT NULL REFERENCES inputs, document INTEGER NOT NULL REFERENCES documents,
  PRIMARY KEY (input, document)) WITHOUT ROWID;
CREATE INDEX input_documents_document ON input_documents (document);
CREATE TABLE documents (
  num INTEGER PRIMARY KEY, id TEXT NOT NULL, facts TEXT NOT NULL, name TEXT NOT NULL, lang TEXT NOT NULL, title TEXT,
  published TEXT, publisher TEXT, source TEXT, page TEXT, part INTEGER NOT NULL, added TEXT,
  blocks TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (id, facts));
CREATE TABLE extractions (
  num INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, pack TEXT NOT NULL, version TEXT NOT NULL,
  added TEXT);
CREATE INDEX extractions_document ON extractions (document, num);
CREATE TABLE claims (
  num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, kind TEXT NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, quote TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE found (
  extraction INTEGER NOT NULL REFERENCES extractions, claim INTEGER NOT NULL REFERENCES claims, rule TEXT NOT NULL,
  PRIMARY KEY (extraction, claim)) WITHOUT ROWID;
CREATE INDEX found_claim ON found (claim, extraction);
CREATE VIRTUAL TABLE words USING fts5 (title, text, content='', tokenize='unicode61 remove_diacritics 2');
"""

# In tables without a rowid the key's columns stand first: SQLite 3.40 calls a sound table damaged where they do not.
_COMPUTED = """
CREATE TABLE entries (
  num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, document INTEGER, claim INTEGER,
  first INTEGER NOT NULL, last INTEGER NOT NULL, facets TEXT NOT NULL, label TEXT);
CREATE INDEX entries_document ON entries (document, kind);
CREATE TABLE entry_claims (
  entry INTEGER NOT NULL, rank TEXT NOT NULL, claim INTEGER NOT NULL, document INTEGER NOT NULL,
  PRIMARY KEY (entry, rank, claim)) WITHOUT ROWID;
CREATE INDEX entry_claims_document ON entry_claims (document, entry);
CREATE TABLE facets (
  num INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (kind, name, value));
CREATE TABLE facet_entries (
  facet INTEGER NOT NULL, last INTEGER NOT NULL, entry INTEGER NOT NULL, first INTEGER NOT NULL,
  PRIMARY KEY (facet, last, entry)) WITHOUT ROWID;
CREATE TABLE sightings (
  person INTEGER NOT NULL, office TEXT NOT NULL, first INTEGER NOT NULL, first_date TEXT NOT NULL,
  claim INTEGER NOT NULL, name TEXT NOT NULL, last INTEGER NOT NULL, last_date TEXT NOT NULL,
  PRIMARY KEY (person, office, first, first_date, claim, name)) WITHOUT ROWID;
CREATE INDEX sightings_last ON sightings (person, office, last, last_date);
CREATE INDEX sightings_claim ON sightings (claim, person);
CREATE TABLE person_names (
  person INTEGER NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (person, name)) WITHOUT ROWID;
CREATE TABLE person_offices (
  person INTEGER NOT NULL, office TEXT NOT NULL, first INTEGER NOT NULL, first_date TEXT NOT NULL,
  last INTEGER NOT NULL, last_date TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (person, office)) WITHOUT ROWID;
"""

_KEPT = ("inputs", "input_documents", "documents", "extractions", "claims", "found")


def _first(connection: sqlite3.Connection) -> None:
    _run(connection, _ROWS)
    for table in _KEPT:
        for change in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER keep_{table}_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are appended, never changed'); END"
            )
    _run(connection, _COMPUTED)


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)


_STEPS = (_first,)

SCHEMA = len(_STEPS)


def schema_version(connection: sqlite3.Connection) -> int:
    """The schema that a file has: 0 for an empty one; raises LedgerError for a database that is no ledger."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return 0
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION or "meta" not in tables:
        raise LedgerError("this file is a database, but not a ledger of Dragoman")
    row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return int(row[0]) if row else 0


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a ledger up to this program's schema; raises LedgerError where the ledger is newer than the program."""
    found = schema_version(connection)
    if found > SCHEMA:
        raise LedgerError(
            f"this ledger has schema {found}, this program knows {SCHEMA}: "
            "it was made by a newer Dragoman, upgrade to open it"
        )
    for version in range(found + 1, SCHEMA + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if schema_version(connection) < version:
                _STEPS[version - 1](connection)
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", (str(version),))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
