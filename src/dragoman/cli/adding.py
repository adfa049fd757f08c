"""`add`: reports into the ledger."""

from __future__ import annotations

import glob
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dragoman.cli.root import ALL_READ, INTERRUPTED, SOME_FAILED, LedgerOption, PacksOption, app
from dragoman.cli.session import Session, session_of
from dragoman.errors import UsageError
from dragoman.ledger import Ledger
from dragoman.pipeline import Input, Outcome, add_input, find_inputs

__all__ = ["add", "inputs_of"]

_STDIN = "-"


@app.command()
def add(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for standard input.")
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed before or had no pack.")
    ] = False,
    ledger: LedgerOption = None,
    packs: PacksOption = None,
) -> None:
    """Read reports and add them to the ledger; what stands there already is left alone."""
    session = session_of(ctx, ledger, packs)
    if not paths and not retry_failed:
        raise UsageError("name files or folders to add, or - for standard input, or give --retry-failed")
    with session.ledger(write=True) as book:
        inputs = [*inputs_of(paths or []), *(_failed(book, session) if retry_failed else [])]
        outcomes, finished = _run(session, book, list(dict.fromkeys(inputs)))
    _report(session, outcomes)
    if not finished:
        session.say(f"stopped after {len(outcomes)} of {len(inputs)}; run the same command again to go on from there")
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(SOME_FAILED if any(one.state == "failed" for one in outcomes) else ALL_READ)


def inputs_of(paths: Sequence[str]) -> list[Input]:
    """The inputs that the words on the command line name; raises UsageError for a glob that matches nothing."""
    found: list[Input] = []
    for path in paths:
        if path == _STDIN:
            raw = sys.stdin.buffer.read()
            found.append(Input(f"stdin:{hashlib.sha256(raw).hexdigest()[:12]}", raw=raw))
        elif glob.has_magic(path) and not Path(path).exists():
            matched = sorted(glob.glob(path, recursive=True))
            if not matched:
                raise UsageError(f"nothing matches {path}")
            found += find_inputs(Path(one) for one in matched)
        else:
            named = list(find_inputs([Path(path)]))
            if not named:
                raise UsageError(f"the folder {path} holds no reports (.txt, .html)")
            found += named
    return found


def _failed(book: Ledger, session: Session) -> list[Input]:
    """The inputs that did not end as read and can be tried again."""
    found = []
    for one in book.failures():
        if one.retryable and Path(one.source).is_absolute():
            found.append(Input(one.source, Path(one.source)))
        else:
            session.say(f"cannot be tried again, add it anew: {one.source}")
    return found


def _run(session: Session, book: Ledger, inputs: Sequence[Input]) -> tuple[list[Outcome], bool]:
    """Add every input; Ctrl-C ends it between two inputs, or takes the one in work back."""
    outcomes: list[Outcome] = []
    console = Console(stderr=True)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("reading", total=len(inputs))
        try:
            for one in inputs:
                outcome = add_input(book, one, session.desk)
                outcomes.append(outcome)
                progress.advance(task)
                if outcome.reason:
                    progress.console.print(_line(outcome), markup=False, highlight=False, soft_wrap=True)
        except KeyboardInterrupt:
            return outcomes, False
    return outcomes, True


def _line(outcome: Outcome) -> str:
    return f"{outcome.state}: {outcome.source}: {outcome.reason}: {outcome.detail}"


def _report(session: Session, outcomes: Sequence[Outcome]) -> None:
    states = Counter(one.state for one in outcomes)
    documents, claims = sum(one.documents for one in outcomes), sum(one.claims for one in outcomes)
    said = (
        ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in sorted(states.items())) or "nothing to add"
    )
    typer.echo(f"{said}: {documents} documents, {claims} claims in {session.settings.ledger}")
    if states["failed"] or states["no_pack"]:
        session.say("`dragoman failures` lists what was not read; `dragoman add --retry-failed` tries again")
