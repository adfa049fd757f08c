"""Who published a page, as it says itself."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from dragoman.catalog.page import Pages
from dragoman.read import read_text

BODY = (
    "The ministers of defence of Chile and Vietnam met in Santiago for talks and agreed on a plan for two years.\n\n"
    "They also visited a shipyard in the south of the country and spoke to the sailors there."
)


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"{BODY}\n\nSource: https://www.lotusdaily.example/a/b-post123.html", "lotusdaily.example"),
        (f"{BODY}\n\nNguồn: mod.gov.vn", "mod.gov.vn"),
        (f"{BODY} VNA/VNS", "VNA/VNS"),
        (f"{BODY}-VNA", "VNA"),
        (f"{BODY}\n\n(TTXVN/Vietnam+)", "TTXVN/Vietnam+"),
        (f"{BODY}\n\nVietnamplus", "Vietnamplus"),
        (f"Vietnamplus{BODY}", "Vietnamplus"),
        (
            f"MINISTRY OF DEFENCE OF FICTONIA\nPress release\n\nTwo ministers meet in Santiago\n\n{BODY}",
            "MINISTRY OF DEFENCE OF FICTONIA",
        ),
        (
            f"Lamp Radio   Listen live | News\nTwo ministers meet in Santiago\n\n{BODY}\n\nLamp Radio, PO Box 1. (c) 2020.",
            "Lamp Radio",
        ),
        (
            f"THE RIVER POST | Fictoville\nTwo ministers meet\n\n{BODY}\n\nEditor: X. The River Post, Quay 1.",
            "The River Post",
        ),
        (
            f"Two ministers meet\n\n{BODY}\n\nThe Hill Daily | Publisher A. B. | 1 High St | (c) All rights reserved",
            "The Hill Daily",
        ),
        (f"Two ministers meet in Santiago\n\n{BODY}", None),
    ],
)
def test_publisher(text: str, publisher: str | None, pages: Pages) -> None:
    assert read_text(text, "x", None, pages)[0].publisher == publisher


@pytest.mark.parametrize("text", [f"{BODY} VNA/VNS", f"{BODY}-VNA", f"Vietnamplus{BODY}"])
def test_an_agency_glued_to_the_text_is_set_apart(text: str, pages: Pages) -> None:
    document = read_text(text, "x", None, pages)[0]
    bylines = [block.span.of(document.text) for block in document.blocks if block.kind == "byline"]
    assert bylines in (["VNA/VNS"], ["VNA"], ["Vietnamplus"])
    told = " ".join(block.span.of(document.text) for block in document.blocks if block.kind == "body")
    assert "VN" not in told.replace("Vietnam", "")
    assert "Vietnamplus" not in told
