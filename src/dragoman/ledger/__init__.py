"""The ledger: one SQLite file, the only room with SQL."""

from dragoman.ledger.book import Ledger
from dragoman.ledger.days import ends
from dragoman.ledger.entries import DocumentLine, Filter, InputLine, Line, Person, Reading, Source, Tenure, no_pack
from dragoman.ledger.letters import name_key
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
    "ends",
    "name_key",
    "no_pack",
]
