"""Placeholder until the module lands."""

from __future__ import annotations

from dragoman.extract.reading import Draft, Reading


def find_instruments(reading: Reading) -> list[Draft]:
    """Nothing yet."""
    return []
