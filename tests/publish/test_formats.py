"""JSON and CSV of rows."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.publish.formats import FORMULA, as_csv, as_json, as_jsonl


@pytest.mark.parametrize("sign", FORMULA)
@pytest.mark.parametrize("column", ["first", "second"])
def test_no_cell_is_run_as_a_formula(sign: str, column: str) -> None:
    row = {"first": "plain", "second": "plain", column: f"{sign}1+1"}
    (cells,) = csv.DictReader(io.StringIO(as_csv([row], ["first", "second"])))
    assert not cells[column].startswith(FORMULA)
    (raw,) = csv.DictReader(io.StringIO(as_csv([row], ["first", "second"], raw=True)))
    assert raw[column].lstrip() == f"{sign}1+1".strip()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_every_cell_is_one_line_that_comes_back(words: list[str]) -> None:
    text = as_csv([{"words": word} for word in words], ["words"], raw=True)
    read = [row["words"] for row in csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=False)]
    wanted = [" ".join(word.split()) for word in words]
    assert [one for one in read if one] == [one for one in wanted if one]


def test_lists_and_absent_values_are_flat() -> None:
    row = {"by": ["SK", "VN"], "due": None, "retryable": True, "place": {"city": None, "country": "VN"}}
    text = as_csv([row], ["by", "due", "retryable", "place"])
    assert text == "by,due,retryable,place\r\nSK VN,,yes,VN\r\n"


def test_json_keeps_letters_and_nesting() -> None:
    rows = [{"name": "Kaliňák", "by": ["SK"]}]
    assert json.loads(as_json(rows)) == rows
    assert as_jsonl(rows) == '{"name": "Kaliňák", "by": ["SK"]}\n'
    assert as_json([]) == "[]\n"
