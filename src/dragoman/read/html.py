"""An HTML page as lines of rendered text, each with a hint of what its tags and class names say it is.

The page's tree is walked once, in reading order; words and spacing inside a paragraph stay as a browser shows them. A
region whose class name says "related" or "share" is believed only while it holds little of the page's prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped, unused-ignore]
from lxml.html import (  # type: ignore[import-untyped, unused-ignore]
    HtmlElement,
    HTMLParser,
    document_fromstring,
)

from dragoman.catalog.page import HtmlVocabulary, Pages
from dragoman.errors import ReadError
from dragoman.read.lines import Line
from dragoman.read.metadata import Metadata, read_metadata

__all__ = ["HtmlPage", "is_html", "read_html"]

_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
_TAGS = re.compile(r"</?(?:p|div|span|h[1-6]|ul|li|table|td|article|section|a|br|img)\b[^<>]{0,400}>", re.I)
_XML = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BOXES = re.compile(r"</?(?:div|section|span|font|center|table|tr|td)\b[^<>]*>", re.I)
_SENTENCE = re.compile(r"[.!?…。]")


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """The rendered text of a page, its lines with hints, and what its metadata tell."""

    text: str
    lines: list[Line]
    title: str | None
    published: str | None
    publisher: str | None
    lang: str | None


@dataclass(slots=True, eq=False)
class _Run:
    """A line being rendered: its pieces, the regions it lies in, how much of it is link text."""

    pieces: list[str] = field(default_factory=list)
    regions: tuple[tuple[int, str], ...] = ()
    tag: str = ""
    listed: bool = False
    linked: int = 0

    @property
    def text(self) -> str:
        return _SPACE.sub(" ", "".join(self.pieces)).strip(" ")


def is_html(text: str) -> bool:
    """Whether a text is an HTML page or a piece of one, rather than prose that mentions a tag."""
    head = text[:3000]
    return _HTML.search(head) is not None or (head.lstrip()[:1] == "<" and len(_TAGS.findall(head)) >= 4)


def read_html(text: str, pages: Pages) -> HtmlPage:
    """Render a page; raises ReadError where no tree can be made of it or no text is in it."""
    root = _tree(_XML.sub("", text))
    runs = _rendered(root, pages.html)
    if not runs and len(text) > 200:
        # The parser gives up a page that nests too deeply: without its boxes it can be read.
        root = _tree(_BOXES.sub("<br>", _XML.sub("", text)))
        runs = _rendered(root, pages.html)
    if not runs:
        raise ReadError("no_article", "an HTML page without any text")
    metadata = read_metadata(root, pages.html)
    believed = _believed(runs)
    title = _title_run(runs, metadata)
    lines: list[Line] = []
    pieces: list[str] = []
    at = 0
    for index, run in enumerate(runs):
        line = Line(at, at + len(run.text), run.text, True)
        line.hint = "title" if index == title else _hint(run, believed, title is not None and index < title)
        lines.append(line)
        pieces.append(run.text)
        at += len(run.text) + 1
    return HtmlPage("\n".join(pieces), lines, metadata.title, metadata.published, metadata.publisher, metadata.lang)


def _tree(text: str) -> HtmlElement:
    try:
        return document_fromstring(text, parser=HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True))
    except (etree.ParserError, ValueError) as error:
        raise ReadError("no_article", "an HTML page without content") from error


# --- rendering --------------------------------------------------------------------------------------------------------


class _Renderer:
    """Takes a page's elements in reading order and makes lines of them."""

    def __init__(self, vocabulary: HtmlVocabulary) -> None:
        self.runs: list[_Run] = []
        self._vocabulary = vocabulary
        self._run = _Run()
        self._regions: list[tuple[int, str]] = []
        self._opened: list[bool] = []
        self._count = self._links = self._lists = 0

    def open(self, element: HtmlElement) -> None:
        """Begin an element: a region, a line, or more of the line that is being made."""
        tag = element.tag
        kind = _region(element, self._vocabulary)
        if kind:
            self._count += 1
            self._regions.append((self._count, kind))
        self._opened.append(kind is not None)
        self._links += tag == "a"
        self._lists += tag == "li"
        if kind or tag in self._vocabulary.block:
            self.close_line(tag)
        self.add(element.text)

    def close(self, element: HtmlElement) -> None:
        """End an element; its tail belongs to what encloses it."""
        region = self._opened.pop()
        tag = element.tag
        if region or tag in self._vocabulary.block:
            self.close_line("")
        if region:
            self._regions.pop()
            self._run.regions = tuple(self._regions)
        self._links -= tag == "a"
        self._lists -= tag == "li"
        self._run.listed = self._lists > 0
        self.add(element.tail)

    def close_line(self, tag: str) -> None:
        """End the line that is being made and begin another, which ``tag`` opens."""
        if self._run.text:
            self.runs.append(self._run)
        self._run = _Run(regions=tuple(self._regions), tag=tag, listed=self._lists > 0)

    def add(self, words: str | None) -> None:
        """Add words to the line that is being made."""
        if words:
            self._run.pieces.append(words)
            if self._links:
                self._run.linked += len(words.strip())


def _rendered(root: HtmlElement, vocabulary: HtmlVocabulary) -> list[_Run]:
    """The lines of the page in reading order; without recursion, so that deep nesting does no harm."""
    renderer = _Renderer(vocabulary)
    skipped: HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            if event == "end" and skipped is None:
                renderer.add(element.tail)
        elif skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                renderer.add(element.tail)
        elif event == "end":
            renderer.close(element)
        elif element.tag in vocabulary.drop or _is_hidden(element):
            skipped = element
        else:
            renderer.open(element)
    renderer.close_line("")
    return renderer.runs


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _region(element: HtmlElement, vocabulary: HtmlVocabulary) -> str | None:
    """What kind of region an element opens, by its tag, role, and the words of its class and id."""
    tag = element.tag
    if tag in ("html", "body"):
        return None
    found = vocabulary.regions.get(tag)
    role = element.get("role")
    if role and f"role={role}" in vocabulary.regions:
        found = vocabulary.regions[f"role={role}"]
    for name in (element.get("class"), element.get("id"), element.get("itemprop")):
        kind = _by_names(name[:300], vocabulary) if name else None
        if kind and (found in (None, "body") or kind == "teaser"):
            found = kind
    return found


def _by_names(names: str, vocabulary: HtmlVocabulary) -> str | None:
    for name in names.split():
        words = [word.lower() for word in _WORDS.findall(name)]
        joined = "".join(words)
        for word in (joined, *words):
            kind = vocabulary.regions.get(word)
            if kind and word not in vocabulary.block and word not in ("main", "p", "nav"):
                return kind
            if word == "nav":
                return "furniture"
            for stem, stem_kind in vocabulary.stems:
                if len(stem) >= 4 and word.startswith(stem):
                    return stem_kind
    return None


# --- hints ------------------------------------------------------------------------------------------------------------


def _weight(run: _Run) -> int:
    """How much of the page's prose a line is: its letters, where it is sentences and no link."""
    size = len(run.text)
    return size if size >= 60 and _SENTENCE.search(run.text) and run.linked < 0.5 * size else 0


def _believed(runs: list[_Run]) -> frozenset[int]:
    """The regions that are what their name says: those of set-apart kinds that hold less than a third of the prose."""
    total = sum(_weight(run) for run in runs) or 1
    held: dict[int, int] = {}
    for run in runs:
        for number, _ in run.regions:
            held[number] = held.get(number, 0) + _weight(run)
    return frozenset(number for number, weight in held.items() if weight < total / 3)


def _hint(run: _Run, believed: frozenset[int], above_title: bool) -> str:
    kinds = [kind for number, kind in run.regions if kind != "body" and number in believed]
    size = len(run.text)
    for kind in ("teaser", "furniture"):
        if kind in kinds:
            return kind
    for kind in ("caption", "dateline", "byline"):
        if kind in kinds and (size <= 300 or kind == "caption"):
            return kind
    if run.linked >= 0.8 * max(1, size - 4) and size < 160:
        return "furniture" if above_title or size < 30 else "teaser"
    return "list" if run.listed else ""


def _title_run(runs: list[_Run], metadata: Metadata) -> int | None:
    """The line that is the title: a first-level heading, the one that the metadata repeat where there are several."""
    headings: list[int] = [index for index, run in enumerate(runs) if run.tag == "h1"]
    if metadata.title is not None:
        wanted = metadata.title.casefold()
        order: list[int] = [*headings, *range(len(runs))]
        for index in order:
            if len(runs[index].text) >= 12 and wanted.startswith(runs[index].text.casefold()):
                return index
    return headings[0] if headings else next(_second_headings(runs), None)


def _second_headings(runs: list[_Run]) -> Iterator[int]:
    for index, run in enumerate(runs):
        apart = any(kind in ("teaser", "furniture") for _, kind in run.regions)
        if run.tag == "h2" and not apart and len(run.text.split()) >= 4:
            yield index
