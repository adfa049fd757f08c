"""The gazetteer: parties, places and organs that reports name, whatever the language they are named in.

Three TOML files of ``data/gazetteer``, each a list of tables by id, and the known persons, read when first asked for.
The forms that a reader meets stand in the ``names.toml`` of each pack; here is what holds in every language.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dragoman.catalog.files import lasting, read_toml
from dragoman.catalog.known import KnownPerson, KnownPersons, load_known
from dragoman.errors import CatalogError

__all__ = ["Gazetteer", "Organ", "Party", "Site", "load_gazetteer"]

_PARTY_KINDS = ("member", "observer", "other", "former", "organisation")
_SITE_KINDS = ("capital", "city", "base", "border_gate", "site", "region", "waters", "none")
_ORGAN_KINDS = (
    "ministry",
    "agency",
    "staff",
    "forces",
    "command",
    "parliament",
    "government",
    "mission",
    "company",
    "association",
    "institute",
    "body",
)


@dataclass(frozen=True, slots=True)
class Party:
    """A state or an organisation.

    ``kind`` is ``member`` or ``observer`` (of the United Nations), ``other`` (a state or territory that is neither),
    ``former`` (a state that is no more; ``successor`` is the one that took its place) or ``organisation``.
    ``code`` is what a record writes, the id but for the one acronym that is a state's code as well. ``capital`` is
    the id of a place, of an organisation that of its headquarters; ``seat`` is where a government sits that does not
    sit in the capital; ``members`` are the parties of an organisation; ``family_names`` are names that by themselves
    point to the party; ``ministries`` are English names by ``defence``, ``security`` and ``foreign``.
    """

    id: str
    name: str
    kind: str
    code: str
    capital: str | None = None
    seat: str | None = None
    successor: str | None = None
    members: frozenset[str] = frozenset()
    family_names: tuple[str, ...] = ()
    ministries: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A place: its English name without exotic spelling, the state it lies in and what it is.

    ``waters`` have no state, nor has a ``region`` of several. The kind ``none`` is for words that only
    look like a name (a convention called after a city, a newspaper): they are listed so that the name within them is
    not read as a party or a place.
    """

    id: str
    name: str
    country: str | None
    kind: str

    @property
    def locates(self) -> bool:
        """Whether something that took place here took place in a known state; of a region it is the state alone."""
        return self.country is not None and self.kind not in ("waters", "none")


@dataclass(frozen=True, slots=True)
class Organ:
    """A body that stands for a party or takes part for it; without ``party`` where every state has one of its own."""

    id: str
    name: str
    kind: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Parties, places and organs by id, in the order of their files."""

    parties: Mapping[str, Party]
    places: Mapping[str, Site]
    organs: Mapping[str, Organ]
    _seats: Mapping[str, tuple[str, ...]]
    _families: Mapping[str, tuple[str, ...]]
    _known: Callable[[], KnownPersons]

    def code(self, party: str) -> str:
        """What a record writes for a party, the id itself where the gazetteer does not know it."""
        known = self.parties.get(party)
        return known.code if known else party

    def members(self, organisation: str) -> frozenset[str]:
        """The parties of an organisation, empty where it has none on record."""
        known = self.parties.get(organisation)
        return known.members if known else frozenset()

    def is_state(self, party: str | None) -> bool:
        """Whether a party is a state, with ground of its own; False for one the gazetteer does not know."""
        known = self.parties.get(party or "")
        return known is not None and known.kind != "organisation"

    def capital(self, party: str | None) -> Site | None:
        """The capital of a state, or the city where an organisation sits; None where none is on record."""
        known = self.parties.get(party or "")
        return self.places.get(known.capital or "") if known else None

    def seats(self, place: str) -> tuple[str, ...]:
        """The parties that a place may stand for: whose government sits here, then organisations with their seat.

        Empty for a place that is the seat of organisations alone: nobody says Geneva for one of them.
        """
        return self._seats.get(place, ())

    def by_family_name(self, name: str) -> tuple[str, ...]:
        """The parties that a family name points to, in the gazetteer's order; empty for a name that says nothing."""
        return self._families.get(name.casefold(), ())

    def person(self, words: Sequence[str]) -> KnownPerson | None:
        """The known person of this name, None where nobody or several parties' persons bear it.

        The first call reads ``persons.toml`` and raises CatalogError where it is not well made.
        """
        return self._known().find(words)


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """Load the gazetteer, the shipped one unless a folder is given.

    Raises CatalogError naming file and id for unknown keys or kinds, an id that stands twice, and a capital, member,
    successor, country or party that does not exist.
    """
    folder = folder or Path(__file__).resolve().parent.parent / "data" / "gazetteer"
    paths = [folder / f"{kind}.toml" for kind in ("parties", "places", "organs")]
    parties = {name: _party(name, row, str(paths[0])) for name, row in _rows(paths[0]).items()}
    places = {name: _site(name, row, str(paths[1])) for name, row in _rows(paths[1]).items()}
    organs = {name: _organ(name, row, str(paths[2])) for name, row in _rows(paths[2]).items()}
    _check(parties, places, organs, folder)
    return Gazetteer(
        MappingProxyType(parties),
        MappingProxyType(places),
        MappingProxyType(organs),
        _seats(parties.values()),
        _index((name.casefold(), party.id) for party in parties.values() for name in party.family_names),
        functools.cache(lasting()(lambda: load_known(folder / "persons.toml", parties))),
    )


def _rows(path: Path) -> dict[str, Mapping[str, Any]]:
    rows = read_toml(path)
    for name, row in rows.items():
        if not isinstance(row, dict):
            raise CatalogError(str(path), "an entry is a table of its own", name)
    return rows


def _take(row: Mapping[str, Any], needed: set[str], free: set[str], place: tuple[str, str]) -> None:
    where, name = place
    if unknown := sorted(set(row) - needed - free):
        raise CatalogError(where, f"unknown keys {unknown}", name)
    if missing := sorted(key for key in needed if not row.get(key)):
        raise CatalogError(where, f"missing {missing}", name)


def _one_of(kind: str, kinds: tuple[str, ...], place: tuple[str, str]) -> str:
    if kind not in kinds:
        raise CatalogError(place[0], f"unknown kind {kind!r}, one of {', '.join(kinds)}", place[1])
    return kind


def _party(name: str, row: Mapping[str, Any], where: str) -> Party:
    free = {"code", "capital", "seat", "successor", "members", "family_names", "ministries"}
    _take(row, {"name", "kind", "source"}, free, (where, name))
    ministries = row.get("ministries", {})
    if unknown := sorted(set(ministries) - {"defence", "security", "foreign"}):
        raise CatalogError(where, f"unknown ministries {unknown}", name)
    return Party(
        name,
        row["name"],
        _one_of(row["kind"], _PARTY_KINDS, (where, name)),
        row.get("code", name),
        capital=row.get("capital"),
        seat=row.get("seat"),
        successor=row.get("successor"),
        members=frozenset(row.get("members", ())),
        family_names=tuple(row.get("family_names", ())),
        ministries=MappingProxyType(dict(ministries)),
        source=row["source"],
    )


def _site(name: str, row: Mapping[str, Any], where: str) -> Site:
    _take(row, {"name", "kind"}, {"country"}, (where, name))
    return Site(name, row["name"], row.get("country"), _one_of(row["kind"], _SITE_KINDS, (where, name)))


def _organ(name: str, row: Mapping[str, Any], where: str) -> Organ:
    _take(row, {"name", "kind"}, {"party"}, (where, name))
    return Organ(name, row["name"], _one_of(row["kind"], _ORGAN_KINDS, (where, name)), row.get("party"))


def _check(parties: Mapping[str, Party], places: Mapping[str, Site], organs: Mapping[str, Organ], folder: Path) -> None:
    for party in parties.values():
        where = str(folder / "parties.toml")
        for place in (party.capital, party.seat):
            if place and place not in places:
                raise CatalogError(where, f"no place {place!r}", party.id)
        lost = sorted((party.members | ({party.successor} if party.successor else set())) - set(parties))
        if lost:
            raise CatalogError(where, f"no parties {lost}", party.id)
    for file, owners in (
        ("places.toml", {site.id: site.country for site in places.values()}),
        ("organs.toml", {organ.id: organ.party for organ in organs.values()}),
    ):
        for name, owner in owners.items():
            if owner and owner not in parties:
                raise CatalogError(str(folder / file), f"no party {owner!r}", name)


def _seats(parties: Iterable[Party]) -> Mapping[str, tuple[str, ...]]:
    ranked = sorted(parties, key=lambda party: party.kind == "organisation")
    seats = _index((place, one.id) for one in ranked for place in (one.capital, one.seat) if place)
    states = {place for one in ranked if one.kind != "organisation" for place in (one.capital, one.seat)}
    return MappingProxyType({place: found for place, found in seats.items() if place in states})


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, value in pairs:
        if value not in found.get(key, ()):
            found[key] = (*found.get(key, ()), value)
    return MappingProxyType(found)
