"""Who sits where: unnamed sides find their people, visitors their visit, and everybody a role."""

from __future__ import annotations

from dragoman.extract.arguments import before
from dragoman.extract.reading import Person
from dragoman.extract.scene import Scene
from dragoman.extract.told import CONTACT, Slot, Told

__all__ = ["complete_visits", "fill_guests", "fill_offices", "roles", "unlike"]


def fill_offices(scene: Scene, told: Told) -> None:
    """A person named with a rank alone, of whose party the holder of an office is said to meet, is that holder."""
    for slot in told.slots:
        if slot.person is not None or not slot.offices or not slot.party:
            continue
        fits = [
            one for one in scene.reading.persons if one.party == slot.party and set(slot.offices) & set(one.offices)
        ]
        bare = [one for one in scene.reading.persons if one.party == slot.party and not one.offices and one.told]
        person = fits[0] if fits else bare[0] if bare else None
        if person is not None and person not in told.people:
            slot.person = person
            if not person.offices and len(slot.offices) == 1:
                person.offices += slot.offices


def complete_visits(scene: Scene, kept: list[Told]) -> None:
    """A visit told without its people is that of the guests who are met."""
    for told in kept:
        if told.type != "visit" or told.people or told.status == "past" or (told.status == "planned" and told.slots):
            continue
        wanted = set(told.parties)
        if any(one is not told and one.type == "visit" and one.people and wanted & set(one.parties) for one in kept):
            continue
        guests = next((found for one in kept if (found := _visitors(one, told.ground, wanted))), [])
        if not guests and not wanted and told.ground:
            guests = [one for one in scene.reading.persons if one.offices and one.party != told.ground][:1]
        for person in dict.fromkeys(guests):
            told.seat(Slot(person, role="guest"))
    _add_companions(scene, kept)
    for told in kept:
        if told.type == "visit" and told.ground:
            told.slots = [one for one in told.slots if one.person is None or one.person.party != told.ground]


def _visitors(contact: Told, ground: str | None, wanted: set[str]) -> list[Person]:
    """Who at a contact of the report is of a visiting party, or else its guest."""
    if contact.type not in CONTACT or contact.status == "past":
        return []
    return [
        slot.person
        for slot in contact.slots
        if slot.person is not None
        and slot.role != "attendee"
        and slot.person.party != ground
        and ((wanted and slot.person.party in wanted) or (not wanted and slot.role == "guest"))
    ]


def _add_companions(scene: Scene, kept: list[Told]) -> None:
    """Who is said anywhere to travel in the visitor's party is a guest of the visit as well."""
    visits = [one for one in kept if one.type == "visit" and one.status != "past" and one.people]
    for sentence in scene.reading.told if visits else ():
        for hit in sentence.layer("contacts"):
            if hit.code != "accompany":
                continue
            for one in before(scene.reading, sentence, hit.start, sentence.start, frozenset({"by", "of"}))[-1:]:
                for visit in visits:
                    if one.person is not None and one.person.party == visit.people[0].party:
                        visit.seat(Slot(one.person, role="guest"))
                        break


def fill_guests(told: Told, kept: list[Told]) -> None:
    """A side told by its country or delegation alone is, while its visit lasts, the visitor; so is who is welcomed."""
    if told.type in ("visit", "port_call", "exhibition", "exercise", "course") or told.status == "past":
        return
    visits = [one for one in kept if one.type in ("visit", "port_call") and one.status == "reported" and one.people]
    for visit in visits:
        guest = visit.people[0]
        seated = [one.person for one in told.slots if one.person is not None and one.role != "attendee"]
        if guest in told.people or any(one.party == guest.party for one in seated):
            continue
        empty = next(
            (one for one in told.slots if one.person is None and one.party == guest.party and not one.offices), None
        )
        if empty is not None:
            empty.person = guest
        elif told.type == "ceremony" and told.slots and all(one.role in ("host", "attendee") for one in told.slots):
            told.seat(Slot(guest, role="guest"))


def unlike(scene: Scene, told: Told) -> None:
    """Two who meet are of two parties: who was only guessed, or meant by an office both hold, is the other one."""
    people = [one for one in told.slots if one.person is not None and one.role != "attendee"]
    if told.type not in CONTACT or len(people) < 2 or len({one.party for one in people}) > 1:
        return
    if len({one.role for one in people}) == 1 and (people[0].role or len(told.parties) > 1):
        return
    guessed = scene.reading.facts.get("guessed", set())
    # Who sits on the wrong side of the ground is the likelier mistake.
    for slot in sorted(people, key=lambda one: (one.role == "guest") != (one.party == told.ground)):
        if slot.person is not None and slot.person.name in guessed:
            other = scene.partner(slot.person.party)
            if other:
                slot.person.party = other
            return
    for slot in people:
        rivals = [
            one
            for one in scene.reading.persons
            if slot.person is not None
            and one.party != slot.person.party
            and set(one.offices) & set(slot.person.offices)
        ]
        if rivals and rivals[0] not in told.people:
            slot.person = rivals[0]
            return


def roles(scene: Scene, told: Told) -> None:
    """Give everybody at the table a role, from the ground, the type and the roles that are told."""
    if told.type == "visit" and told.ground:
        told.slots = [one for one in told.slots if one.person is None or one.person.party != told.ground]
    for slot in told.slots:
        if told.type == "call":
            slot.role = "attendee"
        elif told.type == "visit":
            slot.role = "guest"
        elif slot.role is None or (told.type == "inspection" and slot.role == "host" and told.ground):
            slot.role = _role(scene, told, slot)


def _role(scene: Scene, told: Told, slot: Slot) -> str:
    if told.ground is None:
        given = {one.party: one.role for one in told.slots if one.role in ("host", "guest")}
        if slot.party in given:
            return given[slot.party] or "attendee"
        if given:
            return "host" if "guest" in given.values() else "guest"
        return "attendee"
    if slot.party == told.ground:
        return "host"
    seat = scene.reading.catalog.gazetteer.capital(slot.party)
    at_seat = seat is not None and seat.country == told.ground and told.ground not in told.named
    return "host" if at_seat else "guest"
