"""The language of a text: a detector's opinion weighed with the frequent words and marked letters of the packs.

The detector alone calls an English sentence full of Vietnamese names Vietnamese; a pack's words decide between the
languages that have packs, and the detector names all others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pycld2

from dragoman.catalog.page import PageLanguage

__all__ = ["detect_language"]

_SAMPLE = 1600
_PLAIN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_]+")
_BCP47 = {"un": "und", "iw": "he", "in": "id", "jw": "jv", "mo": "ro", "xxx": "und"}


def detect_language(text: str, languages: Mapping[str, PageLanguage], declared: str | None = None) -> str:
    """The BCP 47 tag of a text's language, ``und`` where nothing tells; ``declared`` counts only then."""
    clean = _PLAIN.sub(" ", text[:_SAMPLE])
    lowered = clean.lower()
    words = _WORD.findall(lowered)
    shares = {lang: sum(map(one.words.__contains__, words)) / (len(words) or 1) for lang, one in languages.items()}
    ranked = sorted(shares, key=lambda lang: (-shares[lang], lang))
    most = shares[ranked[0]] if ranked else 0.0
    if len(words) >= 60 and most >= 0.27 and all(shares[lang] < 0.09 for lang in ranked[1:]):
        return ranked[0]
    scores = _detected(clean)
    for lang, one in languages.items() if words else ():
        # A language none of whose frequent words occur is not that of a text in which another's abound.
        absent = shares[lang] < 0.06 and most >= 0.15
        scores[lang] = scores.get(lang, 0.0) + _telling(shares[lang], words, lowered, one) - (0.6 if absent else 0.0)
    scores.pop("und", None)
    if not scores:
        return declared or "und"
    best = max(sorted(scores), key=lambda lang: scores[lang])
    return best if scores[best] > 0.2 else declared or best


def _detected(clean: str) -> dict[str, float]:
    """The detector's opinion: the share of the text that it gives to each language."""
    _, _, details = pycld2.detect(clean.encode("utf-8", "ignore"), isPlainText=True, bestEffort=True)
    scores: dict[str, float] = {}
    for _, code, percent, _ in details:
        if percent:
            lang = _BCP47.get(code, code)
            scores[lang] = scores.get(lang, 0.0) + percent / 100
    return scores


def _telling(share: float, words: list[str], text: str, language: PageLanguage) -> float:
    """How strongly words speak for a language: the share of its frequent words, and of words with its letters."""
    value = 3.0 * min(share, 0.5)
    if language.marked:
        marked = len(language.marked.findall(text)) / len(words)
        value += 0.5 if marked > 0.48 else 0.0 if marked > 0.05 else -0.25
    return value
