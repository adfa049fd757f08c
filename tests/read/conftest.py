"""What the tests of the reading room share."""

from __future__ import annotations

import pytest

from dragoman.catalog.page import Pages, load_pages


@pytest.fixture(scope="session")
def pages() -> Pages:
    """The page vocabulary of the shipped packs."""
    return load_pages()
