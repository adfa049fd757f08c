"""Which parties a speaker stands for, and who goes on speaking from sentence to sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.catalog.lexicon import Sense
from dragoman.extract.reading import Mention, Reading, Sentence, party_weights
from dragoman.extract.subjects import Act

__all__ = ["Voices"]


class Voices:
    """The parties of a document, and the last one that spoke in it."""

    def __init__(self, reading: Reading) -> None:
        """Look once over the document for the parties that act in it."""
        self.reading = reading
        self.last: tuple[str, ...] = ()
        self._paper: tuple[int, bool] | None = None
        self.weights = party_weights(reading)
        self.ranked = sorted(self.weights, key=lambda party: (-self.weights[party], party))
        hits = [hit for sentence in reading.sentences for hit in sentence.layer("discourse")]
        self.pairs = [(hit.start, hit.end) for hit in hits if hit.code == "both"]
        self.partners = {
            hit.start for sentence in reading.sentences for hit in sentence.layer("topics") if hit.code == "other"
        }

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

    def others(self, parties: Sequence[str], at: int) -> tuple[str, ...]:
        """Whom some parties deal with."""
        return tuple(one for one in self.all(at) if one not in parties)

    def of(self, mention: Mention, at: int) -> tuple[str, ...]:
        """The parties that a mention stands for, empty where it leaves them open."""
        kind = mention.kind
        if kind in ("both", "they") or any(start < mention.end and mention.start < end for start, end in self.pairs):
            return self.all(at)
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
        found = self.parties(act.subjects, act.start)
        known = self.all(act.start)
        if len(found) > 1:
            within = tuple(one for one in found if one in known)
            found = within or found
        return found

    def hear(self, acts: Sequence[Act]) -> None:
        """Remember who spoke last: whoever the last act of a sentence names itself, else whom an earlier one names."""
        for act in reversed(acts):
            if act.inherited or not act.subjects or act.kind in ("modal", "state"):
                continue
            found = self.speaker(act)
            if found:
                self.last = found
                return

    def read(self, sentence: Sentence, senses: Sequence[Sense], telling: bool) -> None:
        """Remember that a sentence told of a paper signed: its block, and whether it told what the paper provides."""
        provides = any(sense.keys.get("provides") for sense in senses)
        if provides or (telling and any(sense.keys.get("stage") == "signed" for sense in senses)):
            self._paper = (sentence.block, provides)
        elif any(sense.keys.get("kind", "act") in ("act", "report") for sense in senses):
            self._paper = None

    def provided(self, sentence: Sentence) -> bool:
        """Whether what a sentence foretells is what the paper told of right before provides."""
        if self._paper is None or self._paper[0] != sentence.block:
            return False
        return self._paper[1] or any(hit.code == "thereby" for hit in sentence.layer("clauses"))
