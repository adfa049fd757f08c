"""What is made from readings: `brief` a relationship, `extract` records, `demo` the worked example."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.adding import inputs_of
from dragoman.cli.lists import OutputOption
from dragoman.cli.root import ALL_READ, SOME_FAILED, LedgerOption, PacksOption, app
from dragoman.cli.session import Session, known_code, session_of
from dragoman.errors import ReadError, UsageError
from dragoman.ledger import Ledger, Reading, no_pack
from dragoman.pipeline import Input, add_input, find_inputs, read_reports
from dragoman.publish import brief as briefs
from dragoman.publish import demo as demos
from dragoman.publish.gold import gold_record
from dragoman.publish.relationship import gather
from dragoman.publish.rows import claim_row
from dragoman.records import Failure
from dragoman.text.edtf import is_edtf

__all__ = ["brief", "demo", "examples_folder", "extract"]


class Shape(StrEnum):
    """What `extract` prints."""

    gold = "gold"
    jsonl = "jsonl"


@app.command()
def brief(
    ctx: typer.Context,
    one: Annotated[str, typer.Argument(metavar="A", help="A party, as code or English name.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The other party.")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="As known on a day (today).")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="The language of the codebook's labels.")] = None,
    output: OutputOption = None,
    ledger: LedgerOption = None,
    packs: PacksOption = None,
) -> None:
    """Write a relationship on a page, as Markdown, each line with its source and quote."""
    session = session_of(ctx, ledger, packs)
    if on is not None and (not is_edtf(on) or "/" in on):
        raise UsageError(f"--on {on!r} is no day; write it like {session.today.isoformat()}")
    parties = [session.party(one), session.party(other)]
    labels = _labels(session, lang)
    with session.ledger() as book:
        found = gather(book, parties, on or session.today.isoformat())
    session.write(briefs.brief(found, session.desk.catalog, labels), output)


def _labels(session: Session, lang: str | None) -> str:
    languages = session.desk.catalog.codebook.languages
    return languages[0] if lang is None else known_code("language of labels", lang, languages)


@app.command()
def extract(
    ctx: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for standard input.")
    ],
    shape: Annotated[
        Shape, typer.Option("--format", "-f", help="gold: a record a document; jsonl: a claim a line.")
    ] = Shape.gold,
    output: OutputOption = None,
    packs: PacksOption = None,
) -> None:
    """Read reports and print what they say, without a ledger."""
    session = session_of(ctx, None, packs)
    failed: list[str] = []
    inputs = inputs_of(paths)
    if output is None:
        for line in _extracted(session, inputs, shape, failed):
            session.write(line, None)
    else:
        session.write("".join(_extracted(session, inputs, shape, failed)), output)
    raise typer.Exit(SOME_FAILED if failed else ALL_READ)


def _extracted(session: Session, inputs: list[Input], shape: Shape, failed: list[str]) -> Iterator[str]:
    for one in inputs:
        found = read_reports(one, session.desk)
        if isinstance(found, Failure):
            failed.append(one.source)
            session.say(f"failed: {one.source}: {found.reason}: {found.detail}")
            continue
        for reading in found:
            if reading.pack is None:
                session.say(f"{one.source}: {no_pack(reading.document)}")
            for record in _records(reading, shape):
                yield json.dumps(record, ensure_ascii=False) + "\n"


def _records(reading: Reading, shape: Shape) -> Iterator[dict[str, Any]]:
    if shape is Shape.gold:
        yield gold_record(reading.document, reading.claims)
    else:
        yield from (claim_row(reading.document, claim) for claim in reading.claims)


def examples_folder() -> Path:
    """The reports that come with the program: inside an installed package, or beside the source."""
    packaged = Path(str(files("dragoman").joinpath("examples")))
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "examples"


@app.command()
def demo(ctx: typer.Context, packs: PacksOption = None) -> None:
    """Read the examples that come with the program and print what they say of each relationship."""
    session = session_of(ctx, None, packs)
    folder = examples_folder()
    inputs = list(find_inputs([folder]))
    if not inputs:
        raise UsageError(f"the examples are missing from {folder}")
    with tempfile.TemporaryDirectory() as place, Ledger.open(Path(place) / "demo.db") as book:
        for one in inputs:
            outcome = add_input(book, one, session.desk)
            if outcome.reason:
                raise ReadError(outcome.reason, f"{outcome.source} could not be read: {outcome.detail}")
        session.write(demos.demo(book, session.desk.catalog, _labels(session, None)), None)
