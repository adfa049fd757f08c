"""Reading one TOML file of data/, and keeping what is made of them."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dragoman.errors import CatalogError

__all__ = ["lasting", "read_toml"]


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a table; raises CatalogError naming the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(str(path), str(error)) from error


@contextmanager
def lasting() -> Iterator[None]:
    """Make in here what stays as long as the program: the collector of garbage does not go through it again and again.

    It is switched off meanwhile, for nothing made here is garbage, and what there is afterwards is frozen.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()
