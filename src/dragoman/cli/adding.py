"""`add`: reports into the ledger."""

from __future__ import annotations

import glob
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
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
_TOLD = 20


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
        tally = _run(session, book, list(dict.fromkeys(inputs)))
    _report(session, tally)
    if not tally.finished:
        done = tally.states.total()
        session.say(f"stopped after {done} of {len(inputs)}; run the same command again to go on from there")
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(SOME_FAILED if tally.states["failed"] else ALL_READ)


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


@dataclass(slots=True)
class _Tally:
    """What became of the inputs so far; the outcomes themselves are in the ledger."""

    states: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    claims: int = 0
    finished: bool = False

    @property
    def unread(self) -> int:
        return self.states["failed"] + self.states["no_pack"]

    def count(self, outcome: Outcome) -> None:
        self.states[outcome.state] += 1
        self.documents += outcome.documents
        self.claims += outcome.claims


def _run(session: Session, book: Ledger, inputs: Sequence[Input]) -> _Tally:
    """Add every input; Ctrl-C ends it between two inputs, or takes the one in work back."""
    tally = _Tally()
    console = Console(stderr=True)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("reading", total=len(inputs))
        try:
            for one in inputs:
                outcome = add_input(book, one, session.desk)
                tally.count(outcome)
                progress.advance(task)
                if outcome.reason and tally.unread <= _TOLD:
                    progress.console.print(_line(outcome), markup=False, highlight=False, soft_wrap=True)
            tally.finished = True
        except KeyboardInterrupt:
            pass
    return tally


def _line(outcome: Outcome) -> str:
    if outcome.state == "no_pack":
        return f"{outcome.source}: {outcome.detail}"
    return f"failed: {outcome.source}: {outcome.reason}: {outcome.detail}"


def _report(session: Session, tally: _Tally) -> None:
    counted = [f"{count} {state.replace('_', ' ')}" for state, count in sorted(tally.states.items())]
    found = f"{tally.documents} documents, {tally.claims} claims"
    typer.echo(f"{', '.join(counted) or 'nothing to add'}: {found} in {session.settings.ledger}")
    if tally.unread > _TOLD:
        session.say(f"… and {tally.unread - _TOLD} more")
    if tally.unread:
        session.say("`dragoman failures` lists what was not read; `dragoman add --retry-failed` tries again")
