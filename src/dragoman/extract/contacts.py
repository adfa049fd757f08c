"""Contacts read off a sentence: each contact word of the pack opens a frame, and the frame finds its people."""

from __future__ import annotations

from dragoman.catalog.lexicon import Hit
from dragoman.extract.agents import subject_of
from dragoman.extract.arguments import ACTORS, after, antecedent, before, link
from dragoman.extract.dockings import read_docking
from dragoman.extract.frames import OBLIQUE, acting, occurs_near, parties_of, planned_near, points_back, seat, tell
from dragoman.extract.gatherings import read_event
from dragoman.extract.reading import Mention, Reading, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.several import several
from dragoman.extract.sides import MET, compound, doubtful, strong
from dragoman.extract.signings import read_signing
from dragoman.extract.told import Slot, Told
from dragoman.extract.visits import read_visit
from dragoman.extract.withheld import proposed, withheld

__all__ = ["read_sentence"]

_WITH = frozenset({"with", "between"})
_BY = frozenset({"by"})
# How far behind the word the leader of those who come is told.
_CLAUSE = 100
# How far into its sentence the side stands that is told first.
_OPENING = 24
# Words in which a contact word is none: "next month", "the coming round".
_DEAF = frozenset({"decoy", "coming"})


def read_sentence(scene: Scene, sentence: Sentence) -> list[Told]:
    """The contacts that a sentence tells, in text order; they are added to the scene as they are read."""
    reading = scene.reading
    helpers = sentence.layer("contacts")
    decoys = [(one.start + (one.code != "decoy"), one.end) for one in helpers if one.code in _DEAF]
    # "Also present at the reception was X": words of presence name an occasion told before.
    present = [(one.start, one.end) for one in helpers if one.code == "attend" and one.start == sentence.start]
    found: list[Told] = []
    cues = [
        one
        for one in sentence.layer("engagements")
        if not any(start <= one.start and one.end <= end for start, end in decoys)
        and not (scene.told and any(start < one.start < end for start, end in present))
        and not any(name.start < one.start < name.end < one.end for name in sentence.layer("names"))
    ]
    for index, cue in enumerate(cues):
        if withheld(reading, sentence, cue):
            continue
        following = [one for one in cues[index + 1 :] if one.sense.keys.get("form") == "verb"]
        ceiling = following[0].start if following else sentence.end
        told = _FRAMES[cue.sense.keys["frame"]](scene, sentence, cue, ceiling)
        for one in several(scene, told, ceiling) if told is not None else ():
            one.hit, one.proposed = cue, proposed(reading, sentence, cue)
            found.append(one)
            scene.told.append(one)
    return found


def _leader(scene: Scene, told: Told, group: list[Mention]) -> list[Mention]:
    """A delegation's leader, told behind it, sits at the table for it."""
    if not group or any(one.person for one in group):
        return group
    sentence, end = told.sentence, group[-1].end
    for hit in sentence.layer("contacts"):
        if hit.code == "lead" and 0 <= hit.start - end < 140:
            led = [one for one in sentence.among(end, hit.start) if one.person][-1:]
            led = led or after(scene.reading, sentence, hit.end, sentence.end, None, 4)
            if any(one.person for one in led):
                return [*group, *[one for one in led if one.person][:1]]
    return group


def _led(sentence: Sentence, at: int, ceiling: int) -> list[Mention]:
    """Who is told behind the word to lead those who come: "officers from X headed by Y"."""
    for hit in sentence.layer("contacts"):
        if hit.code == "lead" and at <= hit.start < min(ceiling, at + _CLAUSE):
            return [one for one in sentence.mentions if one.person and 0 <= one.start - hit.end <= 2]
    return []


def _named_sides(scene: Scene, sentence: Sentence, cue: Hit, right: list[Mention]) -> list[Mention]:
    """The sides that a noun bears in its name, or whose members, told behind "of", do what only several do."""
    if cue.sense.keys.get("form") == "noun":
        return [] if right else compound(scene, sentence, cue)
    if not cue.sense.keys.get("plural"):
        return []
    return before(scene.reading, sentence, cue.start, sentence.start, OBLIQUE - {"of", "from"})


def _fronted(reading: Reading, sentence: Sentence, cue: Hit) -> list[Mention]:
    """The other side told first: "With the minister of X the general talked about Y"."""
    for one in sentence.mentions[:1]:
        if one.person and one.end <= cue.start and one.start - sentence.start < _OPENING:
            return [one] if link(reading, sentence, one) == "with" else []
    return []


def _meant(scene: Scene, told: Told) -> list[Mention]:
    """Whom the words before a verb mean as the other side; "the president, whom he saw": who sees is another."""
    found = antecedent(told.sentence, told.start)
    seat(scene, told, found, None)
    return found or _at_home(scene, told)


def _meet(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    reading, keys = scene.reading, cue.sense.keys
    noun = keys.get("form") == "noun"
    told = tell(sentence, cue)
    direct = after(reading, sentence, cue.end, ceiling, None) if keys.get("direct") and not noun else []
    near = direct if any(one.person or one.kind in MET for one in direct) else []
    within = [one for one in sentence.mentions if cue.start < one.start < cue.end and one.kind in ACTORS]
    right = within or near or _party_met(reading, sentence, cue, ceiling) or _fronted(reading, sentence, cue)
    left = subject_of(scene, told, OBLIQUE)
    left = left or _named_sides(scene, sentence, cue, right)
    if keys.get("plural") and not right and len(parties_of(scene, sentence, left)) < 2:
        return None
    right = right or direct or ([] if noun else _meant(scene, told))
    right = _leader(scene, told, right)
    both = len(parties_of(scene, sentence, right)) > 1
    if noun and right and not left and not both:
        left = _subject_after(reading, sentence, right[-1].end)
    if not both or (not noun and any(one.person for one in left)):
        seat(scene, told, _leader(scene, told, left), None)
    seat(scene, told, right, None)
    told.back = noun and not right and (points_back(sentence, cue) or len(told.parties) < 2)
    told.back = told.back or not (told.slots or keys.get("weak"))
    if told.back:
        told.slots = []
    if noun and not right and not told.people:
        pair = [
            one for one in after(reading, sentence, cue.end, ceiling, frozenset({"of"})) if one.kind in ("both", "they")
        ]
        if pair and (occurs_near(sentence, cue) or planned_near(sentence, cue)):
            seat(scene, told, pair[:1], None)
            told.back = False
            if planned_near(sentence, cue):
                told.slots = [Slot(None, (party,)) for party in told.parties]
    if not noun and doubtful(told, left, right, keys):
        return None
    if (
        noun
        and right
        and (not left or points_back(sentence, cue))
        and all(one.kind in ("both", "they") for one in right)
        and not occurs_near(sentence, cue)
    ):
        return None
    heard = noun and right and not both and all(one.kind == "party" for one in right)
    if heard and not (points_back(sentence, cue) or occurs_near(sentence, cue) or strong(right, [])):
        return None
    if noun and not told.people and not told.back:
        told.certain = occurs_near(sentence, cue)
    return told if told.slots or told.back else None


def _party_met(reading: Reading, sentence: Sentence, cue: Hit, ceiling: int) -> list[Mention]:
    """Who is met: behind "with" or "between"; of a noun also who holds it, behind "by"."""
    met = after(reading, sentence, cue.end, ceiling, _WITH)
    if met or cue.sense.keys.get("form") != "noun":
        return met
    return after(reading, sentence, cue.end, ceiling, _BY)


def _at_home(scene: Scene, told: Told) -> list[Mention]:
    """The home body at whose seat guests are said to have worked: "the delegation had a session at the ministry"."""
    near = [one for one in told.sentence.among(told.end, told.sentence.end) if one.kind == "party"][:1]
    return [one for one in near if not one.parties and link(scene.reading, told.sentence, one) == "at"]


def _subject_after(reading: Reading, sentence: Sentence, at: int) -> list[Mention]:
    for one in sentence.mentions:
        acts = one.start >= at and (one.person or one.kind in ("office", "pronoun"))
        if acts and link(reading, sentence, one) not in OBLIQUE:
            return [one]
    return []


def _receive(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    """The host stands before, the guest behind; with a passive word before it is the other way about."""
    reading = scene.reading
    told = tell(sentence, cue)
    passive = [
        one
        for one in sentence.layer("contacts")
        if one.code == "passive" and one.end <= cue.start and cue.start - one.end < 160
    ]
    if passive:
        guests = before(reading, sentence, passive[-1].start, sentence.start, OBLIQUE)
        hosts = [
            one for one in sentence.among(passive[-1].end, cue.start) if one.person or one.kind in ("office", "party")
        ]
        clause = [one for one in sentence.layer("clauses") if passive[-1].end <= one.start and one.end <= cue.start]
        if hosts and not any(one.code == "when" for one in clause):
            seat(scene, told, guests, "guest")
            seat(scene, told, hosts, "host")
            return told if told.people else None
    guests = _leader(scene, told, after(reading, sentence, cue.end, ceiling, None)) or _led(sentence, cue.end, ceiling)
    hosts = subject_of(scene, told, OBLIQUE - {"by"})
    guests = [one for one in sentence.among(cue.start, cue.end) if one.kind in ACTORS] or guests
    guests = guests or antecedent(sentence, cue.start)
    if not guests or not acting(guests):
        return None
    hosts = hosts or _welcomer(sentence, guests, ceiling)
    seat(scene, told, hosts, "host")
    seat(scene, told, guests, "guest")
    if cue.sense.keys.get("weak") and not any(slot.person for slot in told.slots if slot.role == "guest"):
        return None
    return told


def _welcomer(sentence: Sentence, guests: list[Mention], ceiling: int) -> list[Mention]:
    """Who is told behind the guests to have welcomed them: "at the airport to welcome them was the minister"."""
    parties = {party for one in guests for party in one.parties}
    later = [one for one in sentence.among(guests[-1].end, ceiling) if one.person is not None]
    return [one for one in later if not parties & set(one.parties)][:1]


def _received(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    reading = scene.reading
    told = tell(sentence, cue)
    hosts = after(reading, sentence, cue.end, ceiling, None if cue.sense.keys.get("direct") else _BY)
    guests = subject_of(scene, told, OBLIQUE)
    if not hosts or (not guests and _of_noun(sentence, cue)):
        return None
    seat(scene, told, guests, "guest")
    seat(scene, told, hosts, "host")
    return told


def _of_noun(sentence: Sentence, cue: Hit) -> bool:
    """Whether it is an occasion that was received or hosted, and not a guest."""
    return any(
        one.sense.keys.get("form") == "noun" and 0 <= cue.start - one.end < 12 for one in sentence.layer("engagements")
    )


def _call_on(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    reading = scene.reading
    told = tell(sentence, cue)
    hosts = after(reading, sentence, cue.end, ceiling, None) or after(
        reading, sentence, cue.end, ceiling, frozenset({"with", "of", "at"})
    )
    hosts = hosts or antecedent(sentence, cue.start)
    guests = subject_of(scene, told, OBLIQUE)
    if not hosts:
        return None
    seat(scene, told, _leader(scene, told, guests), "guest")
    seat(scene, told, hosts, "host")
    return told


def _visit(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    met = after(scene.reading, sentence, cue.end, ceiling, None, 3)[:1]
    if met and met[0].person and cue.sense.keys.get("calls") and link(scene.reading, sentence, met[0]) == "at":
        told = _call_on(scene, sentence, cue, ceiling)
        if told is not None and len({one.party for one in told.people}) > 1:
            told.type, told.frame = "courtesy_call", "call_on"
            return told
    return read_visit(scene, tell(sentence, cue), cue, points_back(sentence, cue))


_FRAMES = {
    "meet": _meet,
    "receive": _receive,
    "received": _received,
    "call_on": _call_on,
    "visit": _visit,
    "event": read_event,
    "sign": read_signing,
    "dock": read_docking,
}
