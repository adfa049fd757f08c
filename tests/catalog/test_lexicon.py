"""Looking forms up: word boundaries, case, the longest of a layer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalog.lexicon import Matcher, Sense
from dragoman.errors import CatalogError
from dragoman.text.fold import fold


def matcher(**layers: dict[str, list[str]]) -> Matcher:
    return Matcher(
        (form, Sense(layer, code), "here")
        for layer, codes in layers.items()
        for code, forms in codes.items()
        for form in forms
    )


def found(machine: Matcher, text: str, layer: str = "names") -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.code) for hit in machine.find(text, fold(text)).get(layer, [])]


def test_a_form_is_found_between_word_boundaries_only() -> None:
    machine = matcher(names={"x": ["port"]})
    assert found(machine, "A port, a sport, a ports; PORT.") == [("port", "x"), ("PORT", "x")]


def test_the_longest_form_of_a_layer_wins_and_layers_do_not_disturb_each_other() -> None:
    machine = matcher(names={"SD": ["Sudan"], "SS": ["South Sudan"]}, areas={"peace": ["Sudan mission"]})
    text = "In South Sudan, the Sudan mission"
    assert found(machine, text) == [("South Sudan", "SS"), ("Sudan", "SD")]
    assert found(machine, text, "areas") == [("Sudan mission", "peace")]


def test_capitals_in_a_form_are_asked_of_the_text() -> None:
    machine = matcher(names={"GB": ["Anh"], "US": ["US"]})
    assert found(machine, "anh Nam, Anh, US and us, Us, ANH") == [("Anh", "GB"), ("US", "US"), ("ANH", "GB")]


def test_curly_quotes_dashes_and_line_breaks_do_not_hide_a_form() -> None:
    machine = matcher(names={"x": ["chief's office", "viet-eu", "white house"]})
    assert len(found(machine, "the chief’s office, Viet–EU, White\nHouse")) == 3


def test_two_senses_of_equal_range_both_stay() -> None:
    machine = matcher(names={"a": ["minister"], "b": ["minister"]})
    assert found(machine, "the minister") == [("minister", "a"), ("minister", "b")]


def test_forms_must_be_nfc() -> None:
    with pytest.raises(CatalogError, match="NFC"):
        matcher(names={"x": ["Vie\u0323\u0302t"]})


@given(st.text())
def test_offsets_always_point_at_the_form(text: str) -> None:
    machine = matcher(names={"a": ["a b", "b", "İ", "ß x", "đ"]})
    for hit in machine.find(text, fold(text)).get("names", []):
        assert fold(text)[hit.start : hit.end] in {"a b", "b", fold("İ"), "ß x", "đ"}
