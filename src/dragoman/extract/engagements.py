"""Engagements: contacts between parties, each told once, with who sat where, when and on whose ground."""

from __future__ import annotations

from dragoman.extract.companions import seat_helpers
from dragoman.extract.contacts import read_sentence
from dragoman.extract.reading import Contact, Draft, Person, Reading, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.settling import settle
from dragoman.extract.told import CONTACT, Told
from dragoman.records import Engagement, Participant, Place, Span

__all__ = ["find_engagements"]

_LONGEST = 250
_PRIVATE = frozenset({"company_executive", "other_official", "head_of_institute", "local_government_head"})


def find_engagements(reading: Reading) -> list[Draft]:
    """The engagements that the document tells, as drafts in text order; fills the reading's contacts.

    Empty for a report in which no state or organisation acts by its offices, ministries or forces.
    """
    if not _institutional(reading):
        return []
    scene = Scene(reading)
    for sentence in reading.told:
        found = read_sentence(scene, sentence)
        seat_helpers(scene, sentence, found)
    _read_heading(scene)
    settled = settle(scene)
    reading.contacts += [_contact(one) for one in sorted(settled, key=lambda one: (one.sentence.start, one.start))]
    return [_draft(reading, one) for one in settled]


def _read_heading(scene: Scene) -> None:
    """Of a note whose body tells of no contact, such as one in bullets, the heading says who met."""
    if any(one.type in CONTACT and not one.back for one in scene.told):
        return
    for sentence in scene.reading.sentences:
        if sentence.kind not in ("title", "lead"):
            continue
        before = len(scene.told)
        read_sentence(scene, sentence)
        scene.told[before:] = [one for one in scene.told[before:] if one.type in CONTACT and _met(one)]


def _met(told: Told) -> bool:
    """Whether two named persons of two parties meet."""
    return not told.back and len({person.party for person in told.people}) > 1


def _institutional(reading: Reading) -> bool:
    if any(set(person.offices) - _PRIVATE for person in reading.persons):
        return True
    held = [one for sentence in reading.told for one in sentence.mentions if one.kind == "office" and one.parties]
    if any(set(one.offices) - _PRIVATE for one in held):
        return True
    known = [one for one in reading.persons if reading.catalog.gazetteer.person(one.words)]
    if len({one.party for one in known if one.party}) > 1:
        return True
    organs = reading.catalog.gazetteer.organs
    forces = [hit for sentence in reading.told for hit in sentence.layer("contacts") if hit.code == "forces"]
    places = reading.catalog.gazetteer.places
    states = {party for sentence in reading.told for one in sentence.mentions for party in one.parties}
    sites = [places.get(one.place or "") for sentence in reading.told for one in sentence.mentions]
    states |= {site.country for site in sites if site is not None and site.country}
    ships = any(hit.code == "ship" for sentence in reading.told for hit in sentence.layer("contacts")) and any(
        hit.sense.keys["type"] == "port_call" for sentence in reading.told for hit in sentence.layer("engagements")
    )
    heads = any("head_of_institute" in person.offices or person.ranked for person in reading.persons)
    heads = heads or any(
        hit.sense.keys["type"] == "exercise" for sentence in reading.told for hit in sentence.layer("engagements")
    )
    home = {reading.pack.home} if ships and reading.pack.home else set()
    if (len(forces) > 1 or ships or heads) and len(states | home) > 1:
        return True
    for sentence in reading.told:
        if _armed_contact(sentence) or _offices_face(sentence):
            return True
        if any(hit.sense.keys.get("mechanism") for hit in sentence.layer("engagements")):
            return True
        if any(hit.code == "plural_office" for hit in sentence.layer("contacts")):
            return True
        for hit in sentence.layer("names"):
            if hit.sense.keys["kind"] == "organ":
                organ = organs.get(hit.code)
                if organ is not None and organ.kind in ("ministry", "forces", "staff", "command", "agency"):
                    return True
    return False


def _offices_face(sentence: Sentence) -> bool:
    """Whether holders of offices of two parties stand in a sentence, though nobody is named."""
    held = [one for one in sentence.mentions if one.kind == "office" and set(one.offices) - _PRIVATE]
    return len({party for one in held for party in one.parties}) > 1


def _armed_contact(sentence: Sentence) -> bool:
    """Whether one sentence tells a contact of two states' forces."""
    if not any(hit.code in ("forces", "plural_body") for hit in sentence.layer("contacts")) or not sentence.layer(
        "engagements"
    ):
        return False
    return len({party for one in sentence.mentions if one.kind != "place" for party in one.parties}) > 1


def _person(told: Told, role: str) -> Person | None:
    return next((slot.person for slot in told.slots if slot.role == role and slot.person), None)


def _contact(told: Told) -> Contact:
    return Contact(
        told.sentence.start,
        told.sentence.end,
        told.type,
        told.status or "reported",
        tuple(sorted(told.named)),
        _person(told, "host"),
        _person(told, "guest"),
        told.ground,
        told.date,
    )


def _draft(reading: Reading, told: Told) -> Draft:
    code = reading.catalog.gazetteer.code
    participants = tuple(
        Participant(
            slot.person.name,
            code(slot.person.party) if slot.person.party else None,
            tuple(slot.person.offices),
            slot.role or "attendee",
        )
        for slot in told.slots
        if slot.person is not None
    )
    body = Engagement(
        told.type,
        told.status or "reported",
        told.date,
        Place(told.city, told.ground),
        tuple(sorted({code(party) for party in told.named})),
        participants,
        told.series,
        told.ordinal,
    )
    return Draft("engagement", _evidence(reading, told), body, told.rule)


def _evidence(reading: Reading, told: Told) -> Span:
    """The sentence, or where it is long the part around the contact word from one break to another."""
    start, end = told.sentence.start, told.sentence.end
    if end - start <= _LONGEST:
        return Span(start, end)
    first = min([told.start, *[one.start for one in told.mentions if one.end <= told.start]])
    last = max([told.end, *[one.end for one in told.mentions if one.start >= told.end]])
    if last - first > _LONGEST:
        first, last = max(start, told.start - 120), min(end, told.end + 120)
        while first > start and not reading.text[first - 1].isspace():
            first -= 1
        while last < end and not reading.text[last].isspace():
            last += 1
    return Span(first, last)
