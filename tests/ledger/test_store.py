"""What the ledger refuses, and in which words."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger
from dragoman.ledger.schema import SCHEMA


def test_a_ledger_from_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Ledger.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA + 1),))
    connection.close()
    before = path.read_bytes()
    for write in (True, False):
        with pytest.raises(LedgerError, match="newer Dragoman"):
            Ledger.open(path, write=write)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be opened or made here"):
        Ledger.open(tmp_path / "nowhere" / "test.db")
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger.open(tmp_path)


def test_a_ledger_that_may_only_be_read_says_so_when_added_to(make, tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with Ledger.open(path) as book:
        book.add("a", [make.reading("They met.")])
    with Ledger.open(path, write=False) as book:
        assert len(book.documents()) == 1
        with pytest.raises(LedgerError, match="read-only"):
            book.add("b", [make.reading("They met again.")])


def test_a_ledger_in_a_folder_that_nobody_may_write_to_can_be_read(make, tmp_path: Path, monkeypatch) -> None:
    """SQLite cannot open such a ledger as usual, because it may not put its shared memory beside it."""
    path = tmp_path / "test.db"
    with Ledger.open(path) as book:
        book.add("a", [make.reading("They met.")])
    connect = sqlite3.connect

    def refuse(address: str, **keys: object) -> sqlite3.Connection:
        if "mode=ro" in address:
            raise sqlite3.OperationalError("unable to open database file")
        return connect(address, **keys)  # type: ignore[call-overload]

    monkeypatch.setattr(sqlite3, "connect", refuse)
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(path, write=False)
    monkeypatch.setattr("dragoman.ledger.store.os.access", lambda *_: False)
    with Ledger.open(path, write=False) as book:
        assert len(book.documents()) == 1
    path.with_name("test.db-wal").write_bytes(b"work left behind")
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(path, write=False)


def test_reading_needs_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="dragoman add"):
        Ledger.open(tmp_path / "none.db", write=False)
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_ledger(tmp_path: Path) -> None:
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("not a database at all, but long enough to have a header " * 4)
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(text)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE notes (words TEXT)")
    connection.close()
    with pytest.raises(LedgerError, match="not a ledger of Dragoman"):
        Ledger.open(other)


def test_rows_are_never_changed(make, ledger: Ledger) -> None:
    ledger.add("a", [make.reading("They met.", ("They met", make.talks()))])
    for table in ("inputs", "input_documents", "documents", "extractions", "claims", "found"):
        for change in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = rowid" if table == "inputs" else ""):
            if change:
                with pytest.raises(sqlite3.IntegrityError, match="appended, never changed"):
                    ledger._connection.execute(change)


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGINT"])
def test_a_kill_in_the_middle_leaves_nothing_half_written(make, tmp_path: Path, signal: str) -> None:
    """A writer is killed inside its second transaction; the first stands whole, the second left no trace."""
    path = tmp_path / "test.db"
    script = f"""
import os, signal, sys
sys.path[:0] = {sys.path!r}
from pathlib import Path
from dragoman.ledger import Ledger, Reading, book
from dragoman.records import Block, Document, Span, document_id
def reading(text):
    return Reading(Document(document_id(text), "r", text, "en", (Block("body", Span(0, len(text))),)), (), "en", "1")
with Ledger.open(Path({str(path)!r})) as ledger:
    ledger.add("one", [reading("The first report.")])
    book.refresh = lambda *_: os.kill(os.getpid(), signal.{signal})
    ledger.add("two", [reading("The second report.")])
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.returncode != 0
    with Ledger.open(path) as book:
        assert [one.name for one in book.documents()] == ["r"]
        assert book.search("second") == ()
        assert book._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert book._connection.execute("SELECT count(*) FROM inputs").fetchone()[0] == 1
        assert book.add("two", [make.reading("The second report.")]) == "added"
