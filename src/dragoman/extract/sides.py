"""Whether a contact word finds two sides: people of both, or two countries named as its owners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.catalog.lexicon import Hit
from dragoman.extract.arguments import before, joined
from dragoman.extract.frames import OBLIQUE
from dragoman.extract.reading import Mention, Reading, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.told import Told

__all__ = ["compound", "doubtful", "partaking", "strong"]

MET = frozenset({"office", "counterpart", "pronoun"})
# How far behind a country the body stands that meets for it, and before a noun the two sides that name it.
_WORD, _NAME = 16, 32


def compound(scene: Scene, sentence: Sentence, cue: Hit) -> list[Mention]:
    """The two sides that stand before the noun as its name: "the Colombia-Panama border meeting"."""
    near = [one for one in sentence.mentions if one.kind == "party" and 0 <= cue.start - one.end < _NAME]
    if not near or "," in scene.reading.folded[near[-1].end : cue.start]:
        return []
    listed = [one for one in sentence.mentions if one.kind == "party" and one.end <= near[-1].start]
    pair = [*listed[-1:], near[-1]]
    return pair if len(pair) > 1 and joined(scene.reading, pair[0], pair[1]) else []


def doubtful(told: Told, left: list[Mention], right: list[Mention], keys: Mapping[str, Any]) -> bool:
    """Whether a word that tells a contact only between people finds none: "told him", two countries."""
    if keys.get("spare") and any(one.kind == "pronoun" for one in right):
        return True
    if keys.get("bound") and not any(one.person or one.kind in MET for one in right):
        return True
    if not keys.get("weak"):
        return False
    return len(told.parties) < 2 or not (strong(left, right) or _bodies(told.sentence, left, right))


def _bodies(sentence: Sentence, left: list[Mention], right: list[Mention]) -> bool:
    """Whether people in the plural are named behind their countries: "Estonian and Polish officials"."""
    hits = [one for one in sentence.layer("contacts") if one.code in ("plural_body", "plural_office")]
    sides = [side for side in (left, right) if side]
    manned = [
        any(hit.end > side[-1].end and hit.start - side[-1].end < _WORD and hit.start > side[-1].start for hit in hits)
        for side in sides
    ]
    return bool(manned) and all(manned) and (len(sides) > 1 or len(left) > 1)


def strong(left: list[Mention], right: list[Mention]) -> bool:
    """Whether somebody acts on both sides, and not only two countries in a sentence."""
    kinds = {"person", "office", "delegation", "both", "they", "counterpart", "pronoun", "host", "guest"}
    sides = [side for side in (left, right) if side]
    if not any(one.person or one.kind in kinds for side in sides for one in side):
        return False
    return len(sides) == 2 or len(left) > 1 or any(one.kind in ("both", "they") for one in left)


def partaking(reading: Reading, told: Told) -> list[str]:
    """Who is said behind an exercise's or course's name to take part: "in which Morocco and Spain took part"."""
    found: list[str] = []
    for hit in told.sentence.layer("contacts"):
        if hit.code == "takes_part" and hit.start >= told.end:
            group = before(reading, told.sentence, hit.start, told.end, OBLIQUE)
            found += [one.parties[0] for one in group if one.parties]
    return found
