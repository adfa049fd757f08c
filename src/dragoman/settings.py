"""One frozen set of settings, made at the edge and passed down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["VERSION", "Settings"]

VERSION = "0.1.0"
"""The program's own version, as the packaging has it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run depends on besides its input.

    ``ledger`` is the SQLite file; ``packs`` is a folder of the user's own packs that extend or override the shipped
    ones; ``max_bytes`` bounds a single input.
    """

    ledger: Path = Path("dragoman.db")
    packs: Path | None = None
    max_bytes: int = 20_000_000
