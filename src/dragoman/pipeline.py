"""The straight path: paths in, `read → extract → append`, each input ending in a state that can be seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.catalog import Catalog, load_catalog
from dragoman.catalog.page import Pages, load_pages
from dragoman.catalog.phenomena import Example
from dragoman.errors import CatalogError, DragomanError, ReadError
from dragoman.extract import extract
from dragoman.extract.phenomena import document_of, faults_of
from dragoman.ledger import Ledger, Reading, no_pack
from dragoman.read import read_bytes, read_path
from dragoman.records import Document, Failure
from dragoman.settings import Settings

__all__ = [
    "SUFFIXES",
    "Desk",
    "Input",
    "Outcome",
    "add_input",
    "check_phenomenon",
    "extract_document",
    "find_inputs",
    "open_desk",
    "read_input",
    "read_reports",
]

SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml"})
"""The files of a folder that are taken for reports; a file that is named itself is read whatever its suffix."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a reader works with: the settings, and the catalog and page vocabulary loaded by them."""

    settings: Settings
    catalog: Catalog
    pages: Pages


def open_desk(settings: Settings) -> Desk:
    """Load what reading needs; raises CatalogError where a data file or a user's pack is broken."""
    return Desk(settings, load_catalog(settings.packs), load_pages(settings.packs))


@dataclass(frozen=True, slots=True)
class Input:
    """A file to be read, or the bytes of one that has no path (standard input)."""

    source: str
    path: Path | None = None
    raw: bytes | None = None

    def digest(self) -> str | None:
        """The SHA-256 of the bytes; None where there is no plain file to take it from."""
        if self.raw is not None:
            return hashlib.sha256(self.raw).hexdigest()
        try:
            if self.path is None or not self.path.is_file():
                return None
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an input ended: ``added``, ``re-read``, ``unchanged``, ``no_pack`` or ``failed``, and why."""

    source: str
    state: str
    documents: int = 0
    claims: int = 0
    reason: str = ""
    detail: str = ""


def find_inputs(paths: Iterable[Path]) -> Iterator[Input]:
    """The inputs that paths name: a file is itself, a folder all reports below it in order of name."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
                if file.suffix.lower() in SUFFIXES and not hidden and file.is_file():
                    yield Input(str(file.resolve()), file)
        else:
            yield Input(str(path.resolve()), path)


def read_input(one: Input, desk: Desk) -> tuple[Document, ...]:
    """The documents of an input, named by the file's stem or the source; raises ReadError with a reason."""
    most = desk.settings.max_bytes
    if one.path is not None:
        return read_path(one.path, desk.pages, most)
    return read_bytes(one.raw or b"", one.source, None, desk.pages, most)


def extract_document(document: Document, desk: Desk) -> Reading:
    """What the pack of the document's language finds in it; nothing, and said so, where there is none."""
    pack = desk.catalog.pack(document.lang)
    if pack is None:
        return Reading(document)
    return Reading(document, extract(document, pack, desk.catalog), pack.lang, pack.version)


def check_phenomenon(example: Example, lang: str, desk: Desk) -> list[str]:
    """Why an example of a language's pack does not hold, empty where it does; a page goes through the reader."""
    try:
        documents = (
            read_bytes(example.text.encode(), example.name, None, desk.pages)
            if example.page
            else (document_of(example, lang),)
        )
    except ReadError as error:
        return [f"the page cannot be read: {error.message}"]
    return faults_of(example, [(one, extract_document(one, desk).claims) for one in documents])


def read_reports(one: Input, desk: Desk) -> tuple[Reading, ...] | Failure:
    """Read an input and extract from each of its documents; whatever goes wrong becomes the input's failure.

    Raises only CatalogError, where a pack is broken: then no other input would fare better.
    """
    try:
        return tuple(extract_document(document, desk) for document in read_input(one, desk))
    except CatalogError:
        raise
    except ReadError as error:
        return Failure(one.source, error.reason, error.message)
    except DragomanError as error:
        return Failure(one.source, "extract", str(error))
    except Exception as error:  # the batch goes on: an input that trips the program is kept with what it said
        return Failure(one.source, "internal", f"{type(error).__name__}: {error}")


def add_input(ledger: Ledger, one: Input, desk: Desk) -> Outcome:
    """Read, extract and append an input in a transaction of its own; what stands already is left alone.

    Raises LedgerError where the ledger itself refuses, and CatalogError. An input that cannot be read is kept in the
    ledger with its reason.
    """
    digest = one.digest()
    if digest and ledger.holds(one.source, digest, lambda lang: _version(desk, lang)):
        return Outcome(one.source, "unchanged")
    found = read_reports(one, desk)
    if isinstance(found, Failure):
        ledger.fail(found, digest, retryable=one.path is not None)
        return Outcome(one.source, "failed", reason=found.reason, detail=found.detail)
    state = ledger.add(one.source, found, digest)
    claims = sum(len(reading.claims) for reading in found)
    if found[0].pack is None:
        return Outcome(one.source, "no_pack", len(found), claims, "no_pack", no_pack(found[0].document))
    return Outcome(one.source, state, len(found), claims)


def _version(desk: Desk, lang: str) -> str | None:
    pack = desk.catalog.pack(lang)
    return pack.version if pack else None
