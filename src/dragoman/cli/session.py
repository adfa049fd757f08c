"""What the commands share: where the ledger is, the catalog once it is needed, the day, where words go."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import typer
from rich.console import Console

from dragoman.errors import UsageError
from dragoman.ledger import Ledger
from dragoman.pipeline import Desk, open_desk
from dragoman.settings import Settings

__all__ = ["Session", "known_code", "session_of"]

_WIDE = 160


@dataclass(slots=True)
class Session:
    """One run of the program."""

    settings: Settings
    today: date
    _desk: Desk | None = field(default=None)

    @classmethod
    def start(cls, ledger: Path | None, packs: Path | None) -> Session:
        """A session by the global options; this is the only place that looks at the clock."""
        settings = Settings(packs=packs)
        return cls(replace(settings, ledger=ledger) if ledger else settings, date.today())

    @property
    def desk(self) -> Desk:
        """The catalog and page vocabulary, loaded when first asked for."""
        if self._desk is None:
            self._desk = open_desk(self.settings)
        return self._desk

    def ledger(self, *, write: bool = False) -> Ledger:
        """The ledger, opened."""
        return Ledger.open(self.settings.ledger, write=write, today=self.today)

    def say(self, words: str) -> None:
        """Tell the person at the desk, not the program that reads our output."""
        typer.echo(words, err=True)

    def write(self, text: str, output: Path | None) -> None:
        """Put a result on standard output, or into a file if one is named."""
        if output is None:
            sys.stdout.write(text)
            return
        try:
            output.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise UsageError(f"{output} cannot be written: {error.strerror}") from error

    def console(self) -> Console:
        """Where tables and colours go; wide where no terminal says otherwise, plain where NO_COLOR asks."""
        if sys.stdout.isatty() or "COLUMNS" in os.environ:
            return Console(highlight=False, soft_wrap=False)
        return Console(highlight=False, width=_WIDE)

    def party(self, given: str) -> str:
        """The code of a party, given as code or English name; raises UsageError with the known codes."""
        parties = self.desk.catalog.gazetteer.parties.values()
        codes = {party.code for party in parties}
        if given.upper() in codes:
            return given.upper()
        named = {party.name.casefold(): party.code for party in parties}
        if given.casefold() in named:
            return named[given.casefold()]
        near = difflib.get_close_matches(given.casefold(), named, n=1)
        guess = f" (did you mean {named[near[0]]}, {near[0]}?)" if near else ""
        raise UsageError(f"no party {given!r}{guess}; the codes are {' '.join(sorted(codes))}")


def session_of(ctx: typer.Context, ledger: Path | None = None, packs: Path | None = None) -> Session:
    """The run's session, with what was said after the command's name rather than before it."""
    session = ctx.find_object(Session)
    assert session is not None
    if ledger is not None:
        session.settings = replace(session.settings, ledger=ledger)
    if packs is not None:
        session.settings = replace(session.settings, packs=packs)
    return session


def known_code(what: str, given: str, codes: Collection[str]) -> str:
    """A code of a closed list as the list spells it; raises UsageError with the whole list."""
    wanted = given.lower().replace("-", "_").replace(" ", "_")
    if wanted not in codes:
        raise UsageError(f"no {what} {given!r}; the codes are {' '.join(codes)}")
    return wanted
