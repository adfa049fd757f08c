"""Document and pack in, claims out: pure, the same input gives the same claims."""

from __future__ import annotations

from dragoman.catalog import Catalog
from dragoman.catalog.pack import Pack
from dragoman.extract.check import checked_claims
from dragoman.extract.commitments import find_commitments
from dragoman.extract.engagements import find_engagements
from dragoman.extract.instruments import find_instruments
from dragoman.extract.persons import find_mentions
from dragoman.extract.reading import Reading, open_reading
from dragoman.records import Claim, Document

__all__ = ["extract", "read_with"]


def extract(document: Document, pack: Pack, catalog: Catalog) -> tuple[Claim, ...]:
    """Read a document with a pack: its engagements, commitments and instruments, each with its evidence.

    The claims come in text order by kind. The document's language is not checked: the caller chooses the pack.
    """
    reading = open_reading(document, pack, catalog)
    find_mentions(reading)
    drafts = [*find_engagements(reading)]
    drafts += find_commitments(reading)
    drafts += find_instruments(reading)
    return checked_claims(document, pack, drafts)


def read_with(document: Document, pack: Pack, catalog: Catalog) -> Reading:
    """The reading that ``extract`` makes its claims from, for those who write rules and want to see what was hit."""
    reading = open_reading(document, pack, catalog)
    find_mentions(reading)
    find_engagements(reading)
    return reading
