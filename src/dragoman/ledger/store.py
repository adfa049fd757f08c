"""Opening the ledger's file: connection settings, and plain words for what SQLite refuses."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import LedgerError, UsageError
from dragoman.ledger.schema import SCHEMA, migrate, schema_version

__all__ = ["connect", "refusals", "transaction"]

_BUSY_SECONDS = 30.0
_CACHE_KIB = 65_536
# Every commit writes the search index a little; moving it over seldom halves the time of adding.
_CHECKPOINT_PAGES = 8_000


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to the ledger at ``path``, at this program's schema.

    Writing makes the file where it is missing. Raises LedgerError where the file is missing (reading), is no ledger, is
    newer than the program, or cannot be written.
    """
    if path.is_dir():
        raise LedgerError(f"{path} is a folder, not a ledger")
    if not write and not path.exists():
        raise LedgerError(f"there is no ledger at {path}; `dragoman add PATH…` makes one")
    with refusals(path):
        connection = _open(path, write)
        try:
            if write:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
                migrate(connection)
            else:
                _require_schema(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _open(path: Path, write: bool) -> sqlite3.Connection:
    address = path.resolve().as_uri()
    if write:
        return _settled(f"{address}?mode=rwc")
    try:
        return _settled(f"{address}?mode=ro")
    except sqlite3.OperationalError:
        # A ledger in a folder that nobody may write to: it can be read as it stands, if no writer left work behind.
        if os.access(path.parent, os.W_OK) or Path(f"{path}-wal").exists():
            raise
        return _settled(f"{address}?immutable=1")


def _settled(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _require_schema(connection: sqlite3.Connection, path: Path) -> None:
    version = schema_version(connection)
    if version > SCHEMA:
        migrate(connection)
    if version < SCHEMA:
        raise LedgerError(f"the ledger at {path} is empty or older than this program; open it once with `dragoman add`")


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into a LedgerError that says what is wrong with which file."""
    try:
        yield
    except LedgerError as error:
        raise error if str(path) in str(error) else LedgerError(f"{path}: {error}") from error
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: {_plain(str(error))}") from error
    except UnicodeEncodeError as error:
        raise UsageError(f"{error.object!r} holds half a letter, which is no text") from error


def _plain(message: str) -> str:
    for part, words in (
        ("unable to open", "cannot be opened or made here: is the folder there, and may it be written to?"),
        ("readonly", "cannot be written to: the file or its folder is read-only"),
        ("locked", "another program has been writing to this ledger for too long; try again when it is done"),
        ("not a database", "this file is not a ledger"),
        ("malformed", "the ledger's file is damaged; restore it from a backup"),
        ("disk is full", "the disk is full; nothing of this input was kept"),
        ("disk I/O", "the disk could not be read or written"),
    ):
        if part in message:
            return words
    return message


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: what is done inside is kept together, or not at all, whatever stops it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
