"""Who is meant where a contact names nobody: who met last, and which parties the report is about."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.extract.arguments import link
from dragoman.extract.plurals import PLURALS, WHOSE, listed_behind, name_plurals
from dragoman.extract.reading import Mention, Person, Reading, Sentence, party_weights
from dragoman.extract.told import Slot, Told

__all__ = ["Scene"]

_BOTH = 2


class Scene:
    """The contacts told so far in a document, and what later words may understand from them."""

    def __init__(self, reading: Reading) -> None:
        """Look once over the document for the parties that act in it."""
        self.reading = reading
        self.told: list[Told] = []
        name_plurals(reading)
        self.weights = party_weights(reading)
        self.acting = {
            party
            for sentence in reading.sentences
            for one in sentence.mentions
            if one.kind in ("person", "office")
            for party in one.parties[:1]
        }
        home = reading.pack.home
        self.home = home if home in self.weights else None
        self.ranked = list(self.weights)
        self.sides = self.ranked if self.home or not home else [*self.ranked, home]

    def last(self, persons: int = 0) -> Told | None:
        """The latest contact told that seats at least so many named persons and does not only point back."""
        for one in reversed(self.told):
            if not one.back and len(one.people) >= persons and one.type != "exhibition":
                return one
        return None

    def state(self, party: str | None) -> bool:
        """Whether the party is a state, with ground of its own."""
        return self.reading.catalog.gazetteer.is_state(party)

    def partner(self, party: str | None, sentence: Sentence | None = None) -> str | None:
        """Whom a party deals with: who else is named in the sentence, at the latest contact, in the whole report."""
        if sentence is not None:
            for mention in sentence.mentions:
                for one in mention.parties:
                    if one != party and mention.kind != "place" and self.weights.get(one, 0) > 1:
                        return one
        for told in reversed(self.told):
            others = [one for one in told.parties if one != party]
            if others and party in told.parties and told.people:
                return others[0]
        acting = [one for one in self.ranked if one != party and one in self.acting]
        return next(iter([*acting, *[one for one in self.ranked if one != party]]), None)

    def other(self, person: Person | None) -> Person | None:
        """Whom somebody met last, or who is named for another party: for "he received him"."""
        for told in reversed(self.told):
            for one in told.people:
                if person is not None and one.party != person.party:
                    return one
        return next((one for one in self.reading.persons if person is not None and one.party != person.party), None)

    def pair(self, sentence: Sentence, at: int) -> list[Slot]:
        """The two that "they", "the two ministers" or "both sides" means before an offset."""
        met = _two(one.person for one in reversed(sentence.mentions) if one.person and one.end <= at)
        if met is None:
            last = self.last()
            if last is not None and len(last.parties) > _BOTH and last.sentence is not sentence:
                return [Slot(one.person, one.parties, one.offices) for one in last.slots if one.role != "attendee"]
            last = self.last(2)
            named = self._two_named(sentence, at)
            if named and last is not None and not set(named) <= set(last.parties):
                return [Slot(None, (party,)) for party in named]
            if last is not None:
                return [Slot(one.person, one.parties, one.offices) for one in last.slots if one.role != "attendee"]
            met = _two(
                one.person
                for told in reversed(self.reading.sentences[: sentence.index + 1])
                for one in reversed(told.mentions)
                if one.person and one.end <= at
            )
        if met is not None:
            return [Slot(person) for person in met]
        group = next((one.parties for one in reversed(self.told) if one.sentence is not sentence), [])
        return [Slot(None, (party,)) for party in (group if len(group) > _BOTH else self.sides[:_BOTH])]

    def _two_named(self, sentence: Sentence, at: int) -> list[str]:
        """The two parties that the sentence itself names before an offset, if it names just two."""
        named = [one.parties[0] for one in sentence.mentions if one.kind == "party" and one.parties and one.end <= at]
        found = list(dict.fromkeys(named))
        return found if len(found) == _BOTH else []

    def slots(self, sentence: Sentence, mention: Mention) -> list[Slot]:
        """Who a mention puts at the table; empty where it says nothing."""
        if mention.kind in ("they", "both"):
            return self._paired(sentence, mention)
        if mention.person is not None:
            return [Slot(mention.person, mention.parties)]
        if mention.kind in ("host", "guest"):
            return self._in_role(mention.kind, sentence, mention)
        if mention.kind == "pronoun":
            person = self._focus(sentence, mention.start)
            return [Slot(person)] if person else []
        if mention.kind in ("office", "counterpart"):
            return self._holders(mention)
        if mention.parties:
            return [Slot(None, mention.parties)]
        if mention.kind == "same_country":
            return self._partner_of_home()
        if mention.kind == "delegation":
            return self._sent(sentence, mention)
        if mention.kind == "party" and self.reading.pack.home:
            return [Slot(None, (self.reading.pack.home,))]
        return []

    def _partner_of_home(self) -> list[Slot]:
        """Of two that a report at home is about, the other: "our friends' ship"."""
        sides, home = self.ranked[:_BOTH], self.reading.pack.home
        return [Slot(None, (party,)) for party in sides if party != home] if home in sides else []

    def _sent(self, sentence: Sentence, mention: Mention) -> list[Slot]:
        """Whose delegation it is: the party right behind it or right before it."""
        folded = self.reading.folded
        for one in sentence.mentions:
            told = one.kind == "party" or (one.kind == "place" and link(self.reading, sentence, one) == "from")
            if not told or not one.parties:
                continue
            if one.start >= mention.end:
                gap = folded[mention.end : one.start]
                acts = any(mention.end <= hit.start < one.start for hit in sentence.layer("engagements"))
                if len(gap) < 60 and "," not in gap and not acts and link(self.reading, sentence, one) != "at":
                    return [Slot(None, one.parties)]
                break
            if one.end <= mention.start and not folded[one.end : mention.start].strip():
                return [Slot(None, one.parties)]
        return self._led() if self._bare(sentence, mention) else []

    def _bare(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a delegation stands without a word of whose it is: "the delegation", as told before."""
        return not any(
            (one.code == "lead" and 0 <= one.start - mention.end < 90)
            or (one.code == "wish" and 0 <= mention.start - one.end < 60)
            for one in sentence.layer("contacts")
        )

    def _led(self) -> list[Slot]:
        """The guest of the latest visit or contact told."""
        for told in reversed(self.told):
            for slot in told.slots:
                away = slot.role == "guest" or (told.type == "inspection" and slot.party != self.reading.pack.home)
                if away and slot.party:
                    return [Slot(slot.person, slot.parties)]
        return []

    def _paired(self, sentence: Sentence, mention: Mention) -> list[Slot]:
        sides = self._sides(sentence, mention)
        if sides:
            return sides
        pair = self.pair(sentence, mention.start)
        codes = set(mention.offices) | {
            one.sense.keys["office"]
            for one in sentence.layer("contacts")
            if one.code == "plural_office" and one.start < mention.end and mention.start < one.end
        }
        if codes and any(one.person is not None and not codes & set(one.person.offices) for one in pair):
            parties = list(dict.fromkeys(one.party for one in pair if one.party))
            return [self._holder(party, tuple(sorted(codes))) for party in parties]
        fits = [one for one in pair if not codes or one.person is None or codes & set(one.person.offices)]
        return fits if len(fits) > 1 else pair

    def _holder(self, party: str, offices: tuple[str, ...]) -> Slot:
        """The party's holder of the office, named or not; somebody with a rank alone may be the one."""
        for person in self.reading.persons:
            if person.party == party and set(person.offices) & set(offices):
                return Slot(person)
        return Slot(None, (party,), offices)

    def _sides(self, sentence: Sentence, mention: Mention) -> list[Slot]:
        """The holders of an office named together with their parties: "the defence ministers of A and B"."""
        hits = [
            one
            for one in sentence.layer("contacts")
            if one.code in PLURALS and one.start < mention.end and mention.start < one.end
        ]
        offices = tuple(one.sense.keys["office"] for one in hits if one.sense.keys.get("office"))
        wanted = WHOSE if hits and not offices else frozenset({"of"})
        listed = listed_behind(self.reading, sentence, mention, wanted)
        if not listed and offices:
            listed = self._before(sentence, mention)
        return [Slot(None, (one.parties[0],), offices) for one in listed]

    def _before(self, sentence: Sentence, mention: Mention) -> list[Mention]:
        """The parties right before an office in the plural: "the Thai and Lao interior ministers"."""
        at, listed = mention.start, list[Mention]()
        for one in reversed([one for one in sentence.mentions if one.end <= mention.start]):
            words = self.reading.folded[one.end : at].replace(",", " ").split()
            joins = self.reading.pack.and_words
            if one.kind != "party" or not one.parties or len(words) > 1 or (words and words[0] not in joins):
                break
            listed.insert(0, one)
            at = one.start
        single = len(listed) == 1 and self.state(listed[0].parties[0])
        return [] if single else listed

    def _holders(self, mention: Mention) -> list[Slot]:
        """The persons of the report who hold the office for the party, wherever they are named; else the office."""
        codes = set(mention.offices)
        if len(mention.parties) > 1:
            return [Slot(None, (party,), mention.offices) for party in mention.parties]
        fits = [
            person
            for person in self.reading.persons
            if codes & set(person.offices) and (not mention.parties or person.party in mention.parties)
        ]
        if mention.kind == "office" and mention.parties and len({one.party for one in fits}) == len(fits) == 1:
            return [Slot(fits[0])]
        return [Slot(None, mention.parties, mention.offices)]

    def _in_role(self, role: str, sentence: Sentence, mention: Mention) -> list[Slot]:
        for told in reversed(self.told):
            for slot in told.slots:
                if slot.role == role and slot.person is not None:
                    return [Slot(slot.person)]
        for told in reversed(self.told):
            for slot in told.slots:
                if slot.role == role and slot.party:
                    return [Slot(None, (slot.party,))]
        seated = self._by_ground(role)
        if seated:
            return seated
        others = [one.person for one in sentence.mentions if one.person and one.end <= mention.start]
        last = self.last()
        if last is not None and others:
            rest = [one for one in last.people if one.party != others[-1].party]
            if rest:
                return [Slot(rest[0])]
        return []

    def _by_ground(self, role: str) -> list[Slot]:
        """Who of the latest contact is host or guest by the country of the place that its sentence names."""
        for told in reversed(self.told):
            people = [one for one in told.people if one.party]
            places = {one.parties[0] for one in told.sentence.mentions if one.kind == "place" and one.parties}
            hosts = [one for one in people if one.party in places]
            guests = [one for one in people if one.party not in places]
            if hosts and guests:
                return [Slot(hosts[0] if role == "host" else guests[0])]
        return []

    def _focus(self, sentence: Sentence, at: int) -> Person | None:
        for one in reversed(self.reading.sentences[: sentence.index + 1]):
            named = [m.person for m in one.mentions if m.person and (one is not sentence or m.end <= at)]
            if named:
                return named[0] if one is not sentence else named[-1]
        return None


def _two(persons: Iterable[Person | None]) -> tuple[Person, Person] | None:
    """The first two of different parties, the earlier named first."""
    first: Person | None = None
    for person in persons:
        if person is None:
            continue
        if first is None:
            first = person
        elif person.party != first.party:
            return person, first
    return None
