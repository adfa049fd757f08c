"""What keeps a contact word from telling a contact: denial, habit, and being only what something else is for."""

from __future__ import annotations

from dragoman.catalog.lexicon import Hit
from dragoman.extract.moments import moments
from dragoman.extract.reading import Reading, Sentence
from dragoman.text import edtf

__all__ = ["withheld"]

# How far from the middle of a contact word (twice the code points), and how far behind it, a denial still governs it.
_NEAR, _FAR = 120, 90


def withheld(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether the sentence denies the occasion, tells it as a habit, or names it only as a topic."""
    return _negated(sentence, cue) or _topic(reading, sentence, cue) or _habitual(reading, sentence, cue)


def _negated(sentence: Sentence, cue: Hit) -> bool:
    for one in sentence.layer("contacts"):
        if one.code != "negated":
            continue
        if abs((one.start + one.end) - (cue.start + cue.end)) < _NEAR:
            return True
        between = any(cue.end <= other.start < one.start for other in sentence.layer("engagements"))
        if 0 <= one.start - cue.end < _FAR and not between:
            return True
    return False


def _habitual(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether an occasion is told as one that comes again and again, with no day or month of its own."""
    if cue.sense.keys["frame"] not in ("event", "dock", "visit") and not cue.sense.keys.get("weak"):
        return False
    often = any(
        one.code == "habit" and cue.start - one.end < 70 and one.start - cue.end < 40
        for one in sentence.layer("contacts")
    )
    return often and not any(
        one.plain and one.mention.bound != "since" and one.mention.lead != "of" and edtf.precision(one.plain) != "year"
        for one in moments(reading, sentence)
    )


def _topic(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether an occasion is only what something else is prepared for, or part of."""
    if cue.sense.keys["frame"] != "event" or cue.sense.keys.get("form") != "noun":
        return False
    return any(
        one.code == "topic" and 0 <= cue.start - one.end < 60 and "," not in reading.folded[one.end : cue.start]
        for one in sentence.layer("contacts")
    )
