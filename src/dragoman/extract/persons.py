"""Who is meant: names with their stacks become persons, and what points back finds them."""

from __future__ import annotations

import re

from dragoman.extract.allegiance import settle_parties
from dragoman.extract.arguments import link
from dragoman.extract.holders import known_by_family, settle_offices
from dragoman.extract.names import name_key
from dragoman.extract.nationals import name_nationals
from dragoman.extract.reading import Mention, Person, Reading, Sentence
from dragoman.extract.stacks import Stack, sentence_stacks
from dragoman.extract.titles import mention_office, stack_codes
from dragoman.extract.units import Unit

__all__ = ["find_mentions", "resolve_short_name"]

# Small words behind which nobody is what a sentence is about.
_OBLIQUE = frozenset({"with", "between", "by", "of", "at", "from", "for", "told"})

# An initial that is written together with the surname: "V.Putin".
_INITIAL = re.compile(r"(?<!\w)([^\W\d_]\.)(?=[^\W\d_]{2})")
# A foreign name spelled by ear is cut into syllables: "Mi-khai-in".
_SYLLABLES = re.compile(r"\w-[^\W\d_A-Z]")


def find_mentions(reading: Reading) -> None:
    """Fill the reading's persons and each sentence's mentions.

    The first pass makes a person of every name that stands in a stack of an office or rank; the second lets short
    names, offices and pronouns find theirs. Host and guest stay open until the engagements are known.
    """
    stacks = [sentence_stacks(reading, sentence) for sentence in reading.sentences]
    for sentence, found in zip(reading.sentences, stacks, strict=True):
        for stack in found:
            if stack.name is not None and _anchored(reading, stack):
                _register(reading, sentence, stack)
    parties = {unit.party for found in stacks for stack in found for unit in stack.units if unit.party}
    for sentence, found in zip(reading.sentences, stacks, strict=True):
        for stack in found:
            if (
                stack.name
                and not _anchored(reading, stack)
                and known_by_family(reading, _words(reading, stack.name), parties)
            ):
                _register(reading, sentence, stack)
    settle_parties(reading, stacks)
    for found in stacks:
        for stack in found:
            _titles_by_party(reading, stack)
    settle_offices(reading, stacks)
    focus: Person | None = None
    for sentence, found in zip(reading.sentences, stacks, strict=True):
        focus = _resolve_sentence(reading, sentence, found, focus)
    name_nationals(reading)


def _words(reading: Reading, unit: Unit) -> tuple[str, ...]:
    words = reading.text[unit.start : unit.end]
    return tuple((_INITIAL.sub(r"\1 ", words) if "." in words else words).split())


def _anchored(reading: Reading, stack: Stack) -> bool:
    kinds = {unit.kind for unit in stack.units}
    if not kinds & {"office", "rank", "post", "counterpart"} or stack.name is None:
        return False
    words = _words(reading, stack.name)
    return len(words) > 1 or len(words[0]) > 1


def _match(person: Person, keys: tuple[str, ...]) -> bool:
    """Whether a longer or shorter spelling names the person: the words of one are among the other's, at least two."""
    got = set(keys)
    for words in person.spellings:
        own = {name_key(word.strip(".")) for word in words}
        if own == got or (len(got) > 1 and len(own) > 1 and (got <= own or own <= got)):
            return True
    return False


def _register(reading: Reading, sentence: Sentence, stack: Stack) -> Person | None:
    assert stack.name is not None
    words = _words(reading, stack.name)
    keys = tuple(name_key(word.strip(".")) for word in words)
    person = next((one for one in reading.persons if len(words) > 1 and _match(one, keys)), None)
    if person is None:
        person = resolve_short_name(reading, words[0], None) if len(words) == 1 else None
        if person is not None and person.party and stack.party not in (None, person.party):
            return None
    if person is None:
        person = Person(" ".join(words), words, first=stack.start)
        reading.persons.append(person)
    elif len(words) > len(person.words) or (
        len(words) == len(person.words) and not _marked(person.name) and _marked(" ".join(words))
    ):
        if person.words not in person.aliases and len(person.words) > 1:
            person.aliases.append(person.words)
        person.name, person.words = " ".join(words), words
    for unit in stack.units:
        if unit.kind == "alias" and _words(reading, unit) not in person.aliases:
            person.aliases.append(_words(reading, unit))
    _prefer_own_spelling(person)
    if len(words) > 1:
        _absorb(reading, person)
    person.titles |= {reading.folded[unit.start : unit.end] for unit in stack.units if unit.kind == "office"}
    ranks = {reading.folded[unit.start : unit.end].split()[-1] for unit in stack.units if unit.kind == "rank"}
    person.ranked, person.ranks = person.ranked or bool(ranks), person.ranks | ranks
    person.told = person.told or sentence.kind in ("body", "list")
    party = stack.party
    if party and person.party is None:
        person.party = party
    person.offices += [code for code in _offices(stack) if code not in person.offices]
    return person


def _prefer_own_spelling(person: Person) -> None:
    """Call a person by the spelling that is not cut into syllables, where the report gives both."""
    whole = [words for words in person.spellings if not any(_SYLLABLES.search(word) for word in words)]
    if person.aliases and whole and whole[0] is not person.words:
        others = [words for words in person.spellings if words is not whole[0]]
        person.words, person.aliases = whole[0], others
        person.name = " ".join(person.words)


def _absorb(reading: Reading, person: Person) -> None:
    """A name first met as one word belongs to the full name met later."""
    keys = {name_key(word) for word in person.words}
    for other in [one for one in reading.persons if one is not person and len(one.words) == 1]:
        if name_key(other.words[0]) in keys:
            person.offices += [code for code in other.offices if code not in person.offices]
            person.party = person.party or other.party
            person.first = min(person.first, other.first)
            reading.persons.remove(other)


def _marked(name: str) -> bool:
    return any(ord(letter) > 127 for letter in name)


def _offices(stack: Stack) -> list[str]:
    """The codes that the stack's offices state; a short form takes the portfolio that the report is about."""
    codes: list[str] = []
    for unit in stack.units:
        if unit.kind != "office":
            continue
        stated = unit.offices
        if unit.by_party:
            # Which office the title means is settled once the party is.
            continue
        if len(stated) > 1:
            stated = ()
        codes += [code for code in (*stated, *unit.also) if code not in codes]
    return codes


def _titles_by_party(reading: Reading, stack: Stack) -> None:
    titles = [unit for unit in stack.units if unit.by_party]
    person = _named(reading, stack) if titles and stack.name is not None else None
    if person is None:
        return
    for unit in titles:
        fallback = unit.offices[0] if len(unit.offices) == 1 else ""
        code = (unit.by_party or {}).get(person.party or "", fallback)
        if code and code not in person.offices:
            person.offices.append(code)


def resolve_short_name(reading: Reading, word: str, before: int | None) -> Person | None:
    """The person whose name has the word: the last word first, then the first, the latest named before ``before``."""
    word = word.strip(".")
    key = name_key(word)
    for place in (slice(-1, None), slice(0, 1), slice(None)):
        found = [
            person
            for person in reading.persons
            if any(_is_word(own, word, key) for words in person.spellings for own in words[place])
        ]
        if found:
            earlier = [one for one in found if before is None or one.first <= before]
            return max(earlier or found, key=lambda one: one.first)
    return None


def _is_word(own: str, word: str, key: str) -> bool:
    """Whether two words may spell one name, ``key``: of two that both bear marks, the marks tell them apart."""
    own = own.strip(".")
    if name_key(own) != key:
        return False
    return own.isascii() or word.isascii() or own.lower() == word.lower()


def _resolve_sentence(reading: Reading, sentence: Sentence, stacks: list[Stack], focus: Person | None) -> Person | None:
    """Fill the sentence's mentions; the returned focus is whom a pronoun of the next sentence means."""
    mentions: list[Mention] = []
    for stack in stacks:
        mention = _stack_mention(reading, stack, mentions, focus)
        if mention is not None:
            mentions.append(mention)
    covered = [(one.start, one.end) for one in mentions]
    for hit in sentence.layer("discourse"):
        if hit.code == "beside" or any(start < hit.end and hit.start < end for start, end in covered):
            continue
        before = [one for one in mentions if one.person and one.end <= hit.start]
        upright = [one for one in before if link(reading, sentence, one) not in _OBLIQUE]
        earlier = [one.person for one in upright or before]
        who = (earlier[-1] if earlier and hit.start > sentence.start + 3 else focus) if hit.code == "pronoun" else None
        parties = (who.party,) if who and who.party else ()
        mentions.append(Mention(hit.start, hit.end, hit.code, who, parties))
    for hit in sentence.layer("names"):
        if hit.sense.keys["kind"] == "place" and not any(s < hit.end and hit.start < e for s, e in covered):
            seats = reading.catalog.gazetteer.seats(hit.code)
            mentions.append(Mention(hit.start, hit.end, "place", None, seats[:1], place=hit.code))
    mentions.sort(key=lambda one: (one.start, -one.end))
    sentence.mentions = mentions
    people = [one for one in mentions if one.person]
    if not people:
        return focus
    upright = [one for one in people if link(reading, sentence, one) not in _OBLIQUE]
    return (upright or people)[0].person


def _stack_mention(reading: Reading, stack: Stack, earlier: list[Mention], focus: Person | None) -> Mention | None:
    kinds = [unit.kind for unit in stack.units]
    party = stack.party
    if stack.name is not None:
        person = _named(reading, stack)
        if person is None:
            if not {"party", "organ"} & set(kinds):
                return None
            return Mention(stack.start, stack.end, "party", None, (party,) if party else ())
        if "counterpart" in kinds and "office" not in kinds:
            other = next((one.person for one in reversed(earlier) if one.person and one.person is not person), focus)
            person.offices += [code for code in other.offices if code not in person.offices] if other else []
        return Mention(
            stack.start, stack.end, "person", person, (person.party,) if person.party else (), stack_codes(stack)
        )
    if "office" in kinds or "counterpart" in kinds:
        return mention_office(reading, stack, party, earlier, focus)
    if "party" in kinds or "organ" in kinds:
        return Mention(stack.start, stack.end, "party", None, (party,) if party else ())
    if "host_country" in kinds:
        return Mention(stack.start, stack.end, "host_country")
    return None


def _named(reading: Reading, stack: Stack) -> Person | None:
    assert stack.name is not None
    words = _words(reading, stack.name)
    if len(words) == 1:
        return resolve_short_name(reading, words[0], stack.start)
    keys = tuple(name_key(word.strip(".")) for word in words)
    found = next((one for one in reading.persons if _match(one, keys)), None)
    return found or next(
        (one for one in reading.persons if len(one.words) == 1 and name_key(one.words[0]) in keys), None
    )
