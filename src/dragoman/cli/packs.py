"""Packs and codes: `pack check` for those who write a language, `codebook` for those who read the codes."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from dragoman.catalog import Codebook, check_pack
from dragoman.cli.root import ALL_READ, SOME_FAILED, PacksOption, app, pack_app
from dragoman.cli.session import known_code, session_of
from dragoman.errors import CatalogError
from dragoman.extract.examples import check_examples

__all__ = ["check", "codebook"]


@pack_app.command()
def check(
    ctx: typer.Context,
    lang: Annotated[str | None, typer.Argument(metavar="LANG", help="One language; all without it.")] = None,
    packs: PacksOption = None,
) -> None:
    """Check packs: their files against the contract, their rules against their own right and wrong examples."""
    session = session_of(ctx, None, packs)
    catalog = session.desk.catalog
    languages = catalog.languages if lang is None else (known_code("pack", lang, catalog.languages),)
    faults = 0
    for one in languages:
        found = check_pack(catalog, one)
        try:
            pack = catalog.pack(one)
            found += check_examples(pack, catalog) if pack else []
        except CatalogError as error:
            found += [str(error)] if str(error) not in found else []
        for fault in found:
            typer.echo(fault)
        faults += len(found)
        session.say(f"{one}: {len(found)} faults" if found else f"{one}: all well")
    raise typer.Exit(SOME_FAILED if faults else ALL_READ)


@app.command()
def codebook(
    ctx: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="One kind of code: stages, areas, offices …")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="The language of the labels.")] = None,
) -> None:
    """Print the codes, each with its label and definition."""
    session = session_of(ctx)
    book = session.desk.catalog.codebook
    chosen = book.languages[0] if lang is None else known_code("language of labels", lang, book.languages)
    known = [name for name in Codebook.__dataclass_fields__ if name not in ("version", "languages", "rulings")]
    kinds = known if kind is None else [known_code("kind of code", kind, known)]
    console = session.console()
    for one in kinds:
        table = Table(box=None, pad_edge=False, title=one.replace("_", " "), title_justify="left", title_style="bold")
        for column in ("code", "label", "definition"):
            table.add_column(column, no_wrap=column == "code")
        for code in book.kind(one).values():
            table.add_row(Text(code.code), Text(code.labels[chosen]), Text(code.definitions[chosen]))
        console.print(table)
        console.print()
