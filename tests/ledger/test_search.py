"""Search: with marks, without them, by phrases, and never with an error."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger
from dragoman.ledger.search import match_expression, snippet

TEXTS = {
    "slovak": "Minister Robert Kaliňák navštívil Hanoj.",
    "vietnamese": "Đại tướng Phan Văn Giang hội đàm tại Hà Nội.",
    "polish": "Władysław Kosiniak-Kamysz w Warszawie.",
    "bulgarian": "Министър Запрянов разговаря в София.",
}


@pytest.fixture
def filled(make, ledger: Ledger) -> Ledger:
    for name, text in TEXTS.items():
        ledger.add(name, [make.reading(text, name=name)])
    return ledger


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kalinak\0", ["slovak"]),
        ("kalinak", ["slovak"]),
        ("Kaliňák", ["slovak"]),
        ("dai tuong", ["vietnamese"]),
        ("Đại tướng", ["vietnamese"]),
        ("ĐẠI TƯỚNG", ["vietnamese"]),
        ('"tuong phan"', ["vietnamese"]),
        ('"phan tuong"', []),
        ("wladyslaw", ["polish"]),
        ("Władysław kosiniak-kamysz", ["polish"]),
        ("запрянов", ["bulgarian"]),
        ("kosin*", ["polish"]),
        ("kosin", []),
        ("kalinak giang", []),
        ("", []),
        ('" * ( ) AND', []),
    ],
)
def test_what_is_found(filled: Ledger, words: str, found: list[str]) -> None:
    assert [one.name for one in filled.search(words)] == found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=30))
def test_nothing_that_is_typed_is_an_error(filled: Ledger, words: str) -> None:
    filled.search(words)
    snippet(TEXTS["vietnamese"], words)


def test_the_words_around_the_hit_are_the_texts_own() -> None:
    shown = snippet("Trước đó, Đại tướng Phan Văn Giang đến Hà Nội.", "dai tuong")
    assert shown == "Trước đó, «Đại» «tướng» Phan Văn Giang đến Hà Nội."


@given(st.text(), st.text(min_size=1, max_size=5))
def test_a_snippet_changes_no_letter(text: str, words: str) -> None:
    shown = snippet(text, words).replace("«", "").replace("»", "").strip("…")
    assert shown.strip() in " ".join(text.replace("«", "").replace("»", "").split()) or "…" in text


def test_an_operator_is_a_word() -> None:
    assert match_expression("NOT near") == '"NOT" AND "near"'
