"""People called by their country alone: "the Kenyan" is the one Kenyan that the report is about."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.extract.reading import Mention, Person, Reading, Sentence

__all__ = ["name_nationals"]


def name_nationals(reading: Reading) -> None:
    """Let "the Spaniard", followed by what a person does, mean the Spanish person named before, or the only one."""
    for sentence in reading.sentences:
        acts = {hit.start for hit in sentence.layer("contacts") if hit.code == "acts"}
        for index, mention in enumerate(sentence.mentions if acts else ()):
            if mention.kind == "party" and mention.parties and _stands_for_one(reading, sentence, mention, acts):
                person = _national(reading, mention)
                if person is not None:
                    sentence.mentions[index] = replace(mention, kind="person", person=person)


def _stands_for_one(reading: Reading, sentence: Sentence, mention: Mention, acts: set[int]) -> bool:
    """Whether a word for a people stands right before what a person does, with at most a comma between."""
    reach = 2 if reading.text[mention.end : mention.end + 1] == "," else 1
    return mention.end + reach in acts and any(
        hit.start == mention.start and hit.end == mention.end and hit.sense.keys["kind"] == "demonym"
        for hit in sentence.layer("names")
    )


def _national(reading: Reading, mention: Mention) -> Person | None:
    """The person of the party who was named last before, else the only one the report names."""
    own = [one for one in reading.persons if one.party == mention.parties[0] and one.told]
    earlier = [one for one in own if one.first < mention.start]
    if len(own) == 1:
        return own[0]
    return max(earlier, key=lambda one: one.first, default=None) if len(earlier) == 1 else None
