"""Dragoman reads reports of international defence and security cooperation and keeps the ledger.

``dragoman.api`` is the Python API; its names can be had from here. They are loaded when they are first asked for, so
that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.settings import VERSION as __version__

if TYPE_CHECKING:
    from dragoman.api import *  # noqa: F403

__all__ = ["__version__"]


def __getattr__(name: str) -> Any:
    """A name of the API."""
    api = import_module("dragoman.api")
    if name in api.__all__:
        return getattr(api, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
