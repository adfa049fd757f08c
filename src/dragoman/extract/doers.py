"""Whether somebody who can do things stands as a verb's subject, and whether a bare verb is one that is conjugated.

A past tense is as often a participle ("the boats donated by Chile will sail"): such verbs tell a fact only where a
doer stands before them, none of their own clause's verbs follows, and no agent is named behind them.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.catalog.lexicon import Hit
from dragoman.extract.grain import Grain
from dragoman.extract.subjects import Act

__all__ = ["does", "finite"]

# What begins a clause of its own between two verbs, and under which words nothing is told as news.
_JOINTS = frozenset({"and", "but", "that", "who", "because", "purpose", "when"})
_UNDER = frozenset({"who", "when", "because", "ask", "prep"})
_REACH = 60


def does(grain: Grain, act: Act, acts: Sequence[Act]) -> bool:
    """Whether a party, person, force, team or vessel stands before the act as its subject."""
    if act.subjects and not act.inherited:
        return True
    floor = max(acts[-1].end if acts else grain.floor, act.start - _REACH)
    for hit in grain.hits:
        if hit.code != "doer" or hit.start < floor or hit.end > act.start:
            continue
        between = grain.folded[hit.end : act.start]
        if "," in between or {"who", "and", "but"} & grain.codes(hit.end, act.start):
            continue
        if not {"prep", "agent"} & grain.before(grain.skip_left(hit.start, "article")):
            return True
    return False


def finite(grain: Grain, act: Act, acts: Sequence[Act], later: Sequence[Hit]) -> bool:
    """Whether an act's bare verb is the conjugated one of a clause that somebody's doing is told in.

    ``acts`` are those before it in the sentence, ``later`` the layer's hits behind it.
    """
    before = grain.before(grain.skip_left(act.start))
    if before & _UNDER:
        return False
    if act.hit.sense.keys.get("finite") == "passive":
        floor = acts[-1].end if acts else grain.floor
        return not {"ask", "who"} & grain.codes(floor, act.start)
    shared = act.inherited and bool(before & {"and", "but"}) and acts[-1].kind == act.kind
    if not shared and not does(grain, act, acts):
        return False
    if "agent" in grain.starts.get(grain.right(act.end), {}):
        return False
    return not _leads_on(grain, act, later)


def _leads_on(grain: Grain, act: Act, later: Sequence[Hit]) -> bool:
    """Whether another verb follows in the same clause, so that this one only describes its subject."""
    for hit in later:
        if hit.start < act.end:
            continue
        if hit.sense.keys.get("kind", "act") not in ("modal", "state"):
            continue
        between = grain.folded[act.end : hit.start]
        return not set(",;:") & set(between) and not _JOINTS & grain.codes(act.end, hit.start)
    return False
