"""What a report shows of the parties in it, for persons of whom it does not say whom they serve."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from dragoman.extract.reading import Person, Reading
from dragoman.extract.stacks import Stack
from dragoman.extract.units import Unit
from dragoman.text.fold import fold

__all__ = ["Clues", "find_clues", "near_countries", "posted_to"]

# Whose neighbours are as often of the country where they are posted.
_ENVOYS = frozenset({"ambassador", "defence_attache"})
# How far before a word of leading the country of those who are led may stand.
_NEAR = 60


def near_countries(reading: Reading) -> list[str]:
    """The countries of the places that the report names, in text order."""
    found = [site.country for hit in reading.layer("names") if (site := reading.site(hit)) is not None and site.country]
    return list(dict.fromkeys(found))


@dataclass(slots=True)
class Clues:
    """What the report shows of parties: how often named, who serves them, who publishes, who stands by whom."""

    counts: dict[str, int]
    ranked: list[str]
    served: set[str | None]
    seldom: set[str]
    stated: dict[str, set[str]]
    opposite: set[str]
    publisher: str | None
    mates: dict[str, list[Person]]
    others: dict[str, set[str]]
    hosting: dict[str, str]
    led: dict[str, str]
    headed: dict[str, str]
    dateline: str | None


def find_clues(reading: Reading, stacks: list[list[Stack]], counts: dict[str, int]) -> Clues:
    """Everything in the report that may tell a person's party; ``counts`` says how often each party is named."""
    named = [(stack, stack.name) for found in stacks for stack in found if stack.name is not None]
    mates, others = _beside(reading, stacks)
    return Clues(
        counts,
        sorted(counts, key=lambda party: (not reading.catalog.gazetteer.is_state(party), -counts[party], party)),
        {person.party for person in reading.persons if person.party},
        _seldom(reading, counts),
        _stated(stacks),
        {
            _name(reading, name)
            for stack, name in named
            if any(unit.kind in ("counterpart", "host_country") for unit in stack.units)
        },
        _publisher(reading),
        mates,
        others,
        _hosting(reading, stacks),
        _led(reading, stacks),
        _headed(reading, stacks),
        _dateline(reading),
    )


def _dateline(reading: Reading) -> str | None:
    """The country of the place that the report's first sentence opens with, where it is written."""
    for sentence in reading.told[:1]:
        for hit in sentence.layer("names"):
            site = reading.site(hit)
            if site is not None and hit.start <= sentence.start + 1 and reading.text[hit.start : hit.end].isupper():
                return site.country
    return None


def _led(reading: Reading, stacks: list[list[Stack]]) -> dict[str, str]:
    """Who leads people of a country: "officers from X headed by Y" are of one party."""
    led: dict[str, str] = {}
    for sentence, found in zip(reading.sentences, stacks, strict=True):
        heads = [hit for hit in sentence.layer("contacts") if hit.code == "lead"]
        for stack in found if heads else ():
            hit = next((one for one in heads if 0 <= stack.start - one.end <= 1), None)
            if hit is None or stack.name is None or stack.party:
                continue
            near = [
                unit.party for one in found for unit in one.units if unit.party and 0 <= hit.start - unit.end < _NEAR
            ]
            person = _person_of(reading, stack)
            if near and near[-1] and person is not None:
                led[person.name] = near[-1]
    return led


def _headed(reading: Reading, stacks: list[list[Stack]]) -> dict[str, str]:
    """In a digest whose parts begin with a place, the country of the part in which somebody is named."""
    headed: dict[str, str] = {}
    countries: list[str] = []
    for sentence, found in zip(reading.sentences, stacks, strict=True):
        opens = [hit for hit in sentence.layer("names") if hit.start <= sentence.start + 1]
        for hit in opens:
            site = reading.site(hit)
            if site is not None and site.country and reading.text[hit.start : hit.end].isupper():
                countries.append(site.country)
        for stack in found if countries else ():
            person = _person_of(reading, stack) if stack.name is not None else None
            if person is not None:
                headed.setdefault(person.name, countries[-1])
    return headed if len(set(countries)) > 1 else {}


def _hosting(reading: Reading, stacks: list[list[Stack]]) -> dict[str, str]:
    """Of whom it is said that they are of the country where things happen: that of the last place named before."""
    hosting: dict[str, str] = {}
    ground: str | None = None
    for sentence, found in zip(reading.sentences, stacks, strict=True):
        places = [
            (hit.start, site.country)
            for hit in sentence.layer("names")
            if (site := reading.site(hit)) is not None and site.country
        ]
        for stack in found:
            before = [country for start, country in places if start < stack.start]
            country = before[-1] if before else ground
            if country and stack.name is not None and any(unit.kind == "host_country" for unit in stack.units):
                hosting[_name(reading, stack.name)] = country
        ground = places[-1][1] if places else ground
    return hosting


def _publisher(reading: Reading) -> str | None:
    """The state whose ministry, forces or embassy publishes the report: the first party its name tells."""
    name = reading.document.publisher
    if not name:
        return None
    organs = reading.catalog.gazetteer.organs
    for hit in sorted(reading.pack.matcher.find(name, fold(name)).get("names", []), key=lambda one: one.start):
        kind = hit.sense.keys["kind"]
        organ = organs.get(hit.code) if kind == "organ" else None
        party = organ.party if organ is not None else hit.code if kind in ("party", "demonym") else None
        if party and reading.catalog.gazetteer.is_state(party):
            return party
    return None


def _beside(reading: Reading, stacks: list[list[Stack]]) -> tuple[dict[str, list[Person]], dict[str, set[str]]]:
    """Who is named in one breath with somebody of another office, and is of the same party or another.

    "Minister X and chief of staff Y" are of one party; "the minister, X, and the Brazilian attaché, Y" are of two.
    """
    mates: dict[str, list[Person]] = {}
    others: dict[str, set[str]] = {}
    for found in stacks:
        named = [stack for stack in found if stack.name is not None]
        for left, right in itertools.pairwise(named):
            gap = " ".join(reading.folded[left.end : right.start].replace(",", " ").split())
            one, other = _person_of(reading, left), _person_of(reading, right)
            if any(unit.kind == "counterpart" for unit in right.units):
                opposite = right.party
                if one is not None and one is not other and opposite:
                    others.setdefault(one.name, set()).add(opposite)
                continue
            if gap not in reading.pack.and_words:
                continue
            if one is None or other is None or one is other or set(one.offices) & set(other.offices):
                continue
            apart = right.party
            if apart and not left.party:
                others.setdefault(one.name, set()).add(apart)
            elif one.offices and other.offices and not _ENVOYS & {*one.offices, *other.offices}:
                mates.setdefault(other.name, []).append(one)
                mates.setdefault(one.name, []).append(other)
    return mates, others


def _name(reading: Reading, unit: Unit) -> str:
    return " ".join(reading.text[unit.start : unit.end].split())


def _person_of(reading: Reading, stack: Stack) -> Person | None:
    assert stack.name is not None
    words = tuple(_name(reading, stack.name).split())
    return next((one for one in reading.persons if words in one.spellings), None)


def posted_to(reading: Reading, person: Person) -> set[str | None]:
    """Where an envoy is met is not whom the envoy serves: the countries of the places in the sentence."""
    if not _ENVOYS & set(person.offices):
        return set()
    return {
        site.country
        for sentence in reading.sentences
        if sentence.start <= person.first < sentence.end
        for hit in sentence.layer("names")
        if (site := reading.site(hit)) is not None
    }


def _stated(stacks: list[list[Stack]]) -> dict[str, set[str]]:
    """The countries that a report names with an office where it leaves out the holder's name."""
    stated: dict[str, set[str]] = {}
    for found in stacks:
        for stack in found:
            party = stack.party if stack.name is None else None
            for unit in stack.units if party else ():
                for code in unit.offices:
                    stated.setdefault(code, set()).add(party or "")
    return stated


def _seldom(reading: Reading, counts: dict[str, int]) -> set[str]:
    """Organisations that a report only mentions: neither in its title nor named again and again."""
    title = {hit.code for sentence in reading.sentences if sentence.kind == "title" for hit in sentence.layer("names")}
    return {
        party
        for party in counts
        if not reading.catalog.gazetteer.is_state(party) and party not in title and counts[party] < 4
    }
