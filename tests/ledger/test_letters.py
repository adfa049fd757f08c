"""Letters folded for search and names."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.letters import name_key, plain, stroke_folded


@given(st.text())
def test_stroke_folding_keeps_every_place(text: str) -> None:
    assert len(stroke_folded(text)) == len(text)


def test_names_meet_with_and_without_their_marks() -> None:
    assert name_key("Robert Kaliňák") == name_key("ROBERT  Kalinak") == "robert kalinak"
    assert name_key("Đặng Văn Lẫm") == "dang van lam"
    assert plain("Władysław") == "wladyslaw"


def test_different_words_stay_different() -> None:
    assert name_key("Phan Văn Giang") != name_key("Phan Văn Giảng Anh")
