"""Offices that the report states away from the name: in the plural, of a country, by the portfolio it is about."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.names import name_key
from dragoman.extract.reading import Person, Reading, Sentence
from dragoman.extract.stacks import Stack
from dragoman.extract.units import Unit

__all__ = ["known_by_family", "portfolio", "settle_offices"]


def known_by_family(reading: Reading, words: Sequence[str], parties: set[str]) -> bool:
    """Whether a bare name may be a person's: a known person, a family name of a party in the report, a word of one."""
    if len(words) < 2:
        return False
    if reading.catalog.gazetteer.person(words):
        return True
    if any(party in parties for party in reading.catalog.gazetteer.by_family_name(words[0])):
        return True
    keys = {name_key(word) for word in words}
    return any(len(one.words) == 1 and name_key(one.words[0]) in keys for one in reading.persons)


def settle_offices(reading: Reading, stacks: Sequence[Sequence[Stack]]) -> None:
    """Give offices to persons whose own stacks state none.

    First "the defence ministers of A and B": each person of A and B holds the office, or those named right behind.
    Then "the Australian prime minister": the one person of that party without an office. Last a short form such as
    "the deputy minister": the office of the portfolio that the report speaks of most.
    """
    subject = portfolio(reading)
    for sentence in reading.sentences:
        for hit in sentence.layer("plural_offices"):
            codes = [hit.code] if "_of_" in hit.code or hit.code in reading.catalog.codebook.offices else []
            codes = codes or ([f"{hit.code}_of_{subject}"] if subject else [])
            if codes and codes[0] in reading.catalog.codebook.offices:
                _plural(reading, sentence, hit.end, codes[0])
    titled = _titled(reading, stacks)
    for sentence, found in zip(reading.sentences, stacks, strict=True):
        if sentence.kind in ("body", "list", "lead", "title"):
            for stack in found:
                if stack.name is None:
                    headed = reading.pack.home if sentence.kind in ("title", "lead") else None
                    _singular(reading, stack, headed, titled)
    for found in stacks:
        for stack in found:
            _by_portfolio(reading, stack, subject)


def _titled(reading: Reading, stacks: Sequence[Sequence[Stack]]) -> list[Person]:
    """Who bears a short title such as "Deputy Minister", and so no other office told without a name."""
    found = []
    for stack in (one for row in stacks for one in row):
        if stack.name is not None and any(unit.kind == "office" and len(unit.offices) > 1 for unit in stack.units):
            person = _called(reading, reading.text[stack.name.start : stack.name.end].split())
            found += [person] if person is not None else []
    return found


def portfolio(reading: Reading) -> str | None:
    """What the report's ministers and ministries are of, most often: the part of their codes after ``_of_``."""
    counts: dict[str, int] = {}
    codes = [hit.code for hit in reading.layer("offices") if "_of_" in hit.code and "minister" in hit.code]
    codes += [hit.code for hit in reading.layer("names") if hit.code.startswith("ministry_of_")]
    for code in codes:
        subject = code.rsplit("_of_", 1)[1]
        counts[subject] = counts.get(subject, 0) + 1
    return min(counts, key=lambda one: (-counts[one], one)) if counts else None


def _plural(reading: Reading, sentence: Sentence, end: int, code: str) -> None:
    parties = [
        hit.code
        for hit in sentence.layer("names")
        if hit.sense.keys["kind"] in ("party", "demonym") and abs(hit.start - end) < 80
    ]
    without = [one for one in reading.persons if not one.offices and (one.told or one.ranked)]
    named = [one for one in without if one.party in parties] or (without if not parties else [])
    beside = [one for one in without if end <= one.first < end + 60]
    if reading.text[end : end + 1] == " " and reading.text[end + 1 : end + 2].isupper():
        # "Presidents X and Y": nobody else is meant.
        named = []
    for person in beside or named:
        person.offices.append(code)


def _singular(reading: Reading, stack: Stack, home: str | None, titled: Sequence[Person]) -> None:
    """An office told without its holder's name is that of its party's one person without an office.

    Nobody ``titled`` gets one. ``home`` is whom an office serves that a heading tells without a country.
    """
    offices = [unit for unit in stack.units if unit.kind == "office" and len(unit.offices) == 1 and not unit.short]
    party = next((unit.party for unit in stack.units if unit.party), home)
    if not offices or party is None:
        return
    code = _code(offices[0], party)
    holders = [one for one in reading.persons if code in one.offices and one.party == party]
    without = [one for one in reading.persons if not one.offices and one.party == party and one.told]
    without = [one for one in without if one not in titled]
    if not holders and len(without) == 1 and "attach" not in code:
        without[0].offices.append(code)


def _code(unit: Unit, party: str) -> str:
    return (unit.by_party or {}).get(party, unit.offices[0])


def _by_portfolio(reading: Reading, stack: Stack, subject: str | None) -> None:
    if stack.name is None:
        return
    for unit in stack.units:
        if unit.kind != "office" or len(unit.offices) < 2:
            continue
        person = _called(reading, reading.text[stack.name.start : stack.name.end].split())
        code = next((one for one in unit.offices if one.endswith(f"_of_{subject}")), None)
        if code is None and unit.party is None and any(one.party for one in stack.units):
            code = unit.offices[0]
        if person is None or code is None:
            continue
        # A short title that the person's stated offices already explain says nothing new.
        if not set(unit.offices) & set(person.offices):
            person.offices.append(code)


def _called(reading: Reading, words: Sequence[str]) -> Person | None:
    keys = {name_key(word.strip(".")) for word in words}
    for person in reading.persons:
        for spelling in person.spellings:
            own = {name_key(word.strip(".")) for word in spelling}
            if keys == own or (len(keys) > 1 and keys <= own) or (len(keys) == 1 and name_key(spelling[-1]) in keys):
                return person
    return None
