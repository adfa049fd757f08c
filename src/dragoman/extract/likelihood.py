"""The trained component beside the rules: what they found in a sentence that very likely commits nobody goes out.

The weights know words, but no names: whoever and wherever is meant is a class. A pack without weights has none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import repeat

from dragoman.catalog.lexicon import Sense
from dragoman.catalog.likelihood import Likelihood, load_likelihood
from dragoman.extract.reading import Draft, Reading, Sentence
from dragoman.extract.telling import BULLETS

__all__ = ["features", "score", "without_unlikely"]

# Layers whose codes are features.
_LAYERS = ("actions", "areas", "commitments", "topics", "particles", "contacts", "clauses", "heads", "papers")
_CLASSES = {"person": " _person ", "office": " _person ", "party": " _party ", "place": " _place "}
_WORDS = re.compile(r"[^\W\d]+(?:'[^\W\d]+)?|\d[\d.,]*|[?:;!]")
_STEM = 5
# Small words that the weights have never seen.
_UNKNOWN = frozenset({"back", "recipient", "giver", "title", "verb", "gift"})
# What is shorter is a heading or a line, whose meaning hangs on what stands around it.
_SHORT = 25


def without_unlikely(reading: Reading, found: Sequence[Draft]) -> list[Draft]:
    """The drafts without those whose whole evidence lies in a sentence that the weights hold to commit nobody.

    Lines of lists and headings are left as they are. Without weights in the pack the drafts come back unchanged.
    """
    known = load_likelihood(reading.pack.folders)
    if known is None or not found:
        return list(found)
    starts = {draft.evidence.start for draft in found}
    unlikely = [
        sentence.span
        for sentence in reading.told
        if any(sentence.start <= start < sentence.end for start in starts)
        and _whole(reading, sentence)
        and score(known, features(reading, sentence, known.senses)) < known.drop
    ]
    if not unlikely:
        return list(found)
    return [
        draft
        for draft in found
        if not any(span.start <= draft.evidence.start and draft.evidence.end <= span.end for span in unlikely)
    ]


def features(reading: Reading, sentence: Sentence, senses: dict[Sense, tuple[str, ...]]) -> set[str]:
    """What the weights know of a sentence: its words and pairs of words, names as classes, and the codes of its hits.

    ``senses`` is filled with the features of each sense met.
    """
    folded, at, parts = reading.folded, sentence.start, []
    parties: set[str] = set()
    for mention in sentence.mentions:
        parties.update(mention.parties)
        if mention.start >= at:
            parts += [folded[at : mention.start], _CLASSES.get(mention.kind) or f" _{mention.kind} "]
            at = mention.end
    parts.append(folded[at : sentence.end])
    words = ["_num" if word[0].isdigit() else word for word in _WORDS.findall("".join(parts))]
    found = set(words)
    found.update([f"{left} {right}" for left, right in zip(["^", *words], [*words, "$"], strict=True)])
    found.update(["~" + word[:_STEM] for word in words if len(word) > _STEM])
    for layer in _LAYERS:
        for hit in sentence.layer(layer):
            if layer == "clauses" and hit.code in _UNKNOWN:
                continue
            named = senses.get(hit.sense)
            if named is None:
                named = senses[hit.sense] = _of_sense(hit.sense)
            found.update(named)
    found.add(f"=parties:{min(2, len(parties))}")
    return found


def score(known: Likelihood, found: Iterable[str]) -> int:
    """The log odds, in thousandths, that a sentence with these features commits somebody."""
    return known.constant + sum(map(known.weights.get, found, repeat(0)))


def _of_sense(sense: Sense) -> tuple[str, ...]:
    if sense.layer == "commitments":
        kind = sense.keys.get("kind", "act")
        return (f"=act:{kind}", f"=act:{kind}:{sense.keys.get('stage')}")
    weight = sense.keys.get("weight")
    named = (f"={sense.layer}", f"={sense.layer}:{sense.code}")
    return named if weight is None else (*named, f"={sense.layer}:w{weight}")


def _whole(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence stands for itself: in running text, of some length, ended as sentences are."""
    text = reading.text
    if sentence.end - sentence.start < _SHORT or text[sentence.start] in BULLETS or sentence.kind != "body":
        return False
    return text[sentence.start : sentence.end].rstrip(" \"'\u201d\u2019)")[-1:] in (".", "!", "?")
