"""What a thing to do is by the codebook: its action, areas, actors, its day and its number."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.catalog.lexicon import Hit
from dragoman.extract.moments import moments
from dragoman.extract.quantities import find_quantities
from dragoman.extract.reading import Reading, Sentence
from dragoman.extract.speakers import Voices
from dragoman.extract.subjects import Act
from dragoman.records import Span

__all__ = ["ALONE", "GENERAL", "ONE_SIDED", "Coded", "actors_of", "code_piece", "due_of", "quantity_of", "within"]

GENERAL = "cooperate"
ALONE = "relations"
# What is mutual unless somebody offers it or is asked for it, with no word that makes it mutual.
_GIVEN = frozenset({"share_experience", "develop_technology"})
# Delegations are the area of these actions only; elsewhere somebody is merely sent.
_SENT = frozenset({"train", "attend_event", "deploy", "assist", "supply_equipment", "upgrade_relations"})
# What has a field of its own, or none.
_UNBOUND = frozenset({"visit", "upgrade_relations", "support_multilateral", "attend_event", "exercise"}) | {
    "exchange_delegations"
}
# An action that one side carries out for the other; every other action is done by both unless one is named.
ONE_SIDED = frozenset({"post_attache", "train", "supply_equipment", "attend_event", "visit", "assist", "deploy"}) | {
    "implement_instrument",
    "support_multilateral",
}

# An action whose area stands beside whatever other areas are named.
_NAMES_ITS_AREA = frozenset({"train", "post_attache", "exchange_delegations", "visit"})
# What may be given for nothing.
_GIFTS = frozenset({"supply_equipment", "assist"})
# What brings somebody somewhere gives way to what is done there.
_YIELDS = {"deploy": ("exercise",), "visit": ("train", "assist", "exercise", "attend_event", "share_experience")}
# To what somebody is invited, if not for a visit.
_OCCASIONS = frozenset({"attend_event", "exercise", "deploy", "train"})
_DONE_BY_SPEAKER = frozenset({"raised", "agreed", "under_way", "done", "declined"})


class Coded(msgspec.Struct, frozen=True, gc=False):
    """Action and areas of a piece; the weight of its best action cue (-1: none); whether it only says cooperate."""

    action: str
    areas: tuple[str, ...]
    weight: int
    general: bool


def _cues(sentence: Sentence, start: int, end: int) -> tuple[list[Hit], list[Hit]]:
    """The action and the area cues that lie between two offsets, masks left out."""
    actions = [h for h in sentence.layer("actions") if start <= h.start and h.end <= end and h.code != "none"]
    areas = [h for h in sentence.layer("areas") if start <= h.start and h.end <= end and h.code != "none"]
    return actions, areas


def code_piece(reading: Reading, sentence: Sentence, act: Act, start: int, end: int) -> Coded | None:
    """Read action and areas from the words between two offsets; None where they name nothing to do."""
    actions, found = _cues(sentence, start, end)
    areas = _areas(found)
    named = tuple(one for one in areas if one != ALONE)
    later = sentence.start <= act.start and start > act.end
    implied = None if later else act.key("action")
    if act.stage == "signed" and implied:
        actions = _provided(actions, implied) or actions
    actions = _leading(sentence, actions, start, end) if named else actions
    many = min(len(named), len({hit.start for hit in found if hit.code != ALONE}))
    action, weight = _action(actions, many, _first_comma(reading, act, start, end))
    if implied and (weight < 3 or action == GENERAL) and not _bidden(sentence, actions, implied, start):
        action, weight = implied, 3
    if action is None:
        if not areas:
            return None
        action = GENERAL
    if action in _SENT:
        named = tuple(one for one in named if one != "delegation_exchange")
    areas = named or _default(reading, action, areas)
    if action in _GIFTS and _given_free(sentence, start, end):
        areas = tuple(one for one in areas if one not in reading.catalog.codebook.actions["supply_equipment"].areas)
    if action in _NAMES_ITS_AREA:
        areas = tuple({*areas, *reading.catalog.codebook.actions[action].areas})
    return Coded(action, tuple(sorted(areas)), weight, action == GENERAL and not named)


def _leading(sentence: Sentence, actions: list[Hit], start: int, end: int) -> list[Hit]:
    """Without what only exemplifies a general action: "cooperate in X, above all in repairing vehicles"."""
    marks = [one.start for one in sentence.layer("clauses") if one.code == "namely"]
    namely = next((one for one in marks if start < one < end), end)
    lead = [one for one in actions if one.start < namely]
    return lead if any(one.code == GENERAL and one.sense.keys.get("weight", 3) == 1 for one in lead) else actions


def _provided(actions: Sequence[Hit], implied: str) -> list[Hit]:
    """What a signed paper is about, apart from its being signed."""
    return [one for one in actions if one.code not in (implied, GENERAL) and one.sense.keys.get("weight", 3) > 1]


def _areas(found: Sequence[Hit]) -> tuple[str, ...]:
    codes: list[str] = []
    for hit in found:
        for code in (hit.code, *hit.sense.keys.get("with", ())):
            if code not in codes:
                codes.append(code)
    return tuple(codes)


def _first_comma(reading: Reading, act: Act, start: int, end: int) -> int:
    """Where the first comma behind the act stands: what comes later is one of a list."""
    comma = reading.folded.find(",", max(start, act.end) if act.start < end else start, end)
    return comma if comma >= 0 else end


def _given_free(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what changes hands is a gift or a loan, which is no matter of the industry."""
    return any(hit.code == "gift" and start <= hit.start < end for hit in sentence.layer("clauses"))


def _bidden(sentence: Sentence, actions: Sequence[Hit], implied: str, start: int) -> bool:
    """Whether an invitation names something else to do than to visit: "invited the navy to a seminar"."""
    if implied != "visit":
        return False
    does = any(hit.code == "head" and start <= hit.start for hit in sentence.layer("heads"))
    exact = [hit for hit in actions if does or hit.code == "attend_event" or hit.sense.keys.get("weight", 3) == 3]
    return any(hit.code in _OCCASIONS for hit in exact)


def _action(actions: Sequence[Hit], named: int, comma: int) -> tuple[str | None, int]:
    """The action of the heaviest cue, the first of equals; a noun gives way to cooperation in a list of areas.

    ``named`` counts the areas told. What only brings somebody somewhere gives way to what is done there.
    """
    best: dict[int, str] = {}
    for hit in actions:
        best.setdefault(int(hit.sense.keys.get("weight", 3)), hit.code)
    if 3 in best and named > 2:
        head = [one for one in actions if one.start < comma and one.sense.keys.get("weight", 3) == 3]
        if not head or 1 in best:
            return GENERAL, 1
    if 3 in best:
        there = [one.code for one in actions if one.code in _YIELDS.get(best[3], ()) and _counts(best[3], one)]
        return (there[0] if there else best[3]), 3
    if 2 in best and named < (2 if 1 in best else 3):
        return best[2], 2
    if 2 in best or 1 in best:
        return GENERAL, 1
    if 0 in best:
        return (best[0] if named < 3 else GENERAL), 0
    return None, -1


def _counts(moved: str, hit: Hit) -> bool:
    """Whether a cue names what is done where somebody goes: exactly, or by the occasion's bare name for troops sent."""
    return moved == "deploy" or int(hit.sense.keys.get("weight", 3)) == 3


def _default(reading: Reading, action: str, areas: tuple[str, ...]) -> tuple[str, ...]:
    return reading.catalog.codebook.actions[action].areas or areas


def within(reading: Reading, action: str, areas: tuple[str, ...]) -> tuple[str, ...]:
    """Add the field of the whole report, such as police work, where the clause names none of its own."""
    field = _field(reading)
    usual = {*reading.catalog.codebook.actions[action].areas, ALONE}
    if field is None or action in _UNBOUND or set(areas) - usual:
        return areas
    return tuple(sorted({*(one for one in areas if one != ALONE), field}))


def _field(reading: Reading) -> str | None:
    """The one subject that the report's title names, else the area that most words for its forces belong to.

    None where it is defence at large.
    """
    if "field" not in reading.facts:
        counts: dict[str, int] = {}
        for hit in reading.layer("topics"):
            if hit.code == "field":
                area = str(hit.sense.keys.get("area", ""))
                counts[area] = counts.get(area, 0) + 1
        best = max(counts, key=lambda area: (counts[area], area == "", area), default="")
        named = _titled(reading)
        reading.facts["field"] = named or (best if best and counts[best] > 2 else None)
    found = reading.facts["field"]
    return str(found) if found else None


def _titled(reading: Reading) -> str | None:
    """The subject that the title names, where it names but one."""
    found = {
        str(hit.sense.keys.get("area", ""))
        for sentence in reading.sentences
        if sentence.kind == "title"
        for hit in sentence.layer("topics")
        if hit.code == "field" and hit.sense.keys.get("titled")
    }
    return found.pop() if len(found) == 1 else None


def actors_of(
    voices: Voices, sentence: Sentence, act: Act, action: str, by: tuple[str, ...], span: Span
) -> tuple[str, ...]:
    """Who would do it: the subject of what is asked or told, else by the kind of act and action."""
    both = voices.all(act.start)
    both = both if len(both) > 1 else by
    if act.turned and action == "visit":
        return voices.others(by, act.start) or by
    own = voices.parties(act.subjects, act.start) if not act.inherited else ()
    who = act.key("actor")
    named = own if act.kind in ("modal", "state") else () if who == "speaker" else _asked(voices, sentence, act)
    if act.kind == "state" and not named:
        named = _asked(voices, sentence, act)
    given = who == "speaker" or (len(named) == 1 and act.kind == "act")
    if action in _GIVEN and given and not _mutual(sentence, span):
        return by if who == "speaker" else named
    if action not in ONE_SIDED:
        return named if len(named) > 1 else both
    if named and act.passive:
        named = voices.others(named, act.start) if len(named) == 1 else ()
        who = None if len(by) > 1 or act.stage == "proposed" else "speaker"
    if named:
        return named
    if act.deed:
        return by
    if who == "other" or (who == "wish" and action in ("train", "assist") and len(by) == 1):
        return voices.others(by, act.start) or by
    alone = who == "wish" or (len(by) == 1 and act.stage in _DONE_BY_SPEAKER)
    return by if alone or who == "speaker" or act.kind in ("modal", "state") else both


def _mutual(sentence: Sentence, span: Span) -> bool:
    return any(hit.code == "mutual" and span.start <= hit.start < span.end for hit in sentence.layer("clauses"))


def _asked(voices: Voices, sentence: Sentence, act: Act) -> tuple[str, ...]:
    """The subject of what an act proposes or asks for: a party named right behind it."""
    for one in sentence.mentions:
        if one.start <= act.start or (one.kind == "place" and not one.parties):
            continue
        words = len(voices.reading.folded[act.end : one.start].split())
        return voices.of(one, act.start) if words <= 2 else ()
    return ()


def due_of(reading: Reading, sentence: Sentence, start: int, end: int, stage: str) -> str | None:
    """The day, month or year by which it is to be done, where the clause tells one that lies ahead."""
    if stage in ("done", "under_way", "raised"):
        return None
    published = reading.document.published or ""
    for one in moments(reading, sentence):
        if start <= one.start and one.end <= end and one.edtf and one.kind not in ("label", "duration"):
            day = one.plain or ""
            told = published[: len(day)] if day[:4].isdigit() and "/" not in day else ""
            if one.tense == "past" or (told and (day < told or (day == told and len(day) > 7))):
                continue
            return one.edtf
    return None


def quantity_of(reading: Reading, start: int, end: int, first: int = 0) -> str | None:
    """How many or how often, where the clause says; rather what stands from ``first`` on."""
    vocabulary = reading.pack.dates
    if vocabulary is None:
        return None
    found = find_quantities(reading.text, start, end, vocabulary, reading.folded)
    if found and first > start:
        found = find_quantities(reading.text, first, end, vocabulary, reading.folded) or found
    return str(found[0].value) if found else None
