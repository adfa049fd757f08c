"""Who performs a speech act."""

from __future__ import annotations

from collections.abc import Sequence, Set

import msgspec

from dragoman.catalog.lexicon import Hit
from dragoman.extract.grain import Grain
from dragoman.extract.reading import Mention, Sentence

__all__ = ["Act", "seat"]

# How far an act may stand behind its sentence's first word to begin it, and a verb behind its subject.
_FIRST, _NEXT = 3, 14
_POINTS = frozenset({"pronoun", "they", "both", "same_country", "host", "guest"})
_SPEAKS = frozenset({"person", "office", "counterpart", "party", "delegation", "host_country"}) | _POINTS


class Act(msgspec.Struct, eq=False):
    """A speech act of a sentence.

    ``subjects`` are the mentions that stand as its speaker, ``inherited`` says that they were taken from the act
    before.
    Its clause begins at ``clause``; what it governs lies from ``open`` to ``close``, the words of the act apart.
    ``aside`` marks an attribution set between commas or at the end of what it attributes; ``inner`` an act that stands
    in the complement of the one before and only refines it.
    In a ``passive`` clause the named party is the one that something is done for; a ``deed`` is the speaker's own.
    A ``turned`` act is passive itself: its subject is whom it is done to.
    ``doer`` tells that somebody who can do things stands before it, named as a party or not.
    """

    hit: Hit
    kind: str
    stage: str | None
    start: int
    end: int
    subjects: list[Mention] = []
    inherited: bool = False
    clause: int = 0
    open: int = 0
    close: int = 0
    aside: bool = False
    inner: bool = False
    passive: bool = False
    deed: bool = False
    doer: bool = False
    turned: bool = False

    def key(self, name: str) -> str | None:
        """A key of the act's rule, None where the rule does not say."""
        value = self.hit.sense.keys.get(name)
        return str(value) if value is not None else None


def seat(sentence: Sentence, grain: Grain, act: Act, acts: Sequence[Act]) -> None:
    """Find who performs the act: the subject before it, else the one after an inverted verb, else that of ``acts``.

    ``acts`` are those before it in the sentence; what follows a joining word has the subject of the last that speaks.
    """
    manner = act.key("subject")
    act.clause = grain.skip_left(act.start)
    if manner == "after":
        act.subjects = _after(sentence, grain, act)
    if manner not in ("after", "none"):
        _look_left(sentence, grain, act, acts)
    act.clause = grain.skip_left(act.clause, "article")


def _look_left(sentence: Sentence, grain: Grain, act: Act, acts: Sequence[Act]) -> None:
    """Take the subject from the words before an act, else the one that goes on from the act before it."""
    previous = acts[-1] if acts else None
    act.subjects = _agent(sentence, grain, act) or ([] if acts else _opening(sentence, grain, act))
    if act.subjects:
        return
    before = grain.before(act.clause)
    if "it" in before and previous is not None and previous.subjects:
        act.clause = grain.ends[grain.left(act.clause)]["it"]
    else:
        group = _group(sentence, grain, act, previous)
        if group and act.kind == "report" and _unnamed(sentence, grain, act, group[-1]):
            return
        if group and not (before & {"and", "but"} and previous is not None):
            _take(grain, act, group, before)
        elif act.kind == "report" and not group:
            act.subjects = _after(sentence, grain, act)
        elif group and previous is None:
            act.subjects = [group[0]]
    if before & {"and", "but"}:
        previous = next((one for one in reversed(acts) if not _bare(one)), previous)
    if previous is not None and (not act.subjects or (act.subjects[0].kind == "same_country" and previous.subjects)):
        act.inherited = not act.subjects
        act.subjects = list(previous.subjects)


def _opening(sentence: Sentence, grain: Grain, act: Act) -> list[Mention]:
    """Whose act it is that a sentence begins with: who is told behind the comma ("Recalling that ..., X said")."""
    if act.start - sentence.start > _FIRST:
        return []
    for one in sentence.mentions:
        if one.start < act.end or one.kind not in _SPEAKS or "," not in grain.before(one.start):
            continue
        if any(0 <= hit.start - one.end <= _NEXT for hit in sentence.layer("commitments")):
            return [one]
    return []


def _bare(act: Act) -> bool:
    return act.kind in ("modal", "state") or bool(act.hit.sense.keys.get("bare"))


def _group(sentence: Sentence, grain: Grain, act: Act, previous: Act | None) -> list[Mention]:
    """The mentions that may be the act's subject: those between the act before and it, if they reach up to it."""
    floor = previous.end if previous else sentence.start
    group = [
        one
        for one in sentence.mentions
        if floor <= one.start and one.end <= act.start and (one.kind in _SPEAKS or _metonym(grain, one, act))
    ]
    if previous and previous.key("subject") == "after":
        group = [one for one in group if one not in previous.subjects]
    before = grain.before(act.clause)
    if not group or previous is None or "who" in before:
        return group
    if "," in before:
        return group if any(one.kind in ("person", "office") for one in group) else []
    return [] if {"and", "that", "but"} & grain.codes(group[-1].end, act.clause) else group


def _agent(sentence: Sentence, grain: Grain, act: Act) -> list[Mention]:
    """The doer named right behind a passive verb: "earmarked by Tokyo"."""
    stop = grain.starts.get(grain.right(act.end), {}).get("agent")
    if stop is None:
        return []
    at = grain.right(stop)
    at = grain.right(grain.starts.get(at, {}).get("article", at))
    named = [one for one in sentence.mentions if one.start <= at < one.end or at == one.start]
    return [one for one in named if one.kind in _SPEAKS or (one.kind == "place" and one.parties)][:1]


def _unnamed(sentence: Sentence, grain: Grain, act: Act, last: Mention) -> bool:
    """Whether somebody without a name speaks at the end of a sentence: "..., officials of his party said"."""
    if sentence.end - act.end > 2 or "," in grain.before(act.clause):
        return False
    comma = grain.folded.rfind(",", last.end, act.clause)
    if comma >= 0:
        act.clause = grain.right(comma + 1)
    return comma >= 0


def _metonym(grain: Grain, mention: Mention, act: Act) -> bool:
    """Whether a capital stands for its government: right before the act, behind no preposition."""
    if mention.kind != "place" or not mention.parties:
        return False
    aside = grain.folded[mention.end : mention.end + 1] == "," and "," in grain.before(act.clause)
    near = (
        aside
        or grain.folded[mention.end : act.clause].strip() in ("'s", "'")
        or grain.left(act.clause) <= mention.end
        or ("and" in grain.codes(mention.end, mention.end + 6) and mention.end + 24 > act.clause)
    )
    return near and "prep" not in grain.before(mention.start)


def _take(grain: Grain, act: Act, group: Sequence[Mention], before: Set[str]) -> None:
    """Of the mentions before an act take its subject: a person where a comma cuts off an apposition, else the last."""
    if "who" in before:
        act.subjects = [group[-1]]
        return
    persons = [one for one in group if one.kind in ("person", "office", "pronoun")]
    head = len(group) - 1
    alone = persons and "who" in grain.codes(persons[-1].end, act.clause)
    if act.hit.sense.keys.get("joint") and len({one.parties for one in persons}) > 1 and not alone:
        act.subjects = persons
        act.clause = min(act.clause, persons[0].start)
        return
    if "," in before and persons:
        head = group.index(persons[0])
    else:
        while head > 0 and group[head].kind not in ("both", "they") and "prep" in grain.before(group[head].start):
            head -= 1
    if group[head].kind == "party" and "away" in grain.before(group[head].start):
        return
    act.subjects = [group[head]]
    while head > 0 and _listed(grain, group[head - 1], group[head], len(act.subjects) > 1):
        head -= 1
        act.subjects.insert(0, group[head])
    act.clause = min(act.clause, act.subjects[0].start)


def _listed(grain: Grain, left: Mention, right: Mention, many: bool) -> bool:
    """Whether two mentions stand side by side as one subject: by a joining word, in a longer list by a comma."""
    gap = grain.folded[left.end : right.start].strip()
    if "and" in grain.codes(left.end, right.start) and len(gap) < 16:
        return True
    return gap in ((",", "-") if many else ("-",)) and not {left.kind, right.kind} & _POINTS


def _after(sentence: Sentence, grain: Grain, act: Act) -> list[Mention]:
    for one in sentence.mentions:
        if one.start < act.end or one.kind not in _SPEAKS:
            continue
        gap = grain.folded[act.end : one.start]
        return [one] if len(gap) < 24 and "," not in gap else []
    return []
