"""The trained component beside the rules: sentences that very likely commit somebody, and some that hardly do.

The weights know words, but no names: whoever and wherever is meant is a class. A pack without weights has none of this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import exp

from dragoman.catalog.lexicon import Sense
from dragoman.catalog.likelihood import CONSTANT, Likelihood, load_likelihood
from dragoman.extract.clauses import read_acts
from dragoman.extract.coding import ALONE, ONE_SIDED, due_of, quantity_of
from dragoman.extract.grain import Grain
from dragoman.extract.reading import Draft, Mention, Reading, Sentence
from dragoman.extract.speakers import Voices
from dragoman.extract.telling import BULLETS, unique
from dragoman.records import Commitment, Span

__all__ = ["RULE", "features", "find_likely_commitments", "score"]

RULE = "likelihood"
# Layers whose codes are features, and those one of which a sentence needs to be looked at.
_LAYERS = ("actions", "areas", "commitments", "topics", "particles", "contacts", "clauses", "heads", "papers")
_DOMAIN = ("actions", "areas")
_CLASSES = {"person": " _person ", "office": " _person ", "party": " _party ", "place": " _place "}
_WORDS = re.compile(r"[^\W\d]+(?:'[a-z]+)?|\d[\d.,]*|[?:;!]")
_STEM = 5
_NAMED_EXACTLY = 3
_SPEAKS = frozenset({"person", "office", "party", "delegation", "both", "they", "host", "guest", "counterpart"})
_POINTS = frozenset({"pronoun", "same_country"})
# At which stage a one-sided thing is for the other side to do, and which stages a report tells in its own voice.
_ASKED = frozenset({"proposed"})
# What a report foretells without a promise is a planned engagement.
_FORETOLD = frozenset({("agreed", "exercise")})
_TOLD = frozenset({"agreed", "raised", "signed", "under_way", "done"})
_SHORT = 25
_EDGES = " \n\t,;:.-\u2013\u2014" + BULLETS


def find_likely_commitments(reading: Reading, found: Sequence[Draft]) -> list[Draft]:
    """The commitments found by rules, without those of very unlikely sentences, and those of very likely ones more.

    ``found`` is what the rules found, in text order. Without weights in the pack, or where the rules found nothing at
    all (a report of another world), the drafts come back as they are.
    """
    weights = load_likelihood(reading.pack.folders)
    if weights is None or not found:
        return list(found)
    held: dict[int, list[Draft]] = {}
    starts = sorted(draft.evidence.start for draft in found)
    drafts: list[Draft] = []
    voices: Voices | None = None
    for sentence in reading.told:
        here = [draft for draft in found if sentence.start <= draft.evidence.start < sentence.end] if starts else []
        held[sentence.index] = here
        if not _plain(reading, sentence):
            drafts += here
            continue
        odds = score(weights.commitment, features(reading, sentence, weights.senses))
        if here:
            drafts += here if odds >= weights.drop else []
        elif odds >= weights.add and not _occasion(reading, sentence):
            voices = voices or Voices(reading)
            likely = _draft(reading, sentence, weights, voices, drafts[-1] if drafts else None)
            drafts += [likely] if likely is not None else []
    kept = {id(draft) for draft in drafts}
    outside = {id(draft) for here in held.values() for draft in here}
    return drafts + [draft for draft in found if id(draft) not in kept and id(draft) not in outside]


def features(reading: Reading, sentence: Sentence, senses: dict[Sense, tuple[str, ...]]) -> list[str]:
    """What the weights know of a sentence: its words and pairs of words, names as classes, and the codes of its hits.

    ``senses`` is filled with the features of each sense met.
    """
    folded, at, parts = reading.folded, sentence.start, []
    for mention in sentence.mentions:
        if mention.start >= at:
            parts += [folded[at : mention.start], _CLASSES.get(mention.kind) or f" _{mention.kind} "]
            at = mention.end
    parts.append(folded[at : sentence.end])
    words = [word if word[0] > "9" or not word[0].isdigit() else "_num" for word in _WORDS.findall("".join(parts))]
    found = dict.fromkeys(words)
    found.update(dict.fromkeys(map(" ".join, zip(["^", *words], [*words, "$"], strict=True))))
    found.update(dict.fromkeys(["~" + word[:_STEM] for word in words if len(word) > _STEM]))
    for layer in _LAYERS:
        for hit in sentence.layer(layer):
            sense = hit.sense
            if sense not in senses:
                senses[sense] = _of_sense(sense)
            found.update(dict.fromkeys(senses[sense]))
    parties = {party for mention in sentence.mentions for party in mention.parties}
    found[f"=parties:{min(2, len(parties))}"] = None
    return list(found)


def _of_sense(sense: Sense) -> tuple[str, ...]:
    if sense.layer == "commitments":
        kind = sense.keys.get("kind", "act")
        return (f"=act:{kind}", f"=act:{kind}:{sense.keys.get('stage')}")
    weight = sense.keys.get("weight")
    named = (f"={sense.layer}", f"={sense.layer}:{sense.code}")
    return named if weight is None else (*named, f"={sense.layer}:w{weight}")


def score(weights: Mapping[str, float], found: Sequence[str]) -> float:
    """The log odds of a sentence with these features; always the same for the same features in any order."""
    return round(weights[CONSTANT] + sum(sorted([weights[one] for one in found if one in weights])), 6)


def _best(weights: Mapping[str, Mapping[str, float]], found: Sequence[str]) -> tuple[str, float]:
    """The label that scores highest, of equals the first by name, and how probable it is."""
    totals = dict(weights[CONSTANT])
    for one in sorted(found):
        for label, weight in weights.get(one, {}).items():
            totals[label] += weight
    best = min(totals, key=lambda label: (-round(totals[label], 6), label))
    return best, 1 / sum(exp(total - totals[best]) for total in totals.values())


def _plain(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is whole: no line of a list, no heading, no question."""
    text = reading.text
    if sentence.end - sentence.start < _SHORT or text[sentence.start] in BULLETS or sentence.kind != "body":
        return False
    end = text[sentence.start : sentence.end].rstrip(" \"'\u201d\u2019)")[-1:]
    return end in (".", "!")


def _occasion(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence tells an engagement, which is no commitment."""
    return any(sentence.start <= contact.start < sentence.end for contact in reading.contacts)


def _draft(
    reading: Reading, sentence: Sentence, weights: Likelihood, voices: Voices, before: Draft | None
) -> Draft | None:
    found = features(reading, sentence, weights.senses)
    stage, certainty = _best(weights.stage, found)
    action = _exact(sentence) or _best(weights.action, found)[0]
    if certainty < weights.sure or (stage, action) in _FORETOLD:
        return None
    both = voices.all(sentence.start)
    spoken = _speaking(reading, sentence, voices)
    first = spoken or _first(sentence, voices, before) or both
    by = first
    if stage in _TOLD and not spoken:
        named = {party for one in sentence.mentions for party in voices.of(one, sentence.start) if party in both}
        by = both if len(both) > 1 and (action not in ONE_SIDED or len(named) > 1) else first
    if not by:
        return None
    actors = both if len(both) > 1 else by
    if action in ONE_SIDED and len(first) < len(actors):
        actors = (voices.others(first, sentence.start) or first) if stage in _ASKED else first
    code = reading.catalog.gazetteer.code
    span = unique(reading, sentence, _trimmed(reading, sentence))
    body = Commitment(
        stage,
        action,
        _areas(reading, sentence, action),
        tuple(sorted({code(one) for one in by})),
        tuple(sorted({code(one) for one in actors})),
        due_of(reading, sentence, span.start, span.end, stage),
        quantity_of(reading, span.start, span.end),
    )
    return Draft("commitment", span, body, RULE)


def _exact(sentence: Sentence) -> str | None:
    """The action that the sentence's words name exactly, where they name one."""
    named = {hit.code for hit in sentence.layer("actions") if hit.sense.keys.get("weight", 3) == _NAMED_EXACTLY}
    named.discard("none")
    return named.pop() if len(named) == 1 else None


def _speaking(reading: Reading, sentence: Sentence, voices: Voices) -> tuple[str, ...]:
    """Who performs the first speech act of the sentence, empty where nobody is named for it."""
    for act in read_acts(reading, sentence, Grain(reading, sentence)):
        if act.kind in ("act", "report") and (parties := voices.speaker(act)):
            return parties
    return ()


def _first(sentence: Sentence, voices: Voices, before: Draft | None) -> tuple[str, ...]:
    """Who says it: the first that the sentence names; where it only points back, whoever spoke last."""
    for mention in sentence.mentions:
        if mention.kind in _POINTS and before is not None:
            assert isinstance(before.body, Commitment)
            return before.body.by
        if _speaker(mention) and (parties := voices.parties([mention], sentence.start)):
            return parties
    return ()


def _speaker(mention: Mention) -> bool:
    return mention.kind in _SPEAKS or (mention.kind == "place" and bool(mention.parties))


def _areas(reading: Reading, sentence: Sentence, action: str) -> tuple[str, ...]:
    named = {code for hit in sentence.layer("areas") for code in (hit.code, *hit.sense.keys.get("with", ()))}
    named -= {"none", ALONE}
    return tuple(sorted(named or reading.catalog.codebook.actions[action].areas))


def _trimmed(reading: Reading, sentence: Sentence) -> Span:
    start, end = sentence.start, sentence.end
    while start < end and reading.text[start] in _EDGES:
        start += 1
    while end > start and reading.text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)
