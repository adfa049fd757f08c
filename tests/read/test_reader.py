"""Files in, documents out: names, ids, and a reason for every input that holds none."""

# ruff: noqa: PT017
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalog.page import Pages, load_pages
from dragoman.errors import ReadError
from dragoman.read import read_bytes, read_path, read_text
from dragoman.records import document_id

TEXT = "Hà Nội, 5/5/2020 - Đại tướng Trần Văn Long tiếp Đại sứ Na Uy đến chào từ biệt nhân dịp kết thúc nhiệm kỳ.\n"


def test_a_file_is_named_by_its_stem_and_known_by_its_text(tmp_path: Path, pages: Pages) -> None:
    path = tmp_path / "chao-tu-biet.txt"
    path.write_text(TEXT, encoding="utf-8")
    (document,) = read_path(path, pages)
    assert (document.name, document.source, document.id) == ("chao-tu-biet", str(path), document_id(TEXT))
    assert (document.lang, document.published, document.text) == ("vi", "2020-05-05", TEXT)
    assert (document.page, document.part) == (None, 0)


def test_encodings_of_one_text_are_one_document(pages: Pages) -> None:
    ids = {
        read_bytes(TEXT.encode(code), "x", None, pages)[0].id for code in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be")
    }
    assert ids == {document_id(TEXT)}


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("empty", b"", "empty"),
        ("white", b" \n\t\n", "empty"),
        ("picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "unsupported"),
        ("archive", b"PK\x03\x04" + b"\0" * 50, "unsupported"),
        ("noise", bytes(range(256)) * 4, "binary"),
        ("menu", b"<html><body><nav>Home News</nav></body></html>", "no_article"),
    ],
)
def test_what_holds_no_document_says_why(name: str, raw: bytes, reason: str, tmp_path: Path, pages: Pages) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(ReadError) as caught:
        read_path(path, pages)
    assert caught.value.reason == reason
    assert caught.value.message


def test_a_missing_file_a_folder_and_a_giant_are_refused(tmp_path: Path, pages: Pages) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"x" * 101)
    for where, reason, most in [
        (tmp_path / "no", "missing", 100),
        (tmp_path, "unsupported", 100),
        (path, "too_large", 100),
    ]:
        with pytest.raises(ReadError) as caught:
            read_path(where, pages, most)
        assert caught.value.reason == reason


def test_megabytes_on_one_line_are_read(pages: Pages) -> None:
    sentence = "The ministers met in Hanoi on 5 May 2020 and agreed on a plan for the next two years, they said. "
    (document,) = read_text(sentence * 20_000, "long", None, pages)
    assert document.lang == "en"
    assert [block.kind for block in document.blocks] == ["body"]


@pytest.mark.parametrize("filler", ["(", "|", "5 - ", "A ", "<", "VNA/", "05/10/2020 ", "ế"])
def test_no_pattern_grows_beyond_the_text(filler: str, pages: Pages) -> None:
    raw = filler * (400_000 // len(filler))
    try:
        documents = read_text(raw, "x", None, pages)
        assert all(block.span.end <= len(one.text) for one in documents for block in one.blocks)
    except ReadError as error:
        assert error.reason in {"no_article", "empty"}


_PAGES = load_pages()
_LINES = st.lists(
    st.sampled_from(
        [
            TEXT.strip(),
            "Bài viết liên quan",
            "Tàu hộ vệ thăm Đà Nẵng (05/05/2020)",
            "Most read",
            "- to hold a dialogue;",
            "Photo: A. B.",
            "Source: lamp.example",
            "05/05/2020 10:00",
            "© 2020 Lamp. All rights reserved.",
            "They agreed that the plan for the next two years should be signed in Hanoi in spring. VNA/VNS",
            "",
            "  \u00a0 ",
        ]
    ),
    max_size=14,
)


@given(_LINES)
def test_blocks_account_for_every_word_of_every_document(lines: list[str]) -> None:
    try:
        documents = read_text("\n".join(lines), "x", None, _PAGES)
    except ReadError as error:
        assert error.reason in {"no_article", "empty"}
        return
    for document in documents:
        at = 0
        for block in document.blocks:
            assert document.text[at : block.span.start].strip() == ""
            assert block.span.start < block.span.end
            at = block.span.end
        assert document.text[at:].strip() == ""
        assert document.text == read_text("\n".join(lines), "x", None, _PAGES)[document.part].text


@given(_LINES)
def test_a_stored_text_read_again_is_the_same_document(lines: list[str]) -> None:
    try:
        (first, *_) = read_text("\n".join(lines), "x", None, _PAGES)
    except ReadError:
        return
    assert read_text(first.text, "x", None, _PAGES)[0] == first
