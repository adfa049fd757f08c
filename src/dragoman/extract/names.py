"""Runs of capitalised words that may be a person's name."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Collection, Iterable, Sequence

from dragoman.catalog.lexicon import Hit
from dragoman.records import Span
from dragoman.text.fold import name_key

__all__ = ["capitals", "cuts_country", "name_key", "name_runs", "title_case", "upper_letters", "within"]

# The share of capitalised words from which on a heading is in title case.
_MOSTLY = 0.8


@functools.cache
def upper_letters() -> str:
    """Every capital letter of the scripts that packs write, for a class of a regular expression."""
    return "".join(chr(code) for code in range(min(0x2000, sys.maxunicode)) if chr(code).isupper())


@functools.cache
def _word_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What shows that a particle may be hung before a word, the words where one may, and the words where none is.

    The last says the same as the second, but begins with the capital, so that it is found at once.
    """
    upper = upper_letters()
    inner = r"(?:\w|['\u2019-](?=\w))+"
    whole = rf"(?:[{upper}]\.)?(?:[a-z]{{1,2}}['\u2019]|de|la|di|mac)?[{upper}]{inner}"
    initials = rf"[{upper}]\.(?:[ ]?[{upper}]\.)*"
    full = rf"(?<!\w)(?:{whole}|{initials}|[{upper}](?!\w))"
    plain = rf"[{upper}](?<!\w.)(?:(?:\.[{upper}])?{inner}|\.(?:[ ]?[{upper}]\.)*|(?!\w))"
    return re.compile(rf"[{upper}](?<=[a-z'\u2019].)"), re.compile(full), re.compile(plain)


@functools.cache
def _gap_pattern(particles: frozenset[str]) -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(one) for one in particles), key=lambda one: (-len(one), one)))
    return re.compile(rf"[ \u00a0](?:(?:{names})[ \u00a0]){{0,2}}" if names else r"[ \u00a0]")


def capitals(text: str, span: Span) -> list[tuple[int, int]]:
    """Where the capitalised words of ``text[span]`` begin and end."""
    hung, full, plain = _word_patterns()
    words = full if hung.search(text, span.start, span.end) else plain
    return [word.span() for word in words.finditer(text, span.start, span.end)]


def within(words: Iterable[tuple[int, int]], run: Span) -> list[tuple[int, int]]:
    """Those of the words that lie inside a run."""
    return [(start, stop) for start, stop in words if run.start <= start and stop <= run.end]


def name_runs(
    text: str,
    words: Iterable[tuple[int, int]],
    blocked: Sequence[tuple[int, int]],
    particles: frozenset[str],
    split: Collection[str] = (),
) -> list[Span]:
    """The runs of capitalised words that lie outside the ``blocked`` ranges.

    ``particles`` may stand in lower case between two words of a run; a word of ``split`` (lower-cased) stands in none.
    """
    gap = _gap_pattern(particles)
    runs: list[Span] = []
    begin = end = -1
    position, last = 0, len(blocked)
    for start, stop in words:
        while position < last and blocked[position][1] <= start:
            position += 1
        covered = position < last and blocked[position][0] < stop
        if covered or (split and text[start:stop].lower() in split):
            if begin >= 0:
                runs.append(Span(begin, end))
            begin = -1
            continue
        if begin >= 0 and gap.fullmatch(text, end, start):
            end = stop
            continue
        if begin >= 0:
            runs.append(Span(begin, end))
        begin, end = start, stop
    if begin >= 0:
        runs.append(Span(begin, end))
    return runs


def title_case(heading: str) -> bool:
    """Whether a heading capitalises its verbs too, so that capitals show no names."""
    words = [word for word in heading.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > _MOSTLY * len(words)


def cuts_country(text: str, hit: Hit, names: Sequence[Hit]) -> bool:
    """Whether an office takes a word of a country's name, or a mask the country before a name: "China's Wang"."""
    for one in names:
        if one.sense.keys["kind"] in ("party", "demonym") and one.start <= hit.start < one.end < hit.end:
            masked = hit.sense.keys.get("mask") and " " in text[one.start : one.end]
            if one.start < hit.start or (masked and text[one.end + 1 : one.end + 2].isupper()):
                return True
    return False
