"""Who does what a contact verb tells: the subject before it, that of the verb before it, or the main clause's."""

from __future__ import annotations

from dragoman.extract.arguments import ACTORS, before, behind_participle, between_words, joined_right, link
from dragoman.extract.reading import Mention, Reading, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.told import Slot, Told

__all__ = ["named_behind", "subject_of"]

# How many words may lead over from one thing done to the next, and into the clause that a sentence opens with.
_STEP, _LEAD_IN = 5, 5
_JOINED = 7


def subject_of(scene: Scene, told: Told, oblique: frozenset[str], at: int | None = None) -> list[Mention]:
    """Who stands before the word, or ``at`` a verb before it, as its subject; the second of two verbs has the first's.

    A verb in a clause that opens the sentence without a subject has that of the main clause: "After visiting Oslo, X".
    """
    reading, sentence = scene.reading, told.sentence
    at = told.start if at is None else at
    group = before(reading, sentence, at, sentence.start, oblique)
    earlier = [one for one in scene.told if one.sentence is sentence and one.subject and one.end <= at]
    if group and earlier and group[0].start >= earlier[-1].end:
        gap = reading.folded[group[-1].end : at]
        words = gap.replace(",", " ").split()
        joins = reading.pack.and_words
        listed = bool(words) and len(words) <= _JOINED and (words[0] in joins or words[-1] in joins)
        object_ = gap.startswith(",") and (group[-1] in earlier[-1].mentions or not _named(reading, group[-1]))
        if listed or (object_ and _goes_on(reading, sentence, words, (group[-1].end, at))):
            group = earlier[-1].subject
    verb = told.hit is not None and told.hit.sense.keys.get("form") == "verb"
    group = group or behind_participle(reading, sentence, at, told.end, oblique)
    if not group and verb:
        group = _of_main_clause(reading, told)
    told.subject = group
    return group


def _named(reading: Reading, mention: Mention) -> bool:
    """Whether a mention tells somebody by name, and not only by an office or pronoun."""
    words = reading.text[mention.start : mention.end].split()
    return mention.person is not None and not set(words).isdisjoint(mention.person.name.split())


def _goes_on(reading: Reading, sentence: Sentence, words: list[str], gap: tuple[int, int]) -> bool:
    """Whether behind a comma the same subject does the next thing: "received A, then met B"."""
    relative = any(hit.code == "whom" and gap[0] <= hit.start < gap[1] for hit in sentence.layer("contact_links"))
    return len(words) <= _STEP and not relative and not set(reading.pack.relatives) & set(words)


def _of_main_clause(reading: Reading, told: Told) -> list[Mention]:
    """The actors right behind the comma that ends an opening clause; none where the clause names its own."""
    sentence = told.sentence
    if between_words(reading, sentence.start, told.start) > _LEAD_IN:
        return []
    at = reading.folded.find(",", told.end, sentence.end)
    while at >= 0:
        first = next((one for one in sentence.mentions if one.start >= at and one.kind in ACTORS), None)
        if first is None:
            return []
        if between_words(reading, at + 1, first.start) == 0 and link(reading, sentence, first) is None:
            acts = first.person is not None or first.kind in ("delegation", "pronoun", "office")
            return joined_right(reading, sentence, first, sentence.end) if acts else []
        at = reading.folded.find(",", at + 1, sentence.end)
    return []


def named_behind(reading: Reading, told: Told) -> list[Slot]:
    """Who of two parties is named together behind the word: "after the talks, the ministers A and B signed"."""
    first = next((one for one in told.sentence.mentions if one.person is not None and one.start >= told.end), None)
    if first is None:
        return []
    listed = joined_right(reading, told.sentence, first, told.sentence.end)
    others = [one for one in told.sentence.mentions if one.start >= first.start]
    for group in (listed, others):
        people = list(dict.fromkeys(one.person for one in group if one.person is not None))
        people = people if group is listed else people[:2]
        if len({one.party for one in people if one.party}) > 1:
            return [Slot(one) for one in people]
    return []
