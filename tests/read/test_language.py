"""The language of texts that mislead a detector: names of another language, headlines, letters without marks."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from dragoman.catalog.page import Pages
from dragoman.read.language import detect_language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Senior Lieutenant General Nguyễn Chí Vịnh receives Ambassador Nguyễn Thị Minh Nguyệt in Hà Nội", "en"),
        (
            "Phan Văn Giang, Hoàng Xuân Chiến and Nguyễn Tân Cương met their guests from Hải Phòng in Quảng Ninh on Monday.",
            "en",
        ),
        ("Vietnam, Slovakia step up defence cooperation", "en"),
        ("Bo truong Quoc phong Phan Van Giang tiep Dai su Slovakia tai Ha Noi", "vi"),
        ("Thuong tuong Hoang Xuan Chien hoi dam voi Thu truong Quoc phong Nhat Ban", "vi"),
        ("Đại tướng Robert Kaliňák, Boris Pistorius và Jaromír Zůna hội đàm", "vi"),
        ("Tổng Bí thư Tô Lâm tiếp Phó Thủ tướng Slovakia", "vi"),
        ("Il ministro della Difesa incontra l'omologo vietnamita a Roma", "it"),
        ("Министр обороны России встретился с вьетнамским коллегой", "ru"),
        ("국방부 장관은 하노이에서 베트남 국방부 장관과 회담을 가졌다", "ko"),
        ("12345 67890", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, lang: str, pages: Pages) -> None:
    assert detect_language(text, pages.languages) == lang


def test_what_a_page_declares_counts_where_nothing_else_tells(pages: Pages) -> None:
    assert detect_language("12345", pages.languages, "sk") == "sk"
    assert detect_language("The minister said that he would go to Hanoi in May.", pages.languages, "sk") == "en"


def test_without_any_pack_the_detector_stands_alone() -> None:
    assert detect_language("Der Minister empfing seinen Gast am Montag in Berlin zu Gesprächen.", {}) == "de"
