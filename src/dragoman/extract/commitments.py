"""Commitments: what a party says that it, or another, will or should do, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.attribution import Attribution, attribute
from dragoman.extract.clauses import LAYER, read_acts
from dragoman.extract.echoes import echo, granted
from dragoman.extract.grain import Grain
from dragoman.extract.merging import once, without_signings
from dragoman.extract.moments import moments
from dragoman.extract.reading import Draft, Reading, Sentence
from dragoman.extract.speakers import Voices
from dragoman.extract.subjects import Act
from dragoman.extract.telling import BULLETS, Line, Told, tell, tell_bare

__all__ = ["find_commitments"]


# How many code points may stand between the act that opens a list and its colon.
_HEADING = 40


@dataclass(slots=True)
class _Head:
    """The act that stands over a list, and who performs it there."""

    act: Act
    said: Attribution
    index: int


def find_commitments(reading: Reading) -> list[Draft]:
    """The commitments that the document tells, as drafts in text order; empty for a report of another world.

    Wants the reading's mentions and contacts found. Every draft's evidence stands verbatim in the text and points to
    one place in it.
    """
    if _foreign(reading):
        return []
    voices = Voices(reading)
    found: list[Draft] = []
    head: _Head | None = None
    for sentence in reading.told:
        if not _in_list(reading, sentence):
            voices.stand_over(sentence)
        voices.meet(sentence)
        if head is None and not sentence.layer(LAYER):
            continue
        line = Line(reading, sentence, Grain(reading, sentence), voices)
        acts = read_acts(reading, sentence, line.grain)
        if head is not None and not _listed(reading, sentence, head):
            head = None
        drafts: list[Draft] = []
        if head is not None and not any(_speaks(act) for act in acts):
            head.index = sentence.index
            drafts = tell(line, Told(head.act, head.said, sentence.start, sentence.start, sentence.end))
        if not drafts:
            drafts, opened = _read(line, acts, found)
            head = opened or head
        found += drafts
        voices.hear(sentence, acts)
        voices.read(sentence, acts, bool(drafts))
    return once(without_signings(reading, found))


def _foreign(reading: Reading) -> bool:
    """Whether the report speaks of another world than that of states and their forces."""
    counts = {"domain": 0, "foreign": 0}
    for hit in reading.layer("topics"):
        if hit.code in ("domain", "field", "foreign"):
            counts["foreign" if hit.code == "foreign" else "domain"] += 1
    if reading.contacts:
        return counts["foreign"] > 2 * counts["domain"]
    return 0 < counts["foreign"] >= counts["domain"]


def _speaks(act: Act) -> bool:
    """Whether an act in a line of a list is one of its own, not the thing to do that stands under the list's head."""
    bare = act.hit.sense.keys.get("bare") and (act.inherited or not act.subjects)
    return act.kind == "act" and not act.inner and not bare


def _listed(reading: Reading, sentence: Sentence, head: _Head) -> bool:
    """Whether a sentence is a line of the list that the head opened."""
    if sentence.index - head.index > 3:
        return False
    if _in_list(reading, sentence):
        head.index = sentence.index
        return True
    before = reading.text[max(0, sentence.start - 4) : sentence.start].strip()
    if before[-1:] in (".", ")", *BULLETS) and (before[:-1].isdigit() or before[-1:] in BULLETS):
        return True
    return sentence.kind == "list" or before.endswith(":")


def _in_list(reading: Reading, sentence: Sentence) -> bool:
    first, second = reading.text[sentence.start], reading.text[sentence.start + 1 : sentence.start + 2]
    return first in BULLETS or first.isdigit() or (first == "(" and second.isdigit())


def _read(line: Line, acts: Sequence[Act], before: Sequence[Draft]) -> tuple[list[Draft], _Head | None]:
    """What the acts of a sentence commit somebody to, and the act that opens a list under it."""
    drafts: list[Draft] = []
    opened: _Head | None = None
    sentence = line.sentence
    for act in acts:
        if not _governs(line, acts, act):
            continue
        said = attribute(acts, act, line.voices, line.voices.provided(sentence))
        if said is None:
            continue
        if _heads(line.reading, sentence, act):
            opened = _Head(act, said, sentence.index)
            continue
        told = _told(line, act, said)
        asked = [*before[-4:], *drafts]
        if not told and asked:
            told = echo(line, act, said, asked)
        if not told:
            following = acts[acts.index(act) + 1 :][:1]
            bare = Told(act, said, act.open, act.end, max(act.close, act.end))
            told = tell_bare(line, bare, any(one.inner and one.kind == "modal" for one in following))
        if not told and act.kind == "act" and _opens(line.reading, sentence):
            opened = _Head(act, said, sentence.index)
        drafts += [*granted(line, acts, act, told), *told]
    return drafts, opened


def _governs(line: Line, acts: Sequence[Act], act: Act) -> bool:
    """Whether an act commits anybody: not a mere report, praise, refinement, question, or signing of long ago."""
    if act.kind in ("report", "block") or act.inner:
        return False
    beside = [one for one in acts if one.kind in ("act", "modal", "state") and not one.aside and not one.inner]
    if act.aside and beside:
        return False
    if act.kind == "modal" and line.reading.text[line.sentence.end - 1] == "?" and not _asked(line):
        return False
    return (
        not _taken_up(line, act)
        and not _stative(line.grain, acts, act)
        and not _background(line.reading, line.sentence, act)
    )


def _taken_up(line: Line, act: Act) -> bool:
    """Whether an invitation said to be accepted is that to the visit which the sentence tells as news."""
    if act.stage != "agreed" or act.key("action") != "visit":
        return False
    start, end = line.sentence.start, line.sentence.end
    return any(
        one.type == "visit" and one.status == "reported" and start <= one.start < end for one in line.reading.contacts
    )


def _asked(line: Line) -> bool:
    """Whether the words right behind a question tell who asked it: "Could Italy help? the guest asked"."""
    index = line.sentence.index + 1
    behind = line.reading.sentences[index] if index < len(line.reading.sentences) else None
    if behind is None or behind.end - behind.start > 100 or not line.reading.text[behind.start].islower():
        return False
    senses = [hit.sense.keys for hit in behind.layer(LAYER)]
    return any(keys.get("stage") == "proposed" or keys.get("kind") == "report" for keys in senses)


def _told(line: Line, act: Act, said: Attribution) -> list[Draft]:
    if not act.aside:
        return tell(line, Told(act, said, act.open, act.end, max(act.close, act.end)))
    told = tell(line, Told(act, said, act.open, act.open, act.close))
    if act.end + 20 < line.sentence.end:
        told += tell(line, Told(act, said, act.end, act.end, line.sentence.end))
    return told


def _stative(grain: Grain, acts: Sequence[Act], act: Act) -> bool:
    """Whether what is agreed is only how things are: "agreed that ties have grown"."""
    if act.stage != "agreed" or act.kind != "act":
        return False
    inner = []
    for one in acts[acts.index(act) + 1 :]:
        if not one.inner:
            break
        inner.append(one)
    floor = inner[0].start if inner else act.end
    if not inner or any(one.sense.keys.get("weight", 0) > 1 and act.end <= one.start < floor for one in grain.solid):
        return False
    return all(one.kind == "block" or _is(grain, one) for one in inner)


def _is(grain: Grain, act: Act) -> bool:
    """Whether an act only tells how things are: not one that is to be done ("agreed to run")."""
    if act.inherited and "prep" in grain.before(act.clause):
        return False
    return act.kind == "state" and act.stage != "raised" and not act.hit.sense.keys.get("timeless")


def _heads(reading: Reading, sentence: Sentence, act: Act) -> bool:
    """Whether an act stands right before the colon that ends its sentence, so that a list follows."""
    behind = reading.text[act.end : sentence.end].strip()
    if act.kind != "act" or not behind.endswith(":"):
        return False
    following = reading.sentences[sentence.index + 1 : sentence.index + 2]
    return behind == ":" or (len(behind) < _HEADING and any(_in_list(reading, one) for one in following))


def _opens(reading: Reading, sentence: Sentence) -> bool:
    end = reading.text[sentence.end - 1]
    return end == ":" or (end.isalnum() and sentence.end - sentence.start < 70)


def _background(reading: Reading, sentence: Sentence, act: Act) -> bool:
    """Whether a signing is told as something past (an instrument, no commitment), or a fact as one of years ago."""
    published = reading.document.published or ""
    if len(published) < 7:
        return False
    if act.stage == "done" and act.hit.sense.keys.get("finite"):
        return _long_ago(reading, sentence, int(published[:4]))
    if act.stage != "signed" or act.key("action") is None:
        return False
    for one in moments(reading, sentence):
        month = (one.plain or "")[:7]
        if abs(one.start - act.end) < 90 and month.replace("-", "").isdigit() and month < published[: len(month)]:
            return True
    return False


def _long_ago(reading: Reading, sentence: Sentence, year: int) -> bool:
    """Whether a sentence names a year before the last, and none of those after it."""
    years = [one.plain[:4] for one in moments(reading, sentence) if one.plain and one.plain[:4].isdigit()]
    return bool(years) and max(int(one) for one in years) < year - 1
