"""Bytes to text: marks, UTF-16 without a mark, Windows codepages, and what is no text at all."""

# ruff: noqa: E501, PT017
from __future__ import annotations

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalog.page import Pages
from dragoman.errors import ReadError
from dragoman.read import decode
from dragoman.read.decode import mojibake_share

ENGLISH = (
    "The Minister’s café talk – “a façade”, said Señor Núñez – lasted an hour in Málaga, and he was pleased with it."
)
VIETNAMESE = (
    "Sáng nay, tại Hà Nội, Đại tướng Trần Văn Long tiếp Đại sứ Na Uy đến chào từ biệt nhân dịp kết thúc nhiệm kỳ công tác. "
    "Hai bên thống nhất mở khóa huấn luyện đầu tiên về gìn giữ hòa bình ngay trong năm nay."
)
SLOVAK = "Minister obrany vyjadril vďaku svojmu českému kolegovi; ďalšie stretnutie sa uskutoční v Žiline, kde sa môžu ešte dohodnúť."
BULGARIAN = "Министърът на отбраната прие посланика на Виетнам в София и двамата обсъдиха обучението на курсанти."
_KEPT = "ăâđêôơưĂÂĐÊÔƠƯ"


def cp1258(text: str) -> bytes:
    """Encode as Windows does: base letters whole, tones as marks of their own."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        base, tones = "", ""
        for part in unicodedata.normalize("NFD", letter):
            whole = unicodedata.normalize("NFC", base + part)
            if not base or (len(whole) == 1 and whole in _KEPT):
                base = whole
            else:
                tones += part
        out.append((base + tones).encode("cp1258"))
    return b"".join(out)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *product(
            [ENGLISH, VIETNAMESE, SLOVAK, BULGARIAN],
            ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
        ),
        (ENGLISH, "cp1252"),
        (SLOVAK, "cp1250"),
        (BULGARIAN, "cp1251"),
    ],
)
def test_every_encoding_gives_the_same_words(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_vietnamese_codepage_is_read_and_composed() -> None:
    assert decode(cp1258(VIETNAMESE)) == VIETNAMESE


def test_a_page_s_own_word_on_its_encoding_counts() -> None:
    page = f'<html><head><meta charset="windows-1250"></head><body><p>{SLOVAK}</p></body></html>'
    assert SLOVAK in decode(page.encode("cp1250"))


@given(st.text(min_size=1).filter(str.strip).filter(lambda text: "\0" not in text))
def test_sound_utf8_with_a_mark_is_taken_at_its_word(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode("utf-8", "replace")) == text.encode("utf-8", "replace").decode()


@given(st.binary(max_size=400))
def test_any_bytes_end_in_text_or_a_reason(raw: bytes) -> None:
    try:
        assert decode(raw).strip("\ufeff\0") or True
    except ReadError as error:
        assert error.reason in {"empty", "binary", "encoding", "unsupported"}
        assert error.message


@pytest.mark.parametrize("raw", [b"", b"  \n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe\x20\x00\x0a\x00"])
def test_nothing_is_said_to_be_nothing(raw: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        decode(raw)
    assert caught.value.reason == "empty"


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
    ],
)
def test_a_known_kind_of_file_is_called_by_its_name(raw: bytes, word: str, pages: Pages) -> None:
    with pytest.raises(ReadError) as caught:
        decode(raw, pages.magic)
    assert caught.value.reason == "unsupported"
    assert word in caught.value.message


def test_other_binaries_are_binary() -> None:
    with pytest.raises(ReadError) as caught:
        decode(bytes(range(256)) * 8)
    assert caught.value.reason == "binary"


def test_a_letter_cut_in_two_at_the_end_costs_no_more_than_itself() -> None:
    raw = (VIETNAMESE * 3).encode()[:-1]
    assert decode(raw + b"\xe1\xbb").startswith(VIETNAMESE)


def test_a_broken_mark_is_an_encoding_error() -> None:
    with pytest.raises(ReadError) as caught:
        decode(b"\xef\xbb\xbfab\xff\xfe\xfd")
    assert caught.value.reason == "encoding"


def test_text_that_was_decoded_wrongly_is_mended_or_refused() -> None:
    wrong = "".join(
        chr(byte) if 0x80 <= byte < 0xA0 else bytes([byte]).decode("cp1252") for byte in VIETNAMESE.encode()
    )
    assert mojibake_share(wrong) > 0.5
    assert decode(wrong.encode()) == VIETNAMESE
    assert mojibake_share(VIETNAMESE) < 0.05
    with pytest.raises(ReadError) as caught:
        decode((wrong + " ếữ").encode())
    assert caught.value.reason == "encoding"
