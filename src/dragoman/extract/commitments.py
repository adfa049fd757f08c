"""Placeholder until the module lands."""

from __future__ import annotations

from dragoman.extract.reading import Draft, Reading


def find_commitments(reading: Reading) -> list[Draft]:
    """Nothing yet."""
    return []
