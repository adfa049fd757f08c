"""The lines of a page and what can be told of each by itself: words, marks, dates, whether it reads as prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.catalog.lexicon import Hit
from dragoman.catalog.page import Pages
from dragoman.read.dates import PageDate, find_dates
from dragoman.text.fold import fold

__all__ = ["Line", "begins", "covered", "leftover", "page_lines", "split_lines"]

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]*]*(?:[ \u00a0]?[-–—(]?[ \u00a0]?[A-ZĐ]{2,6}(?:/[A-Z]{2,6})?\)?)?$")
_INSIDE = re.compile(r"[a-z\u00df-\u1ef9]{2}[\"'”’»)]*[.;!?] ")
_BULLET = re.compile(r"(?:[•·▪●◦‣⁃*+○■□➤►→✓–—-]|\d{1,2}[.)]|[a-zđ][.)]|»|>>?)[ \u00a0\t]+")
_DASHES = ("-", "–", "—")
_TICKER = re.compile(r" \| | ● | ••• ")
_WORD = re.compile(r"[^\W\d_]+")
_DATED = 240
_SHORT = 220
_OPENING = 130
_CLOSING = 60


class Line(msgspec.Struct, eq=False):
    """One line (or hard-wrapped paragraph) of a page: half-open code points, no white space at either end.

    ``marks`` are the hits of the page vocabulary by layer; ``hint`` is what an HTML page says the line is, ``kind``
    what it is found to be in the end (see ``records.Block``), ``opens`` the section that it is the heading of.
    """

    start: int
    end: int
    text: str
    spaced: bool
    words: int = 0
    sentence: bool = False
    prose: bool = False
    listed: bool = False
    marks: dict[str, list[Hit]] = {}
    dates: list[PageDate] = []
    hint: str = ""
    kind: str = ""
    section: str = ""
    opens: str | None = None


def split_lines(text: str, begin: int = 0) -> list[Line]:
    """The lines of ``text[begin:]`` that hold anything, wrapped paragraphs joined; ``spaced`` after a blank line."""
    lines: list[Line] = []
    at, blank = begin, True
    for raw in text[begin:].split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + raw.find(stripped)
            lines.append(Line(start, start + len(stripped), stripped, blank))
            blank = False
        else:
            blank = True
        at += len(raw) + 1
    return _unwrapped(lines, text)


def _unwrapped(lines: list[Line], text: str) -> list[Line]:
    """Join the lines of paragraphs that were wrapped at a fixed width, and only those."""
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        stop = at + 1
        while stop < len(lines) and not lines[stop].spaced:
            stop += 1
        group = lines[at:stop]
        joined += _paragraphs(group, text) if _is_wrapped(group) else group
        at = stop
    return joined


def _is_wrapped(group: Sequence[Line]) -> bool:
    """Whether lines without a blank one between them are of one width, most of them broken within a sentence."""
    lengths = [len(line.text) for line in group]
    if len(group) < 3 or not 50 <= max(lengths) <= 110:
        return False
    full = [line for line in group[:-1] if len(line.text) >= 0.75 * max(lengths)]
    broken = sum(1 for line in full if not _SENTENCE_END.search(line.text[-24:]))
    bullets = sum(1 for line in group[1:] if _BULLET.match(line.text))
    small = sum(1 for line in group[1:] if line.text[0].islower())
    wrapped = len(full) >= 0.6 * (len(group) - 1) and broken >= 0.7 * len(full)
    return wrapped and not bullets and 3 * small >= len(group) - 1


def _paragraphs(group: Sequence[Line], text: str) -> list[Line]:
    """The paragraphs of wrapped lines: each ends where a line closes a sentence short of the width."""
    width = max(len(line.text) for line in group)
    paragraphs: list[Line] = []
    begin = 0
    for index, line in enumerate(group):
        closes = len(line.text) < 0.85 * width and _SENTENCE_END.search(line.text[-24:]) is not None
        if closes or index == len(group) - 1:
            start, end = group[begin].start, line.end
            paragraphs.append(Line(start, end, text[start:end], group[begin].spaced))
            begin = index + 1
    return paragraphs


def page_lines(text: str, lines: Iterable[Line], pages: Pages, order: str) -> list[Line]:
    """Fill in what each line shows by itself; ``order`` is how the page's language writes day and month in figures."""
    lines = list(lines)
    _mark(lines, pages)
    for line in lines:
        content = line.text
        line.words = len(content.split()) if len(content) < 4000 else 999
        line.listed = line.hint == "list" or _BULLET.match(content) is not None
        line.sentence = _SENTENCE_END.search(content[-24:]) is not None
        unspaced = line.words < len(content) / 20 and not content.isascii()
        size = len(content) // 4 if unspaced else line.words
        asks = content.endswith(("?", "!")) and line.words <= 20 and not _INSIDE.search(content)
        line.prose = (size >= 9 and line.sentence and not asks) or size >= 45
        line.prose = line.prose or (size >= 26 and _INSIDE.search(content) is not None)
        if line.prose and not line.sentence and len(_TICKER.findall(content)) >= 2:
            line.prose = False
        if len(content) <= _DATED and not (line.prose and line.sentence and line.words > 18):
            line.dates = find_dates(text, line.start, line.end, line.marks, (pages, order))
    _unlist(lines)
    return lines


def _mark(lines: Sequence[Line], pages: Pages) -> None:
    """Look up the page vocabulary: in short lines throughout, in long paragraphs only where they begin and end."""
    starts: list[int] = []
    owners: list[tuple[Line, int, int]] = []
    pieces: list[str] = []
    at = 0
    for line in lines:
        text = line.text
        ends = ((0, text[:_OPENING]), (len(text) - _CLOSING, text[-_CLOSING:]))
        for first, piece in ends if len(text) > _SHORT else ((0, text),):
            starts.append(at)
            pieces.append(piece)
            owners.append((line, at + len(piece), line.start + first - at))
            at += len(piece) + 1
    joined = "\n".join(pieces)
    for layer, hits in pages.matcher.find(joined, fold(joined)).items():
        for hit in hits:
            line, stop, shift = owners[bisect_right(starts, hit.start) - 1]
            if hit.end <= stop:
                line.marks.setdefault(layer, []).append(Hit(hit.start + shift, hit.end + shift, hit.sense, hit.code))


def _unlist(lines: Sequence[Line]) -> None:
    """A long paragraph that begins with a dash, alone, lost its dateline: it is no entry of a list."""
    listed = [line.listed for line in lines]
    if True not in listed:
        return
    for index, line in enumerate(lines):
        alone = not any(listed[max(0, index - 1) : index] + listed[index + 1 : index + 2])
        if line.listed and alone and line.words >= 20 and line.text.startswith(_DASHES):
            line.listed = False


def begins(line: Line, *codes: str) -> Hit | None:
    """The longest hit of one of the marks with which the line begins (after a bullet or an opening bracket)."""
    marks = line.marks
    hits = [hit for code in codes if code in marks for hit in marks[code]] if marks else []
    if not hits:
        return None
    at = _lead_in(line)
    return max((hit for hit in hits if hit.start in (line.start, at)), key=lambda hit: hit.end, default=None)


def _lead_in(line: Line) -> int:
    """Where the line's words begin, past a bullet, number or bracket."""
    match = _BULLET.match(line.text)
    at = match.end() if match else 0
    rest = line.text[at : at + 4]
    return line.start + at + len(rest) - len(rest.lstrip('([“" \u00a0'))


def covered(line: Line, *codes: str) -> float:
    """The share of a line's letters and digits that dates and hits of these marks cover."""
    taken = {at for one in line.dates for at in range(one.start, one.end)}
    for code in codes:
        for hit in line.marks.get(code, ()):
            taken.update(range(hit.start, hit.end))
    solid = [line.start + at for at, letter in enumerate(line.text) if letter.isalnum()]
    return sum(1 for at in solid if at in taken) / len(solid) if solid else 1.0


def leftover(line: Line, pages: Pages, *codes: str) -> list[str]:
    """The words of a line that neither a date, a time of day nor a hit of these marks accounts for."""
    letters = list(line.text)
    spans = [(one.start, one.end) for one in line.dates]
    spans += [(hit.start, hit.end) for code in codes for hit in line.marks.get(code, ())]
    spans += [(line.start + m.start(), line.start + m.end()) for m in pages.times.finditer(line.text[:400])]
    for start, end in spans:
        for at in range(start - line.start, end - line.start):
            letters[at] = " "
    return [word for word in _WORD.findall("".join(letters)) if word.lower() not in pages.joints]
