"""Chairs, companions, leaders: people whom a sentence of its own, or a part of one, brings to a contact."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.catalog.lexicon import Hit
from dragoman.extract.arguments import after, before, link
from dragoman.extract.occasions import looks_ahead
from dragoman.extract.reading import Mention, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.told import CONTACT, SOLEMN, Slot, Told, family

__all__ = ["seat_helpers"]

_OBLIQUE = frozenset({"with", "between", "of", "at", "from", "for"})
_BY = frozenset({"by"})
_ACTIVITIES = frozenset({"course", "exercise"})
# What several delegations come to.
_OPEN = frozenset({"conference", "exercise", "exhibition"})
_SITTINGS = frozenset({"talks", "meeting", "dialogue", "conference"})
_OPENING, _AHEAD = 3, 80
_CODES = frozenset({"chair", "co_chair", "attend", "lead"})


def seat_helpers(scene: Scene, sentence: Sentence, found: Sequence[Told]) -> None:
    """Seat those who chair, attend or lead at the sentence's contact, else at the latest told before."""
    if not found:
        _partakers(scene, sentence)
    hits = [one for one in sentence.layer("contacts") if one.code in _CODES]
    for hit in hits:
        if hit.sense.keys.get("every"):
            for one in scene.told:
                if one.type in CONTACT and not one.back:
                    _attend(scene, sentence, hit, one)
            continue
        told = _target(scene, hit, found)
        if told is None:
            continue
        if hit.code == "attend":
            _attend(scene, sentence, hit, told)
        elif hit.code == "lead":
            _lead(scene, sentence, hit, told)
        else:
            _chair(scene, sentence, hit, told)


def _partakers(scene: Scene, sentence: Sentence) -> None:
    """Whose people take part in the activity told right before: "twenty officers of the Kenyan navy take part"."""
    told = scene.told[-1] if scene.told else None
    if told is None or told.type not in _ACTIVITIES or not 0 < sentence.index - told.sentence.index < 3:
        return
    if any(one.code in ("occurs", "takes_part") for one in sentence.layer("contacts")):
        for one in sentence.mentions:
            if one.kind != "place" and one.parties and link(scene.reading, sentence, one) != "at":
                told.named += [party for party in one.parties[:1] if party not in told.named]


def _target(scene: Scene, hit: Hit, found: Sequence[Told]) -> Told | None:
    near = [one for one in found if one.type not in ("visit", "signing") or hit.code == "attend"]
    earlier = [one for one in scene.told if one.sentence.end <= hit.start][-1:]
    if (
        hit.code == "lead"
        and earlier
        and earlier[0].type in ("visit", "port_call")
        and not (found and earlier[0].people)
    ):
        return earlier[0]
    near = [one for one in near if not one.back] or near
    if near:
        best = min(near, key=lambda one: min(abs(one.start - hit.end), abs(hit.start - one.end)))
        meant = _meant(scene, best) if best.back else best
        alike = meant.type == best.type or {meant.type, best.type} <= _SITTINGS
        return meant if hit.code == "attend" or alike else best
    present = hit.code == "attend"
    for told in sorted(reversed(scene.told), key=lambda one: (present and looks_ahead(one), one.back)):
        if told.type not in ("exhibition", "signing") and (told.type != "visit" or hit.code == "attend"):
            return told
    return None


def _meant(scene: Scene, back: Told) -> Told:
    """What words that point back point to: the latest contact of the kind told before."""
    kin = [one for one in reversed(scene.told) if not one.back and family(one.type) == family(back.type)]
    if back.type == "ceremony" and not kin:
        kin = [one for one in reversed(scene.told) if not one.back and one.type in SOLEMN]
    return next((one for one in kin if one.type == back.type), kin[0] if kin else back)


def _people(group: Sequence[Mention]) -> list[Mention]:
    return [one for one in group if one.person is not None or one.kind in ("office", "pronoun", "they", "both")]


def _chair(scene: Scene, sentence: Sentence, hit: Hit, told: Told) -> None:
    reading = scene.reading
    words = reading.folded[sentence.start : hit.start]
    if len(words.strip()) < 3:
        group = [one for one in sentence.mentions if one.start >= hit.end and one.person]
    else:
        group = _people(after(reading, sentence, hit.end, sentence.end, _BY))
        group = group or _with_partner(scene, sentence, hit)
        group = group or _people(after(reading, sentence, hit.end, sentence.end, None, 3))
    if hit.code == "co_chair" and len(group) == 1:
        group += _other_chair(scene, sentence, group[0])
    sole = hit.code == "chair" and told.type not in ("dialogue", "conference")
    for mention in group:
        for slot in scene.slots(sentence, mention):
            if slot.person is not None or slot.offices:
                seated = next((one for one in told.slots if one.person is slot.person and slot.person), None)
                role = hit.sense.keys.get("role") or ("host" if sole else "co_chair")
                if seated is not None:
                    seated.role = role if seated.role != "guest" else seated.role
                else:
                    told.seat(Slot(slot.person, slot.parties, slot.offices, role))
    if group:
        told.certain = True
        told.back = told.back and (not told.slots or (told.frame == "meet" and len(told.parties) < 2))


def _other_chair(scene: Scene, sentence: Sentence, first: Mention) -> list[Mention]:
    """The second chair, named behind all that is said of the first."""
    for one in sentence.mentions:
        if one.start >= first.end and one.person and one.person is not first.person:
            words = scene.reading.folded[first.end : one.start].replace(",", " ").split()
            return [one] if len(words) < 12 and not scene.reading.pack.and_words.isdisjoint(words) else []
    return []


def _with_partner(scene: Scene, sentence: Sentence, hit: Hit) -> list[Mention]:
    """Who leads together: the subject, and who is told between it and the word as leading with it."""
    group = _people(before(scene.reading, sentence, hit.start, sentence.start, _OBLIQUE))
    if hit.code != "co_chair" or not group:
        return group
    between = [one for one in sentence.among(group[-1].end, hit.start) if one.person is not None]
    return group + [one for one in between if link(scene.reading, sentence, one) == "with"][:1]


def _attend(scene: Scene, sentence: Sentence, hit: Hit, told: Told) -> None:
    reading = scene.reading
    group = _people(after(reading, sentence, hit.end, sentence.end, None, 6))
    inside = told.sentence is sentence
    if not group and not (inside and told.start > hit.start):
        group = _people(before(reading, sentence, hit.start, sentence.start, _OBLIQUE))
    if not group and hit.start - sentence.start < _OPENING:
        # "Present at the ceremony, the ambassador said": who was there is told behind the comma.
        group = [one for one in sentence.among(hit.end, min(sentence.end, hit.end + _AHEAD)) if one.person][:1]
    for mention in group:
        if mention.person is not None and mention.person not in told.people:
            told.slots.append(Slot(mention.person, role="attendee"))


def _send(sentence: Sentence, told: Told) -> None:
    """A delegation and its leader are at the gathering told before: "the Italian delegation was led by X"."""
    sent = any(one.kind == "delegation" for one in sentence.mentions)
    leaders = [one.person for one in sentence.mentions if one.person is not None and one.person.party]
    if sent and len(leaders) == 1 and leaders[0] not in told.people:
        told.slots.append(Slot(leaders[0], role="attendee"))
        if leaders[0].party and leaders[0].party not in told.named:
            told.named.append(leaders[0].party)


def _lead(scene: Scene, sentence: Sentence, hit: Hit, told: Told) -> None:
    """Who leads the sides of talks whose people were not named so far."""
    if told.type in ("visit", "port_call"):
        led = (
            [one for one in sentence.mentions if one.person and one.start < hit.end and hit.start < one.end]
            or after(scene.reading, sentence, hit.end, sentence.end, None, 4)
            or before(scene.reading, sentence, hit.start, sentence.start, _OBLIQUE)
        )
        for mention in led:
            if mention.person is not None and mention.person.party != told.ground:
                told.slots = [one for one in told.slots if one.person is not None]
                told.seat(Slot(mention.person, role="guest"))
        return
    if told.type in _OPEN and told.sentence is not sentence:
        _send(sentence, told)
        return
    mine = [one for one in sentence.mentions if one.person and one.start < hit.end and hit.start < one.end]
    calls = [one for one in scene.told if one.type == "port_call" and not one.people]
    if mine and calls and mine[0].person is not None:
        calls[0].seat(Slot(mine[0].person, role="guest"))
    if told.sentence is sentence or len({one.party for one in told.people}) > 1:
        return
    named = [one for one in sentence.mentions if one.person is not None]
    if {one.person.party for one in named if one.person} <= {one.party for one in told.people}:
        return
    for mention in named:
        if mention.person and (not told.parties or mention.person.party in told.parties):
            told.seat(Slot(mention.person))
