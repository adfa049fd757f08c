"""The ledger itself: open it, add to it, ask it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType

from dragoman.errors import UsageError
from dragoman.ledger.append import append_failure, append_input, append_reading, latest_documents
from dragoman.ledger.entries import DocumentLine, Filter, InputLine, Line, Person, Reading, no_pack
from dragoman.ledger.lines import document_lines, lines, load_document, people
from dragoman.ledger.project import rebuild, refresh
from dragoman.ledger.query import find_entries, select_entries
from dragoman.ledger.search import search_documents, snippet
from dragoman.ledger.store import connect, refusals, transaction
from dragoman.records import Document, Failure
from dragoman.settings import VERSION

__all__ = ["Ledger"]

_ALL = Filter()


class Ledger:
    """One SQLite file: rows that are appended and never changed, and the entries computed from them.

    Every method raises LedgerError, in words that say what to do, where the file refuses.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, today: date | None) -> None:
        """Use ``Ledger.open``."""
        self.path = path
        self._connection = connection
        self._stamp = (VERSION, today.isoformat() if today else None)

    @classmethod
    def open(cls, path: Path | str, *, write: bool = True, today: date | None = None) -> Ledger:
        """Open the ledger at ``path``; writing makes it where it is missing.

        ``today`` is the day that new rows bear; nothing else depends on the clock.
        """
        return cls(Path(path), connect(Path(path), write=write), today)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def add(self, source: str, readings: Sequence[Reading], digest: str | None = None) -> str:
        """Append what was read from one input, all or nothing: its documents and what a pack found in each.

        ``digest`` names the input's bytes: a later reading of the same bytes takes the earlier one's place in the
        entries. Returns ``added``, ``re-read`` (known before, read anew) or ``unchanged``.
        """
        with refusals(self.path), transaction(self._connection):
            before = latest_documents(self._connection, digest) if digest else set()
            changed, fresh, nums = False, False, []
            for reading in readings:
                num, new, extracted = append_reading(self._connection, reading, self._stamp[1])
                nums.append(num)
                fresh = fresh or new
                changed = changed or new or extracted
            read = bool(readings) and readings[0].pack is not None
            detail = "" if read or not readings else no_pack(readings[0].document)
            row = (source, digest, "read" if read else "no_pack", "" if read else "no_pack", detail, not read)
            append_input(self._connection, row, nums, self._stamp)
            if changed or (before and before != set(nums)):
                refresh(self._connection, self._ids({*before, *nums}))
        if not changed:
            return "unchanged"
        return "added" if fresh and not before else "re-read"

    def fail(self, failure: Failure, digest: str | None = None, *, retryable: bool = True) -> None:
        """Keep an input that could not be read, with its reason."""
        with refusals(self.path), transaction(self._connection):
            append_failure(self._connection, failure, digest, retryable, self._stamp)

    def holds(self, source: str, digest: str, version: Callable[[str], str | None]) -> bool:
        """Whether these bytes stand in the ledger as this program and these packs would read them.

        ``version`` gives the version of a language's pack, None where it has none.
        """
        with refusals(self.path):
            row = self._connection.execute(
                "SELECT num, state, program FROM inputs WHERE digest = ? AND source = ? ORDER BY num DESC LIMIT 1",
                (digest, source),
            ).fetchone()
            if row is None or row[1] == "failed" or row[2] != self._stamp[0]:
                return False
            found = self._connection.execute(
                "SELECT d.lang, (SELECT version FROM extractions WHERE document = d.num ORDER BY num DESC LIMIT 1) "
                "FROM input_documents x JOIN documents d ON d.num = x.document WHERE x.input = ?",
                (row[0],),
            ).fetchall()
        return all(version(lang) == held for lang, held in found)

    def _ids(self, nums: set[int]) -> list[str]:
        rows = (self._connection.execute("SELECT id FROM documents WHERE num = ?", (num,)).fetchone() for num in nums)
        return [row[0] for row in rows]

    def rebuild(self) -> None:
        """Compute all entries anew from the appended rows."""
        with refusals(self.path), transaction(self._connection):
            rebuild(self._connection)

    def documents(self, asked: Filter = _ALL) -> tuple[DocumentLine, ...]:
        """The documents, the newest first."""
        with refusals(self.path):
            return document_lines(self._connection, select_entries(self._connection, "document", asked))

    def engagements(self, asked: Filter = _ALL) -> tuple[Line, ...]:
        """Who met, the latest first."""
        return self._lines("engagement", asked)

    def commitments(self, asked: Filter = _ALL) -> tuple[Line, ...]:
        """What was promised, the latest report first."""
        return self._lines("commitment", asked)

    def instruments(self, asked: Filter = _ALL) -> tuple[Line, ...]:
        """The papers: those of one type, between the same parties and of one year are one."""
        return self._lines("instrument", asked)

    def people(self, asked: Filter = _ALL) -> tuple[Person, ...]:
        """The people seen at engagements with their offices, the last seen first."""
        with refusals(self.path):
            return people(self._connection, select_entries(self._connection, "person", asked))

    def _lines(self, kind: str, asked: Filter) -> tuple[Line, ...]:
        with refusals(self.path):
            return lines(self._connection, select_entries(self._connection, kind, asked))

    def search(self, words: str, limit: int = 20) -> tuple[DocumentLine, ...]:
        """The documents that hold all the words, with the words around the first hit."""
        with refusals(self.path):
            found = search_documents(self._connection, words, limit)
            listed = document_lines(self._connection, [entry for entry, _ in found])
            texts = [
                self._connection.execute("SELECT text FROM documents WHERE num = ?", (num,)).fetchone()[0]
                for _, num in found
            ]
        return tuple(replace(line, snippet=snippet(text, words)) for line, text in zip(listed, texts, strict=True))

    def show(self, prefix: str) -> Line | Person | DocumentLine:
        """The line that an id, or the unique beginning of one, names; raises UsageError where none or several do."""
        with refusals(self.path):
            found = find_entries(self._connection, prefix)
            if not found:
                raise UsageError(f"nothing in the ledger has an id that begins with {prefix!r}")
            if len(found) > 1 and found[0][1] != prefix:
                ids = ", ".join(f"{id_[:12]} ({kind})" for _, id_, kind in found)
                raise UsageError(f"{prefix!r} is not unique: {ids}")
            num, _, kind = found[0]
            if kind == "person":
                return people(self._connection, [num])[0]
            if kind == "document":
                return document_lines(self._connection, [num])[0]
            return lines(self._connection, [num])[0]

    def document(self, id_: str) -> Document:
        """A document with its text; raises UsageError where the ledger has none of that id."""
        with refusals(self.path):
            found = load_document(self._connection, id_)
        if found is None:
            raise UsageError(f"the ledger has no document {id_!r}")
        return found

    def failures(self) -> tuple[InputLine, ...]:
        """The inputs that were not read, or for whose language there is no pack: the state in which each ended."""
        with refusals(self.path):
            rows = self._connection.execute(
                "SELECT source, state, reason, detail, retryable, added FROM inputs i WHERE state != 'read' "
                "AND NOT EXISTS (SELECT 1 FROM inputs j WHERE j.source = i.source AND j.num > i.num) ORDER BY num"
            ).fetchall()
        return tuple(
            InputLine(source, state, reason, detail, bool(retryable), added)
            for source, state, reason, detail, retryable, added in rows
        )

    def counts(self) -> dict[str, int]:
        """How many entries there are of each kind."""
        with refusals(self.path):
            return dict(self._connection.execute("SELECT kind, count(*) FROM entries GROUP BY kind ORDER BY kind"))

    def pairs(self) -> tuple[tuple[str, str, int], ...]:
        """The relationships: two parties and how many commitments and engagements concern both, the most first."""
        with refusals(self.path):
            rows = self._connection.execute(
                "SELECT f.value, count(*) FROM facets f JOIN facet_entries e ON e.facet = f.num "
                "WHERE f.name = 'pair' AND f.kind IN ('commitment', 'engagement') GROUP BY f.value ORDER BY 2 DESC, 1"
            ).fetchall()
        return tuple((*value.split(" "), count) for value, count in rows)
