"""Known persons: whose side somebody is on whom a report names without a country, and how the name is spelt.

``persons.toml`` holds one table a party. Its ``persons`` are lines of text, one person a line: the canonical spelling,
then other spellings, each behind ``=``. ``in_full`` says that names of the party are written in full or not at all, so
that a name longer or shorter by a word, or with a mark more or less, is somebody else's.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.catalog.files import read_toml
from dragoman.errors import CatalogError
from dragoman.text.fold import bare

__all__ = ["KnownPerson", "KnownPersons", "load_known"]

# Half rings and apostrophes of romanised names part nothing; hyphens may, dots do.
_APOSTROPHES = re.compile("['\u2018\u2019\u02bb\u02bc`]+")
_HYPHENS = re.compile("[-\u2010\u2011\u2013]+")
_LINE = re.compile(r"[^\s=]+(?: [^\s=]+)+(?: = [^\s=]+(?: [^\s=]+)+)*")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person by the canonical ``name``; ``party`` is a gazetteer id."""

    name: str
    party: str


@dataclass(frozen=True, slots=True)
class KnownPersons:
    """The lines of the file, folded word → numbers of the lines that have it, and the parties by their first lines.

    Lines are taken apart only when a name is looked up: most documents name few persons.
    """

    lines: tuple[str, ...]
    words: Mapping[str, Sequence[int]]
    parties: tuple[str, ...]
    starts: tuple[int, ...]
    in_full: frozenset[str]

    def find(self, words: Sequence[str]) -> KnownPerson | None:
        """The one person of this name, in any order and with or without marks and capitals; at least two words.

        First the name in the same words; then, where the party writes names so, one with the same first and last word
        and more or fewer between (a patronymic, a second given name), or one with more before it (a title). None where
        nobody is known by it, where the marks that both carry differ, and where persons of two parties are.
        """
        text = " ".join(words)
        got = _plain(text)
        same: list[KnownPerson] = []
        near: list[KnownPerson] = []
        for number in self._candidates(got.split()):
            person = self._person(number)
            for spelling in self._spellings(number):
                own = _plain(spelling)
                if _same(own, got):
                    found = same
                elif person.party not in self.in_full and _near(own, got):
                    found = near
                else:
                    continue
                if person not in found and _marks_agree(spelling, text, person.party in self.in_full):
                    found.append(person)
        return _only(same or near, text)

    def _candidates(self, words: Sequence[str]) -> list[int]:
        """The lines that have the last word and another, which every line of the same person has."""
        if len(words) < 2:
            return []
        last = {*self.words.get(words[-1].replace("-", ""), ()), *self.words.get(words[-1].split("-")[-1], ())}
        others = {part for word in words[:-1] for part in (word.replace("-", ""), *word.split("-"))} if last else set()
        return sorted({number for word in others for number in self.words.get(word, ()) if number in last})

    def everybody(self) -> tuple[KnownPerson, ...]:
        """All known persons, in the order of the file."""
        return tuple(map(self._person, range(len(self.lines))))

    def _person(self, number: int) -> KnownPerson:
        return KnownPerson(self._spellings(number)[0], self.parties[bisect.bisect_right(self.starts, number) - 1])

    def _spellings(self, number: int) -> list[str]:
        return self.lines[number].split(" = ")


def load_known(path: Path, parties: Collection[str]) -> KnownPersons:
    """Read ``persons.toml``; ``parties`` are the ids that a table may have.

    Raises CatalogError naming file and party or line for an unknown party or key, a line that is no name of two words
    or more, text that is not in NFC, and a person who stands twice in a party.
    """
    tables = read_toml(path)
    lines: list[str] = []
    starts: list[int] = []
    for party, row in tables.items():
        if party not in parties:
            raise CatalogError(str(path), "no such party", party)
        if not isinstance(row, dict) or set(row) - {"persons", "in_full"} or not isinstance(row.get("persons"), str):
            raise CatalogError(str(path), "a table has `persons`, lines of text, and may have `in_full`", party)
        own = row["persons"].strip().split("\n")
        names = [line.partition(" =")[0] for line in own]
        if len(set(names)) < len(names):
            raise CatalogError(str(path), f"{Counter(names).most_common(1)[0][0]} stands twice", party)
        starts.append(len(lines))
        lines += own
    text = "\n".join(lines)
    if not unicodedata.is_normalized("NFC", text):
        raise CatalogError(str(path), "not in NFC")
    # The whole text is looked over at once, for line by line would take a third of the loading.
    if not all(" " in one for one in text.replace(" = ", "\n").split("\n")) or text.count("=") != text.count(" = "):
        wrong = next((line for line in lines if not _LINE.fullmatch(line)), None)
        raise CatalogError(str(path), "a line is a name of two words or more, other spellings behind ` = `", wrong)
    full = frozenset(party for party, row in tables.items() if row.get("in_full") is True)
    return KnownPersons(tuple(lines), _by_word(text), tuple(tables), tuple(starts), full)


def _by_word(text: str) -> dict[str, list[int]]:
    """Folded words to the numbers of the lines they stand in; a word with hyphens stands whole and in its parts."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(_plain(text).split("\n")):
        for word in line.split():
            if "-" in word:
                for part in word.split("-"):
                    found[part].append(number)
                word = word.replace("-", "")
            found[word].append(number)
    return dict(found)


def _plain(text: str) -> str:
    """Folded text in which nothing but letters, plain hyphens and white space is left of a name."""
    return _HYPHENS.sub("-", _APOSTROPHES.sub("", bare(text)).replace(".", " "))


def _same(own: str, got: str) -> bool:
    """Whether the words are the same in any order, hyphens parting words in both or in neither."""
    if own == got or sorted(own.replace("-", " ").split()) == sorted(got.replace("-", " ").split()):
        return True
    return sorted(own.replace("-", "").split()) == sorted(got.replace("-", "").split())


def _near(own: str, got: str) -> bool:
    """Whether one name is the other with words between its first and last, or behind a title."""
    known, met = own.replace("-", " ").split(), got.replace("-", " ").split()
    if len(known) > len(met):
        # A short name leaves out words, not syllables of one.
        known, met = own.replace("-", "").split(), got.replace("-", "").split()
    shared = {word for word in set(known) & set(met) if len(word) > 1}
    if len(shared) < 2:
        return False
    if {known[0], known[-1]} == {met[0], met[-1]}:
        return set(known) <= set(met) or set(met) <= set(known)
    return len(known) < len(met) and met[-len(known) :] == known


def _marks_agree(spelling: str, text: str, strict: bool) -> bool:
    """Whether both have the same marks on the words they share, or one of the two carries none at all.

    Unless ``strict``, a word without marks agrees with one that has some: Robert is Róbert, but Thanh is not Thành.
    """
    if spelling.isascii() or text.isascii():
        return True
    own, got = _marks(spelling), _marks(text)
    if not any(own.values()) or not any(got.values()):
        return True
    pairs = [(own[word], got[word]) for word in set(own) & set(got)]
    return all(one == other or not (strict or (one and other)) for one, other in pairs)


def _marks(text: str) -> dict[str, list[str]]:
    """The marks on each bare word, sorted: on which of two vowels a tone is set says nothing."""
    found: dict[str, list[str]] = {}
    for word in _HYPHENS.sub(" ", _APOSTROPHES.sub("", text.lower()).replace(".", " ")).split():
        apart = unicodedata.normalize("NFD", word)
        marks = [one for one in apart if unicodedata.combining(one) or bare(one) != one]
        found[bare(word)] = sorted([*found.get(bare(word), []), *marks])
    return found


def _only(found: Sequence[KnownPerson], text: str) -> KnownPerson | None:
    """The one found; of several of one party the party alone, under the name met; None for several parties."""
    if len({one.party for one in found}) != 1:
        return None
    return found[0] if len(found) == 1 else KnownPerson(text, found[0].party)
