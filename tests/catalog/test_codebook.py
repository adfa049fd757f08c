"""The codebook: complete, in both interface languages, refused where it is not, and told as it is in the docs."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from dragoman.catalog.codebook import Codebook, load_codebook
from dragoman.errors import CatalogError, UsageError

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "src/dragoman/data/codebook"
KINDS = {
    "engagement_types": "TYPES",
    "statuses": "STATUS",
    "roles": "ROLES",
    "offices": "OFFICES",
    "stages": "STAGES",
    "actions": "ACTIONS",
    "areas": "AREAS",
    "instrument_types": "INSTRUMENTS",
    "instrument_states": "STATES",
}


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook()


@pytest.fixture(scope="module")
def gold_check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_check", ROOT / "tests/gold/check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "codebook"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_codes_are_those_that_the_gold_is_checked_by(book: Codebook, gold_check: ModuleType, kind: str) -> None:
    assert set(book.kind(kind)) == getattr(gold_check, KINDS[kind])


@pytest.mark.parametrize("kind", [*KINDS, "families"])
def test_every_code_is_told_in_every_interface_language(book: Codebook, kind: str) -> None:
    for code in book.kind(kind).values():
        for lang in book.languages:
            assert book.label(kind, code.code, lang)
            assert code.definitions[lang].endswith(".")
        assert code.example.endswith(".")


def test_examples_are_all_different(book: Codebook) -> None:
    examples = [code.example for kind in [*KINDS, "families"] for code in book.kind(kind).values()]
    assert len(examples) == len(set(examples))


def test_examples_are_not_taken_from_the_gold(book: Codebook) -> None:
    gold = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests/gold/dev").glob("*.txt"))
    assert gold
    for kind in [*KINDS, "families"]:
        for code in book.kind(kind).values():
            assert code.example not in gold


def test_stages_climb_the_ladder(book: Codebook) -> None:
    assert [book.step(stage) for stage in ("raised", "proposed", "agreed", "signed", "under_way", "done")] == [
        *range(6)
    ]


def test_offices_rank_by_protocol(book: Codebook) -> None:
    ranks = [office.rank for office in book.offices.values()]
    assert ranks == sorted(set(ranks))
    assert book.offices["head_of_state"].rank == 1
    assert book.offices["minister_of_defence"].rank < book.offices["deputy_minister_of_defence"].rank


def test_an_action_means_its_areas(book: Codebook) -> None:
    assert book.actions["post_attache"].areas == ("attache",)
    assert book.actions["upgrade_relations"].areas == ("relations",)
    assert book.actions["cooperate"].areas == ()


def test_families(book: Codebook) -> None:
    assert book.family("talks") == "contact"
    assert book.family("port_call") == "visit"
    assert {book.family(code) for code in book.engagement_types} == set(book.families)


def test_the_rulings_are_numbered_through(book: Codebook) -> None:
    assert [ruling.number for ruling in book.rulings] == list(range(1, 47))
    assert {ruling.part for ruling in book.rulings} == {"Engagements", "Offices", "Commitments", "Instruments"}


def test_what_does_not_exist_is_refused(book: Codebook) -> None:
    for ask in (
        lambda: book.label("areas", "cookery", "en"),
        lambda: book.label("recipes", "attache", "en"),
        lambda: book.label("areas", "attache", "xx"),
        lambda: book.family("picnic"),
        lambda: book.step("dreamt"),
    ):
        with pytest.raises(UsageError):
            ask()


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("areas.toml", "[attache]", "[attache]\ncolour = 1", "attache"),
        ("areas.toml", 'label = { en = "Border", vi = "Biên giới" }', 'label = { en = "Border" }', "border"),
        ("areas.toml", "[border]", "[attache]", "areas.toml"),
        ("areas.toml", 'example = "Patrols', 'sample = "Patrols', "border"),
        ("actions.toml", 'areas = ["attache"]', 'areas = ["attaches"]', "post_attache"),
        ("engagement_types.toml", 'family = "gathering"', 'family = "party"', "ceremony"),
        ("offices.toml", "rank = 1\n", "rank = 0\n", "head_of_state"),
        ("offices.toml", "rank = 1\n", "", "head_of_state"),
        ("rulings.toml", "number = 2", "number = 3", "3"),
        ("rulings.toml", 'version = "', 'edition = "', "version"),
    ],
)
def test_a_codebook_that_is_not_well_made_is_refused(copy: Path, file: str, old: str, new: str, says: str) -> None:
    change(copy / file, old, new)
    with pytest.raises(CatalogError) as refused:
        load_codebook(copy)
    assert file in str(refused.value)
    assert says in str(refused.value)


def test_a_file_that_is_no_kind_of_code_is_refused(copy: Path) -> None:
    (copy / "moods.toml").write_text("", encoding="utf-8")
    with pytest.raises(CatalogError, match="moods"):
        load_codebook(copy)


def test_the_docs_tell_this_codebook(book: Codebook) -> None:
    page = (ROOT / "docs/codebook.md").read_text(encoding="utf-8").replace("\\|", "|")
    assert f"Version {book.version}." in page
    for kind in KINDS:
        for code in book.kind(kind).values():
            (row,) = [
                line for line in page.splitlines() if line.startswith(f"| `{code.code}` |") and code.example in line
            ]
            assert code.definitions["en"] in row
            assert all(label in row for label in code.labels.values())
    for ruling in book.rulings:
        assert f"| {ruling.number} | {ruling.part} | {ruling.text} |" in page
