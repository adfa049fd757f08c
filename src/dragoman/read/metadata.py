"""What an HTML page says of itself: JSON-LD, OpenGraph and other meta tags, time elements, its title tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from lxml.html import HtmlElement  # type: ignore[import-untyped, unused-ignore]

from dragoman.catalog.page import HtmlVocabulary

__all__ = ["Metadata", "read_metadata"]

_DAY = re.compile(r"\s*((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_SUFFIX = re.compile(r"\s+[|–—\-»:·]\s+")
_CLAIM = re.compile(r"^\W*(?:copyright\b)?[\s©ⓒ(c)]*(?:(?:19|20)\d\d(?:\s*[-–]\s*\d{4})?)?[\s,.:]*", re.I)
_LARGEST = 400_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, publication date (EDTF), publisher and language as the page declares them; each may be open."""

    title: str | None
    published: str | None
    publisher: str | None
    lang: str | None


def read_metadata(root: HtmlElement, vocabulary: HtmlVocabulary) -> Metadata:
    """Read a page's metadata: JSON-LD counts before meta tags, and those before marked-up elements."""
    linked = list(_linked(root, vocabulary))
    metas = _metas(root)
    head = " ".join((root.findtext(".//title") or "").split())
    stated = next((str(one["headline"]) for one in linked if isinstance(one.get("headline"), str)), None)
    title = stated or next((metas[key] for key in vocabulary.title if metas.get(key)), None)
    published = next(filter(None, (_day(one.get("datePublished")) for one in linked)), None)
    published = published or next(filter(None, (_day(metas.get(key)) for key in vocabulary.published)), None)
    publisher = next(filter(None, (_name(one.get("publisher")) for one in linked)), None)
    publisher = publisher or next((metas[key] for key in vocabulary.publisher if metas.get(key)), None)
    return Metadata(
        title=title or (_SUFFIX.split(head)[0] if head else None),
        published=published or _marked_date(root),
        publisher=_tidy(publisher) or _suffix(head, title),
        lang=(root.get("lang") or root.get("xml:lang") or "").split("-")[0].lower() or None,
    )


def _linked(root: HtmlElement, vocabulary: HtmlVocabulary) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article, the articles proper before other kinds of page."""
    found: list[tuple[int, dict[str, Any]]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _LARGEST:
            continue
        try:
            _collect(msgspec.json.decode(script.text.strip().encode()), found, vocabulary.articles, 0)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            continue
    found.sort(key=lambda row: row[0])
    for _, one in found:
        yield one


def _collect(node: Any, found: list[tuple[int, dict[str, Any]]], articles: frozenset[str], depth: int) -> None:
    if depth > 6:
        return
    if isinstance(node, list):
        for one in node[:200]:
            _collect(one, found, articles, depth + 1)
    elif isinstance(node, dict):
        kinds = node.get("@type")
        named = {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}
        if named & articles:
            found.append((named == {"WebPage"}, node))
        for key in ("@graph", "mainEntity"):
            if key in node:
                _collect(node[key], found, articles, depth + 1)


def _metas(root: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(key)
            if name and content:
                metas.setdefault(name.lower(), content)
    return metas


def _marked_date(root: HtmlElement) -> str | None:
    """The date of the element that is marked up as the date of publication, outside of cards and asides."""
    for element in root.iter("time", "span", "abbr", "p", "div"):
        marked = element.get("itemprop") == "datePublished" or "entry-date" in (element.get("class") or "")
        day = _day(element.get("datetime") or element.get("content")) if marked else None
        if day:
            return day
    first = next(root.iter("h1"), None)
    holder = first.getparent() if first is not None else None
    for _ in range(2):
        if holder is None:
            return None
        for element in holder.iter("time"):
            if not any(above.tag in ("aside", "footer", "nav") for above in element.iterancestors()):
                return _day(element.get("datetime"))
        holder = holder.getparent()
    return None


def _day(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    match = _DAY.match(value) or _COMPACT.match(value)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and value.strip() else None


def _tidy(publisher: str | None) -> str | None:
    """A publisher's name without a copyright sign, year or clause around it."""
    if not publisher:
        return None
    name = _CLAIM.sub("", publisher)
    name = name if len(name) >= 3 else publisher
    return name.strip() if len(name.split()) <= 12 else None


def _suffix(head: str, title: str | None) -> str | None:
    """The site's name after the title in the title tag."""
    parts = _SUFFIX.split(head)
    if len(parts) < 2 or not 1 <= len(parts[-1].split()) <= 6:
        return None
    return parts[-1] if title is None or parts[-1].casefold() not in title.casefold() else None
