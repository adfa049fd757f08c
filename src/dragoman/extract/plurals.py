"""Holders of one office named together, where nobody of them is named: "the two ministers"."""

from __future__ import annotations

from dragoman.catalog.lexicon import Hit
from dragoman.extract.arguments import joined, link
from dragoman.extract.reading import Mention, Reading, Sentence

__all__ = ["PLURALS", "WHOSE", "listed_behind", "name_plurals"]

_TWO = 2
# Holders of one office, and bodies, named together with their countries.
PLURALS = frozenset({"plural_office", "plural_body"})
WHOSE = frozenset({"of", "from"})


def name_plurals(reading: Reading) -> None:
    """Holders of one office named together without their names become mentions of several."""
    for sentence in reading.sentences:
        hits = [one for one in sentence.layer("contacts") if one.code in PLURALS]
        several = [one for hit in hits if (one := _several(reading, sentence, hit)) is not None]
        if several:
            sentence.mentions = sorted([*sentence.mentions, *several], key=lambda one: (one.start, -one.end))


def _several(reading: Reading, sentence: Sentence, hit: Hit) -> Mention | None:
    """The mention of several that a plural office or body is, unless its words mean somebody named."""
    over = [one for one in sentence.mentions if one.start < hit.end and hit.start < one.end]
    # The "navy" of "the navy chiefs" is nobody of its own, nor are the two states of "the two states' chiefs".
    within = [one for one in over if _of_the_office(one) and hit.start < one.start and one.end <= hit.end]
    over = [one for one in over if one not in within]
    for one in [one for one in over if one.start == hit.start]:
        first = _part_glued(reading, sentence, one, hit.end)
        if first is not None:
            over[over.index(one)] = sentence.mentions[sentence.mentions.index(one)] = first
    if not all(one.kind == "party" and one.start > hit.start for one in over):
        return None
    several = Mention(hit.start, min([hit.end, *[one.start for one in over]]), "both")
    if hit.code != "plural_office" and len(listed_behind(reading, sentence, several, WHOSE)) < _TWO:
        return None
    sentence.mentions = [one for one in sentence.mentions if one not in within]
    return several


def _part_glued(reading: Reading, sentence: Sentence, office: Mention, end: int) -> Mention | None:
    """The first country of a list that an office in the plural took for its own: "the ministers A, B and C"."""
    if office.kind != "office" or office.person or len(office.parties) != 1 or office.end <= end:
        return None
    start = office.end - len(reading.text[end : office.end].lstrip())
    first = Mention(start, office.end, "party", parties=office.parties)
    following = [one for one in sentence.mentions if one.start >= office.end and one.kind == "party" and one.parties]
    return first if following and joined(reading, first, following[0]) else None


def _of_the_office(mention: Mention) -> bool:
    return mention.kind == "both" or (mention.kind == "party" and not mention.parties)


def listed_behind(reading: Reading, sentence: Sentence, mention: Mention, wanted: frozenset[str]) -> list[Mention]:
    """The parties listed right behind a mention of several: "the ministers of A and B"."""
    listed: list[Mention] = []
    for one in sentence.mentions:
        if one.kind != "party" or not one.parties or one.start < mention.end:
            continue
        words = reading.folded[mention.end : one.start]
        told = not words.strip() or link(reading, sentence, one) in wanted
        if not listed and (len(words) > 24 or "," in words or not told):
            break
        if listed and not joined(reading, listed[-1], one):
            break
        listed.append(one)
    return listed
