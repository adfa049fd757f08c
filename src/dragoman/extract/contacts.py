"""Contacts read off a sentence: each contact word of the pack opens a frame, and the frame finds its people."""

from __future__ import annotations

from dragoman.catalog.lexicon import Hit
from dragoman.extract.arguments import ACTORS, after, before, link
from dragoman.extract.reading import Mention, Reading, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.told import Told
from dragoman.extract.visits import read_visit

__all__ = ["read_sentence"]

_OBLIQUE = frozenset({"with", "between", "by", "of", "at", "from", "for", "told"})
_WITH = frozenset({"with", "between"})
_BY = frozenset({"by"})


def read_sentence(scene: Scene, sentence: Sentence) -> list[Told]:
    """The contacts that a sentence tells, in text order; they are added to the scene as they are read."""
    reading = scene.reading
    helpers = sentence.layer("contacts")
    decoys = [(one.start, one.end) for one in helpers if one.code == "decoy"]
    found: list[Told] = []
    cues = [
        one
        for one in sentence.layer("engagements")
        if not any(start <= one.start and one.end <= end for start, end in decoys)
    ]
    for index, cue in enumerate(cues):
        if _negated(sentence, cue) or _topic(reading, sentence, cue):
            continue
        following = [one for one in cues[index + 1 :] if one.sense.keys.get("form") == "verb"]
        ceiling = following[0].start if following else sentence.end
        told = _FRAMES[cue.sense.keys["frame"]](scene, sentence, cue, ceiling)
        if told is not None:
            told.hit = cue
            found.append(told)
            scene.told.append(told)
    return found


def _negated(sentence: Sentence, cue: Hit) -> bool:
    return any(
        one.code == "negated" and abs((one.start + one.end) - (cue.start + cue.end)) < 120
        for one in sentence.layer("contacts")
    )


def _topic(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether an occasion is only what something else is prepared for, or part of."""
    if cue.sense.keys["frame"] != "event" or cue.sense.keys.get("form") != "noun":
        return False
    return any(
        one.code == "topic" and 0 <= cue.start - one.end < 60 and "," not in reading.folded[one.end : cue.start]
        for one in sentence.layer("contacts")
    )


def _tell(sentence: Sentence, cue: Hit) -> Told:
    keys = cue.sense.keys
    return Told(cue.code, keys["type"], keys["frame"], sentence, cue.start, cue.end, back=False)


def _seat(scene: Scene, told: Told, mentions: list[Mention], role: str | None) -> None:
    for mention in mentions:
        if any(
            one.code == "host_country" and mention.start <= one.start and one.end <= mention.end
            for one in told.sentence.layer("discourse")
        ):
            role, told.ground = role or "host", told.ground or (mention.parties[0] if mention.parties else None)
        if mention.kind in ("party", "delegation", "host_country", "same_country") and len(mentions) > 1:
            led = [one for one in mentions if one.person and one.parties == mention.parties]
            if led:
                continue
        for slot in scene.slots(told.sentence, mention):
            if mention.kind == "pronoun" and slot.person in told.people:
                slot.person = scene.other(slot.person)
            if mention.kind == "pronoun" and slot.person is None:
                continue
            slot.role = role or slot.role
            told.seat(slot)
        told.mentions.append(mention)


def _subject(scene: Scene, told: Told, oblique: frozenset[str]) -> list[Mention]:
    """Who stands before the word as its subject; of "received A and met B" the second verb has the first one's."""
    reading, sentence = scene.reading, told.sentence
    group = before(reading, sentence, told.start, sentence.start, oblique)
    earlier = [one for one in scene.told if one.sentence is sentence and one.subject and one.end <= told.start]
    if group and earlier and group[0].start >= earlier[-1].end:
        words = reading.folded[group[-1].end : told.start].replace(",", " ").split()
        joins = reading.pack.and_words
        if words and len(words) <= 7 and (words[0] in joins or words[-1] in joins):
            group = earlier[-1].subject
    told.subject = group
    return group


def _leader(scene: Scene, told: Told, group: list[Mention]) -> list[Mention]:
    """A delegation's leader, told behind it, sits at the table for it."""
    if not group or any(one.person for one in group):
        return group
    sentence, end = told.sentence, group[-1].end
    for hit in sentence.layer("contacts"):
        if hit.code == "lead" and 0 <= hit.start - end < 90:
            led = after(scene.reading, sentence, hit.end, sentence.end, None, 4)
            if any(one.person for one in led):
                return [*group, *[one for one in led if one.person][:1]]
    return group


def _definite(sentence: Sentence, cue: Hit) -> bool:
    """Whether the words right before a contact noun point back to a contact told before."""
    if cue.sense.keys.get("back"):
        return True
    for one in sentence.layer("contacts"):
        if one.code == "definite" and one.start <= cue.start and cue.start < one.end:
            return True
    return False


def _meet(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    reading, keys = scene.reading, cue.sense.keys
    noun = keys.get("form") == "noun"
    told = _tell(sentence, cue)
    direct = after(reading, sentence, cue.end, ceiling, None) if keys.get("direct") and not noun else []
    direct = direct if any(one.person or one.kind in ("office", "counterpart", "pronoun") for one in direct) else []
    right = direct or after(reading, sentence, cue.end, ceiling, _WITH)
    direct = after(reading, sentence, cue.end, ceiling, None) if keys.get("direct") and not noun else []
    left = _subject(scene, told, _OBLIQUE)
    right = _leader(scene, told, right or direct)
    both = len(_parties(scene, sentence, right)) > 1
    if noun and right and not left and not both:
        left = _subject_after(reading, sentence, right[-1].end)
    if not both:
        _seat(scene, told, _leader(scene, told, left), None)
    _seat(scene, told, right, None)
    told.back = noun and not right and (_definite(sentence, cue) or len(told.parties) < 2)
    told.back = told.back or not (told.slots or keys.get("weak"))
    if told.back:
        told.slots = []
    if noun and not right and not told.people:
        pair = [one for one in after(reading, sentence, cue.end, ceiling, frozenset({"of"})) if one.kind in ("both", "they")]
        if pair and _occurs(sentence, cue):
            _seat(scene, told, pair[:1], None)
            told.back = False
    if keys.get("weak") and not noun and (len(told.parties) < 2 or not _strong(left, right)):
        return None
    if noun and right and not left and all(one.kind in ("both", "they") for one in right) and not _occurs(sentence, cue):
        return None
    if noun and not told.people and not told.back:
        told.certain = _occurs(sentence, cue)
    return told if told.slots or told.back else None


def _strong(left: list[Mention], right: list[Mention]) -> bool:
    """Whether somebody acts on both sides, and not only two countries in a sentence."""
    kinds = {"person", "office", "delegation", "both", "they", "counterpart", "pronoun", "host", "guest"}
    sides = [side for side in (left, right) if side]
    if not any(one.person or one.kind in kinds for side in sides for one in side):
        return False
    return len(sides) == 2 or len(left) > 1 or any(one.kind in ("both", "they") for one in left)


def _occurs(sentence: Sentence, cue: Hit) -> bool:
    return any(
        one.code == "occurs" and (0 <= one.start - cue.end < 70 or 0 <= cue.start - one.end < 30)
        for one in sentence.layer("contacts")
    )


def _subject_after(reading: Reading, sentence: Sentence, at: int) -> list[Mention]:
    for one in sentence.mentions:
        if one.start >= at and (one.person or one.kind in ("office", "pronoun")):
            if link(reading, sentence, one) not in _OBLIQUE:
                return [one]
    return []


def _parties(scene: Scene, sentence: Sentence, group: list[Mention]) -> set[str]:
    return {slot.party for one in group for slot in scene.slots(sentence, one) if slot.party}


def _receive(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    """The host stands before, the guest behind; with a passive word before it is the other way about."""
    reading = scene.reading
    told = _tell(sentence, cue)
    passive = [
        one
        for one in sentence.layer("contacts")
        if one.code == "passive" and one.end <= cue.start and cue.start - one.end < 160
    ]
    if passive:
        guests = before(reading, sentence, passive[-1].start, sentence.start, _OBLIQUE)
        hosts = [
            one for one in sentence.among(passive[-1].end, cue.start) if one.person or one.kind in ("office", "party")
        ]
        if hosts:
            _seat(scene, told, guests, "guest")
            _seat(scene, told, hosts, "host")
            return told if told.people else None
    guests = _leader(scene, told, after(reading, sentence, cue.end, ceiling, None))
    hosts = _subject(scene, told, _OBLIQUE - {"by"})
    guests = [one for one in sentence.among(cue.start, cue.end) if one.kind in ACTORS] or guests
    if not guests or not _acting(guests):
        return None
    _seat(scene, told, hosts, "host")
    _seat(scene, told, guests, "guest")
    if cue.sense.keys.get("weak") and not any(slot.person for slot in told.slots if slot.role == "guest"):
        return None
    return told


def _acting(group: list[Mention]) -> bool:
    return any(one.person or one.kind in ("office", "delegation", "counterpart", "guest", "both") for one in group)


def _received(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    reading = scene.reading
    told = _tell(sentence, cue)
    hosts = after(reading, sentence, cue.end, ceiling, _BY)
    guests = _subject(scene, told, _OBLIQUE)
    if not hosts:
        return None
    _seat(scene, told, guests, "guest")
    _seat(scene, told, hosts, "host")
    return told


def _call_on(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    reading = scene.reading
    told = _tell(sentence, cue)
    hosts = after(reading, sentence, cue.end, ceiling, None) or after(
        reading, sentence, cue.end, ceiling, frozenset({"with", "of", "at"})
    )
    guests = _subject(scene, told, _OBLIQUE)
    if not hosts:
        return None
    _seat(scene, told, _leader(scene, told, guests), "guest")
    _seat(scene, told, hosts, "host")
    return told


def _event(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    """An occasion: its parties are those named with it; people sit down by leading, attending or opening it."""
    reading, keys = scene.reading, cue.sense.keys
    told = _tell(sentence, cue)
    told.back = _definite(sentence, cue) and keys.get("form") == "noun"
    occurs = [one for one in sentence.layer("contacts") if one.code in ("occurs", "attend")]
    told.certain = _asserted(sentence, cue)
    told.firm = told.certain and any(
        one.code == "occurs" and (0 <= cue.start - one.end <= 8 or 0 <= one.start - cue.end <= 8) for one in occurs
    )
    objects = after(reading, sentence, cue.end, ceiling, frozenset({"with", "between"}))
    doers = before(reading, sentence, cue.start, sentence.start, _OBLIQUE)
    if len(_parties(scene, sentence, doers)) > 1 and not reading.folded[doers[-1].end : cue.start].strip():
        told.certain = told.firm = True
        _seat(scene, told, doers, keys.get("subject"))
    if keys.get("form") == "verb":
        _seat(scene, told, before(reading, sentence, cue.start, sentence.start, _OBLIQUE), keys.get("subject"))
        objects = objects or (after(reading, sentence, cue.end, ceiling, None) if keys.get("direct") else [])
    else:
        opening = [one for one in occurs if one.start < cue.start]
        if opening:
            subject = before(reading, sentence, opening[-1].start, sentence.start, _OBLIQUE)
        if opening and told.type == "exhibition":
            told.mentions += subject
        elif opening:
            _seat(scene, told, subject, keys.get("subject"))
        if keys.get("direct"):
            objects = objects or after(reading, sentence, cue.end, ceiling, None, 6)
    _seat(scene, told, objects, keys.get("object"))
    _name_parties(reading, told)
    if told.type == "exhibition":
        told.named += [one.parties[0] for one in told.mentions if one.parties and one.parties[0] not in told.named]
        for joins in [one for one in occurs if one.start >= cue.end]:
            others = [one.parties[0] for one in sentence.mentions if one.start >= joins.end and one.parties]
            told.named += [one for one in others if one not in told.named]
    return told


def _asserted(sentence: Sentence, cue: Hit) -> bool:
    """Whether the occasion is told as taking place or planned, and not as something to be wished for."""
    if cue.sense.keys.get("form") == "verb":
        return True
    certain = False
    for one in sentence.layer("contacts"):
        distance = one.start - cue.end if one.start >= cue.end else cue.start - one.end
        reach = 110 if one.start >= cue.end and not _between(sentence, cue, one) else 60
        if one.code in ("occurs", "attend", "planned", "chair", "co_chair") and distance < reach:
            certain = True
        if one.code == "wish" and 0 <= cue.start - one.end < 40:
            return False
    return certain


def _between(sentence: Sentence, cue: Hit, later: Hit) -> bool:
    return any(cue.end <= one.start < later.start for one in sentence.layer("engagements"))


def _name_parties(reading: Reading, told: Told) -> None:
    """The parties named with an occasion: those within or right beside its name, else those near it."""
    near: list[str] = []
    beside: list[str] = []
    for one in told.sentence.mentions:
        if one.kind not in ("party", "office", "delegation") or not one.parties:
            continue
        distance = one.start - told.end if one.start >= told.end else told.start - one.end
        gap = reading.folded[min(one.end, told.end) : max(one.start, told.start)]
        if distance < 0 or (distance < 24 and "," not in gap and len(gap.split()) <= 2):
            beside.append(one.parties[0])
        elif distance < 70 and link(reading, told.sentence, one) != "at":
            near.append(one.parties[0])
    told.beside = list(dict.fromkeys(beside))
    told.named = list(dict.fromkeys([*beside, *near]))


def _sign(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    told = _tell(sentence, cue)
    reading = scene.reading
    left = before(reading, sentence, cue.start, sentence.start, _OBLIQUE - {"by"})
    right = after(reading, sentence, cue.end, ceiling, frozenset({"with", "by", "between"}))
    _seat(scene, told, left, None)
    _seat(scene, told, right, None)
    signers = {one.party for one in told.people} if told.people else set(told.parties)
    return told if len(signers) > 1 and (told.people or _acting(left)) else None


def _dock(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    """A ship in a port: whose it is the sentence or the report says, where it is the port."""
    told = _tell(sentence, cue)
    reading = scene.reading
    left = before(reading, sentence, cue.start, sentence.start, frozenset({"with", "between", "at", "from"}))
    told.named = [one.parties[0] for one in left if one.parties and one.person is None][:1]
    return told


def _visit(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    return read_visit(scene, _tell(sentence, cue), cue, ceiling, _definite(sentence, cue))


_FRAMES = {
    "meet": _meet,
    "receive": _receive,
    "received": _received,
    "call_on": _call_on,
    "visit": _visit,
    "event": _event,
    "sign": _sign,
    "dock": _dock,
}
