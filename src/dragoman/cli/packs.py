"""Packs and codes: `pack check` for those who write a language, `codebook` for those who read the codes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from dragoman.catalog import Codebook, check_pack
from dragoman.catalog.phenomena import EXAMPLES_FILE, count_examples
from dragoman.cli.root import ALL_READ, SOME_FAILED, PacksOption, app, pack_app
from dragoman.cli.session import Session, known_code, session_of
from dragoman.errors import CatalogError
from dragoman.extract.examples import check_examples
from dragoman.pipeline import check_phenomenon

__all__ = ["check", "codebook", "coverage"]


@pack_app.command()
def check(
    ctx: typer.Context,
    lang: Annotated[str | None, typer.Argument(metavar="LANG", help="One language; all without it.")] = None,
    packs: PacksOption = None,
) -> None:
    """Check packs: their files against the contract, their rules and phenomena against their own examples."""
    session = session_of(ctx, None, packs)
    catalog = session.desk.catalog
    languages = catalog.languages if lang is None else (known_code("pack", lang, catalog.languages),)
    faults = 0
    for one in languages:
        found = check_pack(catalog, one)
        try:
            pack = catalog.pack(one)
            found += check_examples(pack, catalog) if pack else []
            found += _unmastered(one, session)
        except CatalogError as error:
            found += [str(error)] if str(error) not in found else []
        for fault in found:
            typer.echo(fault)
        faults += len(found)
        session.say(f"{one}: {len(found)} faults" if found else f"{one}: all well")
    raise typer.Exit(SOME_FAILED if faults else ALL_READ)


def _unmastered(lang: str, session: Session) -> list[str]:
    """A line for each example of a phenomenon that is not read as it must be."""
    desk = session.desk
    return [
        f"{lang}/{EXAMPLES_FILE} [{example.name}]: {fault}: {example.text.strip()!r}"
        for example in desk.catalog.examples(lang)
        for fault in check_phenomenon(example, lang, desk)
    ]


@pack_app.command()
def coverage(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    packs: PacksOption = None,
) -> None:
    """Print how many right and wrong examples each pack has of each phenomenon that reports show."""
    session = session_of(ctx, None, packs)
    catalog = session.desk.catalog
    counts = {lang: count_examples(catalog.examples(lang)) for lang in catalog.languages}
    labels = {code: one.labels[catalog.codebook.languages[0]] for code, one in catalog.phenomena().items()}
    if as_json:
        rows = [{"code": code, "label": label, "packs": _counted(code, counts)} for code, label in labels.items()]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table(box=None, pad_edge=False)
    for column in ("", "phenomenon", *catalog.languages):
        table.add_column(column, no_wrap=True)
    for code, label in labels.items():
        told = (f"{one['right']} + {one['wrong']}" for one in _counted(code, counts).values())
        table.add_row(Text(code), Text(label), *told)
    session.console().print(table)


def _counted(code: str, counts: Mapping[str, Counter[tuple[str, str]]]) -> dict[str, dict[str, int]]:
    """By language, how many right and how many wrong examples there are of one phenomenon."""
    return {lang: {side: one[code, side] for side in ("right", "wrong")} for lang, one in counts.items()}


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
