"""What each line of a page is: the article's title and body, or what stands around it.

A page dumped as text has no tags; what tells is the order of things. The first prose ends the head, a heading such as
"related" or a run of dated headlines ends the body, a footer ends the page; prose that goes on after a box of headlines
is the article again.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.catalog.page import Pages
from dragoman.read.ending import close_article
from dragoman.read.head import hinted, lay_out_head
from dragoman.read.kinds import (
    AWAY,
    LETTERS,
    RULE,
    is_caption,
    is_dated_headline,
    is_dateline,
    is_footer,
    is_furniture,
    section_of,
    stands_alone,
)
from dragoman.read.lines import Line, begins
from dragoman.read.signature import signed_tail

__all__ = ["lay_out"]

_NEVER_AGAIN = frozenset({"comments", "footer"})


def lay_out(lines: list[Line], pages: Pages) -> int | None:
    """Give every line its kind; returns the index of the first line of the body, None where there is no article."""
    for line in lines:
        line.opens = section_of(line)
    first = _first_prose(lines)
    if first is None:
        return None
    _tail(lines, first, pages)
    lay_out_head(lines, first, pages)
    close_article(lines, pages)
    return first


def _first_prose(lines: Sequence[Line]) -> int | None:
    for demand in (_is_prose, _is_sentence):
        for index, line in enumerate(lines):
            begun = demand(line) or _opens_list(line, lines[index + 1 : index + 3])
            if begun and not is_furniture(line) and not is_footer(line) and line.hint not in AWAY:
                return index
    return _bare(lines)


def _is_prose(line: Line) -> bool:
    return line.prose and not is_dated_headline(line) and LETTERS.search(line.text[:500]) is not None


def _opens_list(line: Line, ahead: Sequence[Line]) -> bool:
    """Whether a line introduces a list of entries that are told in words, or is the first of them."""
    entries = [one for one in ahead if one.listed and one.words >= 3 and not one.dates]
    if line.listed:
        return line.words >= 3 and line.text[-1] in ";.,:" and bool(entries) and not line.dates
    return line.words >= 4 and line.text[-1] in ":：" and len(entries) == len(ahead) > 0


def _is_sentence(line: Line) -> bool:
    told = line.sentence and line.words >= 4 and not is_dated_headline(line)
    return told and LETTERS.search(line.text[:500]) is not None


def _bare(lines: Sequence[Line]) -> int | None:
    """A note of a line or two without a full stop still is a text, where nothing about it looks like a menu."""
    if len(lines) > 3 or any(line.hint for line in lines):
        return None
    plain = [index for index, line in enumerate(lines) if not is_furniture(line) and not is_footer(line)]
    return next((index for index in reversed(plain) if len(LETTERS.findall(lines[index].text[:500])) >= 5), None)


def _tail(lines: list[Line], first: int, pages: Pages) -> None:
    """Walk from the first prose to the end: body, boxes of headlines, comments, footer."""
    state = ""
    last = _last_prose(lines, first, pages)
    for index in range(first, len(lines)):
        line = lines[index]
        if line.hint in AWAY:
            line.kind, line.section = hinted(line)
        elif index > last and is_footer(line):
            state = line.section = "footer"
            line.kind = "furniture"
        elif line.opens:
            state = _opened(line, state, lines[index + 1] if index + 1 < len(lines) else None)
        else:
            if index > first:
                state = _passed(lines, index, (first, state), pages)
            line.section = state
            if not state:
                line.kind = _body_kind(line)
            elif state in _NEVER_AGAIN or state == "tags" or is_furniture(line):
                line.kind = "furniture"
            else:
                line.kind = "teaser"


def _opened(line: Line, state: str, follows: Line | None) -> str:
    """The section after a heading; one that holds it all itself ("Read more: ...") leaves the page where it was."""
    line.kind = "furniture"
    section = line.opens or ""
    alone = stands_alone(line, section)
    line.section = "" if alone else section
    if state == "footer" or (section == "tags" and (state in _NEVER_AGAIN or not alone)):
        return state
    if not alone and not state and section != "comments" and follows is not None and follows.prose:
        return state
    return section


def _passed(lines: Sequence[Line], index: int, before: tuple[int, str], pages: Pages) -> str:
    """The section that a line lies in, which is no heading itself: a box may begin or end without one."""
    first, state = before
    if state:
        return "" if state not in _NEVER_AGAIN and _resumes(lines, index, pages) else state
    if _signed_off(lines[index - 1], pages):
        return "" if _goes_on(lines, index) else "related"
    if _starts_teasers(lines, index, pages):
        _pull_back(lines, index, first)
        return "related"
    return ""


def _last_prose(lines: Sequence[Line], first: int, pages: Pages) -> int:
    """The last line that can be the article's: prose or a list entry that stands in no box of headlines."""
    last = first
    closed = False
    for index in range(first, len(lines)):
        line = lines[index]
        if line.opens and line.opens != "tags":
            closed = True
        told = (line.prose or line.listed) and line.hint not in AWAY
        if not told or is_footer(line) or is_dated_headline(line):
            continue
        if not closed or _resumes(lines, index, pages):
            last = index
            closed = False
    return last


def _signed_off(line: Line, pages: Pages) -> bool:
    """Whether a paragraph closes the article: with the slash of a telegram, or an agency's name after its full stop."""
    if line.kind not in ("body", "list"):
        return False
    return line.text.endswith(("/.", "./")) or signed_tail(line, pages) is not None


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether an article goes on after what looked like its end: credits, a list, or prose in a row, no headline."""
    line = lines[index]
    if not line.prose:
        credited = is_caption(line) or begins(line, "source", "byline") is not None
        return credited or line.listed or line.sentence or line.words <= 5
    return index + 1 < len(lines) and lines[index + 1].prose


def _starts_teasers(lines: Sequence[Line], index: int, pages: Pages) -> bool:
    line = lines[index]
    if line.prose or line.hint in ("title", "lead"):
        return False
    if is_dated_headline(line) and not is_dateline(line, pages, 3):
        return True
    follows = lines[index + 1] if index + 1 < len(lines) else None
    if is_dateline(line, pages) and follows is not None and follows.prose and not lines[index - 1].prose:
        return True
    return line.words >= 4 and not line.sentence and follows is not None and follows.text == line.text


def _pull_back(lines: Sequence[Line], index: int, first: int) -> None:
    """Give the short lines right before a run of dated headlines to the run: its heading."""
    if not lines[index].spaced and index - 1 > first and not lines[index - 1].sentence and lines[index - 1].words <= 6:
        lines[index - 1].kind = "furniture"
    if is_dated_headline(lines[index]):
        return
    back = index - 1
    while back > first and not lines[back].sentence and not lines[back].listed and back >= index - 2:
        lines[back].kind, lines[back].section = "teaser", "related"
        back -= 1


def _resumes(lines: Sequence[Line], index: int, pages: Pages) -> bool:
    """Whether the article goes on here after a box of headlines.

    Prose in a row is the article's; a single paragraph is where nothing but the end follows it, unless it is the lead
    of the headline before it. After a date or a headline said twice stands a teaser's own text.
    """
    line, before = lines[index], lines[index - 1]
    if not line.prose or is_footer(line) or is_furniture(line) or is_dated_headline(line):
        return False
    if is_dateline(before, pages) or (index >= 2 and before.text == lines[index - 2].text) or _is_lead_of(before, line):
        return False
    ahead = next((one for one in lines[index + 1 : index + 4] if one.hint not in AWAY and not is_caption(one)), None)
    if ahead is None or ahead.opens or is_footer(ahead) or ahead.words <= 8:
        return line.words >= 30 and not any(one.prose for one in lines[max(0, index - 3) : index])
    return (ahead.prose or ahead.listed) and not is_dated_headline(ahead)


def _is_lead_of(headline: Line, line: Line) -> bool:
    """Whether a paragraph says again what the headline above it says: at least half of its longer words."""
    words = {word.lower() for word in LETTERS.findall(headline.text) if len(word) >= 3}
    if headline.prose or headline.opens or len(words) < 4:
        return False
    told = line.text[:2000].lower()
    return sum(word in told for word in words) >= 0.5 * len(words)


def _body_kind(line: Line) -> str:
    if line.hint in ("lead", "title"):
        return line.hint
    if not line.prose and begins(line, "inline") and line.words >= 3 and not line.sentence:
        return "teaser"
    if is_caption(line):
        return "caption"
    if is_furniture(line) or RULE.match(line.text):
        return "furniture"
    if line.listed:
        return "list"
    return "body"
