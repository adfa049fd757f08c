"""EDTF dates: bounds, compatibility, narrowing, arithmetic."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.text import edtf

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)).map(date.isoformat)
DATES = (
    DAYS
    | DAYS.map(lambda d: d[:7])
    | DAYS.map(lambda d: d[:4])
    | DAYS.map(lambda d: f"{d}~")
    | DAYS.map(lambda d: f"../{d}")
)


@pytest.mark.parametrize(
    ("given_date", "first", "last"),
    [
        ("2025-11-18", "2025-11-18", "2025-11-18"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026~", "2026-01-01", "2026-12-31"),
        ("2025-09-27/2025-10-01", "2025-09-27", "2025-10-01"),
        ("../2025-07-14", "0001-01-01", "2025-07-14"),
        ("2025-11-29/..", "2025-11-29", "9999-12-31"),
    ],
)
def test_bounds(given_date: str, first: str, last: str) -> None:
    assert tuple(map(date.isoformat, edtf.bounds(given_date))) == (first, last)


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-02-30", "yesterday", "../..", "25-11-18", "2025-11-18/2025/2026", ""]
)
def test_what_is_no_date(text: str) -> None:
    assert not edtf.is_edtf(text)


@pytest.mark.parametrize(
    ("a", "b", "fits"),
    [
        ("2025-11-18", "2025-11", True),
        ("2025-11-18", "2025-12", False),
        ("2025-11-18", None, True),
        ("XXXX-11-18", "2025-11-18", True),
        ("XXXX-11-18", "2025", True),
        ("XXXX-11-18", "2025-11-19", False),
        ("XXXX-12-30/XXXX-01-02", "2025-01-01", True),
        ("XXXX-02-29", "2025-02", False),
        ("../2025-07-14", "2025-07-15", False),
        ("../2025-07-14", "2025-07~", True),
    ],
)
def test_compatible(a: str, b: str | None, fits: bool) -> None:
    assert edtf.compatible(a, b) is fits
    assert edtf.compatible(b, a) is fits


def test_contains() -> None:
    assert edtf.contains("2025", "2025-11-18")
    assert edtf.contains("2025-11-18/2025-11-20", "2025-11-19")
    assert edtf.contains("XXXX-11", "2025-11-18")
    assert not edtf.contains("2025-11-18", "2025-11")
    assert not edtf.contains("2025", "XXXX-11-18")


def test_narrow_keeps_the_more_exact() -> None:
    assert edtf.narrow("2025-11", "2025-11-18") == "2025-11-18"
    assert edtf.narrow("2025-11-18", "2025") == "2025-11-18"
    assert edtf.narrow("2025-11-18", "2024") == "2025-11-18"
    assert edtf.narrow("XXXX-11-18", "2025") == "2025-11-18"
    assert edtf.narrow("XXXX-11", "XXXX-11-18") == "XXXX-11-18"
    assert edtf.narrow(None, "2025") == "2025"


def test_merge_and_with_year() -> None:
    assert edtf.merge(["2025-11-20", "2025-11-18"]) == "2025-11-18/2025-11-20"
    assert edtf.merge(["2025-11-18", "XXXX-11-20"]) is None
    assert edtf.with_year("XXXX-09-27/XXXX-10-01", 2025) == "2025-09-27/2025-10-01"
    assert edtf.with_year("XXXX-12-30/XXXX-01-02", 2025) == "2025-12-30/2026-01-02"


def test_arithmetic() -> None:
    assert edtf.shift_days("2025-03-01", -1) == "2025-02-28"
    assert edtf.shift_days("2025-03", 1) is None
    assert edtf.shift_months("2025-11-18", 2) == "2026-01"
    assert edtf.shift_months("2025-01", -1) == "2024-12"
    assert edtf.weekday("2025-11-19", 2, -1) == "2025-11-18"
    assert edtf.weekday("2025-11-18", 2, -1) == "2025-11-18"
    assert edtf.weekday("2025-11-18", 2, -2) == "2025-11-11"
    assert edtf.weekday("2025-11-18", 2, 1) == "2025-11-25"
    assert edtf.day(2025, 2, 29) is None
    assert edtf.day(None, 2, 29) == "XXXX-02-29"
    assert edtf.month(None, 3) == "XXXX-03"


@given(DATES, DATES)
def test_narrowing_never_widens(a: str, b: str) -> None:
    kept = edtf.narrow(a, b)
    assert kept in (a, b)
    if edtf.compatible(a, b):
        width = min((edtf.bounds(one)[1] - edtf.bounds(one)[0]).days for one in (a, b))
        assert (edtf.bounds(kept)[1] - edtf.bounds(kept)[0]).days == width


@given(DATES)
def test_a_date_contains_itself(one: str) -> None:
    assert edtf.is_edtf(one)
    assert edtf.contains(one, one)
    assert edtf.compatible(one, one)
