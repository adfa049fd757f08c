"""Folding keeps every code point in its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.text.fold import fold


@given(st.text())
def test_length_is_kept_and_folding_twice_changes_nothing(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_case_quotes_dashes_and_spaces() -> None:
    assert fold("Đại\u00a0TƯỚNG “A–B” ’s\nİ") == 'đại tướng "a-b" \'s İ'
