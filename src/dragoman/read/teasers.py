"""Teasers of other articles: which lines of a page belong to one, and when it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.catalog.page import Pages
from dragoman.read.kinds import is_dated_headline, is_dateline
from dragoman.read.lines import Line

__all__ = ["Teaser", "find_teasers"]


@dataclass(frozen=True, slots=True)
class Teaser:
    """A dated teaser with words of its own beyond a headline: its lines in page order."""

    published: str
    lines: tuple[Line, ...]


def find_teasers(lines: Sequence[Line], pages: Pages) -> list[Teaser]:
    """The dated teasers of a page, in page order; bare headlines are none."""
    found: list[Teaser] = []
    zone: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.kind == "teaser":
            zone.append(line)
        elif zone:
            for group in _groups(zone, pages):
                teaser = _teaser(group)
                if teaser:
                    found.append(teaser)
            zone = []
    return found


def _shape(line: Line, pages: Pages) -> str:
    """``d`` a date, ``h`` a headline, ``b`` a headline with its date, ``p`` prose."""
    if line.dates and is_dateline(line, pages):
        return "d"
    if line.dates and is_dated_headline(line):
        return "b"
    return "p" if line.prose else "h"


def _groups(zone: Sequence[Line], pages: Pages) -> list[list[Line]]:
    """Cut a run of teaser lines into teasers, by where in each of them the date stands."""
    shapes = "".join(_shape(line, pages) for line in zone)
    dated = next((at for at, shape in enumerate(shapes) if shape in "db"), None)
    if dated is None:
        return []
    if "p" in shapes[:dated] and shapes[dated] == "d":
        cuts = [at + 1 for at, shape in enumerate(shapes) if shape == "d"]
    elif dated == 0 and shapes[0] == "d":
        cuts = [at for at, shape in enumerate(shapes) if shape == "d"]
    else:
        cuts = [_title_start(shapes, at) for at, shape in enumerate(shapes) if shape in "db"]
    bounds = [0, *cuts, len(zone)]
    return [_trimmed(zone[start:stop], shapes[start:stop]) for start, stop in pairwise(bounds) if start < stop]


def _trimmed(group: Sequence[Line], shapes: str) -> list[Line]:
    """A teaser without the bare lines that trail its prose: headings of what comes next, readers' remarks."""
    if "p" in shapes and shapes[-1] != "d":
        return list(group[: shapes.rindex("p") + 1])
    return list(group)


def _title_start(shapes: str, dated: int) -> int:
    if shapes[dated] == "b":
        return dated
    at = dated
    while at > 0 and shapes[at - 1] == "h" and dated - at < 3:
        at -= 1
    return at


def _teaser(group: Sequence[Line]) -> Teaser | None:
    dates = [one.edtf for line in group for one in line.dates if not one.ranged and (not line.prose or len(group) == 1)]
    if not dates or not any(line.prose for line in group):
        return None
    return Teaser(dates[0], tuple(group))
