"""A contact as one place of the text tells it, before it is settled what it was, when, where and with whom."""

from __future__ import annotations

import msgspec

from dragoman.catalog.lexicon import Hit
from dragoman.extract.reading import Mention, Person, Sentence

__all__ = ["CONTACT", "FAMILIES", "SOLEMN", "Slot", "Told", "family"]

FAMILIES = {
    "talks": "contact", "meeting": "contact", "reception": "contact", "courtesy_call": "contact",
    "dialogue": "contact", "call": "contact", "signing": "contact", "visit": "visit", "port_call": "visit",
    "ceremony": "gathering", "conference": "gathering", "exhibition": "gathering", "exchange": "gathering",
    "exercise": "activity", "course": "activity", "handover": "activity", "inspection": "activity",
}  # fmt: skip
CONTACT = frozenset(code for code, kin in FAMILIES.items() if kin == "contact")


# What "the ceremony" may point back to.
SOLEMN = frozenset({"handover", "signing", "course", "exercise"})


def family(type_: str) -> str:
    """The family in which two records may tell the same engagement."""
    return FAMILIES.get(type_, type_)


class Slot(msgspec.Struct, eq=False):
    """A place at the table: a named person, or the party and office of somebody unnamed; the role where it is told."""

    person: Person | None = None
    parties: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    role: str | None = None

    @property
    def party(self) -> str | None:
        """The party of the person, or the first party named."""
        if self.person is not None and self.person.party:
            return self.person.party
        return self.parties[0] if self.parties else None


class Told(msgspec.Struct, eq=False):
    """A contact told at ``start`` to ``end`` of a sentence.

    ``named`` are parties named without a person, ``ground`` the country it took place in, ``back`` says that the words
    point back to a contact told before, ``certain`` that the text shows it as an occasion and not only as a topic,
    ``firm`` that it is said right there to have taken place, ``proposed`` that it is only proposed, ``floating`` that
    its day is told by words that nothing in the report ties to the calendar ("on Wednesday"), ``like`` is what it is
    told to be another one of.
    """

    rule: str
    type: str
    frame: str
    sentence: Sentence
    start: int
    end: int
    slots: list[Slot] = []
    named: list[str] = []
    beside: list[str] = []
    mentions: list[Mention] = []
    subject: list[Mention] = []
    ground: str | None = None
    city: str | None = None
    date: str | None = None
    dated: bool = False
    status: str | None = None
    tense: str | None = None
    floating: bool = False
    series: str | None = None
    ordinal: int | None = None
    back: bool = False
    certain: bool = True
    firm: bool = False
    hit: Hit | None = None
    like: Told | None = None
    proposed: bool = False

    @property
    def people(self) -> list[Person]:
        """The named persons, each once, in the order told."""
        return list(dict.fromkeys(slot.person for slot in self.slots if slot.person is not None))

    @property
    def parties(self) -> list[str]:
        """The parties known so far, each once."""
        found = [party for slot in self.slots for party in ((slot.party,) if slot.person else slot.parties) if party]
        return list(dict.fromkeys([*found, *self.named]))

    def seat(self, slot: Slot) -> None:
        """Add somebody; a person already there only gains a role."""
        for one in self.slots:
            if slot.person is not None and one.person is slot.person:
                one.role = one.role or slot.role
                return
            if slot.person is not None and one.person is None and one.role != "attendee" and _holds(slot.person, one):
                one.person, one.role = slot.person, one.role or slot.role
                return
        self.slots.append(slot)


def _holds(person: Person, slot: Slot) -> bool:
    """Whether the person may be the unnamed holder of an office at the table."""
    if slot.parties and person.party not in slot.parties:
        return False
    return bool(slot.offices) and bool(set(slot.offices) & set(person.offices))
