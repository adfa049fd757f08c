"""Who is meant by an office or rank without a name: the holder named before."""

from __future__ import annotations

from dragoman.extract.reading import Mention, Person, Reading
from dragoman.extract.stacks import Stack

__all__ = ["mention_office", "stack_codes"]


def stack_codes(stack: Stack) -> tuple[str, ...]:
    """The office codes that a stack states, each once."""
    return tuple(dict.fromkeys(code for unit in stack.units for code in unit.offices))


def _called_by_title(reading: Reading, stack: Stack, fits: list[Person]) -> list[Person]:
    """Of several holders of one code those who were named with the very title."""
    titles = {reading.folded[unit.start : unit.end] for unit in stack.units if unit.kind == "office"}
    return [one for one in fits if titles & one.titles]


def _called_by_rank(reading: Reading, stack: Stack, party: str | None) -> list[Person]:
    """Who is meant by "the admiral": those named before with that rank."""
    if not any(unit.short for unit in stack.units):
        return []
    word = reading.folded[stack.start : stack.end].split()[-1]
    return [
        one
        for one in reading.persons
        if word in one.ranks and one.first < stack.start and (party is None or one.party == party)
    ]


def mention_office(
    reading: Reading, stack: Stack, party: str | None, earlier: list[Mention], focus: Person | None
) -> Mention:
    """An office without a name finds its holder: the latest named before, of that party and office."""
    codes = set(stack_codes(stack))
    counterpart = any(unit.kind == "counterpart" for unit in stack.units)
    parties = (party,) if party else ()
    if counterpart or not codes:
        return Mention(stack.start, stack.end, "counterpart", None, parties, tuple(sorted(codes)))
    fits = [
        person
        for person in reading.persons
        if codes & set(person.offices) and (party is None or person.party == party) and person.first < stack.end
    ]
    called = _called_by_rank(reading, stack, party)
    fits = called or _called_by_title(reading, stack, fits) or fits
    person = None
    if fits:
        recent = [one.person for one in reversed(earlier) if one.person in fits]
        person = (recent or ([focus] if focus in fits else []) or [max(fits, key=lambda one: one.first)])[0]
    if person is None:
        return Mention(stack.start, stack.end, "office", None, parties, tuple(sorted(codes)))
    return Mention(
        stack.start, stack.end, "person", person, (person.party,) if person.party else parties, tuple(sorted(codes))
    )
