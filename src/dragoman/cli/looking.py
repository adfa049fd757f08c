"""Looking closely: `show` a line of the ledger, `explain` what is read in a text."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from dragoman.cli.adding import inputs_of
from dragoman.cli.lists import Format, FormatOption, OutputOption, publish
from dragoman.cli.root import LedgerOption, PacksOption, app
from dragoman.cli.session import session_of
from dragoman.errors import UsageError
from dragoman.extract import read_with
from dragoman.ledger import DocumentLine, Ledger, Line, Person, Source
from dragoman.pipeline import extract_document, read_input
from dragoman.publish.marked import Mark, bracketed, context, described, hits, marks
from dragoman.publish.rows import row
from dragoman.records import Document, Span

__all__ = ["explain", "show"]

_STYLES = {"engagement": "green", "commitment": "yellow", "instrument": "magenta"}
_KINDS = {"engagement": "engagements", "commitment": "commitments", "instrument": "instruments"}


@app.command()
def show(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="An id, or its first letters.")],
    form: FormatOption = Format.table,
    output: OutputOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Show a line: its facts, its quote in context, and which rule of which pack found it."""
    session = session_of(ctx, ledger)
    with session.ledger() as book:
        found = book.show(id_)
        if form is not Format.table:
            kind = _KINDS[found.entry.kind] if isinstance(found, Line) else _kind(found)
            publish(session, kind, [row(found)], (form, output, False))
            return
        console = session.console()
        for name, value in _facts(found):
            console.print(Text(f"{name:>12}  ", "bold") + Text(str(value)), soft_wrap=True)
        if not isinstance(found, DocumentLine):
            for source in found.sources:
                _print_source(console, book, source)


def _kind(found: Person | DocumentLine) -> str:
    return "people" if isinstance(found, Person) else "documents"


def _facts(found: Line | Person | DocumentLine) -> list[tuple[str, Any]]:
    if not isinstance(found, Line):
        facts = msgspec.to_builtins(found)
        kind = "person" if isinstance(found, Person) else "document"
        facts.pop("sources", None)
    else:
        facts = {"id": found.entry.id, **msgspec.to_builtins(found.entry.body), "told": found.told}
        kind = found.entry.kind
    listed: list[tuple[str, Any]] = [("kind", kind)]
    for name, value in facts.items():
        if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
            listed += [(name, _one(part)) for part in value]
        elif value not in (None, [], (), ""):
            listed.append((name, _one(value)))
    return listed


def _one(value: Any) -> Any:
    if isinstance(value, dict):
        return ", ".join(str(_one(part)) for part in value.values() if part not in (None, [], ()))
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else value


def _print_source(console: Console, book: Ledger, source: Source) -> None:
    document = book.document(source.document)
    facts = (source.publisher, source.published, source.lang, f"document {source.document[:12]}")
    before, quote, after = context(document.text, Span(source.start, source.end))
    console.print()
    console.print(Text(f"{source.name}: {', '.join(one for one in facts if one)}", "bold"), soft_wrap=True)
    console.print(Text(f"{before}") + Text(f"«{quote}»", "green") + Text(after), soft_wrap=True)
    console.print(
        Text(f"found by {source.pack} rule {source.rule}, pack version {source.version}", "dim"), soft_wrap=True
    )


@app.command()
def explain(
    ctx: typer.Context,
    path: Annotated[str, typer.Argument(metavar="PATH", help="A report, or - for standard input.")],
    words: Annotated[
        bool, typer.Option("--words", help="Also, sentence by sentence, who is meant and which forms were hit.")
    ] = False,
    packs: PacksOption = None,
) -> None:
    """Print a report with what was read where, marked, and the rule behind each mark."""
    session = session_of(ctx, None, packs)
    inputs = inputs_of([path])
    if len(inputs) != 1:
        raise UsageError("explain takes one report at a time")
    console = session.console()
    for document in read_input(inputs[0], session.desk):
        reading = extract_document(document, session.desk)
        found = marks(reading.claims)
        console.print(Text(f"── {document.name}", "bold"), soft_wrap=True)
        if reading.pack is None:
            session.say(f"{document.name}: no pack for {document.lang!r}, nothing extracted")
        _print_text(console, document, [mark for mark, _ in found])
        console.print()
        console.print(Text(described(document, found)), soft_wrap=True)
        pack = session.desk.catalog.pack(document.lang)
        if words and pack is not None:
            console.print(Text(hits(read_with(document, pack, session.desk.catalog))), soft_wrap=True)


def _print_text(console: Console, document: Document, found: list[Mark]) -> None:
    """The text in colours, what is no part of the report dimmed; with brackets where no colours are shown."""
    if console.color_system is None or console.no_color:
        console.print(Text(bracketed(document.text, found)), soft_wrap=True)
        return
    text = Text(document.text)
    for block in document.blocks:
        if block.kind in ("furniture", "teaser", "note", "byline", "dateline"):
            text.stylize("dim", block.span.start, block.span.end)
    for mark in found:
        text.stylize(_STYLES[mark.kind], mark.span.start, mark.span.end)
    shown = Text()
    at = 0
    for mark in sorted(found, key=lambda one: one.span):
        shown.append_text(text[at : mark.span.start]).append(f"{mark.label} ", f"bold {_STYLES[mark.kind]}")
        at = mark.span.start
    console.print(shown.append_text(text[at:]), soft_wrap=True)
