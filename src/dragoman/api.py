"""The Python API: read, extract, add, ask. `docs/reference/api.md` is its page; its examples run as tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dragoman.catalog import Catalog
from dragoman.errors import (
    CatalogError,
    DragomanError,
    ExtractError,
    LedgerError,
    ReadError,
    UsageError,
)
from dragoman.ledger import DocumentLine, Filter, InputLine, Ledger, Line, Person, Reading, Source, Tenure
from dragoman.pipeline import Desk, Input, Outcome, add_input, extract_document, find_inputs, open_desk, read_input
from dragoman.publish.brief import brief
from dragoman.publish.gold import gold_record
from dragoman.publish.relationship import gather
from dragoman.records import (
    Block,
    Claim,
    Commitment,
    Document,
    Engagement,
    Entry,
    Instrument,
    Origin,
    Participant,
    Place,
    Span,
)
from dragoman.settings import Settings

__all__ = [
    "Block",
    "CatalogError",
    "Claim",
    "Commitment",
    "Document",
    "DocumentLine",
    "Dragoman",
    "DragomanError",
    "Engagement",
    "Entry",
    "ExtractError",
    "Filter",
    "InputLine",
    "Instrument",
    "Ledger",
    "LedgerError",
    "Line",
    "Origin",
    "Outcome",
    "Participant",
    "Person",
    "Place",
    "ReadError",
    "Reading",
    "Settings",
    "Source",
    "Span",
    "Tenure",
    "UsageError",
    "gold_record",
]


class Dragoman:
    """A reader with its catalog. Made once and used for many documents; loads the catalog when first needed."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Read by these settings; raises nothing yet, a broken pack shows when it is first used."""
        self.settings = settings or Settings()
        self._desk: Desk | None = None

    @property
    def catalog(self) -> Catalog:
        """Codebook, gazetteer and packs; raises CatalogError where one is broken."""
        return self._ready().catalog

    def _ready(self) -> Desk:
        if self._desk is None:
            self._desk = open_desk(self.settings)
        return self._desk

    def read(self, path: Path | str) -> tuple[Document, ...]:
        """The documents of a file: the article, then each dated teaser of its page; raises ReadError with a reason."""
        return read_input(Input(str(path), Path(path)), self._ready())

    def read_text(self, text: str, name: str = "text") -> tuple[Document, ...]:
        """The documents of a string, plain text or HTML; raises ReadError with a reason."""
        return read_input(Input(name, raw=text.encode()), self._ready())

    def extract(self, document: Document) -> tuple[Claim, ...]:
        """What a document says: engagements, commitments, instruments, each with its words.

        Nothing where the document's language has no pack: ``catalog.languages`` lists those that have.
        """
        return extract_document(document, self._ready()).claims

    def add(self, ledger: Ledger, paths: Iterable[Path | str]) -> tuple[Outcome, ...]:
        """Read files and folders into a ledger; each input ends in a state, failed ones with a reason."""
        inputs = find_inputs(Path(path) for path in paths)
        return tuple(add_input(ledger, one, self._ready()) for one in inputs)

    def add_text(self, ledger: Ledger, text: str, name: str) -> Outcome:
        """Read a string into a ledger under a name of the caller's."""
        return add_input(ledger, Input(name, raw=text.encode()), self._ready())

    def brief(self, ledger: Ledger, one: str, other: str, on: date) -> str:
        """A relationship on a page, as Markdown, as it was known on a day."""
        found = gather(ledger, (one, other), on.isoformat())
        return brief(found, self.catalog, self.catalog.codebook.languages[0])
