"""Lines as rows."""

from __future__ import annotations

import pytest

from dragoman.ledger import Ledger
from dragoman.publish.rows import COLUMNS, SHORT, flat, row
from dragoman.records import Failure


@pytest.fixture
def filled(make, ledger: Ledger) -> Ledger:
    told = [
        ("One", make.talks(("Robert Kaliňák", "SK", "minister_of_defence"))),
        ("Two", make.promise()),
        ("Three", make.paper()),
    ]
    ledger.add("report", [make.reading("One. Two. Three.", *told)])
    ledger.fail(Failure("broken", "binary", "no text"))
    return ledger


@pytest.mark.parametrize("kind", [name for name in COLUMNS if name != "search"])
def test_a_row_has_every_column_of_its_list(filled: Ledger, kind: str) -> None:
    (first, *_) = getattr(filled, kind)()
    found = row(first)
    assert set(COLUMNS[kind]) <= set(found)
    assert set(SHORT[kind]) <= set(found)
    assert all(isinstance(cell, str) for cell in flat(found, COLUMNS[kind]).values())


def test_nested_facts_become_words(filled: Ledger) -> None:
    (talks,) = filled.engagements()
    cells = flat(row(talks), COLUMNS["engagements"])
    assert cells["participants"] == "Robert Kaliňák (SK, minister_of_defence, attendee)"
    assert cells["place"] == "Hanoi, VN"
    assert cells["parties"] == "SK VN"
    (person,) = filled.people()
    assert flat(row(person), COLUMNS["people"])["offices"] == "minister_of_defence (2025-11-18)"
