"""An agency's name glued to an article's first or last words."""

from __future__ import annotations

import re

from dragoman.catalog.page import Pages
from dragoman.read.lines import Line

__all__ = ["glued_head", "signed_tail"]

_SIGNED = re.compile(r"(?:[.!?…”\"»)]|/\.)\s*[-–—(\[]?\s*([A-ZĐ][\w.+/&-]*(?: [A-ZĐ][\w.+/&-]*){0,3})\s*[)\]]?\s*$")


def signed_tail(line: Line, pages: Pages) -> int | None:
    """Where an agency's name begins that stands glued to the end of the last sentence; None where there is none."""
    tail = line.text[-60:]
    match = _SIGNED.search(tail)
    if match is None:
        return None
    name = match.group(1)
    known = any(part in pages.agencies for part in (name, *re.split(r"[/ ]", name)))
    letters = [letter for letter in name if letter.isalpha()]
    shouted = len(name) <= 12 and len(letters) >= 2 and all(letter.isupper() for letter in letters)
    stopped = line.prose and match.group()[0] in ".!?…/"
    return line.end - len(tail) + match.start(1) if known or (shouted and stopped) else None


def glued_head(line: Line, pages: Pages) -> int:
    """How many letters of an agency's name are glued to the first word ("VietnamplusOn the ..."), 0 where none are."""
    for name in pages.agencies:
        if len(name) >= 4 and line.text.startswith(name):
            after = line.text[len(name) : len(name) + 2]
            if after[:1].isupper() and (after[1:].islower() or after[1:] == " "):
                return len(name)
    return 0
