"""Sentence boundaries."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.text.sentences import LONGEST, split_sentences

SHORT = frozenset({"gen", "lt", "u.s", "nov", "no"})


def split(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, 0, len(text), SHORT)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Gen. Lee met Lt. Gen. Kim. They talked.", ["Gen. Lee met Lt. Gen. Kim.", "They talked."]),
        ("L. Bold came. He left!", ["L. Bold came.", "He left!"]),
        ("He spoke of U.S. aid. Then he left.", ["He spoke of U.S. aid.", "Then he left."]),
        ("“We agree.” He smiled.", ["“We agree.”", "He smiled."]),
        ("Rose 3.5 per cent. Good.", ["Rose 3.5 per cent.", "Good."]),
        ("One\n\nTwo", ["One", "Two"]),
        ("The two ministers:\n• met;\n• agreed.", ["The two ministers:", "• met;", "• agreed."]),
        ("đào tạo, quân y… Hai bên nhất trí.", ["đào tạo, quân y…", "Hai bên nhất trí."]),
        ("Biển, biên giới… cũng được nhất trí.", ["Biển, biên giới… cũng được nhất trí."]),
    ],
)
def test_where_sentences_end(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@given(st.text(alphabet="aB. \n!?…“”•-", max_size=60))
def test_sentences_lie_in_order_and_lose_no_letter(text: str) -> None:
    spans = split_sentences(text, 0, len(text), SHORT)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


def test_no_sentence_is_endless() -> None:
    text = "a table without stops, " * 1000
    spans = split_sentences(text, 0, len(text), SHORT)
    assert max(span.end - span.start for span in spans) <= LONGEST
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
