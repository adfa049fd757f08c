"""Whom a person serves: the party beside the office, else what the rest of the report makes likely."""

from __future__ import annotations

from dragoman.extract.clues import Clues, find_clues, near_countries, posted_to
from dragoman.extract.reading import Person, Reading
from dragoman.extract.stacks import Stack

__all__ = ["settle_parties"]


def settle_parties(reading: Reading, stacks: list[list[Stack]]) -> None:
    """Give a party to persons whose stacks name none: known persons, then by family name, or what is left over."""
    _known_persons(reading)
    if all(person.party is not None for person in reading.persons):
        return
    counts = _counts(stacks)
    _by_family_name(reading, counts)
    named = set(counts)
    for capital, country in _capitals(reading):
        seated = any(
            seat in named and not reading.catalog.gazetteer.is_state(seat)
            for seat in reading.catalog.gazetteer.seats(capital)
        )
        if country not in named and not seated:
            counts[country] = counts.get(country, 0) + 1
    for country in near_countries(reading):
        counts.setdefault(country, 0)
    clues = find_clues(reading, stacks, counts)
    for person in reading.persons:
        if person.party is None:
            mate = next((one for one in clues.mates.get(person.name, ()) if one.party), None)
            person.party = mate.party if mate else _likeliest(reading, clues, person)
            clues.served.add(person.party)
            if person.name not in clues.mates:
                reading.facts.setdefault("guessed", set()).add(person.name)


def _known_persons(reading: Reading) -> None:
    for person in reading.persons:
        if person.party is None and len(person.words) > 1 and (known := reading.catalog.gazetteer.person(person.words)):
            person.party = known.party


def _counts(stacks: list[list[Stack]]) -> dict[str, int]:
    """How often each party is named in the report's stacks."""
    counts: dict[str, int] = {}
    for found in stacks:
        for stack in found:
            for unit in stack.units:
                if unit.party:
                    counts[unit.party] = counts.get(unit.party, 0) + 1
    return counts


def _by_family_name(reading: Reading, counts: dict[str, int]) -> None:
    gazetteer, home = reading.catalog.gazetteer, reading.pack.home
    near = set(near_countries(reading))
    for person in reading.persons:
        if person.party or len(person.words) == 1:
            continue
        for word in (person.words[0], person.words[-1]):
            seen = [
                party for party in gazetteer.by_family_name(word) if party in counts or party in near or party == home
            ]
            if seen:
                person.party = max(seen, key=lambda party: (party == home, counts.get(party, 0)))
                break


def _likeliest(reading: Reading, clues: Clues, person: Person) -> str | None:
    """The party that speaks most for a person of whom nothing is said."""
    home, counts = reading.pack.home, clues.counts
    left = [party for party in clues.ranked if party != home and party not in clues.seldom] or clues.ranked
    held = {one.party for one in reading.persons if set(one.offices) & set(person.offices)}
    hosts = posted_to(reading, person)
    often = max((counts[party] for party in left), default=0)
    return max(
        left,
        key=lambda party: (
            4 * any(party in clues.stated.get(code, ()) for code in person.offices)
            + 5 * (party == clues.hosting.get(person.name))
            + 6 * (party == clues.led.get(person.name))
            + 3 * (party == clues.headed.get(person.name))
            + 2 * (party == clues.dateline and person.name not in clues.opposite)
            + 2 * (party not in clues.served and counts[party] * 3 >= often)
            + 2 * (party == clues.publisher and person.name not in clues.opposite)
            - 3 * (party in held)
            - 2 * (party in hosts)
            - 3 * (person.name in clues.opposite and party in clues.served)
            - 3 * (party in clues.others.get(person.name, ()))
            - (not reading.catalog.gazetteer.is_state(party)),
            counts[party],
        ),
        default=home,
    )


def _capitals(reading: Reading) -> list[tuple[str, str]]:
    """The capitals that a report names, with their countries: a president in one is rarely another country's."""
    return [
        (hit.code, site.country)
        for hit in reading.layer("names")
        if (site := reading.site(hit)) is not None and site.kind == "capital" and site.country is not None
    ]
