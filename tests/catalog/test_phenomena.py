"""Phenomena and their examples: refused by file, example and reason where they break their contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.catalog import Catalog, check_pack, load_catalog
from dragoman.catalog.phenomena import load_examples, load_phenomena, read_examples
from dragoman.errors import CatalogError

_GOOD = """
[contexts]
talks = "Two ministers met."

[[E1.right]]
text = "A met B."
published = "2025-03-05"
engagements = [{ type = ["talks", "meeting"], date = "", parties = ["KE", "JP"], place = { country = "KE" } }]

[[E1.right]]
context = "talks"
text = "They agreed."
commitments = [{ stage = "agreed", areas = [], by = ["KE"], quote = "agreed" }]
more = true

[[E1.wrong]]
text = "A met with silence."
nothing = true
"""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def _write(folder: Path, text: str) -> Path:
    path = folder / "xx" / "phenomena.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _faults(path: Path, catalog: Catalog, *codes: str) -> list[str]:
    return [str(one) for one in read_examples(path, codes or ("E1",), catalog.codebook, catalog.gazetteer)[1]]


def test_well_made_examples_are_loaded(tmp_path: Path, catalog: Catalog) -> None:
    examples = load_examples(_write(tmp_path, _GOOD), ["E1"], catalog.codebook, catalog.gazetteer)
    assert [one.name for one in examples] == ["E1 right 1", "E1 right 2", "E1 wrong 1"]
    assert examples[1].context == "Two ministers met."
    assert examples[0].expected[0].fields["parties"] == ["KE", "JP"]
    assert examples[2].expected == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[E1.wrong]]", "[[E99.wrong]]", "xx/phenomena.toml [E99]: no such phenomenon, one of E1"),
        ("[[E1.wrong]]", "[[E1.maybe]]", "[E1]: holds [[E1.right]] and [[E1.wrong]] and nothing else"),
        ("A met with silence.", " ", "[E1 wrong 1]: no `text`"),
        ('stage = "agreed"', 'stage = "sworn"', "[E1 right 2 stage]: cannot be 'sworn'"),
        ('stage = "agreed"', 'mood = "agreed"', "[E1 right 2]: a commitment has no field 'mood'"),
        ('quote = "agreed"', 'quote = "refused"', "[E1 right 2]: the quote does not stand in the text: 'refused'"),
        ('context = "talks"', 'context = "lunch"', "[E1 right 2]: no text 'lunch' under [contexts]"),
        ("more = true", "most = true", "[E1 right 2]: unknown fields ['most']"),
        ('["KE", "JP"]', '["KE", "Japan"]', "[E1 right 1 parties]: cannot be 'Japan'"),
        ('date = ""', 'date = "March"', "[E1 right 1 date]: cannot be 'March'"),
        ('date = ""', "ordinal = 'x'", "[E1 right 1 ordinal]: cannot be 'x'"),
        ('{ country = "KE" }', '{ town = "KE" }', "[E1 right 1 place]: a place has no field 'town'"),
        ('"2025-03-05"', '"5 March"', "[E1 right 1 published]: cannot be '5 March'"),
        ("nothing = true", "", "[E1 wrong 1]: needs records to be found, or `nothing = true`, and not both"),
        ("more = true", "nothing = true", "[E1 right 2]: needs records"),
        ("They agreed", "The\u0301y agreed", "[E1 right 2]: `text` is not in NFC"),
        ("place = {", "participants = [{ rank = 'x' }], place = {", "a participant has no field 'rank'"),
    ],
)
def test_a_broken_example_is_refused(tmp_path: Path, catalog: Catalog, old: str, new: str, said: str) -> None:
    assert old in _GOOD
    path = _write(tmp_path, _GOOD.replace(old, new, 1))
    assert any(said in fault for fault in _faults(path, catalog)), _faults(path, catalog)
    with pytest.raises(CatalogError):
        load_examples(path, ["E1"], catalog.codebook, catalog.gazetteer)


def test_a_phenomenon_without_enough_examples_is_refused(tmp_path: Path, catalog: Catalog) -> None:
    assert _faults(_write(tmp_path, _GOOD), catalog) == []
    faults = _faults(_write(tmp_path, _GOOD), catalog, "E1", "E2")
    assert faults == [
        "xx/phenomena.toml [E2]: 0 right examples, at least 2 must stand",
        "xx/phenomena.toml [E2]: 0 wrong examples, at least 1 must stand",
    ]


def test_a_check_of_the_pack_names_its_faults(tmp_path: Path) -> None:
    _write(tmp_path, _GOOD)
    faults = check_pack(load_catalog(tmp_path), "xx")
    assert "xx/phenomena.toml [E2]: 0 right examples, at least 2 must stand" in faults


def test_a_pack_of_ones_own_may_do_without(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "pack.toml").write_text('lang = "xx"\n', encoding="utf-8")
    assert load_catalog(tmp_path).examples("xx") == []


@pytest.mark.parametrize("row", ['E1 = { label = { en = "x" } }', "E1 = 3", 'E1 = { name = "x" }'])
def test_a_phenomenon_has_a_label_in_every_language(tmp_path: Path, row: str) -> None:
    path = tmp_path / "phenomena.toml"
    path.write_text(row + "\n", encoding="utf-8")
    with pytest.raises(CatalogError, match="E1"):
        load_phenomena(["en", "vi"], path)


def test_the_phenomena_are_those_of_the_list(catalog: Catalog) -> None:
    counted = {"E": 17, "P": 12, "D": 6, "C": 15, "I": 3, "L": 3}
    assert list(catalog.phenomena()) == [f"{kind}{n}" for kind, last in counted.items() for n in range(1, last + 1)]
