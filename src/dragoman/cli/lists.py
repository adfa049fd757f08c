"""The lists: documents, engagements, commitments, instruments, people, failures; and search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from dragoman.cli.root import LedgerOption, PacksOption, app
from dragoman.cli.session import Session, known_code, session_of
from dragoman.ledger import Filter, Ledger
from dragoman.publish.formats import as_csv, as_json, as_jsonl
from dragoman.publish.rows import COLUMNS, SHORT, flat, row

__all__ = ["Format", "FormatOption", "OutputOption", "RawOption", "failures", "publish", "search"]

_SCREENFUL = 50
_ID = 10


class Format(StrEnum):
    """How a list is printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the list.")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")]
RawOption = Annotated[
    bool, typer.Option("--raw", help="CSV for programs: cells that look like formulas stay as they are.")
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", min=0, help=f"At most so many lines; 0 all (a table {_SCREENFUL}, others all).")
]


def publish(
    session: Session, kind: str, rows: Sequence[dict[str, Any]], shape: tuple[Format, Path | None, bool]
) -> None:
    """Print rows in a format, on standard output or into a file."""
    form, output, raw = shape
    if form is Format.json:
        session.write(as_json(rows), output)
    elif form is Format.jsonl:
        session.write(as_jsonl(rows), output)
    elif form is Format.csv:
        session.write(as_csv(rows, COLUMNS[kind], raw=raw), output)
    elif output is not None:
        session.write("".join("\t".join(flat(one, SHORT[kind]).values()) + "\n" for one in rows), output)
    else:
        _table(session, kind, rows)


def _table(session: Session, kind: str, rows: Sequence[dict[str, Any]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in SHORT[kind]:
        narrow = column in ("id", "date", "told_on", "published", "signed", "due")
        table.add_column(column.replace("_", " "), no_wrap=narrow, overflow="fold", ratio=None)
    for one in rows:
        cells = flat(one, SHORT[kind])
        if "id" in cells:
            cells["id"] = cells["id"][:_ID]
        table.add_row(*(Text(cell) for cell in cells.values()))
    session.console().print(table)


def _limited(session: Session, limit: int | None, form: Format, ask: Callable[[int], Sequence[Any]]) -> Sequence[Any]:
    """Ask for one line more than a screenful, to be able to say that there are more."""
    if limit is None and form is not Format.table:
        return ask(0)
    shown = _SCREENFUL if limit is None else limit
    found = ask(shown + 1 if shown else 0)
    if shown and len(found) > shown:
        session.say(f"the first {shown} only; --limit 0 shows all")
        return found[:shown]
    return found


def _checked(session: Session, kind: str, asked: Filter) -> Filter:
    """The filter with its codes as the codebook has them; raises UsageError, with the known codes, for any other."""
    codebook = session.desk.catalog.codebook
    types: dict[str, tuple[str, ...]] = {
        "engagements": tuple(codebook.engagement_types),
        "commitments": tuple(codebook.actions),
        "instruments": tuple(codebook.instrument_types),
        "people": tuple(codebook.offices),
    }
    types["documents"] = (*types["engagements"], *types["commitments"], *types["instruments"])
    return replace(
        asked,
        between=tuple(session.party(one) for one in asked.between),
        party=asked.party and session.party(asked.party),
        area=asked.area and known_code("area", asked.area, codebook.areas),
        stage=asked.stage and known_code("stage", asked.stage, codebook.stages),
        type=asked.type and known_code("type", asked.type, types[kind]),
    )


def _list_command(kind: str, ask: Callable[[Ledger, Filter], Sequence[Any]], words: str) -> None:
    """Make the command that lists one kind of entry; all of them take the same options."""

    @app.command(kind, help=words)
    def command(
        ctx: typer.Context,
        between: Annotated[
            tuple[str, str] | None, typer.Option("--between", metavar="A B", help="Both parties take part.")
        ] = None,
        since: Annotated[
            str | None, typer.Option("--since", metavar="DATE", help="On or after a day, month, year.")
        ] = None,
        until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="On or before it.")] = None,
        area: Annotated[
            str | None, typer.Option("--area", help="Area of cooperation (commitments, documents).")
        ] = None,
        stage: Annotated[str | None, typer.Option("--stage", help="Stage (commitments, documents).")] = None,
        party: Annotated[str | None, typer.Option("--party", help="A party takes part.")] = None,
        person: Annotated[
            str | None, typer.Option("--person", metavar="NAME", help="Words of a person's name.")
        ] = None,
        kind_of: Annotated[
            str | None, typer.Option("--type", help="Type; the action of commitments, the office of people.")
        ] = None,
        limit: LimitOption = None,
        form: FormatOption = Format.table,
        output: OutputOption = None,
        raw: RawOption = False,
        ledger: LedgerOption = None,
        packs: PacksOption = None,
    ) -> None:
        session = session_of(ctx, ledger, packs)
        given = Filter(between or (), since, until, area, stage, party, person, kind_of)
        asked = _checked(session, kind, given) if given.used() else given
        with session.ledger() as book:
            found = _limited(session, limit, form, lambda most: ask(book, replace(asked, limit=most)))
        publish(session, kind, [row(one) for one in found], (form, output, raw))


_list_command("documents", Ledger.documents, "List the documents, the newest first.")
_list_command("engagements", Ledger.engagements, "List who met, the latest first.")
_list_command("commitments", Ledger.commitments, "List what was promised, the latest report first.")
_list_command("instruments", Ledger.instruments, "List the papers: agreements, memoranda, letters of intent …")
_list_command("people", Ledger.people, "List the people with their offices, the last seen first.")


@app.command()
def failures(
    ctx: typer.Context,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    raw: RawOption = False,
    ledger: LedgerOption = None,
) -> None:
    """List the inputs that were not read, or for whose language there is no pack, with the reason."""
    session = session_of(ctx, ledger)
    with session.ledger() as book:
        found = book.failures()
    publish(session, "failures", [row(one) for one in found], (form, output, raw))


@app.command()
def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words, "phrases", or beginnings* of words.')],
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many documents; 0 all.")] = 20,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    raw: RawOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Find the documents that hold all the words, with or without their marks."""
    session = session_of(ctx, ledger)
    with session.ledger() as book:
        found = book.search(" ".join(words), limit)
    publish(session, "search", [row(one) for one in found], (form, output, raw))
