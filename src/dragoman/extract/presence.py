"""A contact that no contact word tells: office holders of two parties whom a report brings together."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from dragoman.catalog.pack import Pack, Rule
from dragoman.extract.arguments import link
from dragoman.extract.moments import moments
from dragoman.extract.reading import Person, Reading, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.told import CONTACT, Slot, Told

__all__ = ["presume"]

# Whose meeting a report tells: holders of public office, not those who only work there.
_PRIVATE = frozenset({"company_executive", "other_official", "head_of_institute", "local_government_head"})
_ASIDE = frozenset({"told", "for"})


def presume(scene: Scene, kept: list[Told]) -> Told | None:
    """The meeting that a report is about where it tells none in so many words; None where it needs none.

    Authors who avoid the worn words still put both principals into one sentence or the next.
    """
    rule = _rule(scene.reading.pack)
    if rule is None or any(_brings_together(one) for one in kept):
        return None
    others = any(one.type not in CONTACT and one.status == "reported" for one in kept)
    found = _together(scene.reading, alone=others)
    if found is None:
        return None
    sentence, pair = found
    mentions = [one for one in sentence.mentions if one.person in pair]
    last = max((one.end for one in mentions), default=sentence.start)
    told = Told(rule.id, rule.keys["type"], "meet", sentence, min(one.start for one in mentions), last)
    told.mentions = mentions
    told.slots = [Slot(person) for person in pair]
    return told


@cache
def _rule(pack: Pack) -> Rule | None:
    """The rule of a pack by which a meeting is presumed."""
    return next((one for one in pack.rules.values() if one.keys.get("presumed")), None)


def _brings_together(told: Told) -> bool:
    """Whether what is told already seats people of two parties, or is a contact of two."""
    if told.status != "reported":
        return False
    return (told.type in CONTACT and len(told.parties) > 1) or len({one.party for one in told.people}) > 1


def _together(reading: Reading, alone: bool) -> tuple[Sentence, list[Person]] | None:
    """The sentence with office holders of two parties; with a date first; else two sentences in a row."""
    best: tuple[Sentence, list[Person]] | None = None
    told = reading.told
    for sentence in told:
        pair = _pair(_principals(reading, sentence))
        if pair:
            if any(one.plain and one.tense != "future" for one in moments(reading, sentence)):
                return sentence, pair
            best = best or (sentence, pair)
    if best is not None or alone:
        return best
    for first, second in pairwise(told):
        pair = _pair([*_principals(reading, first), *_principals(reading, second)])
        if pair:
            return second, pair
    return None


def _principals(reading: Reading, sentence: Sentence) -> list[Person]:
    return [
        one.person
        for one in sentence.mentions
        if one.person is not None
        and one.person.party
        and (set(one.person.offices) - _PRIVATE or one.person.ranked)
        and link(reading, sentence, one) not in _ASIDE
    ]


def _pair(persons: list[Person]) -> list[Person]:
    """The first two of different parties."""
    for one in persons[1:]:
        if one.party != persons[0].party:
            return [persons[0], one]
    return []
