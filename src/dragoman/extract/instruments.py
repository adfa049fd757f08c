"""Papers that bind or guide: which, between whom, signed when, in what state (codebook, section 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.catalog.lexicon import Hit
from dragoman.extract.moments import moments
from dragoman.extract.reading import Draft, Reading, Sentence
from dragoman.records import Instrument, Span

__all__ = ["find_instruments"]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLAUSE_END = re.compile(r"[,;:.!?()\u2013\u2014]|\s-\s")
# How far, in code points, a word about a paper may stand from the paper's name to speak of it.
_NEAR = 90


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper met in a sentence, before the same paper's other mentions are folded into it."""

    draft: Draft
    level: str
    weight: int


def find_instruments(reading: Reading) -> list[Draft]:
    """The instruments of the body; the same paper named again is one, told by its fullest mention."""
    papers: list[_Paper] = []
    for sentence in reading.told:
        heads = sentence.layer("instruments")
        if not heads:
            continue
        cues = sentence.layer("papers")
        for head in heads:
            paper = _read_head(reading, sentence, head, cues)
            if paper is not None:
                papers.append(paper)
    return [paper.draft for paper in _fold(papers)]


def _read_head(reading: Reading, sentence: Sentence, head: Hit, cues: Sequence[Hit]) -> _Paper | None:
    near = [cue for cue in cues if cue.start < head.end + _NEAR and head.start - _NEAR < cue.end]
    if any(cue.code in ("cited", "many") and cue.start < head.end and head.start < cue.end for cue in near):
        return None
    keys = head.sense.keys
    title = _title(reading, sentence, head)
    state = _state(head, title, near, keys["type"])
    year = _YEAR.search(reading.text, title.start, title.end)
    capital = reading.text[head.start].isupper() and head.start > sentence.start
    if not (keys.get("named") or capital or state or year or title.end - head.end > 12):
        return None
    if keys["type"] == "partnership" and _said_of_something_else(reading, sentence, head):
        return None
    parties = _parties(reading, sentence, head, bool(keys.get("domestic")))
    if not parties or (len(parties) < 2 and not keys.get("domestic")):
        return None
    signed = _signed(reading, sentence, title, near, state)
    body = Instrument(keys["type"], parties, signed, _final_state(state, signed), _plain(title.of(reading.text)))
    evidence = _evidence(reading, sentence, title)
    weight = (signed is not None) + (state is not None) + bool(keys.get("named")) + capital
    return _Paper(Draft("instrument", evidence, body, head.sense.code), _level(reading, head), weight)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _level(reading: Reading, head: Hit) -> str:
    return reading.folded[head.start : head.end]


def _title(reading: Reading, sentence: Sentence, head: Hit) -> Span:
    """The head word with the words that go on naming the paper: up to the clause's end or the next act."""
    start = head.start
    before = reading.text[sentence.start : head.start].rstrip()
    while before:
        word = before.rsplit(None, 1)[-1]
        if not (word[0].isupper() or _YEAR.fullmatch(word)) or word[-1] in ",.;:" or len(before) == len(word):
            break
        start = sentence.start + len(before) - len(word)
        before = before[: -len(word)].rstrip()
    end = sentence.end
    boundary = _CLAUSE_END.search(reading.text, head.end, sentence.end)
    if boundary:
        end = boundary.start()
    for layer in ("papers", "commitments", "engagements", "clauses"):
        for hit in sentence.layer(layer):
            if head.end <= hit.start < end:
                end = hit.start
                break
    words = reading.text[head.end : end].split()
    if len(words) > 14:
        end = head.end
    return Span(start, len(reading.text[:end].rstrip()) if end > head.end else head.end)


def _state(head: Hit, title: Span, near: Sequence[Hit], kind: str) -> str | None:
    """What the nearest word about the paper says of it; for a level of relations, whether it is reached."""
    if kind == "partnership":
        wanted = {"raised": "signed", "to_raise": "proposed", "negotiating": "in_negotiation", "to_sign": "proposed"}
    else:
        wanted = {
            "signed": "signed",
            "to_sign": "proposed",
            "negotiating": "in_negotiation",
            "in_force": "in_force",
        }
    best: tuple[int, int, str] | None = None
    for cue in near:
        if cue.code not in wanted:
            continue
        distance = max(head.start - cue.end, cue.start - title.end, 0)
        rank = (distance, 0 if cue.code in ("to_sign", "to_raise", "negotiating") else 1, wanted[cue.code])
        if best is None or rank < best:
            best = rank
    return best[2] if best else None


def _final_state(state: str | None, signed: str | None) -> str:
    if state in ("proposed", "in_negotiation"):
        return state
    return "signed" if state == "signed" and signed else "in_force"


def _said_of_something_else(reading: Reading, sentence: Sentence, head: Hit) -> bool:
    """Whether the level of relations is part of another name: a dialogue, a paper, a plan."""
    return any(
        hit is not head and hit.start < head.end and head.start < hit.end
        for layer in ("engagements",)
        for hit in sentence.layer(layer)
    )


def _parties(reading: Reading, sentence: Sentence, head: Hit, domestic: bool) -> tuple[str, ...]:
    """Whose paper it is: the parties the sentence names beside it, completed by those of the contact told."""
    named: list[str] = []
    for mention in sentence.mentions:
        for party in mention.parties:
            if mention.kind in ("party", "person", "office", "place") and party not in named:
                named.append(party)
    contact = reading.contact_before(head.start)
    around = list(contact.parties) if contact else []
    if domestic:
        own = [p for m in sentence.mentions if m.end <= head.start for p in m.parties] or named or around
        return tuple(own[:1])
    if len(named) == 2:
        return tuple(sorted(named))
    if len(named) == 1 and len(around) == 2 and named[0] not in around:
        others = [party for party in around if party != named[0]]
        subject = next((p for m in sentence.mentions if m.end <= head.start for p in m.parties), None)
        return tuple(sorted({named[0], subject})) if subject and subject != named[0] else tuple(sorted(others))
    if len(around) >= 2:
        return tuple(sorted(around))
    return tuple(sorted(named)) if len(named) >= 2 else ()


def _signed(
    reading: Reading, sentence: Sentence, title: Span, near: Sequence[Hit], state: str | None
) -> str | None:
    """When it was signed: a date beside the signing or in the title, else the day of the contact that signed it."""
    if state in ("proposed", "in_negotiation"):
        return None
    cues = [cue for cue in near if cue.code in ("signed", "raised")]
    dates = [one for one in moments(reading, sentence) if one.edtf and one.kind not in ("period", "duration")]
    beside = [
        (min((max(cue.start - one.end, one.start - cue.end, 0) for cue in cues), default=_NEAR), one)
        for one in dates
        if one.start < title.end + _NEAR and title.start - _NEAR < one.end
    ]
    inside = _YEAR.search(reading.text, title.start, title.end)
    if cues and beside:
        return min(beside, key=lambda pair: (pair[0], pair[1].start))[1].edtf
    if inside and not any(one.kind == "period" and one.start <= inside.start() < one.end for one in moments(reading, sentence)):
        return inside.group()
    if state == "signed" and cues:
        contact = reading.contact_before(title.end)
        return contact.date if contact and contact.status == "reported" else None
    return None


def _evidence(reading: Reading, sentence: Sentence, title: Span) -> Span:
    """The sentence, or the clauses around the title where the sentence is long."""
    if sentence.end - sentence.start <= 260:
        return sentence.span
    start = max((m.end() for m in _CLAUSE_END.finditer(reading.text, sentence.start, title.start)), default=sentence.start)
    while start < title.start and reading.text[start].isspace():
        start += 1
    return Span(start, title.end)


def _fold(papers: Sequence[_Paper]) -> list[_Paper]:
    """One record a paper: mentions of the same type and parties are one unless their years differ."""
    kept: list[_Paper] = []
    for paper in papers:
        body = paper.draft.body
        assert isinstance(body, Instrument)
        twin = next((index for index, one in enumerate(kept) if _same(one, paper)), None)
        if twin is None:
            kept.append(paper)
        elif paper.weight > kept[twin].weight:
            kept[twin] = paper
    return kept


def _same(one: _Paper, other: _Paper) -> bool:
    first, second = one.draft.body, other.draft.body
    assert isinstance(first, Instrument) and isinstance(second, Instrument)
    if first.type != second.type or first.parties != second.parties:
        return False
    if first.type == "partnership" and one.level != other.level and one.level not in other.level and other.level not in one.level:
        return False
    years = (first.signed or "")[:4], (second.signed or "")[:4]
    return not (years[0] and years[1] and years[0] != years[1])
