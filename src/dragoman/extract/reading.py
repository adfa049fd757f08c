"""A document under reading: its sentences, what the pack's forms hit in them, and who is meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from dragoman.catalog import Catalog
from dragoman.catalog.gazetteer import Site
from dragoman.catalog.lexicon import Hit
from dragoman.catalog.pack import Pack
from dragoman.records import Body, Document, Span
from dragoman.text.fold import fold
from dragoman.text.sentences import split_sentences

__all__ = ["Contact", "Draft", "Mention", "Person", "Reading", "Sentence", "open_reading", "party_weights"]

# Blocks that claims are read from, and those that only confirm what the body says.
TOLD = frozenset({"body", "list"})
CONFIRMS = frozenset({"title", "lead", "caption"})
# No report is longer: of an archive dumped into one file the beginning is read, the whole stays searchable.
MOST_SENTENCES = 2000
# Layers whose forms stand for whole words only, also where a name is cut into syllables.
_WHOLE = frozenset({"names", "ranks", "discourse"})
_SYLLABLES = re.compile(r"\w-[^\W\d_A-Z]")


@dataclass(slots=True, eq=False)
class Person:
    """Somebody the document names: the fullest name met, the party served, the offices stated, in reading order."""

    name: str
    words: tuple[str, ...]
    party: str | None = None
    offices: list[str] = field(default_factory=list)
    aliases: list[tuple[str, ...]] = field(default_factory=list)
    ranked: bool = False
    ranks: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    first: int = 0
    told: bool = False

    @property
    def spellings(self) -> list[tuple[str, ...]]:
        """The name's words in every spelling met, the fullest first."""
        return [self.words, *self.aliases]


class Mention(msgspec.Struct, frozen=True, eq=False):
    """Words that refer to somebody: ``start`` to ``end`` takes in the whole stack of offices, ranks and name.

    ``kind`` is ``person`` (found its person), ``office`` (an unnamed holder), ``party`` (a state or organisation by
    name, demonym, organ or capital), ``place`` (a named place), or a code of the pack's discourse layer, such as
    ``both``, ``host``, ``guest``, ``pronoun``. ``parties`` is empty where the mention leaves the party open.
    """

    start: int
    end: int
    kind: str
    person: Person | None = None
    parties: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    place: str | None = None
    name: str | None = None


class Sentence(msgspec.Struct, eq=False):
    """One sentence: half-open code points, the block it stands in, its hits by layer and its mentions."""

    index: int
    start: int
    end: int
    block: int
    kind: str
    hits: dict[str, list[Hit]]
    mentions: list[Mention] = []

    def layer(self, name: str) -> Sequence[Hit]:
        """The sentence's hits in a layer of the pack, in text order; at most a few share one range."""
        return self.hits.get(name, ())

    def among(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie between two offsets."""
        return [one for one in self.mentions if start <= one.start and one.end <= end]

    @property
    def span(self) -> Span:
        """The sentence's code points as a span."""
        return Span(self.start, self.end)


class Contact(msgspec.Struct, frozen=True, eq=False):
    """An engagement as the discourse needs it: who meets whom from ``start`` on, on whose ground, and when.

    What is said after it ("the two sides", "the host", "the same day") is understood from the latest contact.
    """

    start: int
    end: int
    type: str
    status: str
    parties: tuple[str, ...]
    host: Person | None = None
    guest: Person | None = None
    country: str | None = None
    date: str | None = None


class Draft(msgspec.Struct, frozen=True, eq=False):
    """A claim before it is checked and given its id: coded facts, evidence, and the rule that found it."""

    kind: str
    evidence: Span
    body: Body
    rule: str


@dataclass(slots=True, eq=False)
class Reading:
    """A document with everything that was found in it so far; one is made for each document and thrown away."""

    document: Document
    pack: Pack
    catalog: Catalog
    text: str
    folded: str
    sentences: list[Sentence]
    persons: list[Person] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    hits: dict[str, list[Hit]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)

    def contact_before(self, offset: int) -> Contact | None:
        """The latest reported contact that begins before an offset, else the first one of the document."""
        first = latest = None
        for one in self.contacts:
            if one.status == "reported":
                first = first or one
                latest = one if one.start < offset else latest
        if first is None and self.contacts:
            first = self.contacts[0]
            latest = next((one for one in reversed(self.contacts) if one.start < offset), None)
        return latest or first

    def layer(self, name: str) -> list[Hit]:
        """All hits of the sentences in a layer of the pack, in text order."""
        if name not in self.hits:
            self.hits[name] = [hit for sentence in self.sentences for hit in sentence.hits.get(name, ())]
        return self.hits[name]

    def site(self, hit: Hit) -> Site | None:
        """The place that a hit of the layer of names tells; None where it tells no place, or one not on record."""
        return self.catalog.gazetteer.places.get(hit.code) if hit.sense.keys["kind"] == "place" else None

    @property
    def told(self) -> list[Sentence]:
        """The sentences of the body, from which claims are read."""
        return [sentence for sentence in self.sentences if sentence.kind in TOLD]


def open_reading(document: Document, pack: Pack, catalog: Catalog) -> Reading:
    """Split the body into sentences and look up every form of the pack in them, in one pass.

    At most ``MOST_SENTENCES`` are read, so that no input takes without bound.
    """
    folded = fold(document.text)
    sentences: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        if block.kind in TOLD or block.kind in CONFIRMS:
            for span in split_sentences(document.text, block.span.start, block.span.end, pack.abbreviations):
                sentences.append(Sentence(len(sentences), span.start, span.end, number, block.kind, {}))
        if len(sentences) > MOST_SENTENCES:
            del sentences[MOST_SENTENCES:]
            break
    end = sentences[-1].end if sentences else 0
    starts = [*(sentence.start for sentence in sentences), end]
    for layer, found in pack.matcher.find(document.text[:end], folded[:end]).items():
        if layer in _WHOLE:
            found = [hit for hit in found if not _cuts_syllables(document.text, hit)]
        _share_out(sentences, starts, layer, found)
    return Reading(document, pack, catalog, document.text, folded, sentences)


def _share_out(sentences: Sequence[Sentence], starts: Sequence[int], layer: str, found: Iterable[Hit]) -> None:
    """Give each sentence its hits of a layer, which come in text order; what reaches over a sentence's end is lost."""
    hits: list[Hit] = []
    first = last = following = 0
    for hit in found:
        start = hit.start
        if start >= following:
            place = bisect_right(starts, start)
            sentence, hits = sentences[place - 1], []
            first, last, following = sentence.start, sentence.end, starts[place]
        if first <= start and hit.end <= last:
            if not hits:
                sentence.hits[layer] = hits
            hits.append(hit)


def _cuts_syllables(text: str, hit: Hit) -> bool:
    """Whether the hit is only some syllables of a name spelled by ear, such as the rear ones of "Y-ong"."""
    start, end = hit.start, hit.end
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].islower() and _SYLLABLES.search(text, start, end):
        return True
    return text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha() and text[start].islower()


def party_weights(reading: Reading) -> dict[str, int]:
    """How much each party acts in the report, most first: its persons and offices weigh more than its mere name."""
    weights: dict[str, int] = {}
    for sentence in reading.sentences:
        for mention in sentence.mentions:
            if mention.kind == "place":
                continue
            for party in mention.parties[:1]:
                weights[party] = weights.get(party, 0) + (3 if mention.kind in ("person", "office") else 1)
    return dict(sorted(weights.items(), key=lambda one: (-one[1], one[0])))
