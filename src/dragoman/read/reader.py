"""An input becomes documents: the article first, then each dated teaser of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dragoman.catalog.page import Pages
from dragoman.errors import ReadError
from dragoman.read.dates import stamp_date
from dragoman.read.decode import decode
from dragoman.read.html import HtmlPage, is_html, read_html
from dragoman.read.language import detect_language
from dragoman.read.layout import lay_out
from dragoman.read.lines import Line, page_lines, split_lines
from dragoman.read.published import publication_date
from dragoman.read.publisher import publisher, site_name
from dragoman.read.repeats import mark_repeats
from dragoman.read.signature import glued_head, signed_tail
from dragoman.read.teasers import Teaser, find_teasers
from dragoman.records import Block, Document, Span, document_id
from dragoman.text.normalise import normalise

__all__ = ["read_bytes", "read_path", "read_text"]

MAX_BYTES = 20_000_000
_CLAIMED = frozenset({"title", "lead", "body", "list", "caption"})


def read_path(path: Path, pages: Pages, max_bytes: int = MAX_BYTES) -> tuple[Document, ...]:
    """The documents of a file, named by its stem; raises ReadError with a reason for anything that holds none."""
    try:
        if path.is_dir():
            raise ReadError("unsupported", f"{path} is a folder, not a file")
        size = path.stat().st_size
        if size > max_bytes:
            raise ReadError("too_large", f"{size:,} bytes, more than the {max_bytes:,} that one input may have")
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError("missing", f"no such file: {path}") from error
    except OSError as error:
        raise ReadError("unreadable", f"{path} cannot be opened: {error.strerror}") from error
    return read_bytes(raw, path.stem, str(path), pages, max_bytes)


def read_bytes(
    raw: bytes, name: str, source: str | None, pages: Pages, max_bytes: int = MAX_BYTES
) -> tuple[Document, ...]:
    """The documents in a file's bytes: plain text, an HTML page, or a page dumped as text.

    The article comes first; each dated teaser with words of its own follows, named ``name#1``, ``name#2`` ... in page
    order. Raises ReadError: ``empty binary unsupported encoding no_article too_large``.
    """
    if len(raw) > max_bytes:
        raise ReadError("too_large", f"{len(raw):,} bytes, more than the {max_bytes:,} that one input may have")
    return read_text(decode(raw, pages.magic), name, source, pages)


def read_text(raw: str, name: str, source: str | None, pages: Pages) -> tuple[Document, ...]:
    """As ``read_bytes``, from text that is decoded already."""
    text = normalise(raw)
    if not text.strip():
        raise ReadError("empty", "the text holds nothing but white space")
    if is_html(text):
        return _documents_of_html(read_html(text, pages), name, source, pages)
    lang = detect_language(text, pages.languages)
    order = _order(lang, pages)
    stamp = stamp_date(text, pages)
    lines = page_lines(text, split_lines(text, stamp.end if stamp else 0), pages, order)
    first = _laid_out(lines, pages)
    published = stamp.edtf if stamp else publication_date(text, lines, first, pages, order)
    blocks = _blocks(lines, first, pages)
    if stamp:
        blocks = (Block("dateline", Span(stamp.start, stamp.end)), *blocks)
    page = Document(
        id=document_id(text),
        name=name,
        text=text,
        lang=_language(text, lines, lang, pages),
        blocks=blocks,
        title=next((line.text for line in lines if line.kind == "title"), None),
        published=published,
        publisher=_publisher(text, lines, first, blocks, pages),
        source=source,
    )
    return (page, *_teasers(lines, page, first, pages))


def _laid_out(lines: list[Line], pages: Pages) -> int:
    first = lay_out(lines, pages)
    if first is None or not any(line.kind in ("body", "list") for line in lines):
        raise ReadError("no_article", "nothing but menus, headlines and short lines: no article found")
    mark_repeats(lines)
    return first


def _order(lang: str, pages: Pages) -> str:
    known = pages.languages.get(lang)
    return known.numeric_order if known else "dmy"


def _language(text: str, lines: Sequence[Line], lang: str, pages: Pages, declared: str | None = None) -> str:
    """The language of the article, its menus and teasers left out where there are any."""
    if sum(line.end - line.start for line in lines if line.kind not in _CLAIMED) < 0.3 * len(text):
        return lang
    told = "\n".join(text[line.start : line.end] for line in lines if line.kind in _CLAIMED)
    return detect_language(told or text, pages.languages, declared)


def _blocks(lines: Sequence[Line], first: int, pages: Pages) -> tuple[Block, ...]:
    """The lines as blocks, an agency's name that is glued to the first or the last sentence split off."""
    last = max((index for index, line in enumerate(lines) if line.kind in ("body", "list")), default=first)
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        start, end = line.start, line.end
        glued = glued_head(line, pages) if index == first else 0
        if glued:
            blocks.append(Block("byline", Span(start, start + glued)))
            start += glued
        tail = signed_tail(line, pages) if index == last else None
        if tail is not None and tail > start:
            blocks += [Block(line.kind, Span(start, tail)), Block("byline", Span(tail, end))]
        else:
            blocks.append(Block(line.kind, Span(start, end)))
    return tuple(blocks)


def _publisher(text: str, lines: Sequence[Line], first: int, blocks: Sequence[Block], pages: Pages) -> str | None:
    said = publisher(lines, first)
    if said:
        return said
    starts = {line.start for line in lines}
    for block in blocks:
        split = block.span.start not in starts
        if block.kind != "byline" or not (split or block.span.end - block.span.start < 20):
            continue
        name = block.span.of(text).strip(" ()[]-–—")
        if (split and len(name) >= 3) or any(agency in name for agency in pages.agencies):
            return name
    return None


def _teasers(lines: Sequence[Line], page: Document, first: int, pages: Pages) -> list[Document]:
    """The dated teasers of a page as documents, published by the site, whoever the article was taken from."""
    teasers = find_teasers(lines, pages)
    site = site_name(lines, first) if teasers else None
    documents = (_teaser_document(teaser, page, part, pages) for part, teaser in enumerate(teasers, 1))
    return [replace(one, publisher=site) for one in documents]


def _teaser_document(teaser: Teaser, page: Document, part: int, pages: Pages) -> Document:
    """A small document of a teaser's own lines, copied verbatim."""
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    title: str | None = None
    for line in teaser.lines:
        if line.prose or (line.sentence and line.words >= 6):
            kind = "body"
        elif title is None and not (line.dates and line.words <= 6):
            kind, title = "title", line.text
        else:
            kind = "dateline" if line.dates else "furniture" if line.text == title else "title"
        pieces.append(line.text)
        blocks.append(Block(kind, Span(at, at + len(line.text))))
        at += len(line.text) + 1
    text = "\n".join(pieces)
    return Document(
        id=document_id(text, page.id, part),
        name=f"{page.name}#{part}",
        text=text,
        lang=detect_language(text, pages.languages, page.lang),
        blocks=tuple(blocks),
        title=title,
        published=teaser.published,
        source=page.source,
        page=page.id,
        part=part,
    )


def _documents_of_html(html: HtmlPage, name: str, source: str | None, pages: Pages) -> tuple[Document, ...]:
    """The article of an HTML page as the lines that were found to be its own, its metadata told by the page."""
    lang = detect_language(html.text, pages.languages, html.lang)
    order = _order(lang, pages)
    lines = page_lines(html.text, html.lines, pages, order)
    first = _laid_out(lines, pages)
    visible = publication_date(html.text, lines, first, pages, order)
    published = _reconciled(html.published, visible)
    kept = [line for line in lines if line.kind in _CLAIMED or _dates_it(line, published)]
    text, blocks = _rejoined(kept)
    page = Document(
        id=document_id(text),
        name=name,
        text=text,
        lang=_language(html.text, lines, lang, pages, html.lang),
        blocks=blocks,
        title=next((line.text for line in lines if line.kind == "title"), html.title),
        published=published,
        publisher=html.publisher or publisher(lines, first),
        source=source,
    )
    teasers = _teasers(lines, page, first, pages)
    return (page, *(replace(one, publisher=html.publisher or one.publisher) for one in teasers))


def _dates_it(line: Line, published: str | None) -> bool:
    return line.kind == "dateline" and not line.section and any(one.edtf == published for one in line.dates)


def _rejoined(lines: Sequence[Line]) -> tuple[str, tuple[Block, ...]]:
    pieces, blocks, at = [], [], 0
    for line in lines:
        pieces.append(line.text)
        blocks.append(Block(line.kind, Span(at, at + len(line.text))))
        at += len(line.text) + 2
    return "\n\n".join(pieces), tuple(blocks)


def _reconciled(stated: str | None, visible: str | None) -> str | None:
    """Metadata tell the date; but a visible date a day off is the local one, where metadata count in another zone."""
    if stated is None or visible is None:
        return stated or visible
    return visible if visible[:7] == stated[:7] and abs(int(visible[8:] or 0) - int(stated[8:] or 0)) == 1 else stated
