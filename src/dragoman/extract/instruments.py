"""Papers that bind or guide: which, between whom, signed when, in what state (codebook, section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.catalog.lexicon import Hit
from dragoman.extract.moments import moments
from dragoman.extract.paper_dates import beside, met, signed_on, told_day
from dragoman.extract.paper_titles import CLAUSE_END, YEAR, apart, paper_title
from dragoman.extract.reading import TOLD, Draft, Reading, Sentence
from dragoman.extract.speakers import Voices
from dragoman.records import Instrument, Span

__all__ = ["find_instruments"]

# How far, in code points, a word about a paper may stand from the paper's name to speak of it.
_NEAR = 140
# A word behind the name speaks of it less surely than one before.
_BEHIND = 15
_OPEN = ("proposed", "in_negotiation")


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper met in a sentence, before the same paper's other mentions are folded into it."""

    draft: Draft
    level: str
    weight: int


def find_instruments(reading: Reading) -> list[Draft]:
    """The instruments of the body; the same paper named again is one, told by its fullest mention.

    Without an engagement and without a holder of office, papers are those of companies and clubs: there are none.
    """
    if not reading.contacts and not any(person.told and person.offices for person in reading.persons):
        return []
    papers: list[_Paper] = []
    head_cues: list[Hit] = []
    for sentence in reading.sentences:
        if sentence.kind not in TOLD and sentence.kind != "title":
            continue
        cues = sentence.layer("papers")
        listed = sentence.kind == "list" or reading.text[sentence.start : sentence.start + 1] in _BULLETS
        if not listed:
            head_cues = [cue for cue in cues if cue.code in _SAYS] if sentence.kind != "list" else head_cues
        heads = sentence.layer("instruments")
        titles: list[tuple[Span, str]] = []
        for head in heads:
            if sentence.kind == "title" and head.sense.keys["type"] != "joint_statement":
                continue
            if head.sense.keys["type"] == "partnership" and any(
                span.start <= head.start < span.end and kind in ("treaty", "agreement") for span, kind in titles
            ):
                continue
            title = paper_title(reading, sentence, head)
            titles.append((title, head.sense.keys["type"]))
            if _refers_back(reading, title, head, papers):
                continue
            paper = _read_head(reading, sentence, (head, title), (cues, head_cues if listed else []))
            if paper is not None:
                papers.append(paper)
    return [paper.draft for paper in _fold(papers)]


def _read_head(
    reading: Reading, sentence: Sentence, named: tuple[Hit, Span], said: tuple[Sequence[Hit], Sequence[Hit]]
) -> _Paper | None:
    head, title = named
    near = [cue for cue in said[0] if cue.start < title.end + _NEAR and head.start - _NEAR < cue.end]
    if any(cue.code in ("cited", "many") and cue.start < head.end and head.start < cue.end for cue in near):
        return None
    keys = head.sense.keys
    kind = keys["type"]
    state = _state(head, title, near, kind) or (_SAYS[said[1][-1].code] if said[1] else None)
    year = None if kind == "plan" else YEAR.search(reading.text, title.start, title.end)
    if year and _in_period(reading, sentence, year.start()):
        year = None
    capital = reading.text[head.start].isupper() and head.start > sentence.start
    told = keys.get("named") or capital or state or year
    if not (told or (kind != "plan" and _qualified(sentence, title))):
        return None
    parties = _parties(reading, sentence, head, bool(keys.get("domestic")))
    if not parties or (len(parties) < 2 and not keys.get("domestic")):
        return None
    if keys.get("domestic"):
        signed = year.group() if year else None
    elif year and not (state in _OPEN and any(cue.end <= head.start for cue in near if _SAYS.get(cue.code) in _OPEN)):
        signed, state = year.group(), "in_force"
    else:
        telling = ("raised",) if kind == "partnership" else ("signed",)
        cues = [cue for cue in near if cue.code in telling]
        state = state or ("signed" if kind == "joint_statement" else None)
        signed = None if state in _OPEN else signed_on(reading, sentence, title, cues, state)
        if kind == "plan" and not cues and signed and signed[:4] in title.of(reading.text):
            signed = signed if signed[:4] < (reading.document.published or "")[:4] else None
        other = None if state or kind in ("partnership", "plan") else beside(reading, sentence)
        if other is not None and signed is None:
            signed = told_day(reading, other) or met(reading, title)
            state = "signed" if signed else None
    if signed and reading.document.published and signed[:10] > reading.document.published and state != "in_force":
        signed, state = None, "proposed"
    body = Instrument(kind, parties, signed, _final_state(state, signed), _plain(title.of(reading.text)))
    weight = (signed is not None) + (state is not None) + bool(keys.get("named")) + capital
    draft = Draft("instrument", _evidence(reading, sentence, title), body, head.sense.code)
    return _Paper(draft, reading.folded[head.start : head.end], weight)


def _refers_back(reading: Reading, title: Span, head: Hit, papers: Sequence[_Paper]) -> bool:
    """Whether one bare word ("the memorandum") only takes up a paper of the kind named before."""
    if title.end != head.end or title.start != head.start or " " in reading.folded[head.start : head.end]:
        return False
    kind = head.sense.keys["type"]
    return any(isinstance(one.draft.body, Instrument) and one.draft.body.type == kind for one in papers)


def _in_period(reading: Reading, sentence: Sentence, offset: int) -> bool:
    return any(one.kind == "period" and one.start <= offset < one.end for one in moments(reading, sentence))


def _qualified(sentence: Sentence, title: Span) -> bool:
    """Whether the title says what the paper is about, or whose it is."""
    return any(
        title.start <= hit.start and hit.end <= title.end
        for layer in ("areas", "names")
        for hit in sentence.layer(layer)
    )


def _plain(words: str) -> str:
    return " ".join(words.split())


_SAYS = {"signed": "signed", "to_sign": "proposed", "negotiating": "in_negotiation", "in_force": "in_force"}
_LEVEL_SAYS = {**_SAYS, "raised": "signed", "to_raise": "proposed"}
_BULLETS = frozenset("-–—•*·+")


def _state(head: Hit, title: Span, near: Sequence[Hit], kind: str) -> str | None:
    """What the nearest word about the paper says of it; for a level of relations, whether it is reached."""
    wanted = _LEVEL_SAYS if kind == "partnership" else _SAYS
    best: tuple[int, int, str] | None = None
    for cue in near:
        if cue.code not in wanted:
            continue
        distance = head.start - cue.end if cue.end <= head.start else max(cue.start - title.end, 0) + _BEHIND
        rank = (max(distance, 0), 0 if wanted[cue.code] in _OPEN else 1, wanted[cue.code])
        if best is None or rank < best:
            best = rank
    return best[2] if best else None


def _final_state(state: str | None, signed: str | None) -> str:
    if state in _OPEN:
        return state
    return "signed" if state == "signed" and signed else "in_force"


def _parties(reading: Reading, sentence: Sentence, head: Hit, domestic: bool) -> tuple[str, ...]:
    """Whose paper it is: the parties the sentence names beside it, completed by those of the contact told."""
    named: list[str] = []
    for mention in sentence.mentions:
        for party in mention.parties:
            if mention.kind in ("party", "person", "office", "place") and party not in named:
                named.append(party)
    contact = reading.contact_before(head.start)
    around = list(contact.parties) if contact else []
    if len(around) < 2 and not domestic:
        if "voices" not in reading.facts:
            reading.facts["voices"] = Voices(reading)
        around = list(reading.facts["voices"].all(head.start)) or around
    signers = _signers(sentence)
    if len(signers) > 2 and not domestic:
        return tuple(sorted(signers))
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


def _signers(sentence: Sentence) -> set[str]:
    """The parties named before a word of signing."""
    cue = next((one for one in sentence.layer("papers") if one.code == "signed"), None)
    named = [one for one in sentence.mentions if cue and one.end <= cue.start and one.kind in ("party", "person")]
    return {party for one in named for party in one.parties}


def _evidence(reading: Reading, sentence: Sentence, title: Span) -> Span:
    """The sentence, or the clauses around the title where the sentence is long."""
    if sentence.end - sentence.start <= 260:
        return sentence.span
    ends = [found.end() for found in CLAUSE_END.finditer(reading.text, sentence.start, title.start)]
    start = ends[-1] if ends else sentence.start
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
    assert isinstance(first, Instrument)
    assert isinstance(second, Instrument)
    if first.type != second.type or first.parties != second.parties:
        return False
    if first.type == "partnership" and one.level not in other.level and other.level not in one.level:
        return False
    if (first.state in _OPEN) != (second.state in _OPEN) and first.type != "partnership":
        return False
    if apart(first.title, second.title):
        return False
    years = (first.signed or "")[:4], (second.signed or "")[:4]
    return not (years[0] and years[1] and years[0] != years[1])
