"""Every phenomenon in every pack: each example is read as it must be, and a wrong reading is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from dragoman.catalog.phenomena import LEAST_RIGHT, LEAST_WRONG, Example, Expected, count_examples
from dragoman.pipeline import Desk, check_phenomenon, open_desk
from dragoman.settings import Settings

_DESK = open_desk(Settings())
_EXAMPLES = [(lang, one) for lang in _DESK.catalog.languages for one in _DESK.catalog.examples(lang)]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return _DESK


@pytest.mark.parametrize(
    ("lang", "example"), [pytest.param(lang, one, id=f"{lang} {one.name}") for lang, one in _EXAMPLES]
)
def test_an_example_is_read_as_it_must_be(desk: Desk, lang: str, example: Example) -> None:
    assert check_phenomenon(example, lang, desk) == [], example.text


def test_every_pack_masters_every_phenomenon(desk: Desk) -> None:
    for lang in desk.catalog.languages:
        counts = count_examples(desk.catalog.examples(lang))
        for code in desk.catalog.phenomena():
            assert counts[code, "right"] >= LEAST_RIGHT, f"{lang} {code}"
            assert counts[code, "wrong"] >= LEAST_WRONG, f"{lang} {code}"


_TALKS = (
    "Kenyan Defence Minister Soipan Tuya held talks with Japanese Defence Minister Gen Nakatani in Nairobi on 4 March."
)
_RIGHT: Mapping[str, Any] = MappingProxyType(
    {"type": ["meeting", "talks"], "date": "2025-03-04", "place": {"city": "Nairobi"}, "parties": ["KE", "JP"]}
)


def _example(*records: tuple[str, Mapping[str, Any]], text: str = _TALKS, **changed: Any) -> Example:
    expected = tuple(Expected(kind, MappingProxyType(dict(fields))) for kind, fields in records)
    example = Example("E1", "right", 1, text, None, "2025-03-05", page=False, more=False, expected=expected)
    return replace(example, **changed)


def test_a_partial_record_that_is_found_holds(desk: Desk) -> None:
    people = [{"name": "Gen Nakatani"}, {"name": "Soipan Tuya", "role": "host", "offices": ["minister_of_defence"]}]
    assert check_phenomenon(_example(("engagement", {**_RIGHT, "participants": people})), "en", desk) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"type": "visit"}, "type is 'talks'"),
        ({"date": ""}, "date is '2025-03-04'"),
        ({"place": {"city": "Tokyo"}}, "place is Nairobi, KE"),
        ({"parties": ["KE"]}, "parties is ['JP'; 'KE']"),
        ({"participants": [{"name": "Gen Nakatani"}]}, "Soipan Tuya (KE, minister_of_defence, host)"),
        ({"participants": [{"role": "host"}, {"role": "host"}]}, "participants is"),
        ({"quote": "had lunch"}, "quote is"),
    ],
)
def test_what_differs_is_told(desk: Desk, changed: Mapping[str, Any], said: str) -> None:
    faults = check_phenomenon(_example(("engagement", {**_RIGHT, **changed})), "en", desk)
    assert len(faults) == 2
    assert faults[0].startswith("no such engagement")
    assert said in faults[0]
    assert faults[1].startswith("also found: engagement by held-talks")


def test_nothing_else_may_be_found_unless_said(desk: Desk) -> None:
    assert len(check_phenomenon(_example(), "en", desk)) == 1
    assert check_phenomenon(_example(more=True), "en", desk) == []


def test_one_record_does_not_stand_for_two(desk: Desk) -> None:
    twice = _example(("engagement", _RIGHT), ("engagement", {"type": "talks"}))
    assert len(check_phenomenon(twice, "en", desk)) == 1


def test_what_stands_in_the_context_is_not_compared(desk: Desk) -> None:
    said = _example(text="The weather was fine.", context=_TALKS)
    assert check_phenomenon(said, "en", desk) == []


def test_a_page_goes_through_the_reader(desk: Desk) -> None:
    text = (
        "A meeting in Nairobi\n\n5 March 2025\n\n" + _TALKS + " It was the first meeting of the two ministers in years."
    )
    page = _example(("engagement", _RIGHT), text=text, page=True, more=True)
    assert check_phenomenon(page, "en", desk) == []
    assert "the page is dated 2025-03-05" in check_phenomenon(replace(page, published="2024-01-01"), "en", desk)[0]
    assert "cannot be read" in check_phenomenon(replace(page, text="Menu"), "en", desk)[0]
