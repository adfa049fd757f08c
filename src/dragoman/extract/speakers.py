"""Which parties a speaker stands for, and who goes on speaking from sentence to sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.extract.reading import Mention, Reading, Sentence, party_weights
from dragoman.extract.subjects import Act

__all__ = ["Voices"]


# How many code points may stand before a pronoun that takes up the speaker of the sentence before.
_OPENING = 40
# How long a line may be that only names who stands over a list.
_HEADING = 90
# How many sentences behind the signing the paper may be named.
_FRESH = 2
# What ends a line behind which the provisions of a paper follow.
_LEADS = frozenset("?:")


class _Paper(msgspec.Struct, frozen=True):
    """A signed paper just told of: the block it stands in, whether its provisions are being told, whose it is."""

    block: int
    provides: bool
    parties: tuple[str, ...]


class Voices:
    """The parties of a document, and the last one that spoke in it; ``over`` is who is named over a list."""

    def __init__(self, reading: Reading) -> None:
        """Look once over the document for the parties that act in it."""
        self.reading = reading
        self.last: tuple[str, ...] = ()
        self.over: tuple[str, ...] = ()
        self._spoke: tuple[Mention, tuple[str, ...], int] | None = None
        self._paper: _Paper | None = None
        self._inked = -_FRESH
        self.weights = party_weights(reading)
        self.ranked = list(self.weights)
        hits = reading.layer("discourse")
        self.pairs = [(hit.start, hit.end) for hit in hits if hit.code == "both"]
        self.counts = {hit.start: int(hit.sense.keys["count"]) for hit in hits if "count" in hit.sense.keys}
        self.partners = {hit.start for hit in reading.layer("topics") if hit.code == "other"}

    def all(self, at: int) -> tuple[str, ...]:
        """The parties of the contact in hand, else the two that the document speaks of most."""
        contact = self.reading.contact_before(at)
        for one in (contact, *self.reading.contacts):
            if one is not None and len(one.parties) > 1:
                return self._acting(one.parties)
        if contact is not None and len(self.ranked) < 2:
            return contact.parties
        if len(self.ranked) < 3:
            return tuple(sorted(self.ranked))
        enough = max(2, self.weights[self.ranked[1]] / 2)
        acting = [one for one in self.ranked if self.weights[one] >= enough]
        return tuple(sorted(acting or self.ranked[:2]))

    def _acting(self, parties: tuple[str, ...]) -> tuple[str, ...]:
        """Of three and more parties the states, where at least two of them are: the organisation is their forum."""
        if len(parties) < 3:
            return parties
        states = tuple(one for one in parties if not self.reading.catalog.gazetteer.members(one))
        return states if len(states) > 1 else parties

    def _so_many(self, count: int, at: int) -> tuple[str, ...]:
        """The parties where the words say how many there are: those of a contact, else the states that act most."""
        around = self.all(at)
        if count < 3 or len(around) == count:
            return around
        for one in self.reading.contacts:
            if len(self._acting(one.parties)) == count:
                return self._acting(one.parties)
        states = [one for one in self.ranked if not self.reading.catalog.gazetteer.members(one)]
        return tuple(sorted(states[:count])) if len(states) >= count else around

    def others(self, parties: Sequence[str], at: int) -> tuple[str, ...]:
        """Whom some parties deal with."""
        return tuple(one for one in self.all(at) if one not in parties)

    def of(self, mention: Mention, at: int) -> tuple[str, ...]:
        """The parties that a mention stands for, empty where it leaves them open."""
        kind = mention.kind
        if kind in ("both", "they") or any(start < mention.end and mention.start < end for start, end in self.pairs):
            return self._so_many(self.counts.get(mention.start, 0), at)
        if mention.person is not None and mention.person.party:
            return (mention.person.party,)
        if kind in ("host", "guest", "counterpart", "host_country"):
            return self._in_role(kind, at) or (self.others(self.last, at) if mention.start in self.partners else ())
        if kind == "same_country":
            home = self.reading.pack.home
            if mention.start in self.partners and home in self.all(at):
                return self.others((home,), at)
            return self.others(self.last, at) if mention.start in self.partners else self.last
        if kind == "delegation" and not mention.parties:
            return self._in_role("guest", at)
        if kind == "party" and not mention.parties and self.reading.pack.home in self.all(at):
            # A ministry or force told without a country is the home state's own.
            return (self.reading.pack.home,) if self.reading.pack.home else ()
        return mention.parties

    def _in_role(self, role: str, at: int) -> tuple[str, ...]:
        contact = self.reading.contact_before(at)
        if contact is None:
            return ()
        if role == "host_country":
            return (contact.country,) if contact.country else ()
        host = contact.host.party if contact.host else contact.country
        guest = contact.guest.party if contact.guest else None
        if guest is None and host:
            guest = next((one for one in contact.parties if one != host), None)
        if host is None and guest:
            host = next((one for one in contact.parties if one != guest), None)
        if role == "counterpart":
            return self.others(self.last, at) if self.last else ()
        found = host if role == "host" else guest
        return (found,) if found else ()

    def parties(self, mentions: Iterable[Mention], at: int) -> tuple[str, ...]:
        """All parties that some mentions stand for, sorted."""
        return tuple(sorted({party for one in mentions for party in self.of(one, at)}))

    def speaker(self, act: Act) -> tuple[str, ...]:
        """Who performs an act, empty where nobody is named and nobody spoke before."""
        found = self._going_on(act) or self.parties(act.subjects, act.start)
        known = self.all(act.start)
        if len(found) > 1:
            within = tuple(one for one in found if one in known)
            found = within or found
        unnamed = len(act.subjects) > 1 and any(one.kind == "party" and not one.parties for one in act.subjects)
        if unnamed and len(found) == 1 and len(known) == 2 and found[0] in known:
            return known
        return found

    def _going_on(self, act: Act) -> tuple[str, ...]:
        """Whoever spoke in the sentence before, where a pronoun at the head of this one takes that speaker up."""
        if self._spoke is None or act.inherited or not act.subjects or act.hit.sense.keys.get("echo"):
            return ()
        before, parties, end = self._spoke
        one = act.subjects[0]
        if one.kind != "pronoun" or not 0 <= one.start - end <= _OPENING:
            return ()
        folded = self.reading.folded
        if before.kind == "pronoun" and folded[before.start : before.end] != folded[one.start : one.end]:
            return ()
        return parties

    def hear(self, sentence: Sentence, acts: Sequence[Act]) -> None:
        """Remember who spoke last: whoever the last act of a sentence names itself, else whom an earlier one names."""
        spoken = [
            (act, found)
            for act in acts
            if not act.inherited and act.subjects and act.kind not in ("modal", "state")
            if (found := self.speaker(act))
        ]
        first, parties = next(((act, found) for act, found in spoken if not act.inner), (None, ()))
        if first is not None:
            one = first.subjects[0]
            alone = len(first.subjects) == 1 and len(parties) == 1 and one.kind not in ("both", "they")
            known = one.kind != "pronoun" or bool(self._going_on(first))
            self._spoke = (one, parties, sentence.end) if alone and known else None
        if spoken:
            self.last = spoken[-1][1]

    def stand_over(self, sentence: Sentence) -> None:
        """Remember who is named alone over a list, without any verb: "On behalf of his government the minister"."""
        end = self.reading.text[sentence.end - 1]
        speakers = [one for one in sentence.mentions if one.kind != "place"]
        heads = sentence.kind != "list" and (end == ":" or end.isalnum()) and sentence.end - sentence.start < _HEADING
        self.over = self.of(speakers[-1], sentence.start) if heads and len(speakers) == 1 else ()

    def meet(self, sentence: Sentence) -> None:
        """Remember that a sentence names a signed paper, or asks what is in the one named before."""
        if any(hit.code == "signed" for hit in sentence.layer("papers")):
            self._inked = sentence.index
        if sentence.layer("instruments") and 0 <= sentence.index - self._inked < _FRESH:
            kept = self._paper.parties if self._paper else ()
            self._paper = _Paper(sentence.block, False, kept)
        elif self._paper is not None and self.reading.text[sentence.end - 1] in _LEADS and self.provided(sentence):
            self._paper = _Paper(sentence.block, True, self._paper.parties)

    def read(self, sentence: Sentence, acts: Sequence[Act], telling: bool) -> None:
        """Remember that a sentence told of a paper signed: its block, its parties, and whether it told its contents."""
        senses = [(act, act.hit.sense.keys) for act in acts if not act.inner]
        provides = any(keys.get("provides") for _, keys in senses)
        signed = next((act for act, keys in senses if keys.get("stage") == "signed" and telling), None)
        thereby = any(hit.code == "thereby" for hit in sentence.layer("clauses"))
        if self._paper is not None and (provides or thereby) and signed is None:
            self._paper = _Paper(sentence.block, True, self._paper.parties)
        elif provides or signed is not None:
            parties = self.parties(signed.subjects, signed.start) if signed is not None else ()
            before = self._paper.parties if self._paper else ()
            self._paper = _Paper(sentence.block, provides, parties if len(parties) > 1 else before)
        elif any(keys.get("kind", "act") in ("act", "report") for _, keys in senses):
            self._paper = None

    def provided(self, sentence: Sentence) -> bool:
        """Whether what a sentence foretells is what the paper told of right before provides."""
        if self._paper is None or not 0 <= sentence.block - self._paper.block <= 1:
            return False
        if any(hit.code == "thereby" for hit in sentence.layer("clauses")):
            return True
        return self._paper.provides and self._paper.block == sentence.block

    def signers(self, at: int) -> tuple[str, ...]:
        """Whose paper the one told of last is."""
        return (self._paper.parties if self._paper else ()) or self.all(at)
