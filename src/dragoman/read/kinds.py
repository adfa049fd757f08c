"""What a line of a page is by its own look: navigation, a footer, a caption, a date, another article's headline."""

from __future__ import annotations

import re

from dragoman.catalog.lexicon import Hit
from dragoman.catalog.page import Pages
from dragoman.read.lines import Line, begins, covered, leftover

__all__ = [
    "AWAY",
    "CONTACT",
    "DOMAIN",
    "LETTERS",
    "RULE",
    "SEPARATORS",
    "is_caption",
    "is_dated_headline",
    "is_dateline",
    "is_footer",
    "is_furniture",
    "section_of",
    "stands_alone",
]

# Kinds of which an HTML page's own word is taken.
AWAY = frozenset({"furniture", "teaser", "caption", "byline", "dateline"})
SEPARATORS = re.compile(r"[|»›>]|  +|\t| / | · | • ")
CONTACT = re.compile(r"https?://|www\.|[\w.]+@[\w.]+|\+?\d[\d ()-]{7,}\d")
DOMAIN = re.compile(r"https?://|www\.")
LETTERS = re.compile(r"[^\W\d_]{2,}")
RULE = re.compile(r"[\W_]+$")
_REST = re.compile(r"[\s:：.…()\[\]\d»>›|-]*")
_SECTIONS = ("related", "most_read", "comments", "tags")
_DATE_CODES = ("weekday", "published", "updated", "date_word", "genre", "menu", "tool", "share")
_CAPTION_AT = re.compile(r"[ \u00a0]*[:：]")


def section_of(line: Line) -> str | None:
    """The section that a line opens, if it is the heading of one (or opens and holds it: "Most read: ...")."""
    hit = begins(line, *_SECTIONS)
    if hit is None or (line.prose and line.words > 30):
        return None
    rest = line.text[hit.end - line.start :]
    if _REST.fullmatch(rest) or rest.lstrip(" \u00a0")[:1] in (":", "："):
        return hit.code
    if hit.code == "comments":
        return hit.code if covered(line, "comments", "tool", "share") > 0.5 else None
    short = not line.sentence and not line.listed and len(rest.split()) <= 3 and line.words <= 7
    return hit.code if short and rest[:1] in (" ", "\u00a0") and hit.code in ("related", "most_read") else None


def stands_alone(line: Line, section: str) -> bool:
    """Whether a section's heading holds nothing of the section itself."""
    hit = begins(line, section)
    return hit is not None and not LETTERS.search(line.text[hit.end - line.start :])


def is_dated_headline(line: Line) -> bool:
    """Whether a line is a headline with its date at either end, as lists of other articles have them."""
    if not line.dates or line.words > 40 or (line.sentence and not line.text.rstrip(".").endswith((")", "]"))):
        return False
    before = line.text[: line.dates[0].start - line.start]
    after = line.text[line.dates[-1].end - line.start :]
    at_edge = not LETTERS.search(after) or not re.search(r"[^\W\d_]", before)
    told = len(LETTERS.findall(line.text)) - sum(len(line.marks.get(code, ())) for code in ("weekday", "month"))
    return at_edge and told >= 3


def is_dateline(line: Line, pages: Pages, room: int = 2) -> bool:
    """Whether a line holds a date and hardly anything besides: at most ``room`` words of a place or a section."""
    return bool(line.dates) and len(leftover(line, pages, *_DATE_CODES)) <= room


def is_caption(line: Line) -> bool:
    """Whether a line is a picture's caption or credit: it says "photo" before a colon, in a bracket, or at its head."""
    if line.hint == "caption":
        return True
    if line.words > 60:
        return False
    if any(_credits(line, hit) for hit in line.marks.get("caption", ())):
        return True
    start = begins(line, "caption_start")
    if start is None or start.start != line.start:
        return False
    return line.words <= 14 or (line.words <= 25 and not line.sentence)


def _credits(line: Line, hit: Hit) -> bool:
    before = line.text[max(0, hit.start - line.start - 2) : hit.start - line.start]
    after = line.text[hit.end - line.start :]
    if before.endswith(("(", "[")):
        return ":" in after[:3] or after[:1] in (")", "]", "/", " ")
    opens = hit.start == line.start or before.strip() in ("", ".", ",", "/", ")", "|", "-", "–", "—")
    return opens and _CAPTION_AT.match(after) is not None


def is_furniture(line: Line) -> bool:
    """Whether a line is navigation, tools, counters or a notice rather than text."""
    if line.hint == "furniture" or (line.words <= 40 and "cookie" in line.marks):
        return True
    if line.words > 30:
        return False
    hits = len({hit.start for code in ("menu", "tool", "share") for hit in line.marks.get(code, ())})
    if not hits:
        return line.words == 1 and DOMAIN.match(line.text) is not None
    share = covered(line, "menu", "tool", "share", "weekday", "published", "updated", "date_word")
    if line.sentence and line.words >= 9:
        return share > 0.6
    if hits >= 2 and SEPARATORS.search(line.text):
        return share >= 0.3
    if _is_tool(line):
        return True
    tools = len(line.marks.get("tool", ())) + len(line.marks.get("share", ()))
    return (share >= 0.75 and line.words <= 8) or (tools >= 1 and hits >= 2 and share >= 0.5)


def _is_tool(line: Line) -> bool:
    """Whether a short line begins with a tool and goes on with letters or figures only ("Font size: A A A")."""
    tool = begins(line, "tool")
    if tool is None or line.words > 8 or line.sentence:
        return False
    rest = line.text[tool.end - line.start :]
    return rest[:1] == ":" or not LETTERS.search(rest)


def is_footer(line: Line) -> bool:
    """Whether a line says who publishes the site, under which licence, from which address."""
    if line.words > 60:
        return False
    claimed = "copyright" in line.marks or "(c)" in line.text or "(C)" in line.text
    marks = len({hit.start for hit in line.marks.get("footer", ())}) + 2 * claimed
    if not marks:
        return False
    # A figure in a told sentence is rather a date than a telephone number.
    marks += not (line.prose and line.sentence) and CONTACT.search(line.text) is not None
    marks += len(SEPARATORS.findall(line.text)) >= 2
    short = line.words <= 14 or (line.words <= 20 and not line.prose)
    return marks >= 2 or (short and begins(line, "footer") is not None)
