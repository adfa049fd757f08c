"""The mini-pattern of date vocabularies: words, alternatives and named slots, compiled to one look-up.

A form is written as a reader would say it: ``on the {part} of {day} {month}``. Beside the alternatives ``{a,b,}``,
``(x|y)``, ``(x )?`` and the gap ``<n>`` of the form language it has slots: ``{day} {month#} {year} {yy} {number}`` are
written in digits (``{number}`` in words too), every other slot is a table of words of the vocabulary. ``{month!}``
takes only those words of the table that can be nothing else. The second end of a range bears a 2: ``{day2}``.

Looking up: the automaton (or a digit) finds where a form may begin, and only there are the forms that begin so tried,
all in one regular expression. Nothing in a form repeats without bound, so nothing can backtrack without bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import ahocorasick_rs

from dragoman.errors import CatalogError
from dragoman.text.fold import fold

__all__ = ["DIGIT_SLOTS", "Expression", "Found", "Grammar", "Word", "slot_name"]

DIGIT_SLOTS = {
    "day": r"(?:0?[1-9]|[12]\d|3[01])",
    "nth": r"\d{1,3}",
    "month#": r"(?:0?[1-9]|1[0-2])(?!\d)",
    "year": r"(?:19|20)\d\d(?!\d)",
    "yy": r"\d\d(?!\d)",
    "digits": r"\d+(?!\d)",
    "number": r"\d{1,3}(?:[., ]\d{3}(?!\d))+(?!\d)|\d+(?:[.,]\d{1,3})?(?!\d)",
}
_GAP = r"(?:[^\s.;:!?]+ ){0,%d}"
_DIGITS = "#"
_BEGINS = re.compile(r"(?<![\w$€£#№])(?<!\w[.,:/-])\d")
_TAIL = r"(?!\w)(?![.,/:-]\d)(?! ?%)"


class Word(NamedTuple):
    """A form of a slot's table: what it means, how it is spelled, whether it may stand without company."""

    value: int | str
    spelled: str
    alone: bool


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """An entry of the vocabulary: a way to say a date, a quantity, an ordinal; its own keys and examples."""

    id: str
    forms: tuple[str, ...]
    keys: Mapping[str, Any]
    accepts: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()


class Found(NamedTuple):
    """A form found in a text: half-open code points, the entry, the values and the places of its slots."""

    start: int
    end: int
    expression: Expression
    values: Mapping[str, int | str]
    places: Mapping[str, tuple[int, int]]


@dataclass(slots=True)
class _Form:
    expression: Expression
    source: str
    order: int
    slots: list[str] = field(default_factory=list)
    regex: str = ""


def slot_name(slot: str) -> str:
    """The table of a slot: without the 2 of a range's second end and the mark of a closed choice."""
    return slot.rstrip("!").rstrip("2")


class Grammar:
    """All forms of one kind, looked up together; what is found runs left to right and never overlaps."""

    def __init__(
        self, expressions: list[Expression], words: Mapping[str, Mapping[str, list[Word]]], where: str
    ) -> None:
        """Compile; ``words`` holds each slot's table by folded form. Raises CatalogError naming file and entry."""
        self._words, self._where = words, where
        self._forms: list[_Form] = []
        begins: dict[str, set[int]] = {}
        loose: set[str] = set()
        for expression in expressions:
            for source in expression.forms:
                form = _Form(expression, source, len(self._forms))
                nodes = _Parser(fold(source), where, expression.id, self._has_slot).parse()
                form.regex = self._regex(nodes, form) + _TAIL
                for literal, slot in _openings(nodes):
                    for key in self._keys(literal, slot):
                        begins.setdefault(key, set()).add(len(self._forms))
                        if literal.strip() and slot and not literal.endswith(" "):
                            loose.add(key)
                self._forms.append(form)
        self._rules_out = [form.expression.keys["class"] == "not" for form in self._forms]
        self._by_digit = self._ordered(begins.pop(_DIGITS, set()))
        self._keys_list = list(begins)
        self._by_key = [self._ordered(begins[key]) for key in self._keys_list]
        self._open = [not key[0].isalnum() for key in self._keys_list]
        self._shut = [key in loose or not key[-1].isalnum() for key in self._keys_list]
        self._automaton = ahocorasick_rs.AhoCorasick(self._keys_list or ["\0"])
        self._compiled: dict[tuple[int, ...], re.Pattern[str]] = {}

    def find(self, text: str, folded: str, start: int, end: int) -> list[Found]:
        """What the forms find in ``text[start:end]``; ``folded`` is the whole text folded."""
        triggers = self._triggers(folded, start, end)
        found: list[Found] = []
        reached = start
        best: Found | None = None
        for place, forms in triggers:
            if best is not None and place != best.start:
                found.append(best)
                reached, best = best.end, None
            if place < reached:
                continue
            one = self._match(text, folded, place, end, forms)
            if one is not None and (best is None or _wins(one, best)):
                best = one
        if best is not None:
            found.append(best)
        return found

    def _triggers(self, folded: str, start: int, end: int) -> list[tuple[int, tuple[int, ...]]]:
        opened, shut, by_key = self._open, self._shut, self._by_key
        window = folded if start == 0 and end == len(folded) else folded[start:end]
        length = len(window)
        triggers: list[tuple[int, tuple[int, ...]]] = []
        for index, first, last in self._automaton.find_matches_as_indexes(window, overlapping=True):
            if first and not opened[index] and window[first - 1].isalnum():
                continue
            if last < length and not shut[index] and window[last].isalnum():
                continue
            triggers.append((start + first, by_key[index]))
        if self._by_digit:
            by_digit = self._by_digit
            triggers += [(match.start(), by_digit) for match in _BEGINS.finditer(folded, start, end)]
        triggers.sort()
        return triggers

    def _match(self, text: str, folded: str, place: int, end: int, forms: tuple[int, ...]) -> Found | None:
        """The longest form at the place, one that rules out before any other."""
        pattern = self._compiled.get(forms)
        if pattern is None:
            pattern = self._compiled[forms] = self._compile(forms)
        match = pattern.match(folded, place, end)
        if match is None:
            return None
        ends = [(match.end(f"p{one}"), number, one) for number, one in enumerate(forms) if match[f"p{one}"]]
        ends.sort(key=lambda row: (not self._rules_out[row[2]], -row[0], row[1]))
        for stop, _, one in ends:
            if "\n\n" not in text[place:stop]:
                found = self._read(text, match, self._forms[one], stop)
                if found is not None:
                    return found
        return None

    def _read(self, text: str, match: re.Match[str], form: _Form, stop: int) -> Found | None:
        values: dict[str, int | str] = {}
        places: dict[str, tuple[int, int]] = {}
        for number, slot in enumerate(form.slots):
            group = f"s{form.order}_{number}"
            folded = match[group]
            if folded is None:
                continue
            value = self._value(slot, folded, text[match.start(group) : match.end(group)])
            if value is None:
                return None
            name = slot.rstrip("!")
            values[name], places[name] = value, match.span(group)
        return Found(match.start(), stop, form.expression, values, places)

    def _value(self, slot: str, folded: str, written: str) -> int | str | None:
        table = self._words.get(slot_name(slot))
        for word in table.get(folded, ()) if table else ():
            if word.alone or not slot.endswith("!"):
                capitals = zip(word.spelled, written, strict=True)
                if all(letter.isupper() for spelled, letter in capitals if spelled.isupper()):
                    return word.value
        if folded[0].isdigit():
            digits = re.match(r"[\d., ]+", folded)
            plain = re.sub(r"\D", "", digits[0]) if digits else ""
            return folded if slot_name(slot) == "number" and re.search(r"[.,]\d{1,2}\Z", folded) else int(plain or -1)
        return None

    def _regex(self, nodes: list[Any], form: _Form) -> str:
        out = ""
        for node in nodes:
            if isinstance(node, str):
                out += re.escape(node).replace("\\ ", " {1,2}").replace(" {1,2} {1,2}", " {1,2}")
            elif isinstance(node, int):
                out += _GAP % node
            elif isinstance(node, tuple):
                out += f"(?P<s{form.order}_{len(form.slots)}>{self._slot(node[0])})"
                form.slots.append(node[0])
            else:
                out += "(?:" + "|".join(self._regex(branch, form) for branch in node) + ")"
        return out

    def _slot(self, slot: str) -> str:
        name = slot_name(slot)
        closed = slot.endswith("!")
        table = [form for form, of in self._words.get(name, {}).items() if not closed or any(w.alone for w in of)]
        suffixes = sorted((re.escape(one) for one in self._words.get("day_suffix", {})), key=len, reverse=True)
        parts = [re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "") for word in sorted(table, key=len)[::-1]]
        if name in DIGIT_SLOTS:
            suffix = f"(?:{'|'.join(suffixes)})" if suffixes and name in ("day", "nth") else ""
            parts.append(DIGIT_SLOTS[name] + suffix + ("?" if suffix and name == "day" else "") + r"(?!\d)")
        return "|".join(parts)

    def _has_slot(self, slot: str) -> bool:
        return slot_name(slot) in self._words or slot_name(slot) in DIGIT_SLOTS

    def _keys(self, literal: str, slot: str | None) -> list[str]:
        if literal.strip():
            return [literal.strip()]
        if slot is None:
            raise CatalogError(self._where, "a form must begin with a word or a slot")
        name = slot_name(slot)
        return list(self._words.get(name, ())) + ([_DIGITS] if name in DIGIT_SLOTS else [])

    def _ordered(self, forms: set[int]) -> tuple[int, ...]:
        """The forms in the order that decides between two of one length: the fullest first."""
        return tuple(sorted(forms, key=lambda one: (-len(self._forms[one].slots), -len(self._forms[one].source), one)))

    def _compile(self, forms: tuple[int, ...]) -> re.Pattern[str]:
        """One expression that tries every form at its place and keeps each that fits; fails fast where none does."""
        every = "".join(f"(?:(?=(?P<p{one}>{self._forms[one].regex}))|)" for one in forms)
        return re.compile(every)


def _wins(one: Found, other: Found) -> bool:
    """A form that rules out wins at its place, else the longer one."""
    if (one.expression.keys["class"] == "not") != (other.expression.keys["class"] == "not"):
        return one.expression.keys["class"] == "not"
    return one.end > other.end


def _openings(nodes: list[Any]) -> list[tuple[str, str | None]]:
    """How a form may begin: the words before its first slot or gap, and that slot."""
    return [(literal, slot or None) for literal, slot in _walk(nodes)]


def _walk(nodes: list[Any]) -> list[tuple[str, str | None]]:
    """Like openings, but a slot of None says that the end was reached and more may follow; a gap is an empty slot."""
    ways: list[tuple[str, str | None]] = [("", None)]
    for node in nodes:
        grown: list[tuple[str, str | None]] = []
        for literal, slot in ways:
            if slot is not None:
                grown.append((literal, slot))
            elif isinstance(node, str):
                grown.append((literal + node, None))
            elif isinstance(node, int):
                grown.append((literal, ""))
            elif isinstance(node, tuple):
                grown.append((literal, node[0]))
            else:
                grown += [(literal + more, stop) for branch in node for more, stop in _walk(branch)]
        ways = list(dict.fromkeys(grown))
    return ways


class _Parser:
    """Reads a form into nodes: words (str), a gap (int), a slot (1-tuple), alternatives (list of lists)."""

    def __init__(self, source: str, where: str, rule: str, known: Any) -> None:
        self.source, self.where, self.rule, self.known, self.at = source, where, rule, known, 0

    def parse(self) -> list[Any]:
        nodes = self._sequence()
        if self.at < len(self.source) or not nodes:
            raise self._error("unbalanced bracket or empty form")
        return nodes

    def _error(self, message: str) -> CatalogError:
        return CatalogError(self.where, f"{message}: {self.source!r}", self.rule)

    def _sequence(self) -> list[Any]:
        nodes: list[Any] = []
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            letter = self.source[self.at]
            if letter == "{":
                nodes.append(self._braces())
            elif letter == "<":
                match = re.match(r"<(\d)> ?", self.source[self.at :])
                if match is None:
                    raise self._error("a gap is written <n>")
                self.at += match.end()
                nodes.append(int(match[1]))
            elif letter == "(":
                nodes.append(self._group())
            else:
                if letter == "\\":
                    self.at += 1
                    letter = self.source[self.at : self.at + 1]
                self.at += 1
                if nodes and isinstance(nodes[-1], str):
                    nodes[-1] += letter
                else:
                    nodes.append(letter)
        return nodes

    def _braces(self) -> Any:
        end = self.source.find("}", self.at)
        inside = self.source[self.at + 1 : end]
        if end < 0:
            raise self._error("unbalanced brace")
        self.at = end + 1
        if "," in inside:
            return [[one] if one else [] for one in inside.split(",")]
        if not self.known(inside):
            raise self._error(f"no slot {{{inside}}}")
        return (inside,)

    def _group(self) -> list[Any]:
        branches = []
        while self.at < len(self.source) and self.source[self.at] in "(|":
            self.at += 1
            branches.append(self._sequence())
        if self.source[self.at : self.at + 1] != ")":
            raise self._error("unbalanced bracket")
        self.at += 1
        if self.source[self.at : self.at + 1] == "?":
            self.at += 1
            branches.append([])
        return branches
