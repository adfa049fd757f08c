"""The catalog's page vocabulary: it loads, it extends, and it refuses what breaks the contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.catalog.page import load_pages
from dragoman.errors import CatalogError


def pack(tmp_path: Path, text: str) -> Path:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "page.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_shipped_language_has_months_and_words() -> None:
    pages = load_pages()
    assert pages.languages
    for language in pages.languages.values():
        assert len(language.words) > 40


def test_a_user_s_pack_adds_a_language(tmp_path: Path) -> None:
    pages = load_pages(pack(tmp_path, 'words = ["foo"]\nnumeric_order = "mdy"\n[months]\n1 = ["fooary"]\n'))
    assert pages.languages["xx"].numeric_order == "mdy"
    assert [hit.code for hit in pages.matcher.find("5 fooary", "5 fooary")["month"]] == ["1"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('wurds = ["foo"]', "unknown keys"),
        ('[months]\n13 = ["foo"]', "no number from 1 to 12"),
        ('numeric_order = "ymd"', "numeric_order"),
        ('[marks]\nrelated = ["foo{bar"]', "bracket"),
    ],
)
def test_what_is_not_well_made_is_refused_by_name(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        load_pages(pack(tmp_path, text))
    assert "xx/page.toml" in str(caught.value)
    assert message in str(caught.value)
