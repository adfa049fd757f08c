"""Who says what where in a sentence: its speech acts, the words that each governs, and the things to do in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.catalog.lexicon import Hit
from dragoman.extract.reading import Mention, Reading, Sentence

__all__ = ["Act", "Grain", "Piece", "grain_of", "pieces", "read_acts"]

LAYER = "commitments"
_SMALL = ("clauses", "particles", "heads", "topics")
_SPEAKS = frozenset(
    "person office counterpart party delegation pronoun they both host guest host_country same_country".split()
)
_BREAKS = frozenset(",;:()-")
_HARD = frozenset(";:")
_POINTS = frozenset({"pronoun", "they", "both", "same_country", "host", "guest"})
# Which acts may govern a verb without a subject of its own, by the rule's key ``bare``.
_GOVERN = {True: ("act", "modal"), "modal": ("modal",)}
_JOINS = frozenset({"and", "but", ";", ":", "-"})


@dataclass(slots=True, eq=False)
class Act:
    """A speech act of a sentence.

    ``subjects`` are the mentions that stand as its speaker, ``inherited`` says that they were taken from the act before.
    Its clause begins at ``clause``; what it governs lies from ``open`` to ``close``, the words of the act apart.
    ``aside`` marks an attribution set between commas or at the end of what it attributes; ``inner`` an act that stands
    in the complement of the one before and only refines it.
    """

    hit: Hit
    kind: str
    stage: str | None
    subjects: list[Mention] = field(default_factory=list)
    inherited: bool = False
    clause: int = 0
    open: int = 0
    close: int = 0
    aside: bool = False
    inner: bool = False

    @property
    def start(self) -> int:
        """The first code point of the act's words."""
        return self.hit.start

    @property
    def end(self) -> int:
        """One past the last code point of the act's words."""
        return self.hit.end

    def key(self, name: str) -> str | None:
        """A key of the act's rule, None where the rule does not say."""
        value = self.hit.sense.keys.get(name)
        return str(value) if value is not None else None


@dataclass(frozen=True, slots=True)
class Piece:
    """A thing to do: half-open code points inside what an act governs."""

    start: int
    end: int


class Grain:
    """The small words of a sentence by where they begin and end."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        """Index the sentence's hits of the layer of small words."""
        self.folded = reading.folded
        self.floor, self.ceiling = sentence.start, sentence.end
        self.hits = [hit for layer in _SMALL for hit in sentence.layer(layer)]
        self.hits.sort(key=lambda hit: hit.start)
        self.solid = [hit for layer in ("actions", "areas") for hit in sentence.layer(layer)]
        self.ends: dict[int, set[str]] = {}
        self.starts: dict[int, dict[str, int]] = {}
        self.begin: dict[tuple[int, str], int] = {}
        for hit in self.hits:
            self.ends.setdefault(hit.end, set()).add(hit.code)
            self.starts.setdefault(hit.start, {})[hit.code] = hit.end
            self.begin[hit.end, hit.code] = hit.start

    def left(self, at: int) -> int:
        """The offset where the word before ``at`` ends."""
        while at > self.floor and self.folded[at - 1] in " \"'":
            at -= 1
        return at

    def right(self, at: int) -> int:
        """The offset where the next word begins."""
        while at < self.ceiling and self.folded[at] in " \"'":
            at += 1
        return at

    def before(self, at: int) -> set[str]:
        """What stands right before an offset: codes of small words, or the punctuation mark."""
        at = self.left(at)
        if at <= self.floor:
            return {"start"}
        mark = self.folded[at - 1]
        return {mark} if mark in _BREAKS else self.ends.get(at, set())

    def skip_left(self, at: int, code: str = "adverb") -> int:
        """Step back over words of a code, such as adverbs between a subject and its verb."""
        while True:
            end = self.left(at)
            start = self.begin.get((end, code))
            if start is None:
                return at
            at = start

    def whole(self, at: int) -> bool:
        """Whether no cue for an action or area reaches over an offset."""
        return not any(hit.start < at < hit.end for hit in self.solid)

    def codes(self, start: int, end: int) -> set[str]:
        """The codes of the small words between two offsets."""
        return {hit.code for hit in self.hits if start <= hit.start and hit.end <= end}


def grain_of(reading: Reading, sentence: Sentence) -> Grain:
    """The sentence's small words, indexed."""
    return Grain(reading, sentence)


def read_acts(reading: Reading, sentence: Sentence, grain: Grain) -> list[Act]:
    """The acts of a sentence in text order, each with its speaker and the range that it governs."""
    acts: list[Act] = []
    for hit in sentence.layer(LAYER):
        kind = str(hit.sense.keys.get("kind", "act"))
        if kind == "mask" or (acts and acts[-1].start == hit.start) or _named(reading, sentence, hit):
            continue
        stage = hit.sense.keys.get("stage")
        act = Act(hit, kind, str(stage) if stage else None)
        _seat(sentence, grain, act, acts[-1] if acts else None)
        acts.append(act)
    _nest(grain, acts)
    _bound(grain, acts, sentence)
    return acts


def _named(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Whether the words are part of a name: a capital inside a sentence, in a word not all of capitals."""
    text = reading.text
    if not text[hit.start].isupper() or text[hit.start : hit.start + 2].isupper():
        return False
    before = text[sentence.start : hit.start].rstrip(" \"'\u201c\u2018\u00ab")
    return bool(before) and before[-1] not in ".:!?\u2022*-\u2013\u2014)\n" and not before[-1].isdigit()


def _seat(sentence: Sentence, grain: Grain, act: Act, previous: Act | None) -> None:
    """Find who performs the act: the subject before it, else the one after an inverted verb, else the act before's."""
    floor = previous.end if previous else sentence.start
    manner = act.key("subject")
    act.clause = grain.skip_left(act.start)
    if manner == "after":
        act.subjects = _after(sentence, grain, act)
        return
    if manner == "none":
        return
    group = [
        one
        for one in sentence.mentions
        if floor <= one.start and one.end <= act.start and (one.kind in _SPEAKS or _metonym(grain, one, act))
    ]
    before = grain.before(act.clause)
    if "it" in before and previous is not None and previous.subjects:
        act.clause = grain.begin[grain.left(act.clause), "it"]
        act.subjects, act.inherited = list(previous.subjects), True
        return
    if group and "who" in before:
        act.subjects = [group[-1]]
        return
    if group and previous is not None and "," in before and not any(one.kind in ("person", "office") for one in group):
        group = []
    if group and previous is not None and {"and", "that", "but"} & grain.codes(group[-1].end, act.clause) and "," not in before:
        group = []
    if group and not (before & {"and", "but"} and previous is not None):
        _take(grain, act, group, "," in before)
        if act.subjects and act.subjects[0].kind == "same_country" and previous is not None and previous.subjects:
            act.subjects = list(previous.subjects)
        if act.subjects:
            return
    if act.kind == "report" and not group:
        act.subjects = _after(sentence, grain, act)
        if act.subjects:
            return
    if previous is not None:
        act.subjects, act.inherited = list(previous.subjects), True
    elif group:
        act.subjects = [group[0]]


def _metonym(grain: Grain, mention: Mention, act: Act) -> bool:
    """Whether a capital stands for its government: right before the act, behind no preposition."""
    if mention.kind != "place" or not mention.parties:
        return False
    near = grain.left(act.clause) <= mention.end or (
        "and" in grain.codes(mention.end, mention.end + 6) and mention.end + 24 > act.clause
    )
    return near and "prep" not in grain.before(mention.start)


def _take(grain: Grain, act: Act, group: Sequence[Mention], comma: bool) -> None:
    """Of the mentions before an act take its subject: a person where a comma cuts off an apposition, else the nearest."""
    persons = [one for one in group if one.kind in ("person", "office", "pronoun")]
    head = len(group) - 1
    if act.hit.sense.keys.get("joint") and len({one.parties for one in persons}) > 1:
        act.subjects = persons
        act.clause = min(act.clause, persons[0].start)
        return
    if comma and persons:
        head = group.index(persons[0])
    else:
        while head > 0 and group[head].kind not in ("both", "they") and "prep" in grain.before(group[head].start):
            head -= 1
    act.subjects = [group[head]]
    while head > 0 and _listed(grain, group[head - 1], group[head]):
        head -= 1
        act.subjects.insert(0, group[head])
    act.clause = min(act.clause, act.subjects[0].start)


def _listed(grain: Grain, left: Mention, right: Mention) -> bool:
    """Whether two mentions stand side by side as one subject; what points back is joined by a word only."""
    gap = grain.folded[left.end : right.start].strip()
    if "and" in grain.codes(left.end, right.start) and len(gap) < 16:
        return True
    return gap in (",", "-") and not {left.kind, right.kind} & _POINTS


def _after(sentence: Sentence, grain: Grain, act: Act) -> list[Mention]:
    for one in sentence.mentions:
        if one.start < act.end or one.kind not in _SPEAKS:
            continue
        gap = grain.folded[act.end : one.start]
        return [one] if len(gap) < 24 and "," not in gap else []
    return []


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
        if governor.kind in ("act", "modal", "state", "block") and not _parted(grain, governor, act):
            act.inner = True
        elif not _own(act) and governor.kind in _GOVERN.get(act.hit.sense.keys.get("bare"), ()):
            act.inner = True
    for act in acts:
        if act.kind in ("modal", "state") and not act.inner and _aslant(grain, act):
            act.inner = True


def _closed(grain: Grain, acts: Sequence[Act], index: int) -> bool:
    """Whether an act between commas has nothing of its own behind it, and something before it to attribute."""
    act = acts[index]
    if act.clause - grain.floor < 16:
        return False
    end = next((at for at in range(act.end, grain.ceiling) if grain.folded[at] in ",;)"), grain.ceiling)
    if end - act.end > 70 or any(one.start < end for one in acts[index + 1 :]):
        return False
    behind = [one for one in grain.solid if act.end <= one.start < end and one.code != "none"]
    if act.kind == "act" and any(one.sense.layer == "areas" for one in behind):
        return False
    weights = [int(one.sense.keys.get("weight", 1)) for one in behind if one.sense.layer == "actions"]
    return not weights or (act.kind == "report" and max(weights) < 3 and end == grain.ceiling)


def _own(act: Act) -> bool:
    return bool(act.subjects) and not act.inherited


def _aslant(grain: Grain, act: Act) -> bool:
    """Whether a modal stands in a clause under another (relative, reason, time, question), which promises nothing."""
    if "who" in grain.before(act.clause):
        return True
    for hit in reversed(grain.hits):
        if hit.end <= act.start and hit.code in ("because", "when", "ask"):
            return not set(",;:") & set(grain.folded[hit.end : act.clause])
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
        floor = act.end if act.kind in ("report", "block") else act.close
    for act in acts:
        if act.aside:
            act.open, act.close = sentence.start, act.clause
        elif act.inner:
            act.open = act.close = act.start


def pieces(reading: Reading, sentence: Sentence, grain: Grain, start: int, end: int) -> list[Piece]:
    """Cut what an act governs into the things to do: at semicolons, and where a new verb follows a joining word."""
    cuts = [start]
    listing = False
    for at, code in _marks(grain, start, end):
        if code == "list":
            listing = True
            continue
        if code == ";":
            cuts.append(at)
            listing = False
            continue
        following = grain.right(at)
        for _ in range(3):
            codes = grain.starts.get(following, {})
            if "adverb" in codes and "head" not in codes and "noun_head" not in codes:
                following = grain.right(codes["adverb"])
        codes = grain.starts.get(following, {})
        if not grain.whole(at):
            continue
        if "head" in codes or ("noun_head" in codes and not listing and code != ","):
            cuts.append(at)
            listing = False
    cuts.append(end)
    return [Piece(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]


def _marks(grain: Grain, start: int, end: int) -> list[tuple[int, str]]:
    marks: list[tuple[int, str]] = []
    for at in range(start, end):
        letter = grain.folded[at]
        if letter in ";\u2022":
            marks.append((at + 1, ";"))
        elif letter == ",":
            marks.append((at + 1, ","))
    for hit in grain.hits:
        if start < hit.start and hit.end <= end and hit.code in ("and", "but", "list"):
            marks.append((hit.start if hit.code == "list" else hit.end, hit.code))
    marks.sort()
    return marks
