"""Who stands before and after a contact word: groups of mentions, and the small words that tell their part."""

from __future__ import annotations

import re

from dragoman.extract.reading import Mention, Reading, Sentence

__all__ = [
    "ACTORS",
    "after",
    "antecedent",
    "before",
    "behind_participle",
    "between_words",
    "joined",
    "joined_right",
    "link",
]

ACTORS = frozenset(
    [
        "person",
        "office",
        "counterpart",
        "party",
        "delegation",
        "pronoun",
        "they",
        "both",
        "host",
        "guest",
        "host_country",
        "same_country",
    ]
)
_PEOPLE = frozenset({"person", "office", "pronoun", "they", "host", "guest", "counterpart"})
_CLAUSE = 80
# How many words may stand between a clause's comma and the verb of the sentence.
_ADVERBS = 3
_UNIT = 2
_STOP = re.compile(r"[;:.!?]")


def between_words(reading: Reading, start: int, end: int) -> int:
    """How many words stand between two offsets."""
    return len(reading.folded[start:end].split()) if start < end else 0


def link(reading: Reading, sentence: Sentence, mention: Mention) -> str | None:
    """The code of the small word right before a mention, with nothing but an article or the like between."""
    found = None
    for hit in sentence.layer("contact_links"):
        if hit.end > mention.start:
            break
        found = hit
    if found is None:
        return None
    gap = reading.folded[found.end : mention.start].strip(" \"'\u201c(")
    if gap and gap not in reading.pack.office_links and not _own_unit(mention, gap):
        return None
    return found.code


def _own_unit(mention: Mention, gap: str) -> bool:
    """Whether words before a force without a country say which part of it: "by Zone 3 of the navy"."""
    return mention.kind == "party" and not mention.parties and "," not in gap and len(gap.split()) <= _UNIT


def joined(reading: Reading, left: Mention, right: Mention) -> bool:
    """Whether two mentions stand in one list: only commas and joining words between them."""
    gap = reading.folded[left.end : right.start]
    if left.person and right.person and _set_apart(reading, gap):
        return True
    if len(gap) > 60 or _STOP.search(gap):
        return False
    words = " ".join(gap.replace(",", " ").replace("(", " ").replace(")", " ").replace("-", " ").split())
    joins = reading.pack.and_words
    if words in joins:
        return True
    if not words:
        alike = (left.kind in _PEOPLE) == (right.kind in _PEOPLE)
        return alike and ("," in gap or "-" in gap or right.kind == left.kind)
    parts = words.split()
    return len(parts) <= 3 and (parts[0] in joins or " ".join(parts[:2]) in joins)


def _set_apart(reading: Reading, gap: str) -> bool:
    """Whether between two persons of a list only a relative clause stands: "X, who heads the army, and Y"."""
    if len(gap) > _CLAUSE * 2 or not gap.startswith(", ") or _STOP.search(gap):
        return False
    words = gap.replace(",", " ").split()
    joins = reading.pack.and_words
    return (
        len(words) > 2 and words[0] in reading.pack.relatives and (words[-1] in joins or " ".join(words[-2:]) in joins)
    )


def joined_right(reading: Reading, sentence: Sentence, head: Mention, ceiling: int) -> list[Mention]:
    """The head and the mentions that are listed with it to its right."""
    group = [head]
    for one in sentence.mentions:
        if one.start < group[-1].end or one.kind not in ACTORS:
            continue
        if one.end > ceiling or not joined(reading, group[-1], one):
            break
        group.append(one)
    return group


def before(reading: Reading, sentence: Sentence, at: int, floor: int, oblique: frozenset[str]) -> list[Mention]:
    """The group that stands before an offset as its subject: the nearest not behind one of the ``oblique`` words."""
    named = _who(reading, sentence, at, floor)
    if named:
        return named
    leads = [one for one in sentence.layer("contacts") if one.code == "lead"]
    at = _past_clause(reading, sentence, at, floor)
    actors = [
        one
        for one in sentence.mentions
        if one.kind in ACTORS
        and floor <= one.start
        and one.end <= at
        and not (one.kind == "delegation" and any(hit.start <= one.start <= hit.end + 2 for hit in leads))
    ]
    breaks = reading.folded.rfind(";", floor, at)
    if breaks >= 0 and not any(one.start > breaks for one in actors):
        # A part behind a semicolon without a subject of its own has that of the first part.
        first = reading.folded.find(";", floor, at)
        actors = [one for one in actors if one.end <= first and link(reading, sentence, one) not in oblique][:1]
    index = len(actors) - 1
    while index >= 0:
        group = [actors[index]]
        while index > 0:
            step = _listed_before(reading, actors[:index], group[0])
            if step is None:
                break
            index = step
            group.insert(0, actors[index])
        code = link(reading, sentence, group[0])
        if code not in oblique or (code == "by" and _leads(sentence, group[-1], at)):
            return group
        # "During the visit of the president, the minister met": a comma parts the subject from who only is behind "of".
        own = [k for k in range(1, len(group)) if reading.folded[group[k - 1].end : group[k].start].strip() == ","]
        if own and len(group) - own[0] == 1 and group[own[0]].person and code in ("of", "with"):
            return group[own[0] :]
        index -= 1
    return []


def _listed_before(reading: Reading, earlier: list[Mention], head: Mention) -> int | None:
    """The place of who stands in one list right before, with a relative clause and its names between at most."""
    last = len(earlier) - 1
    if joined(reading, earlier[last], head):
        return last
    for place in range(last - 1, max(-1, last - 4), -1):
        gap = reading.folded[earlier[place].end : head.start]
        if earlier[place].person and head.person and _set_apart(reading, gap):
            return place
    return None


def behind_participle(
    reading: Reading, sentence: Sentence, at: int, end: int, oblique: frozenset[str]
) -> list[Mention]:
    """Whose a participle at the head of its sentence is: "visiting Oslo on Monday, the minister said"."""
    if between_words(reading, sentence.start, at) > _ADVERBS or any(one.end <= at for one in sentence.mentions):
        return []
    comma = reading.folded.find(",", end, sentence.end)
    for one in sentence.mentions if comma >= 0 else ():
        if one.start < comma or one.kind not in _PEOPLE:
            continue
        return joined_right(reading, sentence, one, sentence.end) if link(reading, sentence, one) not in oblique else []
    return []


def _who(reading: Reading, sentence: Sentence, at: int, floor: int) -> list[Mention]:
    """Whom a relative clause that holds the offset is about: "met Y, who is in Rome for talks"."""
    opening, word = max(
        ((reading.folded.rfind(f" {word} ", floor, at), word) for word in reading.pack.relatives), default=(-1, "")
    )
    first = opening + 1
    if opening < 0 or any(one.start == first for one in sentence.layer("contact_links")):
        return []
    inside = reading.folded[first + len(word) : at]
    if len(inside) > _CLAUSE or "," in inside or _STOP.search(inside):
        return []
    if any(one.kind in ACTORS for one in sentence.among(first, at)):
        return []
    near = [one for one in sentence.mentions if one.end <= opening and opening - one.end <= 1]
    return near[-1:] if near and near[-1].kind in _PEOPLE | {"delegation"} else []


def _past_clause(reading: Reading, sentence: Sentence, at: int, floor: int) -> int:
    """Where a relative clause begins that ends right before an offset: "X, who came in May, signed"."""
    close = reading.folded.rfind(",", floor, at)
    if close < 0 or between_words(reading, close + 1, at) > _ADVERBS or sentence.among(close, at):
        return at
    whom = [one for one in sentence.layer("contact_links") if one.code == "whom" and floor <= one.start < at]
    opening = max((reading.folded.rfind(f", {word} ", floor, close) for word in reading.pack.relatives), default=-1)
    if any(abs(one.start - opening) < _ADVERBS for one in whom):
        # "the envoy, whom the minister, a former pilot, received": the clause is that of the word itself.
        return at
    if any(one.start < opening < one.end for one in sentence.mentions):
        return at
    if opening < 0 or close - opening > 2 * _CLAUSE or _STOP.search(reading.folded, opening, close):
        return at
    return opening


def _leads(sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether a person behind a word of doing only heads the delegation that does what follows."""
    return any(one.code == "lead" and mention.end <= one.start < at for one in sentence.layer("contacts"))


def antecedent(sentence: Sentence, at: int) -> list[Mention]:
    """Whom a relative word before an offset stands for: "the envoy, whom the minister received"."""
    for hit in sentence.layer("contact_links"):
        if hit.code == "whom" and 0 < at - hit.end < _CLAUSE:
            return [one for one in sentence.mentions if one.person and one.end <= hit.start][-1:]
    return []


def after(
    reading: Reading, sentence: Sentence, at: int, ceiling: int, wanted: frozenset[str] | None, reach: int = 7
) -> list[Mention]:
    """The group behind an offset: right there where ``wanted`` is None, else the first behind one of those links."""
    for one in sentence.mentions:
        if one.start < at or one.kind not in ACTORS:
            continue
        if one.end > ceiling:
            break
        if wanted is None:
            if between_words(reading, at, one.start) > reach or "," in reading.folded[at : one.start]:
                return []
            if link(reading, sentence, one) in ("at", "from") and one.kind in ("party", "host_country"):
                continue
            return joined_right(reading, sentence, one, ceiling)
        if link(reading, sentence, one) in wanted:
            return joined_right(reading, sentence, one, ceiling)
    return []
