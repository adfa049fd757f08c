"""File to Document: main text, title, date, publisher, language, and the dated teasers of a page."""

from __future__ import annotations

from dragoman.read.decode import decode
from dragoman.read.reader import read_bytes, read_path, read_text

__all__ = ["decode", "read_bytes", "read_path", "read_text"]
