"""What every frame does: open a contact at a word of the pack, and seat the mentions found around it."""

from __future__ import annotations

from dragoman.catalog.lexicon import Hit
from dragoman.extract.reading import Mention, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.told import Told

__all__ = ["OBLIQUE", "acting", "occurs_near", "parties_of", "planned_near", "points_back", "seat", "tell"]

# The small words behind which nobody is the subject.
OBLIQUE = frozenset({"with", "between", "by", "of", "at", "from", "for", "told"})


def tell(sentence: Sentence, cue: Hit) -> Told:
    """Open a contact at a contact word."""
    keys = cue.sense.keys
    return Told(cue.code, keys["type"], keys["frame"], sentence, cue.start, cue.end, back=False, hit=cue)


def seat(scene: Scene, told: Told, mentions: list[Mention], role: str | None) -> None:
    """Put whom the mentions mean at the table, in a role where the frame gives one."""
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


def parties_of(scene: Scene, sentence: Sentence, group: list[Mention]) -> set[str]:
    """The parties that a group of mentions stands for."""
    return {slot.party for one in group for slot in scene.slots(sentence, one) if slot.party}


def acting(group: list[Mention]) -> bool:
    """Whether somebody in the group can meet somebody: a person, an office, a delegation."""
    return any(one.person or one.kind in ("office", "delegation", "counterpart", "guest", "both") for one in group)


def occurs_near(sentence: Sentence, cue: Hit) -> bool:
    """Whether a word of taking place stands near a contact word."""
    return any(
        one.code == "occurs" and (0 <= one.start - cue.end < 70 or 0 <= cue.start - one.end < 30)
        for one in sentence.layer("contacts")
    )


def planned_near(sentence: Sentence, cue: Hit) -> bool:
    """Whether the words right behind a contact word look ahead."""
    return any(one.code == "planned" and 0 <= one.start - cue.end < 50 for one in sentence.layer("contacts"))


def points_back(sentence: Sentence, cue: Hit) -> bool:
    """Whether the words right before a contact noun point back to a contact told before."""
    if cue.sense.keys.get("back"):
        return True
    for one in sentence.layer("contacts"):
        if one.code in ("definite", "before") and one.start <= cue.start and cue.start < one.end:
            return True
    return False
