"""What an act governs, told as commitments: one for each thing to do, each with its words."""

from __future__ import annotations

import msgspec

from dragoman.extract.attribution import Attribution
from dragoman.extract.coding import ALONE, GENERAL, ONE_SIDED, Coded, actors_of, code_piece, due_of, quantity_of, within
from dragoman.extract.grain import Grain, Piece, pieces
from dragoman.extract.reading import Draft, Reading, Sentence
from dragoman.extract.speakers import Voices
from dragoman.extract.subjects import Act
from dragoman.records import Commitment, Span

__all__ = ["BULLETS", "Line", "Told", "tell", "tell_bare", "unique"]

BULLETS = "\u2022\u2013\u2014*-\u00b7\u25aa\u25cf+"
_TRAIL = " \n\t,;:.-\u2013\u2014\"'\u201c\u201d\u2018\u2019("

# The stages at which something may change hands without anybody who says so.
_CHANGES_HANDS = frozenset({"done", "under_way", "agreed"})
# How many code points must be told for a wish that no cue names.
_SAYS_ENOUGH = 25
# Told to come without anybody who promises it, an occasion is only a planned engagement.
_BOTH = 2
_STAYS = frozenset({"visit", "inspection"})
_OCCASIONS = frozenset({"exercise"})


class Line(msgspec.Struct, frozen=True):
    """A sentence under reading, with its small words and the voices of its document."""

    reading: Reading
    sentence: Sentence
    grain: Grain
    voices: Voices


class Told(msgspec.Struct, frozen=True):
    """An act with what it governs: content from ``start`` to ``end``, the words before it from ``open``."""

    act: Act
    said: Attribution
    open: int
    start: int
    end: int


def tell(line: Line, told: Told) -> list[Draft]:
    """One draft for each thing to do that the act governs; neighbours that say the same are one."""
    found: list[tuple[Piece, Coded]] = []
    pending: int | None = None
    for number, cut in enumerate(pieces(line.grain, told.start, told.end)):
        piece = cut if pending is None else Piece(pending, cut.end)
        whole, coded = _first(line, told, piece) if number == 0 else (piece, _code(line, told.act, piece))
        pending = piece.start if coded is None and number else None
        if coded is None or not _enough(told.act, coded) or _planned(line, told, coded):
            continue
        if len(found) == 1 and found[0][1].weight == 0 and not found[0][1].areas and coded.weight == 3:
            found[-1] = (Piece(found[-1][0].start, whole.end), coded)
        elif found and found[-1][1].action == coded.action:
            found[-1] = (Piece(found[-1][0].start, whole.end), _joined(found[-1][1], coded))
        elif not found or not coded.general or found[-1][1].weight < 1 or coded.weight > 1:
            found.append((whole, coded))
    return [_draft(line, told, piece, coded, number == 0) for number, (piece, coded) in enumerate(found)]


def tell_bare(line: Line, told: Told, modal: bool) -> list[Draft]:
    """What somebody wants or promises to do that no cue names: working together, in no area."""
    act = told.act
    spoken = act.kind == "act" and act.stage in ("agreed", "proposed") and bool(act.subjects) and not act.inherited
    opens = modal or "head" in line.grain.starts.get(line.grain.right(act.end), {})
    if not spoken or not opens or told.end - act.end < _SAYS_ENOUGH or told.start > act.end:
        return []
    if {"policy", "outside"} & line.grain.codes(act.start, told.end):
        return []
    return [_draft(line, told, Piece(act.start, told.end), Coded(GENERAL, (), 0, True), True)]


def _first(line: Line, told: Told, piece: Piece) -> tuple[Piece, Coded | None]:
    """The first thing to do reads the act's own words too, and what stands before them where nothing follows."""
    act = told.act
    if act.kind in ("modal", "state") or act.key("content") == "around":
        whole = Piece(told.open, piece.end)
        return whole, _code(line, act, whole)
    whole = Piece(min(piece.start, act.start) if act.end == piece.start else piece.start, piece.end)
    coded = _code(line, act, whole)
    if told.open >= act.start or (coded is not None and coded.areas and not coded.general):
        return whole, coded
    before = Piece(told.open, piece.end)
    lead = _code(line, act, before)
    if lead is None or (coded is not None and not set(lead.areas) - {ALONE}):
        return whole, coded
    if coded is not None and coded.weight == 3:
        lead = Coded(coded.action, lead.areas, lead.weight, lead.general)
    return before, lead


def _joined(left: Coded, right: Coded) -> Coded:
    areas = tuple(sorted({*left.areas, *right.areas}))
    if len(areas) > 1:
        areas = tuple(one for one in areas if one != ALONE)
    return Coded(left.action, areas, max(left.weight, right.weight), False)


def _code(line: Line, act: Act, piece: Piece) -> Coded | None:
    """Code a piece up to its purpose or reason, which is no part of what is to be done."""
    reading, grain = line.reading, line.grain
    floor = max(piece.start + 1, act.end)
    ends = [hit.start for hit in grain.hits if hit.code in ("purpose", "because") and floor <= hit.start < piece.end]
    coded = code_piece(reading, line.sentence, act, piece.start, ends[0]) if ends else None
    coded = coded or code_piece(reading, line.sentence, act, piece.start, piece.end)
    action = act.key("action")
    if coded is None and action and act.key("needs") == "none" and piece.start <= act.end:
        coded = Coded(action, tuple(reading.catalog.codebook.actions[action].areas), 3, False)
    if coded is None or coded.weight == 3:
        return coded
    topics = grain.codes(piece.start, piece.end)
    if "policy" in topics:
        return None
    return coded if "outside" not in topics or set(coded.areas) - {ALONE} else None


def _enough(act: Act, coded: Coded) -> bool:
    """Whether the words say enough for the act: a mere "will" needs more than a proposal, what runs or is done most."""
    needs = act.key("needs")
    named = bool(set(coded.areas) - {ALONE})
    off = act.stage == "declined" and coded.weight > 0
    if act.kind == "state" and needs != "area" and not off and _slight(coded, named):
        return False
    refused = act.hit.sense.keys.get("refuses", ())
    if coded.action in ((refused,) if isinstance(refused, str) else refused):
        return False
    if act.kind == "act" and coded.action == GENERAL and coded.weight < 1 and not named:
        return False
    if needs == "exact":
        return coded.weight > 1 or (coded.weight > 0 and named)
    if needs == "action":
        spoken = act.doer
        bare = coded.weight == 0 and (named or spoken or coded.action != GENERAL)
        return coded.weight > 0 or bare or (spoken and named)
    return named if needs == "area" else True


def _slight(coded: Coded, named: bool) -> bool:
    """Whether the words are too few for what runs or is done."""
    return coded.action == "visit" or (coded.weight < 2 and not (coded.weight >= 0 and named))


def _planned(line: Line, told: Told, coded: Coded) -> bool:
    """Whether a visit, session or exercise is only told as an engagement, which nobody promises."""
    if told.act.kind not in ("modal", "state"):
        return False
    alone = told.act.kind == "state" or (not told.said.quoted and len(told.said.by) == 1)
    if alone and coded.action in _OCCASIONS and told.act.hit.sense.keys.get("occasion"):
        start, end = line.sentence.start, line.sentence.end
        if any(one.type == coded.action and start <= one.start < end for one in line.reading.contacts):
            return True
    if told.said.quoted:
        return False
    if told.act.kind == "modal" and _announced(line, told):
        return True
    spoken = bool(told.act.subjects) and not told.act.inherited
    return coded.action == "visit" or (told.said.stage == "agreed" and not spoken and coded.action in _OCCASIONS)


def _announced(line: Line, told: Told) -> bool:
    """Whether what the reporter foretells is an engagement to come: it is one of its own, and no promise."""
    start, end = told.act.start, line.sentence.end
    words = {hit.sense.keys["type"] for hit in line.sentence.layer("engagements") if start <= hit.start < end}
    return any(
        one.status == "planned"
        and line.sentence.start <= one.start < end
        and one.type in words
        and (len(one.parties) < _BOTH or one.type in _STAYS)
        for one in line.reading.contacts
    )


def _draft(line: Line, told: Told, piece: Piece, coded: Coded, first: bool) -> Draft:
    act, by, stage = told.act, told.said.by, told.said.stage
    reading, sentence = line.reading, line.sentence
    giver = _giver(line, told, piece) if coded.action in ONE_SIDED else ()
    if giver:
        by = giver
    elif told.said.carried and stage != "proposed" and coded.action not in ONE_SIDED:
        by = line.voices.all(act.start)
    code = reading.catalog.gazetteer.code
    start = piece.start
    if first and sentence.start <= act.start < sentence.end:
        start = min(start, max(act.clause, told.open))
    span = unique(reading, sentence, _trim(reading, line.grain, start, piece.end))
    actors = giver or actors_of(line.voices, sentence, act, coded.action, by, span)
    around = act.kind != "act" or act.key("content") == "around"
    dated = span.start if around else max(span.start, act.end)
    body = Commitment(
        stage,
        coded.action,
        within(reading, coded.action, coded.areas),
        tuple(sorted({code(one) for one in by})),
        tuple(sorted({code(one) for one in actors})),
        due_of(reading, sentence, dated, span.end, stage),
        quantity_of(reading, span.start, span.end, dated),
    )
    return Draft("commitment", span, body, act.hit.code)


def _giver(line: Line, told: Told, piece: Piece) -> tuple[str, ...]:
    """Who gives or lends what is only told to change hands: named behind "from", else whoever does not receive it."""
    said = told.said
    if not said.carried or said.quoted or told.act.subjects or said.stage not in _CHANGES_HANDS:
        return ()
    given: tuple[str, ...] = ()
    for one in line.sentence.mentions:
        if not one.parties or not told.act.end <= one.start < max(piece.end, told.end):
            continue
        before = line.grain.before(line.grain.skip_left(one.start, "article"))
        if "giver" in before:
            return line.voices.of(one, one.start)
        if "recipient" in before and not given:
            given = line.voices.others(line.voices.of(one, one.start), one.start)
    return given if len(given) == 1 else ()


def _trim(reading: Reading, grain: Grain, start: int, end: int) -> Span:
    text = reading.text
    while start < end and (text[start] in _TRAIL or text[start] in BULLETS):
        start += 1
    for code in ("and", "but", "that"):
        stop = grain.starts.get(start, {}).get(code)
        if stop is not None and stop < end:
            start = grain.right(stop)
    while end > start and (text[end - 1] in _TRAIL or text[end - 1].isspace()):
        end -= 1
    for code in ("and", "but"):
        begin = grain.ends.get(end, {}).get(code)
        if begin is not None and begin > start:
            end = grain.left(begin)
            while end > start and text[end - 1] in _TRAIL:
                end -= 1
    return Span(start, max(start, end))


def unique(reading: Reading, sentence: Sentence, span: Span) -> Span:
    """Widen evidence whose words stand earlier in the text too, as in the headline, so that it points to one place."""
    text = reading.text
    if text.find(text[span.start : span.end]) >= span.start:
        return span
    alone = text.find(text[sentence.start : span.end]) == sentence.start
    return Span(sentence.start, span.end if alone else sentence.end)
