"""Reading one TOML file of data/."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from dragoman.errors import CatalogError

__all__ = ["read_toml"]


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a table; raises CatalogError naming the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(str(path), str(error)) from error
