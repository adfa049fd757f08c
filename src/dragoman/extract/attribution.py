"""Whose stance an act is, and at which stage it stands by whoever says it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.extract.speakers import Voices
from dragoman.extract.subjects import Act

__all__ = ["Attribution", "attribute"]


# How many code points may stand between "will" and its verb.
_RIGHT_BEHIND = 16


class Attribution(msgspec.Struct, frozen=True):
    """By whom something is said, and the stage that it thereby has; ``quoted`` where somebody is told to say it.

    ``carried`` marks a speaker who is only taken over from the sentences before.
    """

    by: tuple[str, ...]
    stage: str
    quoted: bool = True
    carried: bool = False


def attribute(acts: Sequence[Act], act: Act, voices: Voices, provided: bool = False) -> Attribution | None:
    """Say by whom and at which stage an act is; None where no party can be named.

    What somebody is told to have said is that party's own stance (a proposal of B told by A is B's); a mere "will"
    belongs to whoever is quoted for it, and to the doers where nobody is. Where a signed paper was just told of
    (``provided``), it is what the paper provides.
    """
    own = voices.speaker(act)
    quoted = _quoted(acts, act)
    told = voices.speaker(quoted) if quoted is not None else ()
    recalled = any(one.hit.sense.keys.get("recalls") and one.end <= act.start for one in acts)
    if recalled and act.stage == "agreed" and told:
        return Attribution(told, "done")
    if act.kind == "act":
        by = _performers(act, voices, own, told)
        return Attribution(by, _stage(act, acts)) if by else None
    if quoted is not None and quoted.kind == "act" and quoted.stage:
        by = told or voices.all(act.start)
        return Attribution(by, quoted.stage) if by else None
    stage = act.stage or "agreed"
    provided = provided or any(
        one.hit.sense.keys.get("provides") and not one.inner for one in acts if one.end <= act.start
    )
    if provided and quoted is None and stage in ("agreed", "proposed"):
        return Attribution(voices.signers(act.start), "signed")
    by, carried = _tellers(act, voices, own, told)
    if not by:
        return None
    return Attribution(by, _weighed(acts, act, voices, (own, told, by)), quoted is not None, carried)


def _performers(act: Act, voices: Voices, own: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    """Who performs a speech act: its subject, whoever is quoted for it or stands over it, else the last speaker."""
    if act.hit.sense.keys.get("provides") and not own:
        return voices.signers(act.start)
    if act.key("subject") == "none" and act.key("joint"):
        return voices.all(act.start)
    if act.turned and len(own) == 1 and act.key("action") == "visit":
        own = voices.others(own, act.start)
    return own or told or voices.over or (() if act.key("joint") else voices.last) or voices.all(act.start)


def _tellers(act: Act, voices: Voices, own: tuple[str, ...], told: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """By whom something is told to come, run or be done, and whether that is only taken over from what went before."""
    if told:
        by, carried = told, False
    elif act.passive and len(own) == 1 and act.stage in (None, "agreed", "done", "under_way"):
        by, carried = voices.others(own, act.start), True
    else:
        carried = not own or (act.stage == "proposed" and not act.inherited)
        by = (voices.last or own) if carried else own
    return by or voices.all(act.start), carried


def _weighed(acts: Sequence[Act], act: Act, voices: Voices, who: tuple[tuple[str, ...], ...]) -> str:
    """The stage of what is told to come: raised where it will be looked into, proposed where one tells what both do."""
    own, told, by = who
    stage = act.stage or "agreed"
    if stage != "agreed" or len(by) != 1:
        return stage
    if act.kind == "modal" and len(own) < 2 and _weighs(acts, act):
        return "raised"
    both = told and len(own) > 1 and not act.passive and len(voices.all(act.start)) > 1
    return "proposed" if both else stage


def _weighs(acts: Sequence[Act], act: Act) -> bool:
    """Whether what will be done is only to look into something: "Lima would be exploring how"."""
    following = next((one for one in acts if one.start >= act.end), None)
    return (
        following is not None
        and following.inner
        and following.kind == "act"
        and following.stage == "raised"
        and following.start - act.end < _RIGHT_BEHIND
    )


def _stage(act: Act, acts: Sequence[Act]) -> str:
    """The act's own stage, unless what it governs is only a possibility."""
    stage = act.stage or "raised"
    index = acts.index(act) if act in acts else len(acts)
    for one in acts[index + 1 :]:
        if not one.inner:
            break
        if one.kind == "state" and one.stage == "raised" and stage == "agreed":
            return "raised"
    return stage


def _quoted(acts: Sequence[Act], act: Act) -> Act | None:
    """The report that an act stands in: an attribution set aside, or the nearest report before it."""
    for one in acts:
        if one.aside and one is not act:
            return one
    if act not in acts:
        return None
    for one in reversed(acts[: acts.index(act)]):
        if one.kind == "report":
            return one
        if not one.inner:
            return None
    return None
