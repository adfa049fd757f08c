"""Meetings told together: "separate meetings with A, B and C" are one contact for each of them."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.arguments import link
from dragoman.extract.reading import Mention
from dragoman.extract.scene import Scene
from dragoman.extract.told import CONTACT, Told

__all__ = ["several"]

# How far from the contact word the word may stand that says there were several meetings.
_NEAR = 60
_POSTED = frozenset({"at", "from"})


def several(scene: Scene, told: Told, ceiling: int) -> list[Told]:
    """The contact itself, or one for each party met where the words say that there were several."""
    if told.type not in CONTACT or told.frame == "event" or not _said(told):
        return [told]
    met = [
        one
        for one in told.sentence.mentions
        if told.end <= one.start and one.end <= ceiling and _meets(scene, told, one)
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
