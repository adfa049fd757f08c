"""The mini-pattern of date vocabularies: words, alternatives and named slots, compiled to one look-up.

A form is written as a reader would say it: ``on the {part} of {day} {month}``. It has the alternatives ``{a,b,}``,
``(x|y)``, ``(x )?`` and the gap ``<n>`` of the form language, and slots (``date_slots``).

Looking up: the automaton (or a digit) finds where a form may begin, and only there are the forms that begin so tried,
all in one regular expression. Nothing in a form repeats without bound, so nothing can backtrack without bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import ahocorasick_rs

from dragoman.catalog.date_patterns import Parser, openings, slots_of
from dragoman.catalog.date_slots import Slots
from dragoman.errors import CatalogError
from dragoman.text.fold import fold

__all__ = ["Expression", "Found", "Grammar"]

_GAP = r"(?:[^\W_][^\s.;:!?]* ){0,%d}?"
_NUMERAL = re.compile(r"[0-9]+")
_JOINED, _JOINTS = frozenset("_$€£#№"), frozenset(".,:/-")
_FEW = 40
_TAIL = r"(?!\w)(?![.,/:-]\d)(?! ?%)"


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


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    expression: Expression
    source: str
    nodes: list[Any]
    slots: tuple[str, ...]


class _Try(NamedTuple):
    """What to try at a place: forms, and the slot that the look-up has already read there, with its length."""

    forms: tuple[int, ...]
    slot: str = ""
    length: int = 0


class _Group(NamedTuple):
    """A form's place in a compiled expression: its group, its rank and number, and the groups of its slots."""

    group: int
    rank: int
    form: int
    slots: tuple[tuple[str, int], ...]


class Grammar:
    """All forms of one kind, looked up together; what is found runs left to right and never overlaps."""

    def __init__(self, expressions: list[Expression], slots: Slots, where: str) -> None:
        """Compile; raises CatalogError naming file and entry."""
        self._slots, self._where = slots, where
        self._forms: list[_Form] = []
        begins: dict[str, dict[tuple[str, int], set[int]]] = {}
        loose: set[str] = set()
        after_digits: dict[str, set[int]] = {}
        for expression in expressions:
            for source in expression.forms:
                number = len(self._forms)
                nodes = Parser(fold(source), where, expression.id, self._slots.known).parse()
                self._forms.append(_Form(expression, source, nodes, tuple(slots_of(nodes))))
                for literal, slot, following in openings(nodes):
                    if not literal.strip() and slot and self._slots.in_digits(slot):
                        for letter in self._slots.letters_after(slot, following):
                            after_digits.setdefault(letter, set()).add(number)
                    for key, fixed in self._keys(literal, slot):
                        begins.setdefault(key, {}).setdefault((fixed, len(key) if fixed else 0), set()).add(number)
                        if literal.strip() and slot and not literal.endswith(" "):
                            loose.add(key)
        self._rules_out = [form.expression.keys["class"] == "not" for form in self._forms]
        self._any_digit = _Try(self._ordered(after_digits.pop("", set())))
        self._by_digit = {
            letter: _Try(self._ordered(forms | set(self._any_digit.forms))) for letter, forms in after_digits.items()
        }
        keys = list(begins)
        self._by_key = [[_Try(self._ordered(forms), *fixed) for fixed, forms in begins[key].items()] for key in keys]
        self._open = [not key[0].isalnum() for key in keys]
        self._shut = [key in loose or not key[-1].isalnum() for key in keys]
        self._automaton = ahocorasick_rs.AhoCorasick(keys or ["\0"])
        self._compiled: dict[_Try, tuple[re.Pattern[str], list[_Group]]] = {}

    def find(self, text: str, folded: str, start: int, end: int) -> list[Found]:
        """What the forms find in ``text[start:end]``; ``folded`` is the whole text folded."""
        found: list[Found] = []
        reached = start
        best: Found | None = None
        for place, attempt in self._triggers(folded, start, end):
            if best is not None and place != best.start:
                found.append(best)
                reached, best = best.end, None
            if place < reached:
                continue
            one = self._match(text, folded, place, end, attempt)
            if one is not None and (best is None or _wins(one, best)):
                best = one
        if best is not None:
            found.append(best)
        return found

    def _triggers(self, folded: str, start: int, end: int) -> list[tuple[int, _Try]]:
        opened, shut, by_key = self._open, self._shut, self._by_key
        window = folded if start == 0 and end == len(folded) else folded[start:end]
        length = len(window)
        triggers: list[tuple[int, _Try]] = []
        for index, first, last in self._automaton.find_matches_as_indexes(window, overlapping=True):
            if first and not opened[index] and window[first - 1].isalnum():
                continue
            if last < length and not shut[index] and window[last].isalnum():
                continue
            for attempt in by_key[index]:
                triggers.append((start + first, attempt))
        by_digit, any_digit = self._by_digit, self._any_digit
        if by_digit or any_digit.forms:
            for match in _NUMERAL.finditer(folded, start, end):
                place, after = match.span()
                attempt = by_digit.get(folded[after : after + 1], any_digit)
                if attempt.forms and _begins(folded, place):
                    triggers.append((place, attempt))
        triggers.sort()
        return triggers

    def _match(self, text: str, folded: str, place: int, end: int, attempt: _Try) -> Found | None:
        """The longest form at the place, one that rules out before any other."""
        pattern, groups = self._compiled.get(attempt) or self._compile(attempt)
        match = pattern.match(folded, place, end)
        if match is None or match.lastindex is None:
            return None
        stop_of, rules_out = match.end, self._rules_out
        ends = [(rules_out[one.form], stop_of(one.group), -one.rank, one) for one in groups if stop_of(one.group) > 0]
        if len(ends) > 1:
            ends.sort(reverse=True)
        for _, stop, _, group in ends:
            if "\n\n" not in text[place:stop]:
                found = self._read(text, match, group, stop)
                if found is not None:
                    return found
        return None

    def _read(self, text: str, match: re.Match[str], group: _Group, stop: int) -> Found | None:
        values: dict[str, int | str] = {}
        places: dict[str, tuple[int, int]] = {}
        for slot, index in group.slots:
            place = match.span(index)
            if place[0] < 0:
                continue
            value = self._slots.value(slot, match[index], text[place[0] : place[1]])
            if value is None:
                return None
            name = slot.rstrip("!")
            values[name], places[name] = value, place
        return Found(match.start(), stop, self._forms[group.form].expression, values, places)

    def _render(self, nodes: list[Any], number: int, attempt: _Try, counted: list[str]) -> str:
        out = ""
        for node in nodes:
            if isinstance(node, str):
                out += re.escape(node).replace("\\ ", " {1,2}").replace(" {1,2} {1,2}", " {1,2}")
            elif isinstance(node, int):
                out += _GAP % node
            elif isinstance(node, tuple):
                known = attempt.slot and node[0].rstrip("!") == attempt.slot
                inside = f".{{{attempt.length}}}(?!\\w)" if known else self._slots.regex(node[0])
                out += f"(?P<s{number}_{len(counted)}>{inside})"
                counted.append(node[0])
            else:
                out += "(?:" + "|".join(self._render(branch, number, attempt, counted) for branch in node) + ")"
        return out

    def _keys(self, literal: str, slot: str | None) -> list[tuple[str, str]]:
        """The words by which a form's beginning is found, each with the slot that it reads, if any."""
        table = self._slots.table(slot) if slot else ()
        if literal.strip():
            if literal.endswith(" ") and 0 < len(table) <= _FEW and slot and not self._slots.in_digits(slot):
                return [(literal.lstrip() + word, "") for word in table]
            return [(literal.strip(), "")]
        if slot is None:
            raise CatalogError(self._where, "a form must begin with a word or a slot")
        return [(word, slot.rstrip("!")) for word in table]

    def _ordered(self, forms: set[int]) -> tuple[int, ...]:
        """The forms in the order that decides between two of one length: the fullest first."""
        return tuple(sorted(forms, key=lambda one: (-len(self._forms[one].slots), -len(self._forms[one].source), one)))

    def _compile(self, attempt: _Try) -> tuple[re.Pattern[str], list[_Group]]:
        """One expression that tries every form at its place and keeps each that fits; fails fast where none does."""
        every = "".join(
            f"(?:(?=(?P<p{one}>{self._render(self._forms[one].nodes, one, attempt, [])}{_TAIL}))|)"
            for one in attempt.forms
        )
        pattern = re.compile(every)
        index = pattern.groupindex
        groups = []
        for rank, one in enumerate(attempt.forms):
            slots = tuple((slot, index[f"s{one}_{number}"]) for number, slot in enumerate(self._forms[one].slots))
            groups.append(_Group(index[f"p{one}"], rank, one, slots))
        self._compiled[attempt] = pattern, groups
        return pattern, groups


def _begins(folded: str, place: int) -> bool:
    """Whether digits begin a number of their own: not inside a word, a sum of money, F-16, 1.205 or 22/10."""
    if place == 0:
        return True
    before = folded[place - 1]
    if before.isalnum() or before in _JOINED:
        return False
    return not (before in _JOINTS and place > 1 and (folded[place - 2].isalnum() or folded[place - 2] == "_"))


def _wins(one: Found, other: Found) -> bool:
    """A form that rules out wins at its place, else the longer one."""
    if (one.expression.keys["class"] == "not") != (other.expression.keys["class"] == "not"):
        return bool(one.expression.keys["class"] == "not")
    return one.end > other.end
