"""Stacks: ranks, posts and offices before and after a name, cut into one stack a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.catalog.lexicon import Hit
from dragoman.extract.names import name_runs
from dragoman.extract.reading import Reading, Sentence
from dragoman.records import Span

__all__ = ["Stack", "Unit", "sentence_stacks"]

_BREAK = re.compile(r"[;:!?\n]|\.(?:\s|$)")
_PUNCTUATION = re.compile(r"[,()\[\]\"“”«»'/–—-]+")


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A building stone of a stack.

    ``kind`` is ``name office post rank party organ alias place counterpart host_country``; ``party`` is the party that the unit
    itself names, ``offices`` the codes that it may stand for and ``also`` what it states besides;
    ``short`` marks an office said in its short form; ``by_party`` is what the title means in some states. An ``alias``
    is another spelling of the name before it, in brackets; ``plural`` is an office named once for several holders.
    """

    start: int
    end: int
    kind: str
    party: str | None = None
    offices: tuple[str, ...] = ()
    short: bool = False
    also: tuple[str, ...] = ()
    by_party: Mapping[str, str] | None = None
    plural: bool = False


@dataclass(slots=True, eq=False)
class Stack:
    """One person's stack: its units, and the name among them, if any."""

    units: list[Unit] = field(default_factory=list)
    name: Unit | None = None

    @property
    def start(self) -> int:
        """The first code point."""
        return min(unit.start for unit in self.units)

    @property
    def end(self) -> int:
        """One past the last code point."""
        return max(unit.end for unit in self.units)


def sentence_stacks(reading: Reading, sentence: Sentence) -> list[Stack]:
    """The stacks of a sentence, in text order; a stack without a name is an office, a party or a bare counterpart."""
    chains: list[list[tuple[Unit, str]]] = []
    last: Unit | None = None
    for unit in _units(reading, sentence):
        gap = reading.folded[last.end : unit.start] if last else ""
        if last is not None and (_joins(reading, gap) or (last.kind == "office" and _in_charge(reading, gap))):
            chains[-1].append((unit, gap))
        else:
            chains.append([(unit, "")])
        last = unit
    return [stack for chain in chains for stack in _cut(reading, chain)]


def _units(reading: Reading, sentence: Sentence) -> list[Unit]:
    units: list[Unit] = []
    names = sentence.layer("names")
    offices = [hit for hit in sentence.layer("offices") if not _part_of_name(hit, names)]
    taken = [(hit.start, hit.end) for hit in offices]
    units += _office_units(reading, [hit for hit in offices if not hit.sense.keys.get("mask")], names)
    for hit in sentence.layer("discourse"):
        if hit.code in ("counterpart", "host_country") and not _inside(hit, taken):
            units.append(Unit(hit.start, hit.end, hit.code))
    for hit in sentence.layer("ranks"):
        if hit.code != "none" and not _inside(hit, taken):
            units.append(Unit(hit.start, hit.end, "rank"))
    ranks = [(unit.start, unit.end) for unit in units if unit.kind == "rank"]
    plurals = [(hit.start, hit.end) for hit in sentence.layer("discourse") if hit.code == "both"]
    for hit in names:
        if any(start <= hit.start and hit.end <= end for start, end in ranks) or _hyphened(reading, hit):
            continue
        # "the two police forces" are the sides, not an organ.
        if _inside(hit, plurals) and _party(reading, hit) is None and hit.sense.keys["kind"] == "organ":
            continue
        if not _inside(hit, taken):
            units.append(_named_unit(reading, hit))
            continue
        # An office may take the first words of an organ's name ("Chief of Staff of the Army of X"): the rest stays.
        first = min((start for start, stop in taken if start < hit.end and hit.start < stop), default=hit.start)
        if hit.start < first:
            rest = _named_unit(reading, hit)
            if rest.party:
                units.append(replace(rest, end=hit.start + len(reading.text[hit.start : first].rstrip())))
            continue
        end = max((stop for start, stop in taken if start < hit.end and hit.start < stop), default=hit.end)
        if end < hit.end:
            rest = _named_unit(reading, hit)
            units.append(replace(rest, start=end + len(reading.text[end : hit.end]) - len(reading.text[end : hit.end].lstrip())))
    plain = [(hit.start, hit.end) for hit in offices if not hit.sense.keys.get("mask")]
    units += _plural_units(reading, sentence, plain)
    masks = [(hit.start, hit.end) for hit in offices if hit.sense.keys.get("mask") and hit.code == "none"]
    blocked = sorted([*((unit.start, unit.end) for unit in units), *masks])
    units += _name_units(reading, sentence, blocked, units)
    units = _seated_offices(units)
    units += _bracketed(reading, sentence, units)
    units.sort(key=lambda unit: (unit.start, -unit.end))
    return units


def _seated_offices(units: list[Unit]) -> list[Unit]:
    """Drop the places; one between an office and the holder's name becomes part of the office."""
    places = {unit.start: unit for unit in units if unit.kind == "place"}
    names = {unit.start for unit in units if unit.kind == "name"}
    kept = []
    for unit in units:
        place = places.get(unit.end + 1) if unit.kind == "office" else None
        if unit.kind != "place":
            kept.append(replace(unit, end=place.end) if place is not None and place.end + 1 in names else unit)
    return kept


def _bracketed(reading: Reading, sentence: Sentence, units: list[Unit]) -> list[Unit]:
    """Turn a name in brackets behind a name into its alias, and find portfolios in brackets behind names."""
    ends = {unit.end for unit in units if unit.kind == "name"}
    for unit in [one for one in units if one.kind == "name"]:
        before = reading.text[max(0, unit.start - 2) : unit.start]
        if before == " (" and unit.start - 2 in ends and reading.text[unit.end : unit.end + 1] == ")":
            units.remove(unit)
            units.append(Unit(unit.start, unit.end, "alias"))
    return [
        Unit(hit.start, hit.end, "office", None, (hit.code,))
        for hit in sentence.layer("portfolios")
        if reading.text[hit.start - 1 : hit.start] == "(" and hit.start - 2 in ends
    ]


def _plural_units(reading: Reading, sentence: Sentence, taken: Sequence[tuple[int, int]]) -> list[Unit]:
    """Offices named once for several holders, where a name follows at once: "Ministers X and Y"."""
    return [
        Unit(hit.start, hit.end, "office", None, (hit.sense.keys["office"],), plural=True)
        for hit in sentence.layer("contacts")
        if hit.code == "plural_office"
        and not _inside(hit, taken)
        and reading.text[hit.end : hit.end + 1] == " "
        and reading.text[hit.end + 1 : hit.end + 2].isupper()
    ]


def _office_units(reading: Reading, offices: Sequence[Hit], names: Sequence[Hit]) -> list[Unit]:
    """One unit a range: readings of equal range are alternatives, all kept as the unit's codes."""
    units: list[Unit] = []
    ranges: dict[tuple[int, int], list[Hit]] = {}
    for hit in offices:
        ranges.setdefault((hit.start, hit.end), []).append(hit)
    for (start, end), hits in ranges.items():
        codes: list[str] = []
        for hit in hits:
            codes += [one for one in hit.sense.keys.get("codes", [hit.code]) if one not in codes]
        party = next((_party(reading, one) for one in names if start <= one.start and one.end <= end), None)
        if codes == ["none"]:
            units.append(Unit(start, end, "post", party))
        else:
            short = any(hit.sense.keys.get("short") for hit in hits)
            keys = hits[0].sense.keys
            offices = tuple(one for one in codes if one != "none")
            party = party or keys.get("party")
            units.append(
                Unit(start, end, "office", party, offices, short, tuple(keys.get("with", ())), keys.get("by_party"))
            )
    return units


def _named_unit(reading: Reading, hit: Hit) -> Unit:
    kind = hit.sense.keys["kind"]
    if kind == "organ":
        return Unit(hit.start, hit.end, "organ", _party(reading, hit))
    if kind in ("party", "demonym"):
        return Unit(hit.start, hit.end, "party", hit.code)
    return Unit(hit.start, hit.end, "place")


def _party(reading: Reading, hit: Hit) -> str | None:
    kind = hit.sense.keys["kind"]
    if kind in ("party", "demonym"):
        return hit.code
    if kind == "organ":
        organ = reading.catalog.gazetteer.organs.get(hit.code)
        return organ.party if organ else None
    return None


def _name_units(
    reading: Reading, sentence: Sentence, blocked: list[tuple[int, int]], units: list[Unit]
) -> list[Unit]:
    """Runs of capitals as names; a one-word country inside a run that begins with a family name belongs to the name."""
    pack, text = reading.pack, reading.text
    gazetteer = reading.catalog.gazetteer
    found: list[Unit] = []
    soft = {
        (unit.start, unit.end)
        for unit in units
        if unit.kind in ("party", "place")
        and (" " not in text[unit.start : unit.end] or _after_family_name(reading, unit.start))
    }
    hard = [one for one in blocked if one not in soft]
    for run in name_runs(text, sentence.span, hard, pack.name_particles, ()):
        first = text[run.start : run.end].split()[0].lower()
        if gazetteer.by_family_name(first) and run.end - run.start > len(first):
            units[:] = [unit for unit in units if not (run.start <= unit.start and unit.end <= run.end)]
            found.append(_trim(reading, run))
            continue
        given = next((unit for unit in units if unit.start == run.start and unit.end < run.end), None)
        country = any(unit.start == run.start and unit.kind == "party" for unit in units)
        if given is not None and not country and _titled(reading, units, run):
            units.remove(given)
            found.append(_trim(reading, run))
            continue
        words = text[run.start : run.end].lower().split()
        if pack.not_names.isdisjoint(words) and not any(run.start < end and start < run.end for start, end in soft):
            found.append(_trim(reading, run))
            continue
        for whole in name_runs(text, run, blocked, pack.name_particles, ()):
            first = text[whole.start : whole.end].split()[0].lower()
            named = gazetteer.by_family_name(first) and whole.end - whole.start > len(first)
            split = () if named else pack.not_names
            found += [_trim(reading, part) for part in name_runs(text, whole, blocked, pack.name_particles, split)]
    return [unit for unit in found if unit.end > unit.start]


def _titled(reading: Reading, units: Sequence[Unit], run: Span) -> bool:
    """Whether a run that begins like a place stands right behind a rank or office: "General Milan" is a given name."""
    words = reading.text[run.start : run.end].split()
    if not 1 < len(words) < 4 or not reading.pack.not_names.isdisjoint(word.lower() for word in words):
        return False
    return words[0].isalpha() and any(
        unit.kind in ("rank", "office") and unit.end == run.start - 1 for unit in units
    )


def _after_family_name(reading: Reading, start: int) -> bool:
    """Whether the word right before is a family name, so that a place's words are given names here."""
    words = reading.text[max(0, start - 20) : start].split(" ")
    if len(words) < 2 or words[-1] or not words[-2][:1].isupper():
        return False
    family = words[-2].lower()
    return family not in reading.pack.not_names and bool(reading.catalog.gazetteer.by_family_name(family))


def _trim(reading: Reading, run: Span) -> Unit:
    end = run.end
    words = reading.text[run.start : end]
    for ending in reading.pack.possessive:
        if words.endswith(ending):
            end -= len(ending)
            break
    if reading.text[end : end + 1] == "." and words.rsplit(maxsplit=1)[-1].lower() in reading.pack.abbreviations:
        end += 1
    return Unit(run.start, end, "name")


def _hyphened(reading: Reading, hit: Hit) -> bool:
    """Whether a name is hung on a particle of personal names: "Al-Sabah" is no place."""
    if reading.text[hit.start - 1 : hit.start] != "-":
        return False
    words = reading.folded[max(0, hit.start - 6) : hit.start - 1].split()
    return bool(words) and words[-1] in reading.pack.name_particles


def _part_of_name(hit: Hit, names: Sequence[Hit]) -> bool:
    """Whether an office is only a word of a longer name: the Prime Minister's Office, a kingdom."""
    return any(
        one.start <= hit.start and hit.end <= one.end and one.end - one.start > hit.end - hit.start for one in names
    )


def _inside(hit: Hit, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start < hit.end and hit.start < end for start, end in ranges)


def _joins(reading: Reading, gap: str) -> bool:
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
    return any(mark in gap for mark in ",()–—") or " - " in gap


def _conjunction(reading: Reading, gap: str) -> bool:
    return _link(gap) in reading.pack.and_words


def _link(gap: str) -> str:
    """The words of a gap, without its punctuation."""
    return " ".join(_PUNCTUATION.sub(" ", gap).split())


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
        shared = next((unit for unit in stack.units if unit.plural), shared)
        if shared is not None and shared not in stack.units:
            stack.units.insert(0, replace(shared, start=chain[index][0].start, end=chain[index][0].start))
        stacks.append(stack)
        begin = right
    if begin < len(chain):
        stacks += _nameless(reading, chain[begin:])
    return stacks


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
        elif left == index and _comma(gap) and unit.kind == "rank":
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
            leads = serves or unit.kind in ("office", "post") or (
                unit.kind in ("party", "organ")
                and any(one.kind in _OFFICE_LIKE for one, _ in chain[right + 1 : following])
            )
            if not leads or plain or _conjunction(reading, gap) or (unit.kind == "party" and not _comma(gap) and not serves):
                break
            if _is_next_ones(chain, index, right, following):
                break
        elif _conjunction(reading, gap) and (
            not (reading.pack.and_joins_offices and unit.kind in ("office", "post"))
            or _leads_on(reading, chain, index, right, following)
        ):
            break
        elif unit.kind == "party" and _comma(gap) and _link(gap):
            break
        right += 1
    own = following
    if following < len(chain):
        while own - 1 > index and not _comma(chain[own][1]) and not _conjunction(reading, chain[own][1]):
            own -= 1
    return min(right, max(own, index + 1))


def _leads_on(
    reading: Reading, chain: list[tuple[Unit, str]], index: int, right: int, following: int
) -> bool:
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
            or (not office and unit.party is not None and any(one.party for one in stacks[-1].units) and bool(gap.strip()))
        )
        if cut:
            stacks.append(Stack([unit]))
        else:
            stacks[-1].units.append(unit)
    return stacks
