"""Visits: the guests, the country, and what a report implies by saying that somebody is there."""

from __future__ import annotations

from dragoman.catalog.lexicon import Hit
from dragoman.extract.agents import subject_of
from dragoman.extract.arguments import ACTORS, after, between_words, joined, link
from dragoman.extract.moments import moments
from dragoman.extract.reading import Mention, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.told import Slot, Told

__all__ = ["read_visit"]

_OBLIQUE = frozenset({"with", "between", "by", "of", "at", "from", "for"})
_OWNER = frozenset({"by", "of"})
_REACH = 9
# How many words of a relative clause may stand between who travels and the verb.
_CLAUSE = 6
# How many words may stand between going and where to.
_STEP = 2
# How near before it a wish stands that keeps going from being told.
_WISHED = 5
# How far behind a delegation its leader may be named.
_LED = 90


def read_visit(scene: Scene, told: Told, cue: Hit, definite: bool) -> Told | None:
    """Fill a visit: who goes, and where to; None where the words show no visit that takes place."""
    sentence = told.sentence
    noun = cue.sense.keys.get("form") == "noun"
    ground = _reached(scene, sentence, cue) or _destination(scene, sentence, cue)
    guests = _travellers(scene, told, cue, ground)
    for mention in guests:
        for slot in scene.slots(sentence, mention):
            if slot.party != ground or slot.person is not None:
                told.seat(Slot(slot.person, slot.parties, slot.offices, "guest"))
        told.mentions.append(mention)
    _companions(told)
    told.ground = ground
    if cue.sense.keys.get("spanned") and not (ground and told.slots and _spanned(scene, told, ground)):
        return None
    if cue.sense.keys.get("bound") and not (ground and told.slots and _bound(scene, told, cue, guests)):
        return None
    if cue.sense.keys.get("nowhere") and not (ground or any(slot.person for slot in told.slots)):
        return None
    unnamed = all(one.kind == "delegation" and not one.parties for one in guests)
    told.back = not told.slots or (noun and definite and unnamed)
    if cue.sense.keys.get("nowhere"):
        visits = [one for one in scene.told if one.type == "visit" and not one.back]
        told.back = any(set(one.people) & set(told.people) for one in visits)
    told.slots = [one for one in told.slots if one.party is None or one.party != ground]
    if not told.people and _ship(sentence, cue):
        told.type, told.back = "port_call", False
        home = scene.reading.pack.home
        ground = told.ground = ground or (home if told.slots and home not in told.parties else None)
        return told if ground else None
    if not told.slots and not noun:
        return None
    if not told.slots and ground is None and not definite and noun:
        return None
    told.back = told.back or not told.slots
    return told


def _travellers(scene: Scene, told: Told, cue: Hit, ground: str | None) -> list[Mention]:
    """Who pays the visit: the noun's owner or doers, the verb's subject with a delegation's leader."""
    sentence = told.sentence
    if cue.sense.keys.get("form") == "noun":
        guests = _owner(scene, sentence, cue) or _doers(scene, sentence, cue)
        if guests and ground and any(one.parties[:1] == (ground,) and not one.person for one in guests):
            guests = [one for one in guests if one.person or one.parties[:1] != (ground,)]
        return guests
    guests = _beside(scene, sentence, cue.start)
    if guests:
        told.subject = guests
    else:
        guests = subject_of(scene, told, _OBLIQUE)
    return _with_leader(sentence, guests, max([cue.start, *[one.end + _LED for one in guests]]))


def _reached(scene: Scene, sentence: Sentence, cue: Hit) -> str | None:
    """Where somebody goes who is told to leave one place for another: the one right behind the words."""
    places = scene.reading.catalog.gazetteer.places
    for one in sentence.mentions if cue.sense.keys.get("bound") else ():
        if one.kind == "place" and 0 <= one.start - cue.end <= _STEP:
            site = places.get(one.place or "")
            return site.country if site is not None and site.locates else None
    return None


def _bound(scene: Scene, told: Told, cue: Hit, guests: list[Mention]) -> bool:
    """Whether people or a ship, and no mere country, go to a place told right behind the verb."""
    if not any(one.person or one.kind not in ("party", "place") for one in guests) and not _ship(told.sentence, cue):
        return False
    if any(one.code == "wish" and 0 <= cue.start - one.end < _WISHED for one in told.sentence.layer("contacts")):
        return False
    near = [one for one in told.sentence.mentions if one.start >= cue.start and one.kind in ("place", "party")]
    return any(between_words(scene.reading, cue.end, one.start) <= _STEP for one in near)


def _ship(sentence: Sentence, cue: Hit) -> bool:
    """Whether it is a ship that visits."""
    return any(one.code == "ship" and one.start < cue.end for one in sentence.layer("contacts"))


def _spanned(scene: Scene, told: Told, ground: str) -> bool:
    """Whether the sentence tells from when to when, or on what day an office holder is abroad."""
    found = moments(scene.reading, told.sentence)
    abroad = all(
        one.person is not None and set(one.person.offices) - {"ambassador"} and one.party != ground
        for one in told.slots
    )
    abroad = abroad or (not told.people and told.hit is not None and _ship(told.sentence, told.hit))
    return any(one.kind == "span" for one in found) or (abroad and bool(found))


def _destination(scene: Scene, sentence: Sentence, cue: Hit) -> str | None:
    """The country a visit goes to: the first country or place behind the word, else one behind "to" or "in"."""
    gazetteer = scene.reading.catalog.gazetteer
    following = [one.start for one in sentence.layer("engagements") if one.start >= cue.end and _goes(one)]
    stop = min(following, default=sentence.end) if cue.sense.keys.get("nowhere") else sentence.end
    for one in sentence.mentions:
        if one.start < cue.start or one.start > stop or between_words(scene.reading, cue.end, one.start) > _REACH:
            continue
        code = link(scene.reading, sentence, one)
        if one.kind == "place" and one.place and code not in ("by", "from"):
            site = gazetteer.places.get(one.place)
            if site is not None and site.country and site.locates:
                return site.country
        if one.kind == "party" and one.parties and code not in ("by", "from", "with", "for"):
            if (code == "of" and one.start > cue.end) or _sends(scene, sentence, one, cue.start):
                continue
            return one.parties[0]
    return None


def _goes(cue: Hit) -> bool:
    return cue.sense.keys["frame"] == "visit" and cue.sense.keys.get("form") == "verb"


def _sends(scene: Scene, sentence: Sentence, party: Mention, at: int) -> bool:
    """Whether the party is that of a delegation named right before or behind it, on the same side of the cue."""
    folded = scene.reading.folded
    return any(
        one.kind == "delegation"
        and not one.end <= at <= party.start
        and (
            (
                one.end <= party.start
                and len(folded[one.end : party.start].split()) <= 4
                and "," not in folded[one.end : party.start]
            )
            or (party.end <= one.start and not folded[party.end : one.start].strip())
        )
        and link(scene.reading, sentence, party) != "at"
        for one in sentence.mentions
    )


def _owner(scene: Scene, sentence: Sentence, cue: Hit) -> list[Mention]:
    """Whose visit: the actor right before the noun, or right behind a word of possession."""
    found = None
    for one in sentence.mentions:
        if one.end <= cue.start and one.kind in ACTORS:
            found = one
    if found is None:
        return []
    gap = scene.reading.folded[found.end : cue.start].strip()
    possessive = scene.reading.pack.possessive
    # "the minister's third visit": a word or two may stand before the noun.
    owned = not gap or gap in possessive or (gap.split()[0] in possessive and len(gap.split()) <= _STEP + 1)
    if not owned and len(gap) < 24:
        owned = any(
            one.code == "whose" and found.end <= one.start and one.end <= cue.start
            for one in sentence.layer("contact_links")
        )
    if owned and link(scene.reading, sentence, found) != "at":
        return [found]
    return []


def _beside(scene: Scene, sentence: Sentence, at: int) -> list[Mention]:
    """Somebody named right before the verb: "the minister, who is visiting"."""
    leads = [one for one in sentence.layer("contacts") if one.code == "lead"]
    near = [one for one in sentence.mentions if one.end <= at and one.kind in ("person", "delegation")]
    near = [one for one in near if one.person or not any(hit.start <= one.start < hit.end for hit in leads)]
    words = scene.reading.folded[near[-1].end : at].replace(",", " ").split() if near else []
    relative = words[:1] and words[0] in scene.reading.pack.relatives and len(words) <= _CLAUSE
    if near and (relative or len(words) <= 2):
        two = len(near) > 1 and joined(scene.reading, near[-2], near[-1])
        return near[-2:] if two else near[-1:]
    return []


def _doers(scene: Scene, sentence: Sentence, cue: Hit) -> list[Mention]:
    """Who is told behind the noun to pay the visit, before or behind the country."""
    group = after(scene.reading, sentence, cue.end, sentence.end, _OWNER)
    if not group or group[0].kind in ("both", "they") or between_words(scene.reading, cue.end, group[0].start) > 8:
        return []
    if any(one.person or one.kind == "pronoun" for one in sentence.among(cue.end, group[0].start)):
        return []
    if any(cue.end <= one.start < group[0].start for one in sentence.layer("engagements")):
        return []
    return group


def _with_leader(sentence: Sentence, guests: list[Mention], at: int) -> list[Mention]:
    """A delegation that travels is told with its leader between it and the verb."""
    if any(one.person for one in guests):
        return guests
    for hit in sentence.layer("contacts"):
        if hit.code == "lead" and hit.start < at:
            led = [
                one
                for one in sentence.mentions
                if one.person and one.end <= at and (-3 <= one.start - hit.end < 12 or 0 <= hit.start - one.end < 6)
            ]
            if led:
                return [*guests, led[-1]]
    return guests


def _companions(told: Told) -> None:
    """Who travels in somebody's party is a guest as well."""
    sentence = told.sentence
    if not any(one.code == "accompany" for one in sentence.layer("contacts")):
        return
    parties = set(told.parties)
    for one in sentence.mentions:
        if one.person is not None and (one.person.party in parties):
            told.seat(Slot(one.person, role="guest"))
