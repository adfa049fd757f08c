"""Every rule of every pack finds what its right examples mark, and nothing in its wrong ones."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from dragoman.catalog import Catalog, Pack, load_catalog
from dragoman.extract.examples import check_examples

_KINDS = ("engagement", "commitment", "instrument")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def _only(pack: Pack, kind: str) -> Pack:
    """The pack with the examples of one kind of rule; the other rules stay, for they read along."""
    rules = {
        name: one if one.yields == kind else replace(one, accepts=(), rejects=()) for name, one in pack.rules.items()
    }
    return replace(pack, rules=MappingProxyType(rules))


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_rules_of_a_pack_hold_their_examples(catalog: Catalog, lang: str, kind: str) -> None:
    pack = catalog.pack(lang)
    assert pack is not None
    assert check_examples(_only(pack, kind), catalog) == []


def _with_examples(catalog: Catalog, accepts: tuple[str, ...], rejects: tuple[str, ...]) -> Pack:
    pack = catalog.pack("en")
    assert pack is not None
    silent = _only(pack, "nothing")
    rule = replace(pack.rules["received"], accepts=accepts, rejects=rejects)
    return replace(silent, rules=MappingProxyType({**silent.rules, "received": rule}))


_RECEIVED = "The Minister of Defence of Kenya, Amina Odhiambo, received the Ambassador of Brazil, Paulo Reis."


def test_an_accept_that_finds_nothing_is_named_with_its_rule(catalog: Catalog) -> None:
    faults = check_examples(_with_examples(catalog, ("It rained in Nairobi.",), ()), catalog)
    assert len(faults) == 1
    assert "[received] accepts: no engagement was found" in faults[0]


def test_an_accept_whose_marks_disagree_is_a_fault(catalog: Catalog) -> None:
    marked = _RECEIVED.replace("Amina Odhiambo", "[guest:Amina Odhiambo]")
    assert check_examples(_with_examples(catalog, (_RECEIVED,), ()), catalog) == []
    faults = check_examples(_with_examples(catalog, (marked,), ()), catalog)
    assert len(faults) == 1
    assert "disagrees on guest" in faults[0]


def test_a_reject_that_finds_something_is_a_fault(catalog: Catalog) -> None:
    faults = check_examples(_with_examples(catalog, (), (_RECEIVED,)), catalog)
    assert len(faults) == 1
    assert "[received] rejects" in faults[0]


def test_an_unknown_mark_never_agrees(catalog: Catalog) -> None:
    marked = _RECEIVED.replace("Amina Odhiambo", "[weather:Amina Odhiambo]")
    assert check_examples(_with_examples(catalog, (marked,), ()), catalog) != []
