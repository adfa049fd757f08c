"""Meetings told together: "separate meetings with A, B and C" are one contact for each of them."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.extract.arguments import between_words, joined, link
from dragoman.extract.moments import moments
from dragoman.extract.reading import Mention
from dragoman.extract.scene import Scene
from dragoman.extract.told import CONTACT, Told

__all__ = ["several"]

# How far from the contact word the word may stand that says there were several meetings.
_NEAR = 60
# How many words may stand between the day of one meeting and who is met next.
_JOINS = 2
# How many words may stand between the word and the first of the countries.
_AT_ONCE = 3
_POSTED = frozenset({"at", "from"})


def several(scene: Scene, told: Told, ceiling: int) -> list[Told]:
    """The contact itself, or one for each party met where the words say that there were several."""
    if told.type == "visit" and told.frame == "visit":
        return _stations(scene, told, ceiling)
    said = told.type in CONTACT and told.frame != "event" and _said(told)
    if not said and not _listed_apart(told):
        return [told, *_next_met(scene, told)] if told.type in CONTACT else [told]
    met = [
        one
        for one in told.sentence.mentions
        if told.end <= one.start and one.end <= ceiling and _meets(scene, told, one)
        if said or (one.person is not None and one in told.mentions)
    ]
    groups: dict[str, list[Mention]] = {}
    for one in met:
        groups.setdefault(one.parties[0], []).append(one)
    own = [slot for slot in told.slots if slot.party not in groups]
    if len(groups) < 2 or not own:
        return [told]
    tellings = []
    for group in groups.values():
        slots = [replace(slot) for slot in own] + [slot for one in group for slot in scene.slots(told.sentence, one)]
        role = next((slot.role for slot in told.slots if slot not in own and slot.role), None)
        for slot in slots[len(own) :]:
            slot.role = role
        tellings.append(replace(told, slots=slots, named=[], mentions=[*told.mentions, *group]))
    return tellings


def _stations(scene: Scene, told: Told, ceiling: int) -> list[Told]:
    """A visit to each of the countries listed behind the word: "will visit Poland and Latvia"."""
    listed: list[tuple[Mention, str]] = []
    for one in told.sentence.among(told.end, ceiling):
        country = _country(scene, one)
        if country is None:
            break
        if listed and not joined(scene.reading, listed[-1][0], one):
            break
        if not listed and (between_words(scene.reading, told.end, one.start) > _AT_ONCE or country != told.ground):
            break
        listed.append((one, country))
    countries = list(dict.fromkeys(country for _, country in listed))
    if len(countries) < 2 or set(countries) & set(told.parties) or not told.slots:
        return [told]
    return [
        replace(told, slots=[replace(slot) for slot in told.slots], mentions=list(told.mentions), ground=country)
        for country in countries
    ]


def _country(scene: Scene, mention: Mention) -> str | None:
    """The state that a mention of a country or place stands for."""
    if mention.kind == "place" and mention.place:
        site = scene.reading.catalog.gazetteer.places.get(mention.place)
        return site.country if site is not None and site.locates else None
    if mention.kind == "party" and mention.parties and scene.state(mention.parties[0]):
        return mention.parties[0]
    return None


def _listed_apart(told: Told) -> bool:
    """Whether the word tells of a meeting with each of those listed behind it, and not of one with them all."""
    apart = told.hit is not None and told.hit.sense.keys.get("apart")
    return bool(apart) and not any(one.code == "together" for one in told.sentence.layer("contacts"))


def _next_met(scene: Scene, told: Told) -> list[Told]:
    """Who is met next by the same verb, on a day of its own: "met X on Sunday and Y on Monday"."""
    own = [slot for slot in told.slots if any(one.person is slot.person for one in told.subject if one.person)]
    days = moments(scene.reading, told.sentence) if own and told.frame == "meet" else []
    met = [one for one in told.mentions if one.start >= told.end and one.person is not None]
    if not met or len(own) == len(told.slots):
        return []
    for one in told.sentence.mentions:
        if one.person is None or one.start <= met[-1].end or one.person in told.people:
            continue
        first = next((day for day in days if met[-1].end <= day.start and day.end <= one.start), None)
        then = any(day.start >= one.end for day in days)
        if first is None or not then or one.person.party == own[0].party:
            return []
        words = scene.reading.folded[first.end : one.start].replace(",", " ").split()
        if not words or words[0] not in scene.reading.pack.and_words or len(words) > _JOINS:
            return []
        slots = [replace(slot) for slot in own] + scene.slots(told.sentence, one)
        return [replace(told, start=one.start, end=one.end, slots=slots, named=[], mentions=[*told.subject, one])]
    return []


def _said(told: Told) -> bool:
    return any(
        one.code == "each" and -_NEAR < one.start - told.end < _NEAR and one.end - told.start > -_NEAR
        for one in told.sentence.layer("contacts")
    )


def _meets(scene: Scene, told: Told, mention: Mention) -> bool:
    """Whether somebody of a party is met: a person or office, or a country that is not where the meeting was."""
    if not mention.parties or mention.kind == "place":
        return False
    if mention.person is not None or mention.kind in ("office", "delegation", "counterpart"):
        return True
    return mention.kind == "party" and link(scene.reading, told.sentence, mention) not in _POSTED
