"""Ships in port, whose they are, and who only stops over there."""

from __future__ import annotations

from dragoman.catalog.lexicon import Hit
from dragoman.extract.arguments import before
from dragoman.extract.frames import tell
from dragoman.extract.reading import Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.told import Told
from dragoman.extract.visits import read_visit

__all__ = ["read_docking"]


def read_docking(scene: Scene, sentence: Sentence, cue: Hit, _ceiling: int) -> Told | None:
    """A ship in a port: whose it is the sentence or the report says, where it is the port."""
    told = tell(sentence, cue)
    reading = scene.reading
    left = before(reading, sentence, cue.start, sentence.start, frozenset({"with", "between", "at", "from"}))
    left = [one for one in left if reading.text[one.start - 1 : one.start] != "("]
    aboard = any(one.code == "ship" and one.start < cue.start for one in sentence.layer("contacts"))
    if not aboard:
        visit = read_visit(scene, tell(sentence, cue), cue, definite=False)
        if visit is not None and visit.people and visit.ground:
            visit.type, visit.frame = "visit", "visit"
            return visit
    named = [one for one in left if one.person is None and (one.parties or one.kind == "party")]
    told.named = [slot.party for one in named for slot in scene.slots(sentence, one) if slot.party][:1]
    told.named = told.named or (_same_ship(scene) if aboard else [])
    return told if aboard or not cue.sense.keys.get("weak") else None


def _same_ship(scene: Scene) -> list[str]:
    """Whose ship called at a port last: "earlier the ship had put in at Changi"."""
    for one in reversed(scene.told):
        if one.type == "port_call":
            return [party for party in one.parties if party != one.ground][:1]
    return []
