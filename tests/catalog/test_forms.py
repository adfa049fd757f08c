"""The form language: what it spells out and what it refuses."""

from __future__ import annotations

import re

import pytest

from dragoman.catalog.forms import parse_form
from dragoman.errors import CatalogError


def heads(source: str) -> list[str]:
    return [form.head for form in parse_form(source, "here")]


def test_endings_and_words_are_spelled_out() -> None:
    assert heads("agree{,s,d}") == ["agree", "agrees", "agreed"]
    spelled = ["head of the team", "head of team", "lead of the team", "lead of team"]
    assert heads("(head|lead) of (the )?team") == spelled
    assert heads("Vi{e,ệ}t Nam") == ["viet nam", "việt nam"]


def test_nested_groups() -> None:
    assert heads("a (b (c|d)|e)") == ["a b c", "a b d", "a e"]


def test_a_gap_becomes_a_bounded_pattern() -> None:
    (form,) = parse_form("express <2> (hope|wish)", "here")
    assert form.head == "express"
    assert form.tail is not None
    assert re.match(form.tail, " his strong wish")
    assert not re.match(form.tail, " one two three wish")
    assert not re.match(form.tail, " his. wish")
    assert not re.match(form.tail, " wishful")


def test_a_gap_at_the_end_takes_words_in_and_one_inside_brackets_is_spelled_out() -> None:
    (form,) = parse_form("resolution no <1>", "here")
    assert form.tail is not None
    match = re.match(form.tail, " 57-nq, on")
    assert match is not None
    assert match.group() == " 57-nq"
    assert {(form.head, form.tail is None) for form in parse_form("(join|send <2> to) talks", "here")} == {
        ("join talks", True),
        ("send", False),
    }


@pytest.mark.parametrize(
    ("source", "case"),
    [("talks", "any"), ("Anh", "first"), ("EU", "exact"), ("MoU", "first"), ("việt nam", "any"), ("UNCLOS", "exact")],
)
def test_the_case_rule_follows_the_form(source: str, case: str) -> None:
    assert parse_form(source, "here")[0].case == case


@pytest.mark.parametrize("source", ["", "<2> talks", "talk{s", "(talks", "talks)", "(a)?"])
def test_a_form_that_is_not_well_made_is_refused_by_file(source: str) -> None:
    with pytest.raises(CatalogError, match=re.escape("rules/some.toml")):
        parse_form(source, "rules/some.toml")


def test_too_many_spellings_are_refused() -> None:
    with pytest.raises(CatalogError, match="spellings"):
        parse_form(" ".join(["{a,b,c,d}"] * 8), "here")
