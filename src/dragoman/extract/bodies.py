"""Bodies that the gazetteer does not know: runs of capitalised words with a word for a body, and their short forms."""

from __future__ import annotations

import re
from functools import cache

from dragoman.extract.names import upper_letters
from dragoman.extract.reading import Reading, Sentence
from dragoman.extract.units import Unit

__all__ = ["join_bodies"]

# How long a body's name may be, and what a bracket takes.
_LONG, _BRACKET = 60, 2
_MERGED = ("name", "organ", "party", "place")


def join_bodies(reading: Reading, sentence: Sentence, units: list[Unit]) -> list[Unit]:
    """Make one organ of words such as "Southern Military Region", so that no part of it is taken for a person.

    A country or a rank at the head of the run stays a unit of its own ("Brazilian Amazon Command"); a run in which an
    office stands is left alone. What a report puts in brackets behind a body or a country's forces is its short form,
    and stands for it from there on.
    """
    nouns = reading.pack.body_nouns
    before, behind, noun = _patterns(nouns)
    if nouns and noun.search(reading.text, sentence.start, sentence.end):
        for match in before.finditer(reading.text, sentence.start, sentence.end):
            units = _join(reading, units, *match.span())
        for match in behind.finditer(reading.text, sentence.start, sentence.end):
            stops = [one.start for one in units if one.kind not in ("name", "organ") and match.start() < one.start]
            units = _join(reading, units, match.start(), min([match.end(), *stops]))
    return _short_forms(reading, sentence, sorted(units, key=lambda unit: (unit.start, -unit.end)))


def _join(reading: Reading, units: list[Unit], start: int, end: int) -> list[Unit]:
    text = reading.text
    for unit in units:
        if unit.start <= start < unit.end <= end and unit.kind in ("party", "rank", "counterpart"):
            start = unit.end + len(text[unit.end : end]) - len(text[unit.end : end].lstrip())
    end = start + len(text[start:end].rstrip())
    # The first word of "General Border Committee" is no rank.
    titles = [unit for unit in units if unit.start < end and start <= unit.end + 1 and _title_like(unit)]
    start = min([start, *[unit.start for unit in titles]])
    inside = [unit for unit in units if unit.start < end and start < unit.end and unit not in titles]
    if len(text[start:end].split()) < 2 or any(one.kind not in _MERGED or one.start < start for one in inside):
        return units
    if any(one.kind == "party" and one.end == end for one in inside):
        return units
    end = max([end, *[unit.end for unit in inside if unit.kind == "organ"]])
    party = next((unit.party for unit in inside if unit.kind == "organ" and unit.party), None)
    kept = [unit for unit in units if unit.end <= start or end <= unit.start]
    return [*kept, Unit(start, end, "organ", party)]


def _short_forms(reading: Reading, sentence: Sentence, units: list[Unit]) -> list[Unit]:
    """Learn short forms in brackets, and let the names that are one be organs."""
    short: dict[str, str | None] = reading.facts.setdefault("short_forms", {})
    text = reading.text
    found: list[Unit] = []
    for unit in units:
        words = text[unit.start : unit.end]
        if unit.kind in ("name", "alias") and words in short:
            unit = Unit(unit.start, unit.end, "organ", short[words])
        elif unit.kind in ("name", "alias") and _bracketed(text, unit) and found:
            last = found[-1]
            body = last.kind in ("organ", "office") or (last.kind == "party" and _is_body(sentence, last))
            if body and unit.start - last.end == _BRACKET:
                short[words] = last.party or _owner(found)
                unit = Unit(unit.start, unit.end, "organ", short[words])
        found.append(unit)
    return found


def _is_body(sentence: Sentence, country: Unit) -> bool:
    """Whether a word for a body leads up to its country: "the centre that commands the sea police of Thailand"."""
    return any(one.code == "doer" and 0 < country.start - one.end < _LONG for one in sentence.layer("particles"))


def _bracketed(text: str, unit: Unit) -> bool:
    """Whether a unit stands alone in brackets and is written in capitals."""
    words = text[unit.start : unit.end]
    alone = text[unit.start - 1 : unit.start] == "(" and text[unit.end : unit.end + 1] == ")"
    return alone and sum(letter.isupper() for letter in words) > 1 and " " not in words


def _owner(units: list[Unit]) -> str | None:
    """Whose body it is: the party right before it or, of an office, the party within."""
    if len(units) > 1 and units[-2].party and units[-1].start - units[-2].end < 4:
        return units[-2].party
    return None


def _title_like(unit: Unit) -> bool:
    return unit.kind == "rank" or (unit.kind == "office" and unit.short)


@cache
def _patterns(nouns: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Runs that end in a word for a body, those that begin with one and say behind "of" what it is for, the word."""
    upper = upper_letters()
    heads = "|".join(sorted(noun.capitalize() for noun in nouns))
    word = rf"[{upper}][\w&-]*"
    return (
        re.compile(rf"(?<![\w'’-])(?:[{upper}][\w-]*[ ]){{1,6}}(?:{heads})(?!\w)"),
        re.compile(rf"(?<![\w'’-])(?:{heads})[ ](?:of|for)[ ](?:the[ ])?{word}(?:[ ]{word}){{0,3}}(?!\w)"),
        re.compile(rf"(?:{heads})(?!\w)"),
    )
