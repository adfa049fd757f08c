"""The building stones of stacks: offices, ranks, parties and names as a sentence tells them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from dragoman.catalog.lexicon import Hit
from dragoman.extract.given import after_family_name, begins_with_country, hyphened, is_given_name, past_opening
from dragoman.extract.names import capitals, cuts_country, name_runs, title_case, within
from dragoman.extract.reading import Reading, Sentence
from dragoman.records import Span

__all__ = ["Unit", "find_units"]


class Unit(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A building stone of a stack.

    ``kind`` is ``name office post rank party organ alias place counterpart host_country``; ``party`` is the party that
    the unit itself names, ``offices`` the codes that it may stand for and ``also`` what it states besides;
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


def find_units(reading: Reading, sentence: Sentence) -> list[Unit]:
    """The units of a sentence in text order: offices, ranks, parties, and the names that are left."""
    names = sentence.layer("names")
    ranks = [hit for hit in sentence.layer("ranks") if hit.code != "none"]
    # "Air Chief Marshal" is a rank, not a chief.
    offices = [hit for hit in sentence.layer("offices") if not _part_of_name(hit, (*names, *ranks))]
    offices = [hit for hit in offices if not cuts_country(reading.text, hit, names)]
    stated = [hit for hit in offices if not hit.sense.keys.get("mask")]
    masked = [hit for hit in offices if hit.code == "none" and hit.sense.keys.get("mask")]
    taken = _ranges(offices)
    units = _office_units(reading, stated, names)
    for hit in sentence.layer("discourse"):
        if hit.code in ("counterpart", "host_country") and not _inside(hit, taken):
            units.append(Unit(hit.start, hit.end, hit.code))
        elif hit.code == "beside" and not _inside(hit, taken) and _named_next(reading.text, hit.end):
            units.append(Unit(hit.start, hit.end, "counterpart"))
    ranks = [hit for hit in ranks if not _inside(hit, taken)]
    units += [Unit(hit.start, hit.end, "rank") for hit in ranks]
    plurals = _ranges(hit for hit in sentence.layer("discourse") if hit.code == "both")
    for hit in names:
        if any(one.start <= hit.start and hit.end <= one.end for one in ranks) or hyphened(reading, hit):
            continue
        # "the two police forces" are the sides, not an organ.
        if _inside(hit, plurals) and _party(reading, hit) is None and hit.sense.keys["kind"] == "organ":
            continue
        unit = _beside_offices(reading, hit, taken) if taken else _named_unit(reading, hit)
        if unit is not None:
            units.append(unit)
    units += _plural_units(reading, sentence, _ranges(stated))
    ranges = capitals(reading.text, sentence.span), sorted([*_ranges(units), *_ranges(masked)])
    units += _name_units(reading, sentence, ranges, units)
    units = _seated_offices(reading, units)
    units += _bracketed(reading, sentence, units)
    units.sort(key=lambda unit: (unit.start, -unit.end))
    return units


def _ranges(found: Iterable[Hit | Unit]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def _beside_offices(reading: Reading, hit: Hit, taken: Sequence[tuple[int, int]]) -> Unit | None:
    """The unit of a name, or of what of it no office takes; None where nothing is left."""
    text = reading.text
    over = [(start, stop) for start, stop in taken if start < hit.end and hit.start < stop]
    if not over:
        return _named_unit(reading, hit)
    # An office may take the first words of an organ's name ("Chief of Staff of the Army of X"): the rest stays.
    first, end = min(start for start, _ in over), max(stop for _, stop in over)
    unit = _named_unit(reading, hit)
    if hit.start < first:
        return replace(unit, end=hit.start + len(text[hit.start : first].rstrip())) if unit.party else None
    return replace(unit, start=hit.end - len(text[end : hit.end].lstrip())) if end < hit.end else None


def _named_next(text: str, at: int) -> bool:
    """Whether a capitalised word follows, with at most a comma between: "his host, Khawaja Asif"."""
    return text[at : at + 2].strip(",").strip() == "" and text[at:].lstrip(", ")[:1].isupper()


def _seated_offices(reading: Reading, units: list[Unit]) -> list[Unit]:
    """Drop the places; one right behind an office becomes part of it: "the police chief of Rome"."""
    places = {unit.start: unit for unit in units if unit.kind == "place"}
    kept = []
    for unit in units:
        place = _posted(reading, unit, places) if unit.kind == "office" else None
        if unit.kind != "place":
            kept.append(replace(unit, end=place.end) if place is not None else unit)
    return kept


def _posted(reading: Reading, unit: Unit, places: Mapping[int, Unit]) -> Unit | None:
    """The place right behind an office, or behind a small word of posting: "consul general in Osaka X"."""
    if unit.end + 1 in places:
        return places[unit.end + 1]
    for word in reading.pack.posting_links:
        place = places.get(unit.end + len(word) + 2)
        if place is not None and reading.text[place.end + 1 : place.end + 2].isupper():
            return place
    return None


def _bracketed(reading: Reading, sentence: Sentence, units: list[Unit]) -> list[Unit]:
    """Turn a name in brackets behind a name into its alias, and find portfolios in brackets behind names."""
    ends = {unit.end for unit in units if unit.kind == "name"}
    if not ends:
        return []
    ranks = {unit.end for unit in units if unit.kind == "rank"}
    for unit in [one for one in units if one.kind == "name"]:
        before = reading.text[max(0, unit.start - 2) : unit.start]
        if before == " (" and unit.start - 2 in ranks and reading.text[unit.end : unit.end + 1] == ")":
            # "Lieutenant Colonel (N) X": the branch of the forces.
            units.remove(unit)
            units.append(Unit(unit.start, unit.end, "rank"))
            continue
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
            stated = tuple(one for one in codes if one != "none")
            party = party or keys.get("party")
            units.append(
                Unit(start, end, "office", party, stated, short, tuple(keys.get("with", ())), keys.get("by_party"))
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
    reading: Reading, sentence: Sentence, ranges: tuple[list[tuple[int, int]], list[tuple[int, int]]], units: list[Unit]
) -> list[Unit]:
    """Runs of capitals as names; a one-word country inside a run that begins with a family name belongs to the name.

    ``ranges`` are those of the capitalised words, and of what is blocked by other units.
    """
    words, blocked = ranges
    pack, text = reading.pack, reading.text
    gazetteer = reading.catalog.gazetteer
    found: list[Unit] = []
    soft = {
        (unit.start, unit.end)
        for unit in units
        if unit.kind in ("party", "place")
        and (" " not in text[unit.start : unit.end] or after_family_name(reading, unit.start))
    }
    hard = [one for one in blocked if one not in soft]
    for run in name_runs(text, words, hard, pack.name_particles):
        run = past_opening(reading, sentence, run)
        if run.end <= run.start:
            continue
        first = text[run.start : run.end].split()[0].lower()
        if gazetteer.by_family_name(first) and run.end - run.start > len(first):
            units[:] = [unit for unit in units if not (run.start <= unit.start and unit.end <= run.end)]
            found.append(_trim(reading, run))
            continue
        countries = {unit.start for unit in units if unit.kind == "party"} if _titled(reading, units, run) else None
        if countries is not None and not begins_with_country(reading, run, countries):
            units[:] = _without(units, run)
            found.append(_trim(reading, run))
            continue
        apart = not _inside(run, soft)
        if pack.family_name_first and is_given_name(reading, run, [u.end for u in units if u.kind in _TITLES]):
            found.append(Unit(run.start, run.end, "name"))
            continue
        if apart and pack.not_names.isdisjoint(text[run.start : run.end].lower().split()):
            found.append(_trim(reading, run))
            continue
        for whole in [run] if apart else name_runs(text, within(words, run), blocked, pack.name_particles):
            said = text[whole.start : whole.end].split()
            named = len(said) > 1 and (gazetteer.by_family_name(said[0].lower()) or gazetteer.person(said))
            split = () if named else pack.not_names
            parts = name_runs(text, within(words, whole), blocked, pack.name_particles, split)
            found += [_trim(reading, part) for part in parts]
    if sentence.kind in _HEADINGS and title_case(text[sentence.start : sentence.end]):
        body = text[sentence.end :]
        found = [unit for unit in found if all(word in body for word in text[unit.start : unit.end].split())]
    offices = {unit.start for unit in units if unit.kind == "office"}
    return [unit for unit in found if unit.end > unit.start and not _leads_in(reading, unit, offices)]


def _without(units: Sequence[Unit], run: Span) -> list[Unit]:
    """The units without the first that a run begins with and goes beyond: a given name that looked like a place."""
    given = next((unit for unit in units if unit.start == run.start and unit.end < run.end), None)
    return [unit for unit in units if unit is not given]


def _leads_in(reading: Reading, unit: Unit, offices: set[int]) -> bool:
    """Whether a capitalised word only leads in to an office: "Acting Director", "Former Minister"."""
    return unit.end + 1 in offices and reading.folded[unit.start : unit.end] in reading.pack.office_links


_HEADINGS = frozenset({"title", "lead", "caption"})
# A family name such as He may look like a small word.
_SHORT = 3
_TITLES = ("rank", "office", "post")
_CALLED = ("rank", "office", "counterpart")


def _titled(reading: Reading, units: Sequence[Unit], run: Span) -> bool:
    """Whether a run that begins like a place stands right behind a rank or office: "General Milan" is a given name."""
    words = reading.text[run.start : run.end].split()
    common = reading.pack.not_names
    if not 1 < len(words) < 4 or not common.isdisjoint(word.lower() for word in words[1:]):
        return False
    if words[0].lower() in common and len(words[0]) > _SHORT:
        return False
    before = [unit for unit in units if unit.kind in _CALLED]
    return words[0].isalpha() and any(reading.text[unit.end : run.start] in (" ", ", ") for unit in before)


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


def _part_of_name(hit: Hit, names: Sequence[Hit]) -> bool:
    """Whether an office is only a word of a longer name: the Prime Minister's Office, a kingdom."""
    start, end = hit.start, hit.end
    return any(one.start <= start and end <= one.end and one.end - one.start > end - start for one in names)


def _inside(hit: Hit | Span, ranges: Collection[tuple[int, int]]) -> bool:
    return bool(ranges) and any(start < hit.end and hit.start < end for start, end in ranges)
