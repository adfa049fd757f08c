"""The head of a page: the title among the site's name, menus, dates and credits that stand above the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.catalog.page import Pages
from dragoman.read.kinds import (
    AWAY,
    DOMAIN,
    LETTERS,
    RULE,
    SEPARATORS,
    is_caption,
    is_dated_headline,
    is_dateline,
    is_footer,
    is_furniture,
    stands_alone,
)
from dragoman.read.lines import Line, begins, covered

__all__ = ["hinted", "lay_out_head"]


# "Place: Hanoi": a field of a note and hardly its title.
_LABELLED = re.compile(r"[^:]{2,24}: (?:[^ ]+ ?){1,5}$")


def lay_out_head(lines: Sequence[Line], first: int, pages: Pages) -> None:
    """Give the lines before the body their kinds; the body's are known already, as a title must speak of it."""
    for line in lines[:first]:
        _lay_out(line, pages)
    candidates = [line for line in lines[:first] if line.section == "open"]
    for line in candidates:
        line.section = ""
    if not any(line.kind == "title" for line in lines):
        body = [line for line in lines[first:] if line.kind in ("body", "list", "lead")]
        _choose_title([line for line in candidates if _is_told(line, body)])


def hinted(line: Line) -> tuple[str, str]:
    """Kind and section of a line on which an HTML page's own word is taken."""
    if line.hint != "teaser":
        return line.hint, ""
    return ("furniture" if line.opens and stands_alone(line, line.opens) else "teaser"), "hint"


def _lay_out(line: Line, pages: Pages) -> None:
    """The kind of a line of the head; what may be the title is furniture in the section ``open``."""
    if line.hint in AWAY:
        line.kind, line.section = hinted(line)
    elif line.hint in ("title", "lead"):
        line.kind = line.hint
    elif (is_dateline(line, pages, 6) and not (line.words > 9 and is_dated_headline(line))) or (
        line.words <= 5 and "month" in line.marks and line.text[-1].isdigit()
    ):
        line.kind = "dateline"
    elif is_furniture(line) or is_footer(line) or line.opens or RULE.match(line.text):
        line.kind = "furniture"
    elif begins(line, "byline", "source") and line.words <= 8:
        line.kind = "byline"
    elif is_caption(line):
        line.kind = "caption"
    elif begins(line, "genre") and (line.words <= 6 or covered(line, "genre") > 0.4):
        line.kind = "note"
    elif _is_quoted(line) or (line.sentence and line.words >= 6 and not line.text.endswith(("!", "?", "…", "..."))):
        line.kind = "lead"
    else:
        line.kind = "furniture"
        line.section = "open" if line.words >= 3 and not DOMAIN.search(line.text) else ""


def _is_quoted(line: Line) -> bool:
    return line.words >= 6 and line.text[0] in "“‘„«\"'" and line.text[-1] in "”’“»\"'"


def _is_told(title: Line, body: Sequence[Line]) -> bool:
    """Whether the body speaks of what a title says: one that shares no word with it heads some other article."""
    words = {word.lower() for word in LETTERS.findall(title.text) if len(word) >= 4}
    if len(words) < 4:
        return True
    return any(word in told for told in (line.text[:3000].lower() for line in body) for word in words)


def _choose_title(candidates: Sequence[Line]) -> None:
    """The last line before the body is the title, unless it is the longer lead under a shorter title."""
    if not candidates:
        return
    plain = [line for line in candidates if not SEPARATORS.search(line.text)] or list(candidates)
    plain = [line for line in plain if not _LABELLED.match(line.text)] or plain
    full = [line for line in plain if len(LETTERS.findall(line.text)) >= 4] or plain
    title = full[-1]
    if len(full) > 1:
        above = full[-2]
        shouted = above.text.isupper() or "publisher" in above.marks or SEPARATORS.search(above.text)
        if above.words >= 5 and not shouted and title.words > 14 and title.words > 1.3 * above.words:
            title.kind = "lead"
            title = above
    letterhead = title.text.isupper() and title.words <= 12 and begins(title, "publisher") is not None
    if not (letterhead and len(full) == 1):
        title.kind = "title"
