"""Bodies that the gazetteer does not know: runs of capitalised words that end in a word for a body."""

from __future__ import annotations

import re
from functools import cache

from dragoman.extract.names import upper_letters
from dragoman.extract.reading import Reading, Sentence
from dragoman.extract.units import Unit

__all__ = ["join_bodies"]

_MERGED = ("name", "organ", "party", "place")


def join_bodies(reading: Reading, sentence: Sentence, units: list[Unit]) -> list[Unit]:
    """Make one organ of words such as "Southern Military Region", so that no part of it is taken for a person.

    A country or a rank at the head of the run stays a unit of its own ("Brazilian Amazon Command"); a run in which an
    office stands is left alone.
    """
    nouns = reading.pack.body_nouns
    if not nouns:
        return units
    for match in _pattern(nouns).finditer(reading.text, sentence.start, sentence.end):
        start, end = match.span()
        for unit in units:
            if unit.start <= start < unit.end <= end and unit.kind in ("party", "rank", "counterpart"):
                start = unit.end + len(reading.text[unit.end : end]) - len(reading.text[unit.end : end].lstrip())
        # The first word of "General Border Committee" is no rank.
        titles = [unit for unit in units if unit.start < end and start <= unit.end + 1 and _title_like(unit)]
        start = min([start, *[unit.start for unit in titles]])
        inside = [unit for unit in units if unit.start < end and start < unit.end and unit not in titles]
        words = reading.text[start:end].split()
        if len(words) < 2 or any(unit.kind not in _MERGED or unit.start < start for unit in inside):
            continue
        end = max([end, *[unit.end for unit in inside if unit.kind == "organ"]])
        party = next((unit.party for unit in inside if unit.kind == "organ" and unit.party), None)
        inside = [unit for unit in units if start <= unit.start and unit.end <= end]
        units = [unit for unit in units if unit not in inside]
        units.append(Unit(start, end, "organ", party))
    return units


def _title_like(unit: Unit) -> bool:
    return unit.kind == "rank" or (unit.kind == "office" and unit.short)


@cache
def _pattern(nouns: frozenset[str]) -> re.Pattern[str]:
    upper = upper_letters()
    heads = "|".join(sorted(noun.capitalize() for noun in nouns))
    return re.compile(rf"(?<![\w'’-])(?:[{upper}][\w-]*[ ]){{1,6}}(?:{heads})(?!\w)")
