"""What keeps a contact word from telling a contact: denial, habit, and being only what something else is for."""

from __future__ import annotations

from dragoman.catalog.lexicon import Hit
from dragoman.extract.moments import moments
from dragoman.extract.reading import Reading, Sentence
from dragoman.text import edtf

__all__ = ["proposed", "recalled", "withheld"]

# How far from the middle of a contact word (twice the code points), and how far behind it, a denial still governs it.
_NEAR, _FAR = 120, 90
# How far before a contact word, or the date behind it, what governs it may stand.
_GOVERNED = 60
# A word with a colon behind it that a line begins with is its label: "- Talks: the ministers met".
_LABEL = 4
# How near the new day stands of what is put off.
_NEXT = 12
# What is praised, or has something beside it, took place where it bears a day of its own.
_TOLD = frozenset({"thanked", "margin"})
_AHEAD = frozenset({"raised", "proposed"})


def withheld(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether the sentence denies the occasion, tells it as a habit, or names it only as a topic."""
    if reading.text[cue.end : cue.end + 1] == ":" and cue.start - sentence.start < _LABEL:
        return True
    if _negated(reading, sentence, cue) or _topic(reading, sentence, cue) or _agreed_on(reading, sentence, cue):
        return True
    return _habitual(reading, sentence, cue)


def _negated(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    moved = [one.end for one in sentence.layer("contacts") if one.code == "moved"]
    if moved:
        # "Should have opened this week, has been moved to February".
        return not any(0 <= day.start - end < _NEXT for day in moments(reading, sentence) for end in moved)
    for one in sentence.layer("contacts"):
        if one.code != "negated":
            continue
        own = [other for other in sentence.layer("engagements") if other.start < one.end and one.start < other.end]
        if own and cue not in own:
            # "did not meet X during his stay": the denial has a contact word of its own.
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
    if _since(reading, sentence, cue):
        return True
    often = any(
        one.code == "habit" and cue.start - one.end < 70 and one.start - cue.end < 40
        for one in sentence.layer("contacts")
    )
    return often and not any(
        one.plain and one.mention.bound != "since" and one.mention.lead != "of" and edtf.precision(one.plain) != "year"
        for one in moments(reading, sentence)
    )


def _since(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether an occasion is told only with the year since which it has been held."""
    days = [one for one in moments(reading, sentence) if one.plain]
    return (
        cue.sense.keys["frame"] == "event"
        and bool(days)
        and all(one.mention.bound == "since" and edtf.precision(one.plain or "") == "year" for one in days)
    )


def _topic(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether an occasion is only what something else is prepared for, part of, thanked or asked for."""
    if cue.sense.keys["frame"] != "event":
        return False
    verb = cue.sense.keys.get("form") == "verb"
    codes = {one.code for one in sentence.layer("contacts") if _governs(reading, one, cue)}
    others = any(one.end <= cue.start for one in sentence.layer("engagements"))
    beside = not verb and "margin" in codes
    by_the_way = "thanked" in codes if verb else beside or "topic" in codes
    if not (by_the_way or (verb and _meant_for(sentence, cue))):
        return False
    return not (
        _foretold(reading, sentence, cue) or (not verb and not (beside and others) and recalled(reading, sentence, cue))
    )


def _agreed_on(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether an occasion is only what a paper that is signed or drafted is about: "an agreement on joint patrols"."""
    papers = [one.start for one in sentence.layer("instruments") if 0 <= cue.start - one.end < _GOVERNED]
    if cue.sense.keys["frame"] != "event" or not papers or not sentence.layer("papers"):
        return False
    links = [one for one in sentence.layer("contact_links") if max(papers) <= one.start and one.end <= cue.start]
    about = bool(links) and links[-1].code == "for" and "," not in reading.folded[links[-1].end : cue.start]
    return about and not _foretold(reading, sentence, cue)


def recalled(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether what is praised bears a month or day of its own behind it, and so took place."""
    if not any(one.code in _TOLD and _governs(reading, one, cue) for one in sentence.layer("contacts")):
        return False
    others = [one.start for one in sentence.layer("engagements") if one.start >= cue.end]
    return any(
        one.plain
        and cue.end <= one.start < min([cue.end + 2 * _GOVERNED, *others])
        and edtf.ANY_YEAR not in one.plain
        and edtf.precision(one.plain) != "year"
        and one.kind not in ("period", "duration", "label")
        for one in moments(reading, sentence)
    )


def proposed(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether somebody only proposes an occasion, and no day is told behind it: "suggested joint drills"."""
    if cue.sense.keys["frame"] != "event" or _foretold(reading, sentence, cue):
        return False
    return any(
        one.sense.keys.get("kind", "act") == "act"
        and one.sense.keys.get("stage") in _AHEAD
        and _governs(reading, one, cue)
        for one in sentence.layer("commitments")
    )


def _governs(reading: Reading, word: Hit, cue: Hit) -> bool:
    return 0 <= cue.start - word.end < _GOVERNED and "," not in reading.folded[word.end : cue.start]


def _meant_for(sentence: Sentence, cue: Hit) -> bool:
    """Whether a verb stands right behind a word of purpose: "steps to hand over the ship"."""
    return any(
        one.code in ("purpose", "that") and 0 <= cue.start - one.end < 2 and one.start > sentence.start
        for one in sentence.layer("clauses")
    )


def _foretold(reading: Reading, sentence: Sentence, cue: Hit) -> bool:
    """Whether a day, month or season to come stands behind the occasion, which then will take place."""
    published = reading.document.published
    if published is None:
        return False
    for one in moments(reading, sentence):
        if not one.edtf or not cue.end <= one.start < cue.end + _GOVERNED or edtf.ANY_YEAR in one.edtf:
            continue
        ahead = edtf.bounds(one.edtf)[1] > edtf.bounds(published)[1]
        if ahead and (len(one.edtf) > len("2000") or one.edtf > published[:4]):
            return True
    return False
