"""What a short answer takes up: "the minister accepted", "Estonia will send them", "he undertook to look into it"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.extract.attribution import Attribution
from dragoman.extract.coding import due_of, quantity_of
from dragoman.extract.reading import Draft
from dragoman.extract.subjects import Act
from dragoman.extract.telling import Line, unique
from dragoman.records import Commitment, Span

__all__ = ["echo", "granted"]

# How far behind an act the words may stand that point back, for a speech act and for a mere "will".
_REACH, _CLOSE = 40, 24
# How far what is taken up may lie behind.
_BEHIND = 240
# How many of the commitments before are looked at.
_LATEST = 4


def echo(line: Line, act: Act, said: Attribution, before: Sequence[Draft]) -> list[Draft]:
    """What an act without a thing to do of its own takes up: what was told right before it, as its speaker sees it.

    An acceptance takes up what the other side proposed last; any other act needs a word that points back.
    """
    sentence, code = line.sentence, line.reading.catalog.gazetteer.code
    by = tuple(sorted({code(one) for one in said.by}))
    near = [one for one in before[-_LATEST:] if sentence.start - one.evidence.end <= _BEHIND]
    asked = next((one for one in reversed(near) if _asks(line, act, one, by)), near[-1] if near else None)
    if asked is None:
        return []
    body = asked.body
    assert isinstance(body, Commitment)
    if act.kind == "modal" and (act.inherited or not act.subjects):
        by = body.by
    elif act.key("subject") == "none" or (
        set(by) == set(body.by) and any(one.kind == "pronoun" for one in act.subjects)
    ):
        other = tuple(one for one in body.actors if one not in body.by)
        by = other or line.voices.others(body.by, act.start)
    if not by:
        return []
    if act.kind == "modal" and sentence.start - asked.evidence.end > _CLOSE:
        return []
    same = (body.stage, body.by) == (said.stage, by) and act.kind != "modal"
    if not _asks(line, act, asked, by) and (same or not _points_back(line, act)):
        return []
    start = max(act.open if act.key("subject") == "none" else act.clause, sentence.start)
    close = max(act.close, act.end)
    span = unique(line.reading, sentence, Span(start, sentence.end))
    due = due_of(line.reading, sentence, start, close, said.stage) or body.due
    quantity = quantity_of(line.reading, start, close) or body.quantity
    told = replace(body, stage=said.stage, by=by, due=due, quantity=quantity)
    return [Draft("commitment", span, told, act.hit.code)]


def _asks(line: Line, act: Act, one: Draft, by: tuple[str, ...]) -> bool:
    """Whether an act accepts what somebody else proposed: by its word, or as an agreement with nothing behind it."""
    assert isinstance(one.body, Commitment)
    if act.key("subject") == "none" and act.hit.sense.keys.get("echo"):
        return one.body.stage == "proposed"
    alone = act.kind == "act" and act.stage == "agreed" and act.subjects and not act.inherited
    bare = alone and not line.reading.text[act.end : max(act.close, act.end)].strip(' .;,"\u201d')
    accepts = bare or bool(act.hit.sense.keys.get("echo"))
    return bool(accepts) and one.body.stage == "proposed" and set(by) != set(one.body.by)


def granted(line: Line, acts: Sequence[Act], act: Act, told: Sequence[Draft]) -> list[Draft]:
    """What an acceptance names as the other side's: "accepted his request that a teacher be sent" is a request too."""
    if not told or not act.hit.sense.keys.get("echo"):
        return []
    for one in acts[acts.index(act) + 1 :]:
        if not one.inner:
            break
        asks = one.kind == "act" and one.stage == "proposed" and one.subjects and not one.inherited
        by = line.voices.speaker(one) if asks else ()
        body = told[0].body
        assert isinstance(body, Commitment)
        code = line.reading.catalog.gazetteer.code
        parties = tuple(sorted({code(party) for party in by}))
        if parties and parties != body.by:
            span = unique(line.reading, line.sentence, Span(one.clause, told[0].evidence.end))
            return [Draft("commitment", span, replace(body, stage="proposed", by=parties), one.hit.code)]
    return []


def _points_back(line: Line, act: Act) -> bool:
    """Whether words behind an act stand for what was told before: "it", "the matter", "the request"."""
    if act.kind == "state":
        return False
    if act.kind == "modal" and (act.inherited or not act.subjects or act.stage != "agreed"):
        # "Their number will rise": what is told again stands before the verb.
        folded = line.reading.folded
        return act.stage == "agreed" and any(
            hit.code == "back" and hit.end + 1 == act.clause and " " in folded[hit.start : hit.end]
            for hit in line.sentence.layer("clauses")
        )
    reach = _REACH if act.kind == "act" else _CLOSE
    return any(
        hit.code == "back" and 0 <= hit.start - act.end <= reach and hit.end <= max(act.close, act.end)
        for hit in line.sentence.layer("clauses")
    )
