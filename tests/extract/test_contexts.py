"""Short contexts of many kinds: the engagements that each must yield, those told by the way above all."""

from __future__ import annotations

import functools
import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dragoman.catalog import Catalog, load_catalog
from dragoman.extract import extract
from dragoman.publish.gold import gold_record
from dragoman.records import Block, Document, Span, document_id

HERE = Path(__file__).parent
TABLES = {path.stem.rsplit("_", 1)[1]: path for path in sorted(HERE.glob("engagements_*.toml"))}


@functools.cache
def catalog() -> Catalog:
    return load_catalog()


@functools.cache
def scorer() -> ModuleType:
    """The scorer of the gold records, which pairs what was told with what was found."""
    spec = importlib.util.spec_from_file_location("gold_score", HERE.parent / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def wanted(engagement: dict[str, Any]) -> dict[str, Any]:
    people = engagement.get("people", {})
    return {
        "type": listed(engagement["type"]),
        "status": listed(engagement["status"]),
        "date": listed(engagement.get("date")),
        "parties": engagement["parties"],
        "participants": [{"name": [name], "party": party} for name, party in people.items()],
    }


def found(context: dict[str, Any], lang: str) -> list[dict[str, Any]]:
    text = context["text"]
    pack = catalog().pack(lang)
    assert pack is not None
    blocks = (Block("body", Span(0, len(text))),)
    document = Document(document_id(text), "report", text, lang, blocks, published=context["published"])
    told: list[dict[str, Any]] = gold_record(document, extract(document, pack, catalog()))["engagements"]
    return told


@pytest.mark.parametrize("lang", TABLES)
def test_contexts_yield_their_engagements(lang: str) -> None:
    score, table = scorer(), tomllib.loads(TABLES[lang].read_text(encoding="utf-8"))
    hit = missed = extra = seated = absent = 0
    for context in table["context"]:
        golds = [wanted(one) for one in context["engagements"]]
        pairs, left, over = score.pair(golds, found(context, lang), score.engagement_value)
        hit, missed, extra = hit + len(pairs), missed + len(left), extra + len(over)
        for gold, told in pairs:
            for person in gold["participants"]:
                there = any(
                    score.same_name(person["name"], one["name"]) and person["party"] == one["party"]
                    for one in told["participants"]
                )
                seated, absent = seated + there, absent + (not there)
    figures = {
        "precision": hit / (hit + extra),
        "recall": hit / (hit + missed),
        "people": seated / max(1, seated + absent),
    }
    low = {name: round(figures[name], 3) for name, floor in table["floors"].items() if figures[name] < floor}
    assert not low, f"{low} of {table['floors']}"
