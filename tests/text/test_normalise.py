"""The stored form of a text: the same however often it is made, and true to every word."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dragoman.text.normalise import normalise


@given(st.text())
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once


@given(st.text())
def test_what_is_stored_is_composed_and_has_one_kind_of_line_end(raw: str) -> None:
    text = normalise(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("\r\x00\ufeff\u200b\u00ad\u2028\u2029\x85")


def test_letters_and_tones_that_come_apart_are_put_together() -> None:
    assert normalise(unicodedata.normalize("NFD", "Đại tướng Phùng Quang Thanh")) == "Đại tướng Phùng Quang Thanh"


def test_unseen_marks_go_and_ordinary_spaces_stay() -> None:
    assert normalise("\ufeffde\u00adfence\u200b talks\u00a0in\u202fHa\u2009Noi\r\n\ttoday\r") == (
        "defence talks\u00a0in\u202fHa\u2009Noi\n\ttoday\n"
    )


def test_quotes_dashes_and_joiners_stay_as_they_are() -> None:
    text = "“quoted” – ‘so’ — می‌روم…"
    assert normalise(text) == text
