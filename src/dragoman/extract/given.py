"""Words that are part of a personal name only here: given names that are common words or places too."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.catalog.lexicon import Hit
from dragoman.extract.names import capitals, name_runs
from dragoman.extract.reading import Reading, Sentence
from dragoman.records import Span

__all__ = ["after_family_name", "begins_with_country", "hyphened", "is_given_name", "past_opening"]


def is_given_name(reading: Reading, run: Span, titles: Collection[int]) -> bool:
    """Whether a common word right behind a title (which ends at one of ``titles``) is a given name of the report.

    Only where names begin with the family name, so that the last word of a full name is what somebody is called by.
    """
    pack = reading.pack
    if not pack.family_name_first or run.start - 1 not in titles:
        return False
    word = reading.text[run.start : run.end]
    return " " not in word and word.lower() in pack.not_names and word in _given_names(reading)


def _given_names(reading: Reading) -> set[str]:
    """The last words of the full names in the report: runs of capitals that begin with a family name."""
    if "given_names" not in reading.facts:
        whole = Span(0, len(reading.text))
        families = reading.catalog.gazetteer.by_family_name
        runs = name_runs(reading.text, capitals(reading.text, whole), (), reading.pack.name_particles)
        names = [reading.text[one.start : one.end].split() for one in runs]
        reading.facts["given_names"] = {words[-1] for words in names if len(words) > 1 and families(words[0].lower())}
    found: set[str] = reading.facts["given_names"]
    return found


def after_family_name(reading: Reading, start: int) -> bool:
    """Whether the word right before is a family name, so that a place's words are given names here."""
    words = reading.text[max(0, start - 20) : start].split(" ")
    if len(words) < 2 or words[-1] or not words[-2][:1].isupper():
        return False
    family = words[-2].lower()
    return family not in reading.pack.not_names and bool(reading.catalog.gazetteer.by_family_name(family))


def hyphened(reading: Reading, hit: Hit) -> bool:
    """Whether a name is hung on a particle of personal names: "Al-Sabah" is no place."""
    if reading.text[hit.start - 1 : hit.start] != "-":
        return False
    words = reading.folded[max(0, hit.start - 6) : hit.start - 1].split()
    return bool(words) and words[-1] in reading.pack.name_particles


def begins_with_country(reading: Reading, run: Span, countries: Collection[int]) -> bool:
    """Whether a run begins with a country (one starts at one of ``countries``), and is nobody's known name."""
    if run.start not in countries:
        return False
    gazetteer, words = reading.catalog.gazetteer, reading.text[run.start : run.end].split()
    # "Ambassador of Australia Craig Chittick" may leave out the small word; "Israel Katz" is a name as a whole.
    return not gazetteer.person(words) or bool(len(words) > 1 and gazetteer.person(words[1:]))


def past_opening(reading: Reading, sentence: Sentence, run: Span) -> Span:
    """A run without the small word that its sentence opens with: "To Jordan's minister" names nobody called To."""
    words = reading.text[run.start : run.end].split()
    small = words[0].lower() in reading.pack.not_names and run.start <= sentence.start + 1
    person = reading.catalog.gazetteer.person
    if not small or (person(words) and not person(words[1:])):
        return run
    return Span(min(run.end, run.start + len(words[0]) + 1), run.end)
