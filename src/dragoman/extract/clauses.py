"""The speech acts of a sentence: who performs each, and which words it governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.catalog.lexicon import Hit
from dragoman.extract.doers import does, finite
from dragoman.extract.grain import Grain
from dragoman.extract.reading import Reading, Sentence
from dragoman.extract.subjects import Act, seat

__all__ = ["LAYER", "read_acts"]

LAYER = "commitments"
# Which acts may govern a verb without a subject of its own, by the rule's key ``bare``.
_GOVERN = {True: ("act", "modal"), "modal": ("modal",)}
# What runs or is done is told in a relative clause too: "the base, which Canberra is funding".
_TOLD = frozenset({"under_way", "done", "declined"})
_POSSESSIVE = frozenset({"'s", "'"})
_CLOSE = re.compile("[,;)]")
_JOINS = frozenset({"and", "but", ";", ":", "-"})


def read_acts(reading: Reading, sentence: Sentence, grain: Grain) -> list[Act]:
    """The acts of a sentence in text order, each with its speaker and the range that it governs."""
    acts: list[Act] = []
    hits = sentence.layer(LAYER)
    alone = any(_stands(hit) for hit in hits)
    for place, hit in enumerate(hits):
        kind = str(hit.sense.keys.get("kind", "act"))
        if kind == "mask" or (acts and acts[-1].start == hit.start) or _named(reading, sentence, hit):
            continue
        stage = hit.sense.keys.get("stage")
        if kind == "act" and stage != "declined" and "not" in grain.before(grain.skip_left(hit.start)):
            kind = "block"
        if kind == "modal" and stage == "agreed" and reading.text[sentence.end - 1] == "?":
            stage = "proposed"
        act = Act(hit, kind, str(stage) if stage else None, hit.start, hit.end)
        seat(sentence, grain, act, acts)
        if (alone and hit.sense.keys.get("alone")) or (hit.sense.keys.get("seated") and not _seated(grain, act)):
            continue
        if hit.sense.keys.get("finite") and not finite(grain, act, acts, hits[place + 1 :]):
            continue
        alone = alone or bool(hit.sense.keys.get("alone"))
        act.doer = does(grain, act, acts)
        acts.append(act)
    _nest(grain, acts)
    _bound(grain, acts, sentence)
    _turn(grain, acts)
    return acts


def _stands(hit: Hit) -> bool:
    """Whether a cue commits or praises by itself, so that a mere telling of facts beside it does not count."""
    keys = hit.sense.keys
    return str(keys.get("kind", "act")) in ("act", "modal", "state", "block") and not keys.get("alone")


def _seated(grain: Grain, act: Act) -> bool:
    """Whether an act stands right behind a subject of its own, adverbs apart."""
    at = grain.left(grain.skip_left(act.start))
    return _own(act) and (_owned(grain, act) or any(one.end == at for one in act.subjects))


def _named(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Whether the words are part of a name: a capital inside a sentence, in a word not all of capitals.

    A paper that is signed bears a capital of its own.
    """
    text = reading.text
    if hit.sense.keys.get("stage") == "signed":
        return False
    if not text[hit.start].isupper() or text[hit.start : hit.start + 2].isupper():
        return False
    before = text[sentence.start : hit.start].rstrip(" \"'\u201c\u2018\u00ab")
    if before[-1:].isdigit():
        return not before.isdigit()
    return bool(before) and before[-1] not in ".:!?\u2022*-\u2013\u2014)\n"


def _nest(grain: Grain, acts: list[Act]) -> None:
    """Tell attributions set aside, and acts that only refine the one that governs them."""
    for index, act in enumerate(acts):
        if act.kind in ("report", "act") and "," in grain.before(act.clause) and _closed(grain, acts, index):
            act.aside = True
        if act.key("subject") in ("after", "none") and act.kind == "report":
            act.aside = True
        governor = _governor(acts, index)
        if governor is None or act.aside:
            continue
        if act.kind in ("report", "block"):
            bound = governor.kind in ("act", "modal", "state") and not _own(act)
            act.inner = bound and not grain.before(act.clause) & {"and", "but", ",", ";", ":", "who"}
            if act.kind == "report" or act.inner:
                continue
        bare = not _own(act) and governor.kind in _GOVERN.get(act.hit.sense.keys.get("bare"), ())
        governed = governor.kind in ("act", "modal", "state", "block") and not _parted(grain, governor, act)
        if governor.kind == "block" and act.kind == "act" and _owned(grain, act):
            continue
        if act.key("subject") == "none" and act.kind == "act" and act.hit.sense.keys.get("echo"):
            continue
        act.inner = bare or governed
    for act in acts:
        if act.kind in ("modal", "state") and not act.inner and _aslant(grain, act):
            act.inner = True


def _closed(grain: Grain, acts: Sequence[Act], index: int) -> bool:
    """Whether an act between commas has nothing of its own behind it, and something before it to attribute."""
    act = acts[index]
    if act.clause - grain.floor < 16:
        return False
    close = _CLOSE.search(grain.folded, act.end, grain.ceiling)
    end = close.start() if close else grain.ceiling
    if end - act.end > 70 or any(one.start < end for one in acts[index + 1 :]):
        return False
    behind = [one for one in grain.solid if act.end <= one.start < end and one.code != "none"]
    if act.kind == "act":
        before = [one for one in grain.solid if one.end <= act.clause and one.code != "none"]
        if any(one.sense.layer == "areas" for one in behind) or not any(_tells(one) for one in before):
            return False
    weights = [int(one.sense.keys.get("weight", 1)) for one in behind if one.sense.layer == "actions"]
    return not weights or (act.kind == "report" and max(weights) < 3 and end == grain.ceiling)


def _tells(cue: Hit) -> bool:
    return cue.sense.layer == "areas" or int(cue.sense.keys.get("weight", 1)) > 0


def _own(act: Act) -> bool:
    return bool(act.subjects) and not act.inherited


def _owned(grain: Grain, act: Act) -> bool:
    """Whether an act is told as its speaker's own by a possessive: "welcomed Sweden's readiness to receive"."""
    return _own(act) and grain.folded[act.subjects[-1].end : act.start].strip() in _POSSESSIVE


def _aslant(grain: Grain, act: Act) -> bool:
    """Whether a modal stands in a clause under another (relative, reason, time, question), which promises nothing."""
    if "who" in grain.before(act.clause):
        return act.kind != "state" or act.stage not in _TOLD or not (_own(act) and act.subjects[0].start >= act.clause)
    for hit in reversed(grain.hits):
        if hit.end <= act.start and hit.code in ("because", "when", "ask"):
            between = grain.folded[hit.end : act.clause].strip()
            apart = _own(act) and len(between) > 12 and not {"who", "that"} & grain.codes(hit.end, act.clause)
            if between[:1].isdigit() or (hit.code == "when" and apart):
                continue
            return not set(",;:") & set(between)
    return False


def _governor(acts: Sequence[Act], index: int) -> Act | None:
    for one in reversed(acts[:index]):
        if not one.aside and not one.inner:
            return one
    return None


def _parted(grain: Grain, governor: Act, act: Act) -> bool:
    """Whether a conjunction, a semicolon or a relative word parts an act from the one before."""
    before = grain.before(act.clause)
    if ":" in before and governor.kind == "act" and not grain.folded[governor.end : act.clause].strip(" :"):
        return False
    if before & _JOINS or "who" in before:
        return True
    between = grain.folded[governor.end : act.clause]
    if ";" in between or ":" in between:
        return True
    if "," in before:
        return governor.kind == "block" or act.kind in ("act", "block")
    codes = grain.codes(governor.end, act.start)
    if act.kind in ("modal", "state"):
        return bool({"who", "but"} & codes) or (governor.kind != "act" and "and" in codes)
    return bool({"who", "but", "and"} & codes)


def _bound(grain: Grain, acts: list[Act], sentence: Sentence) -> None:
    """Give each act the range that it governs: up to the clause of the next act that stands beside it."""
    heads = [act for act in acts if not act.inner and not act.aside]
    floor = sentence.start
    for index, act in enumerate(heads):
        act.open = floor
        act.close = heads[index + 1].clause if index + 1 < len(heads) else sentence.end
        if act.close < act.end:
            act.close = act.end
        floor = act.end if act.kind == "report" else act.close
    for act in acts:
        if act.aside and heads and not set(",;)") & set(grain.folded[act.end : sentence.end]):
            heads[-1].close = max(heads[-1].end, min(heads[-1].close, act.clause))
        if act.aside:
            act.open, act.close = sentence.start, act.clause
        elif act.inner:
            act.open = act.close = act.start


def _turn(grain: Grain, acts: Sequence[Act]) -> None:
    """Mark acts whose content is passive or a deed of the speaker's own."""
    passives = [hit for hit in grain.hits if hit.code == "passive"]
    for index, act in enumerate(acts):
        if passives:
            floor = next((one.start for one in acts[index + 1 :] if not one.inner), grain.ceiling)
            ends = min(act.end + 80, floor)
            act.passive = any(act.start <= hit.start < ends for hit in passives)
            act.turned = any(hit.start < act.start < hit.end for hit in passives)
        act.deed = "deed" in grain.starts.get(grain.right(act.end), {})
