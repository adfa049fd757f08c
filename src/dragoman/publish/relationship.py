"""What the ledger holds about two or more parties, gathered once for briefs and for the demonstration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.catalog import Catalog
from dragoman.ledger import DocumentLine, Filter, Ledger, Line, Person, Source, Tenure, ends, name_key
from dragoman.records import Commitment, Engagement

__all__ = ["Relationship", "action_words", "by_stage", "gather", "latest", "names", "planned"]


@dataclass(frozen=True, slots=True)
class Relationship:
    """Lines, people and documents that concern all the parties.

    ``documents`` are those that tell one of the lines; ``people`` are the parties' own, seen at the engagements.
    """

    parties: tuple[str, ...]
    on: str | None
    engagements: tuple[Line, ...]
    commitments: tuple[Line, ...]
    instruments: tuple[Line, ...]
    people: tuple[Person, ...]
    documents: tuple[DocumentLine, ...]


def gather(ledger: Ledger, parties: Sequence[str], on: str | None = None) -> Relationship:
    """Everything that reports published up to a day (any, without one) say about the parties together."""
    asked = Filter(between=tuple(parties), limit=0)
    engagements = _known(ledger.engagements(asked), on)
    commitments = _known(ledger.commitments(asked), on)
    instruments = _known(ledger.instruments(asked), on)
    told = {source.document for line in (*engagements, *commitments, *instruments) for source in line.sources}
    documents = tuple(one for one in ledger.documents(asked) if one.id in told)
    people = tuple(one for one in _seen(engagements) if one.party in parties)
    return Relationship(tuple(parties), on, engagements, commitments, instruments, people, documents)


def _seen(engagements: Iterable[Line]) -> tuple[Person, ...]:
    """The people of these engagements with the offices that these reports give them, the last seen first."""
    sightings: dict[tuple[str, str | None], list[tuple[str, str, tuple[str, ...]]]] = {}
    for line in engagements:
        body = line.entry.body
        if isinstance(body, Engagement):
            date = body.date or (line.sources[0].published if body.status != "past" else None) or ""
            for one in body.participants:
                sightings.setdefault((name_key(one.name), one.party), []).append((date, one.name, one.offices))
    people = [_person(party, seen) for (_, party), seen in sightings.items()]
    return tuple(sorted(people, key=lambda one: (one.last or "", one.name), reverse=True))


def _person(party: str | None, seen: Sequence[tuple[str, str, tuple[str, ...]]]) -> Person:
    offices: dict[str, list[str]] = {}
    for date, _, held in seen:
        for office in held:
            offices.setdefault(office, []).append(date)
    tenures = tuple(Tenure(office, *_ends(dates), len(dates)) for office, dates in offices.items())
    names = sorted({name for _, name, _ in seen}, key=lambda name: (-sum(not one.isascii() for one in name), name))
    first, last = _ends([date for date, _, _ in seen])
    return Person("", names[0], party, tuple(names), tenures, first, last, len(seen))


def _ends(dates: Iterable[str]) -> tuple[str | None, str | None]:
    known = [ends(date) for date in dates if date[:4].isdigit() or date.startswith("..")]
    return (min(first for first, _ in known), max(last for _, last in known)) if known else (None, None)


def _known(lines: Iterable[Line], on: str | None) -> tuple[Line, ...]:
    """The lines as they could be told on a day: without the reports that came later."""
    if on is None:
        return tuple(lines)
    kept = []
    for line in lines:
        sources = tuple(one for one in line.sources if _published_by(one, on))
        if sources:
            kept.append(replace(line, sources=sources))
    return tuple(kept)


def _published_by(source: Source, on: str) -> bool:
    return source.published is None or source.published[: len(on)] <= on[: len(source.published)]


def by_stage(commitments: Iterable[Line], catalog: Catalog) -> Mapping[str, tuple[Line, ...]]:
    """Commitments by stage, the ladder's stages in order, without the empty ones."""
    found: dict[str, list[Line]] = {stage: [] for stage in catalog.codebook.stages}
    for line in commitments:
        if isinstance(line.entry.body, Commitment):
            found[line.entry.body.stage].append(line)
    return {stage: tuple(lines) for stage, lines in found.items() if lines}


def latest(engagements: Iterable[Line], count: int) -> tuple[Line, ...]:
    """The last engagements that the reports tell as news or recall with a date, the latest first."""
    return tuple(line for line in engagements if _status(line) in ("reported", "past") and _dated(line))[:count]


def planned(engagements: Iterable[Line]) -> tuple[Line, ...]:
    """The engagements that the reports announce, the nearest first."""
    return tuple(reversed([line for line in engagements if _status(line) == "planned"]))


def _status(line: Line) -> str | None:
    return line.entry.body.status if isinstance(line.entry.body, Engagement) else None


def _dated(line: Line) -> bool:
    return isinstance(line.entry.body, Engagement) and line.entry.body.date is not None


def names(parties: Iterable[str], catalog: Catalog) -> str:
    """The English names of parties, joined by a dash."""
    known = {party.code: party.name for party in catalog.gazetteer.parties.values()}
    return " – ".join(known.get(one, one) for one in parties)


def action_words(body: Commitment, catalog: Catalog, lang: str) -> str:
    """What is to be done, in the codebook's words: the action, the quantity, the areas."""
    codebook = catalog.codebook
    words = codebook.label("actions", body.action, lang)
    if body.quantity:
        words += f" ({body.quantity})"
    areas = ", ".join(codebook.label("areas", area, lang) for area in body.areas)
    return f"{words}: {areas}" if areas else words
