"""The ledger: one SQLite file, the only room with SQL."""

from dragoman.ledger.book import Ledger
from dragoman.ledger.entries import DocumentLine, Filter, InputLine, Line, Person, Reading, Source, Tenure
from dragoman.ledger.query import CONDITIONS

__all__ = [
    "CONDITIONS",
    "DocumentLine",
    "Filter",
    "InputLine",
    "Ledger",
    "Line",
    "Person",
    "Reading",
    "Source",
    "Tenure",
]
