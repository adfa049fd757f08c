"""Every error that Dragoman raises on purpose.

::

    DragomanError
    ├── CatalogError      data/ is wrong: names the file and the rule or key
    ├── ReadError         an input cannot become a document: carries a short reason code
    ├── ExtractError      a document cannot be read by a pack
    ├── LedgerError       the ledger refuses: newer schema, read-only, locked
    └── UsageError        the caller asked for something that does not exist
"""

from __future__ import annotations

__all__ = ["CatalogError", "DragomanError", "ExtractError", "LedgerError", "ReadError", "UsageError"]


class DragomanError(Exception):
    """The root of the tree."""


class CatalogError(DragomanError):
    """A data file breaks its contract; ``where`` names the file, ``rule`` the entry, if any."""

    def __init__(self, where: str, message: str, rule: str | None = None) -> None:
        self.where, self.rule, self.message = where, rule, message
        super().__init__(f"{where}{f' [{rule}]' if rule else ''}: {message}")


class ReadError(DragomanError):
    """An input cannot become a document.

    ``reason`` is one of ``empty binary encoding no_article too_large unreadable unsupported missing``.
    """

    def __init__(self, reason: str, message: str) -> None:
        self.reason, self.message = reason, message
        super().__init__(message)


class ExtractError(DragomanError):
    """A document cannot be read by a pack."""


class LedgerError(DragomanError):
    """The ledger refuses an operation and says why."""


class UsageError(DragomanError):
    """The caller asked for something that does not exist or does not fit."""
