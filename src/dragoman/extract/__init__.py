"""Document and pack in, claims out: pure, the same input gives the same claims."""

from __future__ import annotations

from dragoman.catalog import Catalog
from dragoman.catalog.pack import Pack
from dragoman.extract.check import checked_claims
from dragoman.extract.commitments import find_commitments
from dragoman.extract.engagements import find_engagements
from dragoman.extract.instruments import find_instruments
from dragoman.extract.likelihood import without_unlikely
from dragoman.extract.persons import find_mentions
from dragoman.extract.reading import Reading, open_reading
from dragoman.records import Claim, Document

__all__ = ["extract", "read_with"]

# How many words of another world make a report one of it, where they outnumber those of states and their forces.
_ELSEWHERE = 3
_BOTH = 2
# How many offices and organs a report without an engagement must name for its promises to be those of states.
_INSTITUTIONS = 2


def extract(document: Document, pack: Pack, catalog: Catalog) -> tuple[Claim, ...]:
    """Read a document with a pack: its engagements, commitments and instruments, each with its evidence.

    The claims come in text order by kind. The document's language is not checked: the caller chooses the pack.
    """
    reading = open_reading(document, pack, catalog)
    if _elsewhere(reading):
        return ()
    find_mentions(reading)
    drafts = [*find_engagements(reading)]
    if drafts or _parties_face(reading):
        drafts += without_unlikely(reading, find_commitments(reading))
        drafts += find_instruments(reading)
    return checked_claims(document, pack, drafts)


def _elsewhere(reading: Reading) -> bool:
    """Whether a report speaks of films, sport or labour more often than of states and their forces."""
    codes = [hit.code for hit in reading.layer("topics")]
    foreign, domain = codes.count("foreign"), codes.count("domain") + codes.count("field")
    if foreign < _ELSEWHERE:
        return False
    states = {hit.code for hit in reading.layer("names") if hit.sense.keys["kind"] in ("party", "demonym")}
    # A story about nameless countries needs less to give it away.
    return foreign > domain or (len(states) < _BOTH and 2 * foreign > domain)


def _parties_face(reading: Reading) -> bool:
    """Whether institutions of two parties are named, where no engagement was found.

    Where they are not, words such as *talks*, *signed* and *deploy* belong to sport, business or history.
    """
    acting: set[str] = set()
    named: list[str] = []
    for sentence in reading.told:
        bodies = [hit for hit in sentence.layer("names") if hit.sense.keys["kind"] == "organ"]
        countries = {hit.start for hit in sentence.layer("names") if hit.sense.keys["kind"] == "party"}
        for mention in sentence.mentions:
            body = any(mention.start <= hit.start < mention.end for hit in bodies)
            if mention.kind in ("person", "office") or (mention.kind == "party" and body):
                acting.update(mention.parties)
            elif mention.start in countries:
                named += mention.parties
    # A country that is only named must be spoken of again and again.
    parties = acting | {party for party in named if named.count(party) > 1}
    stated = sum(1 for sentence in reading.told for hit in sentence.layer("offices") if not hit.sense.keys.get("short"))
    organs = sum(1 for sentence in reading.told for hit in sentence.layer("names") if hit.sense.keys["kind"] == "organ")
    return len(parties) > 1 and stated + organs >= _INSTITUTIONS


def read_with(document: Document, pack: Pack, catalog: Catalog) -> Reading:
    """The reading that ``extract`` makes its claims from, for those who write rules and want to see what was hit."""
    reading = open_reading(document, pack, catalog)
    find_mentions(reading)
    find_engagements(reading)
    return reading
