"""Occasions that no two sides define: ceremonies, conferences, exercises, dialogues."""

from __future__ import annotations

from dragoman.catalog.lexicon import Hit
from dragoman.extract.agents import subject_of
from dragoman.extract.arguments import after, before, joined, link
from dragoman.extract.frames import OBLIQUE, parties_of, points_back, seat, tell
from dragoman.extract.moments import moments
from dragoman.extract.reading import Mention, Reading, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.sides import partaking
from dragoman.extract.told import Slot, Told
from dragoman.extract.withheld import recalled

__all__ = ["read_event"]

_CALLED = frozenset({"conference", "exhibition"})
_THERE = frozenset({"at", "from", "by"})
_PRESENT = frozenset({"occurs", "attend", "takes_part"})
# What one party may hold alone.
_CREWS = frozenset({"exercise", "course", "exchange"})
_HELD = frozenset({"conference", "exhibition", "course"})
# What may stand between a unit's name and what it does.
_NUMBER = " 0123456789"
# What a sentence begins with is its subject, and its verb may stand far off.
_FIRST, _FAR = 3, 230
# How far behind the word of inspecting the name of whose unit it is may stand.
_UNIT = 60


def read_event(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    """An occasion: its parties are those named with it; people sit down by leading, attending or opening it."""
    reading, keys = scene.reading, cue.sense.keys
    told = tell(sentence, cue)
    if keys.get("like") and (_likened(scene, told, cue) or keys.get("form") == "verb"):
        return told if told.like is not None or keys.get("status") == "planned" else None
    named = reading.text[cue.end + 1 : cue.end + 2].isupper() and not any(
        one.start == cue.end + 1 for one in sentence.mentions
    )
    told.back = (points_back(sentence, cue) or _there(scene, told)) and keys.get("form") == "noun" and not named
    occurs = [one for one in sentence.layer("contacts") if one.code in _PRESENT]
    told.certain = _asserted(sentence, cue) or (told.type in _CALLED and _announced(reading, sentence, cue))
    told.certain = told.certain or (keys.get("form") == "noun" and recalled(reading, sentence, cue))
    told.firm = told.certain and any(
        one.code == "occurs" and (0 <= cue.start - one.end <= 8 or 0 <= one.start - cue.end <= 8) for one in occurs
    )
    objects = after(reading, sentence, cue.end, ceiling, frozenset({"with", "between"}))
    doers = before(reading, sentence, cue.start, sentence.start, OBLIQUE)
    doers = _crews(scene, told) or doers
    if len(parties_of(scene, sentence, doers)) > 1 and not reading.folded[doers[-1].end : cue.start].strip(_NUMBER):
        told.certain = told.firm = True
        seat(scene, told, doers, keys.get("subject"))
    if keys.get("form") == "verb":
        seat(scene, told, subject_of(scene, told, OBLIQUE), keys.get("subject"))
        inside = [one for one in sentence.among(cue.start, cue.end) if one.person is not None]
        objects = objects or inside if keys.get("direct") else objects
        objects = objects or (after(reading, sentence, cue.end, ceiling, None) if keys.get("direct") else [])
    else:
        opening = [one for one in occurs if one.start < cue.start]
        if opening:
            subject = subject_of(scene, told, OBLIQUE, opening[-1].start)
        if opening and told.type == "exhibition":
            told.mentions += subject
        elif opening:
            seat(scene, told, subject, keys.get("subject"))
        if keys.get("direct"):
            objects = objects or after(reading, sentence, cue.end, ceiling, None, 6)
    if keys.get("others") and not objects:
        behind = [one for one in sentence.among(cue.end, ceiling) if one.person is not None]
        objects = [one for one in behind if link(reading, sentence, one) in _THERE]
    seat(scene, told, objects, keys.get("object"))
    told.back = told.back or _the_same(scene, told)
    _leave_open(told)
    _name_parties(reading, told)
    if told.type == "inspection":
        told.beside = _inspected(reading, told)
    _organised(scene, told, cue, ceiling)
    return told


def _inspected(reading: Reading, told: Told) -> list[str]:
    """Whose unit, ship or seat is visited: the party named first behind the word."""
    for one in told.sentence.mentions:
        if one.start < told.end or one.kind not in ("party", "place") or not one.parties:
            continue
        if link(reading, told.sentence, one) in ("with", "by", "from"):
            continue
        near = one.start - told.end < _UNIT and not any(mark in reading.folded[told.end : one.start] for mark in ",;:")
        return [one.parties[0]] if near and one.kind == "party" and one.parties[0] not in told.parties[:1] else []
    return []


def _organised(scene: Scene, told: Told, cue: Hit, ceiling: int) -> None:
    """Who holds a conference or exhibition, and who shows at one: its parties."""
    reading, sentence = scene.reading, told.sentence
    noun = cue.sense.keys.get("form") == "noun"
    organisers = after(reading, sentence, cue.end, ceiling, frozenset({"by"})) if noun else []
    if told.type in _HELD and organisers and parties_of(scene, sentence, organisers):
        told.named = told.beside = sorted(parties_of(scene, sentence, organisers))
        told.slots = [] if not any(one.person for one in organisers) else told.slots
    elif told.type == "exhibition":
        told.named += [one.parties[0] for one in told.mentions if one.parties and one.parties[0] not in told.named]
        for joins in sentence.layer("contacts"):
            if joins.code in _PRESENT and joins.start >= cue.end:
                others = [one.parties[0] for one in sentence.mentions if one.start >= joins.end and one.parties]
                told.named += [one for one in others if one not in told.named]


def _crews(scene: Scene, told: Told) -> list[Mention]:
    """Those of two parties who stand right before what is done jointly: "their ship and a boat of ours exercise"."""
    if told.hit is None or not told.hit.sense.keys.get("joint"):
        return []
    sentence, folded = told.sentence, scene.reading.folded
    floor = max(folded.rfind(",", sentence.start, told.start), sentence.start)
    crews = [one for one in sentence.among(floor, told.start) if one.kind in ("party", "same_country", "both")]
    if not crews or folded[crews[-1].end : told.start].strip(_NUMBER):
        return []
    return crews if len(parties_of(scene, sentence, crews)) > 1 else []


def _leave_open(told: Told) -> None:
    """Name only the parties of what is to come, and of what crews do: who holds the offices today is not there."""
    keys = told.hit.sense.keys if told.hit is not None else {}
    crews = told.type in ("exchange", "exercise") and not any(one.person for one in told.mentions)
    if keys.get("status") == "planned" or crews:
        told.slots = [Slot(None, (party,), role=keys.get("subject")) for party in told.parties]


def _the_same(scene: Scene, told: Told) -> bool:
    """Whether a bare noun at the head of its sentence means the occasion told right before, then without its day."""
    last = scene.told[-1] if scene.told else None
    if last is None or told.hit is None or told.hit.sense.keys.get("form") != "noun" or last.like is not None:
        return False
    head = told.start - told.sentence.start < _FIRST and 0 < told.sentence.index - last.sentence.index < _FIRST
    own = any(one.parties and one.kind != "place" for one in told.sentence.mentions)
    return last.type == told.type and head and not own and not moments(scene.reading, last.sentence)


def _there(scene: Scene, told: Told) -> bool:
    """Whether somebody is said to be present at what was told before: "present at the ceremony, the envoy said"."""
    return any(one.type == told.type for one in scene.told) and any(
        one.code == "attend" and one.start < told.start < one.end for one in told.sentence.layer("contacts")
    )


def _likened(scene: Scene, told: Told, cue: Hit) -> bool:
    """Whether words such as "the third one" mean another of what was told last: of that kind and those parties."""
    kinds = cue.sense.keys["like"]
    model = next((one for one in reversed(scene.told) if one.type in kinds and one.like is None), None)
    # "The commission held its 14th session": the number of what the sentence itself tells.
    own = model is not None and model.sentence is told.sentence
    if own and model is not None and ";" not in scene.reading.folded[model.end : told.start]:
        return False
    if model is not None:
        told.type, told.like = model.type, model
        doers = before(scene.reading, told.sentence, told.start, told.sentence.start, OBLIQUE)
        if told.type in _HELD:
            doers = doers or after(scene.reading, told.sentence, told.end, told.sentence.end, frozenset({"by"}))
            told.named = sorted(parties_of(scene, told.sentence, doers))
    return model is not None or cue.sense.keys.get("status") == "planned"


def _asserted(sentence: Sentence, cue: Hit) -> bool:
    """Whether the occasion is told as taking place or planned, and not as something to be wished for."""
    if cue.sense.keys.get("form") == "verb":
        joint = cue.sense.keys.get("joint")
        return not (
            joint and any(one.code == "wish" and 0 <= cue.start - one.end < 90 for one in sentence.layer("contacts"))
        )
    certain = behind = wished = False
    for one in sentence.layer("contacts"):
        distance = one.start - cue.end if one.start >= cue.end else cue.start - one.end
        reach = _FAR if cue.start - sentence.start < _FIRST else 110
        reach = reach if one.start >= cue.end and not _between(sentence, cue, one) else 60
        if one.code in ("occurs", "attend", "planned", "moved", "chair", "co_chair") and distance < reach:
            certain = True
            behind = behind or (one.code == "planned" and one.start >= cue.end)
        wished = wished or (one.code in ("wish", "thanked") and 0 <= cue.start - one.end < 40)
    return certain and (behind or not wished)


def _announced(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether an occasion that somebody is asked to is told with its taking place and its time behind it."""
    for one in sentence.layer("contacts"):
        if one.code == "occurs" and 0 <= one.start - cue.end < 110 and not _between(sentence, cue, one):
            return any(day.start >= one.end and day.edtf for day in moments(reading, sentence))
    return False


def _between(sentence: Sentence, cue: Hit, later: Hit) -> bool:
    return any(cue.end <= one.start < later.start for one in sentence.layer("engagements"))


def _name_parties(reading: Reading, told: Told) -> None:
    """The parties named with an occasion: those within or right beside its name, else those near it."""
    near: list[str] = []
    beside: list[str] = []
    last: Mention | None = None
    for one in told.sentence.mentions:
        if one.kind not in ("party", "office", "delegation") or not one.parties:
            continue
        distance = one.start - told.end if one.start >= told.end else told.start - one.end
        gap = reading.folded[min(one.end, told.end) : max(one.start, told.start)]
        where = link(reading, told.sentence, one) == "at" and one.start >= told.end
        listed = last is not None and told.type in _CREWS and joined(reading, last, one)
        if listed or distance < 0 or (distance < 24 and "," not in gap and len(gap.split()) <= 2 and not where):
            beside.append(one.parties[0])
            last = one
        elif distance < 70 and link(reading, told.sentence, one) != "at":
            near.append(one.parties[0])
    beside += partaking(reading, told) if told.type in _CREWS else []
    told.beside = list(dict.fromkeys(beside))
    told.named = list(dict.fromkeys([*beside, *near]))
