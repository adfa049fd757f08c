"""What the catalog knows of pages: furniture, dates and languages, from data/pages.toml and every pack's page.toml.

All languages' furniture is looked up on every page: a Vietnamese site has English buttons, and a page may be read
before its language is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.catalog.files import read_toml
from dragoman.catalog.lexicon import Matcher, Sense
from dragoman.errors import CatalogError

__all__ = ["HtmlVocabulary", "PageLanguage", "Pages", "load_pages"]

DATA = Path(__file__).resolve().parent.parent / "data"
_PACK_KEYS = {"words", "marked_letters", "joints", "numeric_order", "months", "weekdays", "marks"}
_ORDERS = ("dmy", "mdy", "open")
_DATE_GROUPS = {"ymd": {"y", "m", "d"}, "dmy": {"y", "a", "b"}}


@dataclass(frozen=True, slots=True, eq=False)
class PageLanguage:
    """What gives a language away, and how it orders day and month in figures.

    ``words`` are its frequent words, folded; ``marked`` finds, word by word, the letters that most of its words carry.
    """

    lang: str
    words: frozenset[str]
    marked: re.Pattern[str] | None
    numeric_order: str


@dataclass(frozen=True, slots=True, eq=False)
class HtmlVocabulary:
    """What tags, class names and metadata of HTML pages mean.

    ``regions`` gives a region's kind by tag, ``role=...`` or a word of a class or id; ``stems`` by a word's beginning.
    """

    drop: frozenset[str]
    block: frozenset[str]
    regions: Mapping[str, str]
    stems: tuple[tuple[str, str], ...]
    published: tuple[str, ...]
    publisher: tuple[str, ...]
    title: tuple[str, ...]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Pages:
    """Everything the reading room is told about pages; made by ``load_pages``.

    ``matcher`` finds marks (one layer a mark), ``month`` and ``weekday`` (codes ``1`` to ``12``, ``1`` to ``7``).
    ``magic`` pairs a file's first bytes with what such a file is.
    """

    matcher: Matcher
    languages: Mapping[str, PageLanguage]
    ymd: tuple[re.Pattern[str], ...]
    dmy: tuple[re.Pattern[str], ...]
    times: re.Pattern[str]
    stamp: re.Pattern[str]
    weather: re.Pattern[str]
    joints: frozenset[str]
    agencies: tuple[str, ...]
    magic: tuple[tuple[bytes, str], ...]
    html: HtmlVocabulary


def load_pages(extra_packs: Path | None = None) -> Pages:
    """Load the page vocabulary of all packs, the user's after the shipped; raises CatalogError naming the file."""
    path = DATA / "pages.toml"
    table = read_toml(path)
    unknown = sorted(set(table) - {"dates", "marks", "html", "magic"})
    if unknown:
        raise CatalogError(str(path), f"unknown keys {unknown}")
    rows = list(_marks(table.get("marks", {}), path.name))
    agencies = list(table.get("marks", {}).get("agency", []))
    languages: dict[str, PageLanguage] = {}
    joints: set[str] = set()
    for lang, where, pack in _packs(extra_packs):
        rows += _marks(pack.get("marks", {}), where)
        rows += _numbered("month", pack.get("months", {}), 12, where)
        rows += _numbered("weekday", pack.get("weekdays", {}), 7, where)
        agencies += pack.get("marks", {}).get("agency", [])
        joints.update(pack.get("joints", []))
        languages[lang] = _language(lang, pack, where)
    dates = table["dates"]
    return Pages(
        matcher=Matcher(rows),
        languages=languages,
        ymd=_patterns(dates, "ymd", path),
        dmy=_patterns(dates, "dmy", path),
        times=re.compile(dates["times"]),
        stamp=re.compile(dates["stamp"]),
        weather=re.compile(dates["weather"]),
        joints=frozenset(joints),
        agencies=tuple(sorted(set(agencies), key=lambda name: (-len(name), name))),
        magic=tuple((bytes.fromhex(one["bytes"]), one["name"]) for one in table.get("magic", [])),
        html=_html(table["html"]),
    )


def _packs(extra_packs: Path | None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for root in [DATA / "packs", *([extra_packs] if extra_packs else [])]:
        for path in sorted(root.glob("*/page.toml")):
            pack = read_toml(path)
            where = f"{path.parent.name}/{path.name}"
            unknown = sorted(set(pack) - _PACK_KEYS)
            if unknown:
                raise CatalogError(where, f"unknown keys {unknown}")
            yield path.parent.name, where, pack


def _language(lang: str, pack: Mapping[str, Any], where: str) -> PageLanguage:
    order = pack.get("numeric_order", "dmy")
    if order not in _ORDERS:
        raise CatalogError(where, f"numeric_order is one of {', '.join(_ORDERS)}, not {order!r}")
    letters = pack.get("marked_letters", "")
    marked = re.compile(rf"[{re.escape(letters)}]\w*") if letters else None
    return PageLanguage(lang, frozenset(pack.get("words", [])), marked, order)


def _marks(table: Mapping[str, Any], where: str) -> Iterable[tuple[str, Sense, str]]:
    for code, forms in table.items():
        sense = Sense(code, code)
        for form in forms:
            yield form, sense, where


def _numbered(layer: str, table: Mapping[str, Any], most: int, where: str) -> Iterable[tuple[str, Sense, str]]:
    for number, forms in table.items():
        if not number.isdigit() or not 1 <= int(number) <= most:
            raise CatalogError(where, f"[{layer}s] {number!r} is no number from 1 to {most}")
        sense = Sense(layer, number)
        for form in forms:
            yield form, sense, where


def _patterns(dates: Mapping[str, Any], key: str, path: Path) -> tuple[re.Pattern[str], ...]:
    patterns = tuple(re.compile(one) for one in dates[key])
    for one in patterns:
        if not _DATE_GROUPS[key] <= set(one.groupindex):
            raise CatalogError(str(path), f"[dates] {key} needs the groups {sorted(_DATE_GROUPS[key])}", one.pattern)
    return patterns


def _html(table: Mapping[str, Any]) -> HtmlVocabulary:
    regions: dict[str, str] = {}
    stems: list[tuple[str, str]] = []
    for kind, names in table["regions"].items():
        for name in names:
            if name.endswith("*"):
                stems.append((name[:-1], kind))
            else:
                regions.setdefault(name, kind)
    metadata = table["metadata"]
    return HtmlVocabulary(
        drop=frozenset(table["drop"]),
        block=frozenset(table["block"]),
        regions=regions,
        stems=tuple(sorted(stems)),
        published=tuple(metadata["published"]),
        publisher=tuple(metadata["publisher"]),
        title=tuple(metadata["title"]),
        articles=frozenset(metadata["articles"]),
    )
