"""The areas that clauses name, by the lexicons of areas of the packs, against a floor."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman.catalog import data_folder
from dragoman.catalog.codebook import Codebook, load_codebook
from dragoman.catalog.lexicon import Matcher, layer_senses
from dragoman.text.fold import fold

_HERE = Path(__file__).parent
_ALONE = "relations"
_FLOORS = {"en": 0.93, "vi": 0.95}


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


def _matcher(lang: str) -> Matcher:
    path = data_folder() / "packs" / lang / "lexicon" / "areas.toml"
    return Matcher(layer_senses("areas", tomllib.loads(path.read_text(encoding="utf-8")), str(path)))


def _named(matcher: Matcher, text: str) -> set[str]:
    """The areas of a clause: masks left out, the relationship as such only where nothing else is named."""
    codes: set[str] = set()
    for hit in matcher.find(text, fold(text)).get("areas", []):
        if hit.code != "none":
            codes |= {hit.code, *hit.sense.keys.get("with", ())}
    return codes - {_ALONE} or codes


@pytest.mark.parametrize("lang", sorted(_FLOORS))
def test_clauses_name_their_areas(lang: str, codebook: Codebook) -> None:
    matcher = _matcher(lang)
    right = wrong = missed = 0
    for clause in tomllib.loads((_HERE / f"areas_{lang}.toml").read_text(encoding="utf-8"))["clause"]:
        gold = set(clause["areas"])
        got = _named(matcher, clause["text"]) or set(codebook.actions[clause["action"]].areas)
        right, wrong, missed = right + len(gold & got), wrong + len(got - gold), missed + len(gold - got)
    assert 2 * right / (2 * right + wrong + missed) >= _FLOORS[lang], (right, wrong, missed)


def test_an_office_or_academy_that_bears_an_area_in_its_name_names_none() -> None:
    matcher = _matcher("en")
    assert not _named(matcher, "the commandant of the Military Science Academy")
    assert _named(matcher, "military science") == {"science_technology"}


def test_a_longer_name_of_an_area_keeps_the_relationship_from_counting() -> None:
    assert _named(_matcher("en"), "maritime security cooperation") == {"maritime_security"}
    assert _named(_matcher("en"), "bilateral cooperation") == {"relations"}
