"""Stacks: ranks, posts and offices before and after a name, cut into one stack a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from dragoman.extract.bodies import join_bodies
from dragoman.extract.reading import Reading, Sentence
from dragoman.extract.units import Unit, find_units

__all__ = ["Stack", "sentence_stacks"]

_BREAK = re.compile(r"[;:!?\n]|\.(?:\s|$)")
_COMMA = re.compile(r"[,()–—]| - ")
_PUNCTUATION = re.compile(r"[,()\[\]\"“”«»'/–—-]+")


class Stack(msgspec.Struct, eq=False):
    """One person's stack: its units, and the name among them, if any; ``party`` is whom its office serves.

    It takes in the code points from ``start`` to ``end``.
    """

    units: list[Unit]
    name: Unit | None = None
    start: int = 0
    end: int = 0
    party: str | None = None


def sentence_stacks(reading: Reading, sentence: Sentence) -> list[Stack]:
    """The stacks of a sentence, in text order; a stack without a name is an office, a party or a bare counterpart."""
    chains: list[list[tuple[Unit, str]]] = []
    last: Unit | None = None
    for unit in sorted(join_bodies(reading, sentence, find_units(reading, sentence)), key=_place):
        gap = reading.folded[last.end : unit.start] if last else ""
        if unit.kind == "name" and last is not None and last.kind in _OFFICE_LIKE and _belongs(reading, gap):
            unit = replace(unit, kind="place")
        if last is not None and (_joins(reading, gap) or (last.kind == "office" and _in_charge(reading, gap))):
            chains[-1].append((unit, gap))
        else:
            chains.append([(unit, "")])
        last = unit
    stacks = [stack for chain in chains for stack in _cut(reading, chain)]
    for stack in stacks:
        units = stack.units
        stack.start, stack.end, stack.party = units[0].start, units[0].end, units[0].party
        if len(units) > 1:
            stack.start, stack.end = min([one.start for one in units]), max([one.end for one in units])
            stack.party = _served(reading, units)
    return stacks


def _served(reading: Reading, units: Sequence[Unit]) -> str | None:
    """Whom the office of a stack serves: the country beside the office, not the one after a word of posting."""
    offices = [index for index, unit in enumerate(units) if unit.kind in _OFFICE_LIKE]
    posting = reading.pack.posting_links
    for index, unit in enumerate(units):
        if unit.kind not in ("party", "organ") or unit.party is None:
            continue
        gap = reading.folded[units[index - 1].end : unit.start].strip(" ,") if index else ""
        within = unit.kind == "organ" or (index + 1 < len(units) and units[index + 1].kind == "organ")
        if gap in posting and not within and offices and offices[0] < index:
            continue
        return unit.party
    return next((units[index].party for index in offices if units[index].party), None)


def _belongs(reading: Reading, gap: str) -> bool:
    """Whether what stands behind the gap says what an office is of: "commander of the Amazon" names nobody."""
    return gap.strip() in reading.pack.belonging_links and not _comma(gap)


def _place(unit: Unit) -> tuple[int, int]:
    return unit.start, -unit.end


def _joins(reading: Reading, gap: str) -> bool:
    if gap == " ":
        return True
    if len(gap) > 40 or _BREAK.search(gap):
        return False
    words = _link(gap)
    return not words or words in reading.pack.office_links


def _in_charge(reading: Reading, gap: str) -> bool:
    """Whether the words between an office and what follows a comma only say what the office is in charge of."""
    words = gap.strip()
    return (
        len(gap) < 80
        and words.endswith(",")
        and not _BREAK.search(gap)
        and any(words.startswith(f"{link} ") for link in reading.pack.charge_links)
    )


def _comma(gap: str) -> bool:
    return gap != " " and _COMMA.search(gap) is not None


def _conjunction(reading: Reading, gap: str) -> bool:
    return _link(gap) in reading.pack.and_words


def _remark(reading: Reading, gap: str) -> bool:
    """Whether a gap is only a word in brackets that says how a rank is held: "General (Retd) X"."""
    words = gap.strip()
    return words in ("(", ")") or (words[:1] + words[-1:] == "()" and _link(gap) in reading.pack.office_links)


def _link(gap: str) -> str:
    """The words of a gap, without its punctuation."""
    return " ".join(_PUNCTUATION.sub(" ", gap).split()) if gap and gap != " " else ""


_OFFICE_LIKE = ("office", "post", "counterpart")


def _cut(reading: Reading, chain: list[tuple[Unit, str]]) -> list[Stack]:
    """Cut a chain of adjacent units into stacks: what stands between two names goes to one of them."""
    names = [index for index, (unit, _) in enumerate(chain) if unit.kind == "name"]
    if not names:
        return _nameless(reading, chain)
    stacks: list[Stack] = []
    begin = 0
    shared: Unit | None = None
    for position, index in enumerate(names):
        following = names[position + 1] if position + 1 < len(names) else len(chain)
        left = _left_edge(reading, chain, begin, index)
        if left > begin:
            stacks += _nameless(reading, chain[begin:left])
        right = _right_edge(reading, chain, index, following)
        stack = Stack([unit for unit, _ in chain[left:right]], chain[index][0])
        shared = next((unit for unit in stack.units if unit.plural), shared if _listed(reading, chain, index) else None)
        if shared is not None and shared not in stack.units:
            stack.units.insert(0, replace(shared, start=chain[index][0].start, end=chain[index][0].start))
        stacks.append(stack)
        begin = right
    if begin < len(chain):
        stacks += _nameless(reading, chain[begin:])
    return stacks


def _listed(reading: Reading, chain: list[tuple[Unit, str]], index: int) -> bool:
    """Whether a name goes on a list: a comma or a joining word stands somewhere between it and the name before."""
    for place in range(index, 0, -1):
        if _comma(chain[place][1]) or _conjunction(reading, chain[place][1]):
            return True
        if chain[place - 1][0].kind == "name":
            return False
    return False


def _left_edge(reading: Reading, chain: list[tuple[Unit, str]], low: int, index: int) -> int:
    """How far back from a name its stack reaches, not before ``low``."""
    left = index
    while left > low:
        gap, unit, right = chain[left][1], chain[left - 1][0], chain[left][0]
        if unit.kind in ("party", "organ"):
            if _comma(gap) and not any(one.kind in _OFFICE_LIKE for one, _ in chain[low : left - 1]):
                break
            if right.kind in _OFFICE_LIKE or right.kind == "rank":
                office_before = left - 2 >= low and chain[left - 2][0].kind in _OFFICE_LIKE
                if not office_before and _link(gap) not in reading.pack.leading_links:
                    break
        elif left == index and _comma(gap) and unit.kind == "rank" and not _remark(reading, gap):
            break
        if _conjunction(reading, gap) and (
            not reading.pack.and_joins_offices
            or right.kind not in ("office", "post")
            or unit.kind not in ("office", "post", "party", "organ")
        ):
            break
        left -= 1
    return left


def _right_edge(reading: Reading, chain: list[tuple[Unit, str]], index: int, following: int) -> int:
    """How far an apposition reaches behind a name; what touches the next name is that name's own."""
    right = index + 1
    while right < following:
        unit, gap = chain[right]
        if unit.kind == "rank":
            break
        if unit.kind == "counterpart" and (
            not _comma(chain[index + 1][1]) or (right + 1 < len(chain) and chain[right + 1][0].kind in ("name", "rank"))
        ):
            break
        if unit.kind == "alias" and right == index + 1:
            index += 1
            right += 1
            continue
        if right == index + 1 and gap.startswith(")") and chain[index][0].kind == "name":
            break
        if right == index + 1:
            plain = not _comma(gap) and not _link(gap)
            serves = unit.kind in ("party", "organ") and _link(gap) in reading.pack.serving_links
            leads = (
                serves
                or unit.kind in ("office", "post")
                or (
                    unit.kind in ("party", "organ")
                    and any(one.kind in _OFFICE_LIKE for one, _ in chain[right + 1 : following])
                )
            )
            if (
                not leads
                or plain
                or _conjunction(reading, gap)
                or (unit.kind == "party" and not _comma(gap) and not serves)
            ):
                break
            if _is_next_ones(chain, index, right, following):
                break
        elif (
            _conjunction(reading, gap)
            and (
                not (reading.pack.and_joins_offices and unit.kind in ("office", "post"))
                or _leads_on(reading, chain, index, right, following)
            )
        ) or (unit.kind == "party" and _comma(gap) and _link(gap)):
            break
        right += 1
    return min(right, max(_next_stack(reading, chain, index, following), index + 1))


def _next_stack(reading: Reading, chain: list[tuple[Unit, str]], index: int, following: int) -> int:
    """Where the stack of the next name begins: what touches it without a comma or a conjunction is its own."""
    own = following
    if following < len(chain):
        while own - 1 > index and not _comma(chain[own][1]) and not _conjunction(reading, chain[own][1]):
            own -= 1
    return own


def _leads_on(reading: Reading, chain: list[tuple[Unit, str]], index: int, right: int, following: int) -> bool:
    """Whether an office behind "and" begins the stack of the next name: the name before has its own office in front."""
    before = index > 0 and chain[index - 1][0].kind in (*_OFFICE_LIKE, "rank")
    more = any(_conjunction(reading, chain[one][1]) for one in range(right + 1, min(following + 1, len(chain))))
    return before and following < len(chain) and not more


def _is_next_ones(chain: list[tuple[Unit, str]], index: int, right: int, following: int) -> bool:
    """Whether offices between two names belong to the second: the first has one before it, of another country."""
    if following == len(chain):
        return False
    own: list[Unit] = []
    for unit, _ in reversed(chain[:index]):
        if unit.kind == "name":
            break
        own.append(unit)
    between = [unit for unit, _ in chain[right:following]]
    mine = {unit.party for unit in own if unit.party}
    theirs = {unit.party for unit in between if unit.party}
    return (
        any(unit.kind in _OFFICE_LIKE for unit in own)
        and any(unit.kind in _OFFICE_LIKE for unit in between)
        and bool(mine)
        and bool(theirs - mine)
        and between[0].party not in mine
    )


def _nameless(reading: Reading, chain: list[tuple[Unit, str]]) -> list[Stack]:
    """Cut a chain without a name at its conjunctions and commas; each part is a stack of its own."""
    stacks: list[Stack] = []
    for index, (unit, gap) in enumerate(chain):
        office = any(one.kind in _OFFICE_LIKE for one in stacks[-1].units) if stacks else False
        cut = (
            index == 0
            or _comma(gap)
            or _conjunction(reading, gap)
            or (unit.kind in _OFFICE_LIKE and office)
            or (unit.kind == "party" and any(one.kind == "party" for one in stacks[-1].units))
            or (
                unit.kind in _OFFICE_LIKE
                and chain[index - 1][0].kind in ("party", "organ")
                and _link(gap) not in reading.pack.leading_links
            )
            or (
                not office
                and unit.party is not None
                and any(one.party for one in stacks[-1].units)
                and bool(gap.strip())
            )
        )
        if cut:
            stacks.append(Stack([unit]))
        else:
            stacks[-1].units.append(unit)
    return stacks
