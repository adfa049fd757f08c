"""What each line of a page is: the article's title and body, or what stands around it.

A page dumped as text has no tags; what tells is the order of things. The first prose ends the head, a heading such as
"related" or a run of dated headlines ends the body, a footer ends the page; prose that goes on after a box of headlines
is the article again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.catalog.page import Pages
from dragoman.read.lines import Line, begins, covered, leftover
from dragoman.read.signature import signed_tail

__all__ = ["is_dated_headline", "is_dateline", "lay_out"]

_DATE_CODES = ("weekday", "published", "updated", "date_word", "genre", "menu", "tool", "share")
_SEPARATORS = re.compile(r"[|»›>]|  +|\t| / | · | • ")
_CONTACT = re.compile(r"https?://|www\.|[\w.]+@[\w.]+|\+?\d[\d ()-]{7,}\d")
_DOMAIN = re.compile(r"https?://|www\.")
_COPYRIGHT = re.compile(r"[©ⓒ®]|\([cC]\)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_RULE = re.compile(r"[\W_]+$")
_REST = re.compile(r"[\s:：.…()\[\]\d»>›|-]*")
_SECTIONS = ("related", "most_read", "comments", "tags")
_NEVER_AGAIN = frozenset({"comments", "footer"})
_CAPTION_AT = re.compile(r"[ \u00a0]*[:：]|[ \u00a0]+[A-ZĐ]")


def lay_out(lines: list[Line], pages: Pages) -> int | None:
    """Give every line its kind; returns the index of the first line of the body, None where there is no article."""
    for line in lines:
        line.opens = _heading(line)
    first = _first_prose(lines)
    if first is None:
        return None
    _tail(lines, first, pages)
    _head(lines, first, pages)
    _ending(lines, pages)
    return first


# --- the body and what follows it -------------------------------------------------------------------------------------


def _first_prose(lines: Sequence[Line]) -> int | None:
    for demand in (_is_prose, _is_sentence):
        for index, line in enumerate(lines):
            if demand(line) and not _is_furniture(line) and not _is_footer(line) and line.hint not in _AWAY:
                return index
    return _bare(lines)


_AWAY = frozenset({"furniture", "teaser", "caption", "byline", "dateline"})


def _is_prose(line: Line) -> bool:
    return line.prose and not is_dated_headline(line)


def _is_sentence(line: Line) -> bool:
    return line.sentence and line.words >= 4 and not is_dated_headline(line)


def _bare(lines: Sequence[Line]) -> int | None:
    """A note of a line or two without a full stop still is a text, where nothing about it looks like a menu."""
    if len(lines) > 3 or any(line.hint for line in lines):
        return None
    told = [index for index, line in enumerate(lines) if line.words >= 5 and not _is_furniture(line) and not _is_footer(line)]
    return told[-1] if told else None


def _tail(lines: list[Line], first: int, pages: Pages) -> None:
    """Walk from the first prose to the end: body, boxes of headlines, comments, footer."""
    state = ""
    last = _last_prose(lines, first)
    for index in range(first, len(lines)):
        line = lines[index]
        heading = line.opens
        if line.hint in _AWAY:
            line.kind, line.section = _hinted(line, heading)
            continue
        if index > last and _is_footer(line):
            state = "footer"
        elif heading:
            if heading == "tags" and state not in _NEVER_AGAIN:
                line.kind = "furniture"
                if not _stands_alone(line, heading):
                    continue
            if state != "footer":
                state = heading
            line.kind, line.section = "furniture", "" if _stands_alone(line, heading) else state
            continue
        elif not state and index > first and _signed_off(lines[index - 1], pages):
            state = "" if _goes_on(lines, index) else "related"
        elif not state and index > first and _starts_teasers(lines, index, pages):
            state = "related"
            _pull_back(lines, index, first)
        elif state and state not in _NEVER_AGAIN and _resumes(lines, index, last, pages):
            state = ""
        if state:
            line.kind = "furniture" if state in _NEVER_AGAIN or state == "tags" or _is_furniture(line) else "teaser"
            line.section = state
        else:
            line.kind = _body_kind(line)


def _hinted(line: Line, heading: str | None) -> tuple[str, str]:
    if line.hint != "teaser":
        return line.hint, ""
    return ("furniture" if heading and _stands_alone(line, heading) else "teaser"), "hint"


def _last_prose(lines: Sequence[Line], first: int) -> int:
    """The last line that can be the article's: prose or a list entry before any lasting section begins."""
    last = first
    closed = False
    for index in range(first, len(lines)):
        line = lines[index]
        heading = line.opens
        if heading and heading != "tags":
            closed = True
        if closed and not (line.prose and index + 1 < len(lines) and lines[index + 1].prose):
            continue
        if (line.prose or line.listed) and not _is_footer(line) and not is_dated_headline(line) and line.hint not in _AWAY:
            last = index
            closed = False
    return last


def _heading(line: Line) -> str | None:
    """The section that a line opens, if it is the heading of one (or opens and holds it: "Most read: ...")."""
    hit = begins(line, *_SECTIONS)
    if hit is None or (line.prose and line.words > 30):
        return None
    rest = line.text[hit.end - line.start :]
    blank = _REST.match(rest)
    bare = blank is None or blank.end() == len(rest)
    if bare or rest.lstrip(" \u00a0")[:1] in (":", "："):
        return hit.code
    short = not line.sentence and len(rest.split()) <= 3 and line.words <= 7 and not line.listed and hit.code != "comments"
    if hit.code == "comments" and covered(line, "comments", "tool", "share") > 0.5:
        return hit.code
    return hit.code if short and rest[:1] in (" ", "\u00a0") and hit.code in ("related", "most_read") else None


def _stands_alone(line: Line, heading: str) -> bool:
    hit = begins(line, heading)
    return hit is not None and not re.search(r"\w{3}", line.text[hit.end - line.start :])


def is_dated_headline(line: Line) -> bool:
    """Whether a line is a headline with its date at either end, as lists of other articles have them."""
    if not line.dates or line.words > 40 or (line.sentence and not line.text.rstrip(".").endswith((")", "]"))):
        return False
    one, end = line.dates[0], line.dates[-1]
    before = line.text[: one.start - line.start]
    after = line.text[end.end - line.start :]
    at_edge = not re.search(r"[^\W\d_]{2}", after) or not re.search(r"[^\W\d_]", before)
    told = len(re.findall(r"[^\W\d_]{2,}", line.text)) - sum(len(line.marks.get(c, ())) for c in ("weekday", "month"))
    return at_edge and told >= 3


def is_dateline(line: Line, pages: Pages, room: int = 2) -> bool:
    """Whether a line holds a date and hardly anything besides: at most ``room`` words of a place or a section."""
    return bool(line.dates) and len(leftover(line, pages, *_DATE_CODES)) <= room


def _signed_off(line: Line, pages: Pages) -> bool:
    """Whether a paragraph closes the article: with the slash of a telegram, or an agency's name after its full stop."""
    if line.kind not in ("body", "list"):
        return False
    return line.text.endswith(("/.", "./")) or signed_tail(line, pages) is not None


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether an article goes on after what looked like its end: credits, a list, or prose in a row, no headline."""
    line = lines[index]
    if not line.prose:
        return line.words <= 5 or line.listed or line.sentence or _is_caption(line) or begins(line, "source", "byline") is not None
    return index + 1 < len(lines) and lines[index + 1].prose


def _starts_teasers(lines: Sequence[Line], index: int, pages: Pages) -> bool:
    line = lines[index]
    if line.prose or line.hint:
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


def _resumes(lines: Sequence[Line], index: int, last: int, pages: Pages) -> bool:
    """Whether the article goes on here after a box of headlines: prose in a row, and no date or twin title before it."""
    line, before = lines[index], lines[index - 1]
    if not line.prose or index > last or _is_footer(line) or _is_furniture(line) or is_dated_headline(line):
        return False
    if is_dateline(before, pages) or (index >= 2 and before.text == lines[index - 2].text):
        return False
    ahead = [one for one in lines[index + 1 : index + 4] if one.hint not in _AWAY and not _is_caption(one)]
    if ahead and (ahead[0].prose or ahead[0].listed) and not _is_footer(ahead[0]) and not is_dated_headline(ahead[0]):
        return True
    rest_closes = not ahead or ahead[0].opens is not None or _is_footer(ahead[0]) or ahead[0].words <= 8
    return rest_closes and line.words >= 30 and not any(one.prose for one in lines[index - 3 : index])


def _body_kind(line: Line) -> str:
    if line.hint in ("lead", "title"):
        return line.hint
    if not line.prose and begins(line, "inline") and line.words >= 3 and not line.sentence:
        return "teaser"
    if _is_caption(line):
        return "caption"
    if _is_furniture(line) or _RULE.match(line.text):
        return "furniture"
    if line.listed:
        return "list"
    return "body"


def _is_caption(line: Line) -> bool:
    """Whether a line is a picture's caption or credit: it says "photo" before a colon, in a bracket, or at its head."""
    if line.hint == "caption":
        return True
    if line.words > 60:
        return False
    for hit in line.marks.get("caption", ()):
        before = line.text[max(0, hit.start - line.start - 2) : hit.start - line.start]
        after = line.text[hit.end - line.start :]
        bracketed = before.endswith(("(", "[")) and (":" in after[:3] or after[:1] in (")", "]", "/", " "))
        if bracketed or (_CAPTION_AT.match(after) and ":" in after[:3] and (hit.start == line.start or before.strip() in ("", ".", ",", "/", ")", "|", "-", "–", "—"))):
            return True
    start = begins(line, "caption_start")
    return start is not None and line.words <= 25 and start.start == line.start and (not line.sentence or line.words <= 14)


def _is_furniture(line: Line) -> bool:
    """Whether a line is navigation, tools, counters or a notice rather than text."""
    if line.hint == "furniture":
        return True
    if line.marks.get("cookie") and line.words <= 40:
        return True
    if line.words > 30:
        return False
    codes = ("menu", "tool", "share")
    hits = sum(len(line.marks.get(code, ())) for code in codes)
    if not hits:
        return bool(_DOMAIN.match(line.text)) and line.words == 1
    share = covered(line, *codes, "weekday", "published", "updated", "date_word")
    if line.sentence and line.words >= 9:
        return share > 0.6
    if hits >= 2 and _SEPARATORS.search(line.text):
        return share >= 0.3
    tools = sum(len(line.marks.get(code, ())) for code in ("tool", "share"))
    opening = begins(line, "tool")
    if opening and line.words <= 8 and not line.sentence:
        rest = line.text[opening.end - line.start :]
        if not _LETTERS.search(rest) or rest[:1] == ":":
            return True
    return (share >= 0.75 and line.words <= 8) or (tools >= 1 and hits >= 2 and share >= 0.5)


def _is_footer(line: Line) -> bool:
    """Whether a line says who publishes the site, under which licence, from which address."""
    if line.words > 60 or not (line.marks.get("footer") or line.marks.get("copyright") or _COPYRIGHT.search(line.text)):
        return False
    marks = len(line.marks.get("footer", ())) + 2 * bool(line.marks.get("copyright") or _COPYRIGHT.search(line.text))
    if _CONTACT.search(line.text):
        marks += 1
    if len(_SEPARATORS.findall(line.text)) >= 2:
        marks += 1
    return marks >= 2 or (begins(line, "footer") is not None and line.words <= 20 and not (line.prose and line.words > 14))


# --- the head ---------------------------------------------------------------------------------------------------------


def _head(lines: Sequence[Line], first: int, pages: Pages) -> None:
    """Find the title among the lines before the body; the others are datelines, bylines, captions or furniture."""
    candidates: list[Line] = []
    for line in lines[:first]:
        if line.hint in _AWAY:
            line.kind, line.section = _hinted(line, line.opens)
        elif line.hint in ("title", "lead"):
            line.kind = line.hint
        elif is_dateline(line, pages, 6) and not (line.words > 9 and is_dated_headline(line)):
            line.kind = "dateline"
        elif _is_furniture(line) or _is_footer(line) or line.opens or _RULE.match(line.text):
            line.kind = "furniture"
        elif begins(line, "byline", "source") and line.words <= 8:
            line.kind = "byline"
        elif _is_caption(line):
            line.kind = "caption"
        elif begins(line, "genre") and (line.words <= 6 or covered(line, "genre") > 0.4):
            line.kind = "note"
        elif (line.sentence and not line.text.endswith(("!", "?", "…", "...")) and line.words >= 6) or _quoted(line):
            line.kind = "lead"
        else:
            line.kind = "furniture"
            if line.words >= 3 and not _DOMAIN.search(line.text):
                candidates.append(line)
    body = [line for line in lines[first:] if line.kind in ("body", "list", "lead")]
    candidates = [line for line in candidates if _told_of(line, body)]
    if not any(line.kind == "title" for line in lines) and candidates:
        _choose_title(candidates)


def _quoted(line: Line) -> bool:
    return line.words >= 6 and line.text[0] in "“‘„«\"'" and line.text[-1] in "”’“»\"'"


def _told_of(title: Line, body: Sequence[Line]) -> bool:
    """Whether the body speaks of what a title says: one that shares no word with it heads some other article."""
    words = {word.lower() for word in _LETTERS.findall(title.text) if len(word) >= 4}
    if len(words) < 4 or title.hint:
        return True
    return any(word in told for told in (line.text[:3000].lower() for line in body) for word in words)


def _choose_title(candidates: list[Line]) -> None:
    """The last line before the body is the title, unless it is the longer lead under a shorter title."""
    full = [line for line in candidates if len(_LETTERS.findall(line.text)) >= 4] or candidates
    title = full[-1]
    if len(full) > 1:
        above = full[-2]
        shouted = above.text.isupper() or bool(above.marks.get("publisher")) or _SEPARATORS.search(above.text)
        if above.words >= 5 and not shouted and title.words > 14 and title.words > 1.3 * above.words:
            title.kind = "lead"
            title = above
    letterhead = title.text.isupper() and title.words <= 12 and begins(title, "publisher") is not None
    if not (letterhead and len(full) == 1):
        title.kind = "title"


# --- the ending -------------------------------------------------------------------------------------------------------


def _ending(lines: Sequence[Line], pages: Pages) -> None:
    """Set apart what closes the article: signatures, agencies, sources, notes to editors, rules of asterisks."""
    told = [index for index, line in enumerate(lines) if line.kind in ("body", "list") and not line.hint]
    for index in told[1:]:
        if begins(lines[index], "boilerplate") and lines[index].words <= 12 and index >= told[len(told) // 2]:
            for line in lines[index:]:
                if line.kind in ("body", "list"):
                    line.kind = "note"
            break
    told = [index for index, line in enumerate(lines) if line.kind in ("body", "list")]
    while len(told) > 1:
        line = lines[told[-1]]
        if line.prose and not (begins(line, "source", "byline") and line.words <= 14):
            break
        if line.listed and line.words >= 3 and not line.dates:
            break
        source = begins(line, "source", "byline")
        if line.sentence and line.words >= 4 and not source and not _bracketed(line) and not _CONTACT.search(line.text):
            break
        line.kind = "dateline" if is_dateline(line, pages, 3) else "byline"
        told.pop()


def _bracketed(line: Line) -> bool:
    return line.text[:1] in "([" and line.text.rstrip(".")[-1:] in ")]"
