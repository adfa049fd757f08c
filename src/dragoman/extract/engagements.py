"""Placeholder until the module lands."""

from __future__ import annotations

from dragoman.extract.reading import Draft, Reading


def find_engagements(reading: Reading) -> list[Draft]:
    """Nothing yet."""
    return []
