"""Dates as sortable days."""

import pytest

from dragoman.ledger.days import NEVER, OPEN, bounds, ends


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2025-11-18", (20251118, 20251118)),
        ("2025-11", (20251101, 20251130)),
        ("2026~", (20260101, 20261231)),
        ("2025-09-27/2025-10-01", (20250927, 20251001)),
        ("../2025-07-14", (NEVER, 20250714)),
        ("2025/..", (20250101, OPEN)),
        ("XXXX-11-18", None),
        ("next week", None),
        ("", None),
        (None, None),
    ],
)
def test_bounds(written: str | None, days: tuple[int, int] | None) -> None:
    assert bounds(written) == days


def test_an_open_end_takes_the_other() -> None:
    assert ends("../2025-07-14") == ("2025-07-14", "2025-07-14")
    assert ends("2025/..") == ("2025", "2025")
    assert ends("2025-09-27/2025-10-01") == ("2025-09-27", "2025-10-01")
    assert ends("2025-11") == ("2025-11", "2025-11")
