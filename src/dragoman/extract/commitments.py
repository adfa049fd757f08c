"""Commitments: what a party says that it, or another, will or should do, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.extract.attribution import Attribution, attribute
from dragoman.extract.clauses import Act, Grain, Piece, grain_of, pieces, read_acts
from dragoman.extract.coding import ALONE, GENERAL, Coded, actors_of, code_piece, due_of, quantity_of
from dragoman.extract.reading import Draft, Reading, Sentence
from dragoman.extract.speakers import Voices
from dragoman.records import Commitment, Span

__all__ = ["find_commitments"]

_BULLETS = "\u2022\u2013\u2014*-\u00b7\u25aa\u25cf+"
_TRAIL = " \n\t,;:.-\u2013\u2014\"'\u201c\u201d\u2018\u2019("


@dataclass(slots=True)
class _Head:
    """The act that stands over a list, and who performs it there."""

    act: Act
    said: Attribution
    index: int


def find_commitments(reading: Reading) -> list[Draft]:
    """The commitments that the document tells, as drafts in text order; empty for a report of another world."""
    if _foreign(reading):
        return []
    voices = Voices(reading)
    found: list[Draft] = []
    head: _Head | None = None
    for sentence in reading.told:
        grain = grain_of(reading, sentence)
        acts = read_acts(reading, sentence, grain)
        if head is not None and not _listed(reading, sentence, head):
            head = None
        drafts: list[Draft] = []
        if head is not None and not any(act.kind == "act" and not act.inner for act in acts):
            head.index = sentence.index
            drafts = _tell(reading, sentence, grain, voices, _Told(head.act, head.said, sentence.start, sentence.start, sentence.end))
        if not drafts:
            drafts, opened = _read(reading, sentence, grain, acts, voices, found)
            head = opened or head
        found += drafts
        voices.hear(acts)
    return _once(_without_signings(reading, found))


def _foreign(reading: Reading) -> bool:
    """Whether the report speaks of another world than that of states and their forces."""
    counts = {"domain": 0, "foreign": 0}
    for sentence in reading.sentences:
        for hit in sentence.layer("topics"):
            if hit.code in counts:
                counts[hit.code] += 1
    if reading.contacts:
        return counts["foreign"] > 2 * counts["domain"]
    return 0 < counts["foreign"] >= counts["domain"]


def _listed(reading: Reading, sentence: Sentence, head: _Head) -> bool:
    """Whether a sentence is a line of the list that the head opened."""
    if sentence.index - head.index > 3:
        return False
    first = reading.text[sentence.start]
    if first in _BULLETS or first.isdigit():
        head.index = sentence.index
        return True
    before = reading.text[max(0, sentence.start - 4) : sentence.start].strip()
    if before[-1:] in (".", ")", *_BULLETS) and (before[:-1].isdigit() or before[-1:] in _BULLETS):
        return True
    return sentence.kind == "list" or before.endswith(":")


@dataclass(frozen=True, slots=True)
class _Told:
    """An act with what it governs: content from ``start`` to ``end``, the words before it from ``open``."""

    act: Act
    said: Attribution
    open: int
    start: int
    end: int


def _read(
    reading: Reading, sentence: Sentence, grain: Grain, acts: Sequence[Act], voices: Voices, before: Sequence[Draft]
) -> tuple[list[Draft], _Head | None]:
    drafts: list[Draft] = []
    opened: _Head | None = None
    for act in acts:
        if act.kind in ("report", "block") or act.inner:
            continue
        if act.aside and any(one.kind in ("act", "modal", "state") and not one.aside and not one.inner for one in acts):
            continue
        said = attribute(reading, sentence, acts, act, voices)
        if said is None or _background(reading, sentence, act):
            continue
        if _stative(acts, act) or (act.kind == "modal" and reading.text[sentence.end - 1] == "?"):
            continue
        if _heads(reading, sentence, act):
            opened = _Head(act, said, sentence.index)
            continue
        start = act.open if act.aside else act.end
        told = _tell(reading, sentence, grain, voices, _Told(act, said, act.open, start, max(act.close, start)))
        if act.aside and act.end + 20 < sentence.end:
            told += _tell(reading, sentence, grain, voices, _Told(act, said, act.end, act.end, sentence.end))
        drafts += told
        if not told and act.kind == "act" and act.hit.sense.keys.get("echo") and before:
            told = _echo(reading, sentence, act, said, before[-1])
            drafts += told
        if not told and act.kind == "act" and _opens(reading, sentence):
            opened = _Head(act, said, sentence.index)
    return drafts, opened


def _stative(acts: Sequence[Act], act: Act) -> bool:
    """Whether what is agreed is only how things are: "agreed that ties have grown"."""
    if act.stage != "agreed" or act.kind != "act":
        return False
    inner = []
    for one in acts[acts.index(act) + 1 :]:
        if not one.inner:
            break
        inner.append(one)
    return bool(inner) and all(one.kind == "block" or (one.kind == "state" and one.stage != "raised") for one in inner)


def _echo(reading: Reading, sentence: Sentence, act: Act, said: Attribution, asked: Draft) -> list[Draft]:
    """What an acceptance takes up: the other side's proposal right before it, now agreed by the one that was asked."""
    body = asked.body
    assert isinstance(body, Commitment)
    code = reading.catalog.gazetteer.code
    by = tuple(sorted({code(one) for one in said.by}))
    if body.stage != "proposed" or set(by) == set(body.by) or sentence.start - asked.evidence.end > 200:
        return []
    span = _unique(reading, sentence, Span(max(act.clause, sentence.start), sentence.end))
    return [Draft("commitment", span, replace(body, stage=said.stage, by=by), act.hit.code)]


def _heads(reading: Reading, sentence: Sentence, act: Act) -> bool:
    """Whether an act stands right before the colon that ends its sentence, so that a list follows."""
    return act.kind == "act" and reading.text[act.end : sentence.end].strip() == ":"


def _opens(reading: Reading, sentence: Sentence) -> bool:
    end = reading.text[sentence.end - 1]
    return end == ":" or (end.isalnum() and sentence.end - sentence.start < 70)


def _background(reading: Reading, sentence: Sentence, act: Act) -> bool:
    """Whether a signing is told as something of the past, which is an instrument and no commitment."""
    if act.stage != "signed" or act.key("action") is None:
        return False
    from dragoman.extract.moments import moments

    published = reading.document.published or ""
    for one in moments(reading, sentence):
        if abs(one.start - act.end) < 90 and one.plain and one.plain[:7].replace("-", "").isdigit() and len(published) >= 7:
            if one.plain[: min(7, len(one.plain))] < published[: min(7, len(one.plain))]:
                return True
    return False


def _tell(reading: Reading, sentence: Sentence, grain: Grain, voices: Voices, told: _Told) -> list[Draft]:
    """One draft for each thing to do that the act governs; neighbours that say the same are one."""
    act = told.act
    found: list[tuple[Piece, Coded]] = []
    around = act.kind in ("modal", "state") or act.key("content") == "around"
    pending: int | None = None
    for number, piece in enumerate(pieces(reading, sentence, grain, told.start, told.end)):
        first = number == 0
        if pending is not None:
            piece = Piece(pending, piece.end)
        start = told.open if first and around else min(piece.start, act.start) if first and act.end == piece.start else piece.start
        whole = Piece(start, piece.end)
        coded = _code(reading, sentence, grain, act, whole)
        if first and not around and told.open < act.start and (coded is None or coded.general or not coded.areas):
            lead = _code(reading, sentence, grain, act, Piece(told.open, piece.end))
            if lead is not None and (coded is None or set(lead.areas) - {ALONE}):
                if coded is not None and coded.weight == 3:
                    lead.action = coded.action
                coded, whole = lead, Piece(told.open, piece.end)
        pending = piece.start if coded is None and not first else None
        if coded is None or not _enough(act, coded):
            continue
        if found and found[-1][1].action == coded.action:
            last, before = found[-1]
            areas = tuple(sorted({*before.areas, *coded.areas}))
            if len(areas) > 1:
                areas = tuple(one for one in areas if one != ALONE)
            found[-1] = (Piece(last.start, whole.end), Coded(coded.action, areas, max(before.weight, coded.weight), False))
            continue
        if found and coded.general and found[-1][1].weight >= 1 and coded.weight <= 1:
            continue
        found.append((whole, coded))
    return [_draft(reading, sentence, grain, voices, told, piece, coded, number) for number, (piece, coded) in enumerate(found)]


def _code(reading: Reading, sentence: Sentence, grain: Grain, act: Act, piece: Piece) -> Coded | None:
    """Code a piece up to its purpose or reason, which is no part of what is to be done."""
    ends = [hit.start for hit in grain.hits if hit.code in ("purpose", "because") and max(piece.start + 1, act.end) <= hit.start < piece.end]
    coded = None
    if ends:
        coded = code_piece(reading, sentence, act, piece.start, ends[0])
    if coded is None:
        coded = code_piece(reading, sentence, act, piece.start, piece.end)
    if coded is None and act.key("needs") == "none" and act.key("action"):
        action = str(act.key("action"))
        coded = Coded(action, tuple(reading.catalog.codebook.actions[action].areas), 3, False)
    if coded is not None and coded.weight < 3 and not set(coded.areas) - {ALONE} and "outside" in grain.codes(piece.start, piece.end):
        return None
    return coded


def _enough(act: Act, coded: Coded) -> bool:
    needs = act.key("needs")
    named = bool(set(coded.areas) - {ALONE})
    if act.kind == "state" and (coded.action == "visit" or (coded.weight < 2 and not (coded.weight >= 0 and named))):
        return False
    if act.kind == "act" and coded.action == GENERAL and coded.weight < 1 and not named:
        return False
    if needs == "exact":
        return coded.weight > 1 or (coded.weight > 0 and named)
    if needs == "action":
        spoken = bool(act.subjects) and not act.inherited
        return coded.weight > 0 or (coded.weight == 0 and (named or spoken or coded.action != GENERAL)) or (spoken and named)
    if needs == "area":
        return named
    return True


def _draft(
    reading: Reading, sentence: Sentence, grain: Grain, voices: Voices, told: _Told, piece: Piece, coded: Coded, number: int
) -> Draft:
    act, by = told.act, told.said.by
    code = reading.catalog.gazetteer.code
    start = piece.start
    if number == 0:
        start = min(piece.start, max(act.clause, told.open)) if sentence.start <= act.start < sentence.end else piece.start
    span = _unique(reading, sentence, _trim(reading, grain, start, piece.end))
    actors = actors_of(voices, sentence, act, coded, by)
    stage = told.said.stage
    body = Commitment(
        stage,
        coded.action,
        coded.areas,
        tuple(sorted({code(one) for one in by})),
        tuple(sorted({code(one) for one in actors})),
        due_of(reading, sentence, span.start if act.kind != "act" else max(span.start, act.end), span.end, stage),
        quantity_of(reading, grain, span.start, span.end),
    )
    return Draft("commitment", span, body, act.hit.code)


def _trim(reading: Reading, grain: Grain, start: int, end: int) -> Span:
    text = reading.text
    while start < end and (text[start] in _TRAIL or text[start] in _BULLETS):
        start += 1
    for code in ("and", "but", "that"):
        stop = grain.starts.get(start, {}).get(code)
        if stop is not None and stop < end:
            start = grain.right(stop)
    while end > start and (text[end - 1] in _TRAIL or text[end - 1].isspace()):
        end -= 1
    for code in ("and", "but"):
        begin = grain.begin.get((end, code))
        if begin is not None and begin > start:
            end = grain.left(begin)
            while end > start and text[end - 1] in _TRAIL:
                end -= 1
    return Span(start, max(start, end))


def _unique(reading: Reading, sentence: Sentence, span: Span) -> Span:
    """Widen evidence whose words stand earlier in the text too, as in the headline, so that it points to one place."""
    text = reading.text
    if text.find(text[span.start : span.end]) >= span.start:
        return span
    return Span(sentence.start, span.end if text.find(text[sentence.start : span.end]) == sentence.start else sentence.end)


def _without_signings(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out the bare signing of a paper whose provisions the report tells."""
    rules = reading.pack.rules
    if not any(rules[draft.rule].keys.get("provides") for draft in drafts):
        return list(drafts)
    return [draft for draft in drafts if not _bare_signing(reading, draft)]


def _bare_signing(reading: Reading, draft: Draft) -> bool:
    keys = reading.pack.rules[draft.rule].keys
    body = draft.body
    assert isinstance(body, Commitment)
    return body.stage == "signed" and keys.get("action") == body.action and not keys.get("provides")


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """The same thing said twice by the same side is one: the first, with what the second says more exactly."""
    kept: list[Draft] = []
    seen: dict[tuple[object, ...], int] = {}
    for draft in drafts:
        body = draft.body
        assert isinstance(body, Commitment)
        key = (body.stage, body.action, body.areas, body.by, body.actors)
        if key in seen:
            first = kept[seen[key]]
            assert isinstance(first.body, Commitment)
            merged = replace(first.body, due=first.body.due or body.due, quantity=first.body.quantity or body.quantity)
            kept[seen[key]] = replace(first, body=merged)
            continue
        seen[key] = len(kept)
        kept.append(draft)
    return kept
