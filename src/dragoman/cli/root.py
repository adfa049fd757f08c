"""The program itself: its global options, what it says when it is refused something, how it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dragoman.cli.session import Session
from dragoman.errors import DragomanError
from dragoman.settings import VERSION

__all__ = ["ALL_READ", "INTERRUPTED", "SOME_FAILED", "WRONG_USE", "LedgerOption", "PacksOption", "app", "pack_app"]

ALL_READ, SOME_FAILED, WRONG_USE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


class _Program(TyperGroup):
    """Ends in words and an exit code, never in a traceback, for everything that is refused on purpose."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except DragomanError as error:
            typer.echo(f"dragoman: {error}", err=True)
            raise typer.Exit(WRONG_USE) from error
        except BrokenPipeError:
            # The reader of our output has gone (| head): nobody is left to tell, so say nothing, now or at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from None
        return result


app = typer.Typer(
    name="dragoman",
    cls=_Program,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read reports of defence and security cooperation, and keep the ledger: who met, what was promised, what came "
    "of it. Exit codes: 0 all read, 1 some input failed, 2 wrong use.",
)
pack_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look after language packs.")
app.add_typer(pack_app, name="pack")

LEDGER_VARIABLE = "DRAGOMAN_LEDGER"
# The variable is looked at once, by the program itself: a command's own option is what was typed after its name.
LedgerOption = Annotated[
    Path | None,
    typer.Option("--ledger", metavar="PATH", help="The ledger's file (else DRAGOMAN_LEDGER, else dragoman.db)."),
]
PacksOption = Annotated[
    Path | None,
    typer.Option("--packs", metavar="DIR", help="A folder of your own packs, beside the shipped ones."),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {VERSION}")
        raise typer.Exit


@app.callback()
def program(
    ctx: typer.Context,
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", metavar="PATH", envvar=LEDGER_VARIABLE, help="The ledger's file (dragoman.db)."),
    ] = None,
    packs: PacksOption = None,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Set what every command works with."""
    ctx.obj = Session.start(ledger, packs)
