"""The small words of a sentence, and how they cut what somebody says into things to do."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise
from operator import attrgetter

import msgspec

from dragoman.extract.reading import Reading, Sentence

__all__ = ["Grain", "Piece", "pieces"]

_SMALL = ("clauses", "particles", "heads", "topics")
_START = attrgetter("start")
_MARKS = {";": ";", "\u2022": ";", ",": ","}
_MARK = re.compile(f"[{''.join(_MARKS)}]")
_NOTHING: dict[str, int] = {}
_BREAKS = frozenset(",;:()-")


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A thing to do: half-open code points inside what an act governs."""

    start: int
    end: int


class Grain:
    """The small words of a sentence by where they begin and end."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        """Index the sentence's hits of the layer of small words."""
        self.folded = reading.folded
        self.floor, self.ceiling = sentence.start, sentence.end
        self.hits = [hit for layer in _SMALL for hit in sentence.layer(layer)]
        self.hits.sort(key=_START)
        self.solid = [*sentence.layer("actions"), *sentence.layer("areas")]
        self.starts: dict[int, dict[str, int]] = {}
        self.ends: dict[int, dict[str, int]] = {}
        for hit in self.hits:
            start, end, code = hit.start, hit.end, hit.code
            if end in self.ends:
                self.ends[end][code] = start
            else:
                self.ends[end] = {code: start}
            if start in self.starts:
                self.starts[start][code] = end
            else:
                self.starts[start] = {code: end}

    def left(self, at: int) -> int:
        """The offset where the word before ``at`` ends."""
        while at > self.floor and self.folded[at - 1] in " \"'":
            at -= 1
        return at

    def right(self, at: int) -> int:
        """The offset where the next word begins."""
        while at < self.ceiling and self.folded[at] in " \"'":
            at += 1
        return at

    def before(self, at: int) -> Set[str]:
        """What stands right before an offset: codes of small words, or the punctuation mark."""
        at = self.left(at)
        if at <= self.floor:
            return {"start"}
        mark = self.folded[at - 1]
        return {mark} if mark in _BREAKS else self.ends.get(at, _NOTHING).keys()

    def skip_left(self, at: int, code: str = "adverb") -> int:
        """Step back over words of a code, such as adverbs between a subject and its verb."""
        while True:
            end = self.left(at)
            start = self.ends.get(end, _NOTHING).get(code)
            if start is None:
                return at
            at = start

    def whole(self, at: int) -> bool:
        """Whether no cue for an action or area reaches over an offset."""
        return not any(hit.start < at < hit.end for hit in self.solid)

    def codes(self, start: int, end: int) -> set[str]:
        """The codes of the small words between two offsets."""
        return {hit.code for hit in self.hits if start <= hit.start and hit.end <= end}


def pieces(grain: Grain, start: int, end: int) -> list[Piece]:
    """Cut what an act governs into the things to do: at semicolons, and where a new verb follows a joining word."""
    cuts = [start]
    listing = False
    for at, code in _marks(grain, start, end):
        if code == "list":
            listing = True
            continue
        if code == ";":
            cuts.append(at)
            listing = False
            continue
        following = grain.right(at)
        for _ in range(3):
            codes = grain.starts.get(following, {})
            if "adverb" in codes and "head" not in codes and "noun_head" not in codes:
                following = grain.right(codes["adverb"])
        codes = grain.starts.get(following, {})
        if not grain.whole(at):
            continue
        if "head" in codes or ("noun_head" in codes and not listing and code != ","):
            cuts.append(at)
            listing = False
    cuts.append(end)
    return [Piece(a, b) for a, b in pairwise(cuts) if b > a]


def _marks(grain: Grain, start: int, end: int) -> list[tuple[int, str]]:
    marks = [(mark.end(), _MARKS[mark.group()]) for mark in _MARK.finditer(grain.folded, start, end)]
    for hit in grain.hits:
        if start < hit.start and hit.end <= end and hit.code in ("and", "but", "list"):
            marks.append((hit.start if hit.code == "list" else hit.end, hit.code))
    marks.sort()
    return marks
