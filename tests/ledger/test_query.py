"""Filters: what they find, and what they refuse."""

from __future__ import annotations

import pytest

from dragoman.errors import UsageError
from dragoman.ledger import CONDITIONS, Filter, Ledger

KALINAK, GIANG, NAM = (
    ("Robert Kaliňák", "SK", "minister_of_defence"),
    ("Phan Văn Giang", "VN", "minister_of_defence"),
    ("Phạm Hoài Nam", "VN", "deputy_minister_of_defence"),
)


@pytest.fixture
def filled(make, ledger: Ledger) -> Ledger:
    ledger.add(
        "slovakia",
        [
            make.reading(
                "One. Two. Three. Four.",
                ("One", make.talks(KALINAK, GIANG)),
                ("Two", make.promise("agreed", ("SK",), areas=("attache",), action="post_attache")),
                ("Three", make.promise("proposed", ("VN",), actors=("SK", "VN"))),
                ("Four", make.paper("2015")),
                name="slovakia",
            )
        ],
    )
    ledger.add(
        "czechia",
        [
            make.reading(
                "Five. Six.",
                ("Five", make.talks(NAM, parties=("CZ", "VN"), date="2025-03-19", type="meeting")),
                ("Six", make.promise("proposed", ("CZ", "VN"))),
                name="czechia",
                published="2025-03-20",
            )
        ],
    )
    return ledger


def quotes(lines) -> list[str]:
    return [line.sources[0].quote for line in lines]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Filter(), ["One", "Five"]),
        (Filter(between=("VN", "SK")), ["One"]),
        (Filter(between=("SK", "CZ")), []),
        (Filter(party="VN"), ["One", "Five"]),
        (Filter(party="CZ"), ["Five"]),
        (Filter(party="XX"), []),
        (Filter(since="2025-11"), ["One"]),
        (Filter(until="2025-03-19"), ["Five"]),
        (Filter(since="2025-03-20", until="2025-11-17"), []),
        (Filter(person="kalinak"), ["One"]),
        (Filter(person="Giang Phan"), ["One"]),
        (Filter(person="Hoai Nam", party="VN"), ["Five"]),
        (Filter(person="nobody"), []),
        (Filter(type="meeting"), ["Five"]),
        (Filter(limit=1), ["One"]),
        (Filter(limit=0), ["One", "Five"]),
    ],
)
def test_engagements(filled: Ledger, asked: Filter, found: list[str]) -> None:
    assert quotes(filled.engagements(asked)) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Filter(stage="proposed"), {"Three", "Six"}),
        (Filter(stage="proposed", between=("SK", "VN")), {"Three"}),
        (Filter(area="attache"), {"Two"}),
        (Filter(between=("SK", "VN")), {"Two", "Three"}),
        (Filter(type="post_attache"), {"Two"}),
        (Filter(area="attache", stage="proposed"), set()),
        (Filter(since="2025-04"), {"Two", "Three"}),
    ],
)
def test_commitments(filled: Ledger, asked: Filter, found: set[str]) -> None:
    assert set(quotes(filled.commitments(asked))) == found


def test_documents_people_and_papers(filled: Ledger) -> None:
    assert [one.name for one in filled.documents(Filter(between=("SK", "VN")))] == ["slovakia"]
    assert [one.name for one in filled.documents(Filter(area="training", person="nam"))] == ["czechia"]
    assert [one.name for one in filled.people(Filter(between=("CZ", "VN")))] == ["Phạm Hoài Nam"]
    assert {one.name for one in filled.people(Filter(type="minister_of_defence"))} == {
        "Robert Kaliňák",
        "Phan Văn Giang",
    }
    assert quotes(filled.instruments(Filter(until="2016"))) == ["Four"]


def test_relationships_are_counted(filled: Ledger) -> None:
    assert filled.pairs() == (("SK", "VN", 3), ("CZ", "VN", 2))


@pytest.mark.parametrize(
    "asked",
    [Filter(since="soon"), Filter(until="18 March"), Filter(between=("VN", "VN")), Filter(person="!?")],
)
def test_what_is_no_condition_is_refused(filled: Ledger, asked: Filter) -> None:
    with pytest.raises(UsageError):
        filled.engagements(asked)


def test_a_condition_that_a_list_does_not_know_is_refused(filled: Ledger) -> None:
    with pytest.raises(UsageError, match="knows no area"):
        filled.engagements(Filter(area="training"))
    assert "area" in CONDITIONS["commitment"]


@pytest.mark.parametrize("hostile", ["' OR 1=1 --", "%", "_", '"; DROP TABLE entries', "\x00", "VN' UNION SELECT 1"])
def test_no_value_becomes_sql(filled: Ledger, hostile: str) -> None:
    assert filled.engagements(Filter(party=hostile)) == ()
    assert filled.commitments(Filter(stage=hostile, area=hostile)) == ()
    assert filled.counts()["engagement"] == 2
