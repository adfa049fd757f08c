"""The offices that stacks of the press state, by the lexicons of offices of the packs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.catalog import data_folder
from dragoman.catalog.lexicon import Hit, Matcher, layer_senses
from dragoman.text.fold import fold

_HERE = Path(__file__).parent
_STACKS = [
    pytest.param(path.stem.removeprefix("offices_"), stack, id=f"{path.stem}-{number}")
    for path in sorted(_HERE.glob("offices_*.toml"))
    for number, stack in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["stack"], 1)
]


@pytest.fixture(scope="module")
def matchers() -> dict[str, Matcher]:
    """A matcher of the lexicon of offices alone for each language that has stacks."""
    found: dict[str, Matcher] = {}
    for path in sorted(_HERE.glob("offices_*.toml")):
        lang = path.stem.removeprefix("offices_")
        lexicon = data_folder() / "packs" / lang / "lexicon" / "offices.toml"
        table = tomllib.loads(lexicon.read_text(encoding="utf-8"))
        found[lang] = Matcher(layer_senses("offices", table, str(lexicon)))
    return found


def _stated(hits: list[Hit], party: str) -> set[str]:
    """What full forms state: the party's own reading first, posts and short forms left out."""
    codes: set[str] = set()
    for hit in hits:
        keys = hit.sense.keys
        if hit.code == "none" or keys.get("short"):
            continue
        codes.add(keys.get("by_party", {}).get(party, hit.code))
        codes.update(keys.get("with", ()))
    return codes


@pytest.mark.parametrize(("lang", "stack"), _STACKS)
def test_a_stack_states_its_offices_and_no_more(matchers: dict[str, Matcher], lang: str, stack: dict[str, Any]) -> None:
    text = stack["text"]
    hits = matchers[lang].find(text, fold(text)).get("offices", [])
    assert _stated(hits, stack["party"]) == set(stack["offices"]), [(text[h.start : h.end], h.code) for h in hits]


def test_a_rank_alone_states_no_office(matchers: dict[str, Matcher]) -> None:
    text = "Lieutenant General Andrzej Kowalski"
    assert not _stated(matchers["en"].find(text, fold(text)).get("offices", []), "PL")
