"""The slots of date forms: numbers in digits, and tables of words that mean a number or a code.

``{day} {nth} {month#} {year} {yy} {digits} {number}`` are written in digits, ``{number}`` in words too; every other
slot is a table of the vocabulary. ``{month!}`` takes only those words of the table that can be nothing else. The second
end of a range bears a 2: ``{day2}``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from dragoman.catalog.date_patterns import any_of

__all__ = ["Slots", "Word"]

_DIGITS = {
    "day": r"(?:0?[1-9]|[12]\d|3[01])",
    "nth": r"\d{1,3}",
    "month#": r"(?:0?[1-9]|1[0-2])",
    "year": r"(?:19|20)\d\d",
    "yy": r"\d\d",
    "digits": r"\d+",
    "number": r"\d{1,3}(?:[., ]\d{3}(?!\d))+(?!\d)|\d+(?:[.,]\d{1,3})?",
}
_DECIMAL, _NO_DIGIT, _LEADING = re.compile(r"[.,]\d{1,2}\Z"), re.compile(r"\D"), re.compile(r"\d+")


class Word(NamedTuple):
    """A form of a slot's table: what it means, how it is spelled, whether it may stand without company."""

    value: int | str
    spelled: str
    alone: bool


def _name(slot: str) -> str:
    """The table of a slot: without the 2 of a range's second end and the mark of a closed choice."""
    return slot.rstrip("!").rstrip("2")


class Slots:
    """What every slot of a vocabulary can hold; ``words`` are the tables by slot and folded form."""

    def __init__(self, words: Mapping[str, Mapping[str, list[Word]]], day_suffixes: Collection[str] = ()) -> None:
        self._words = words
        self._first_of_suffix = [suffix[0] for suffix in day_suffixes]
        self._suffix = f"(?:{any_of(day_suffixes)})" if day_suffixes else ""

    def known(self, slot: str) -> bool:
        """Whether there is such a slot."""
        return _name(slot) in self._words or self.in_digits(slot)

    def in_digits(self, slot: str) -> bool:
        """Whether the slot may be written in digits."""
        return _name(slot) in _DIGITS

    def table(self, slot: str) -> Collection[str]:
        """The folded forms of the slot's words."""
        return self._words.get(_name(slot), {})

    def regex(self, slot: str) -> str:
        """The regular expression of all that the slot can hold."""
        name, closed = _name(slot), slot.endswith("!")
        table = self._words.get(name, {})
        forms = [form for form, words in table.items() if not closed or any(word.alone for word in words)]
        parts = [any_of(forms)] if forms else []
        if name in _DIGITS:
            suffix = {"day": f"{self._suffix}?" if self._suffix else "", "nth": self._suffix}.get(name, "")
            parts.append(_DIGITS[name] + suffix + r"(?!\d)")
        return "|".join(parts)

    def value(self, slot: str, folded: str, written: str) -> int | str | None:
        """What the words mean; None where they are not spelled as the table has them, or may not stand alone."""
        name = _name(slot)
        for word in self._words[name].get(folded, ()) if name in self._words else ():
            if word.alone or not slot.endswith("!"):
                capitals = zip(word.spelled, written, strict=True)
                if all(letter.isupper() for spelled, letter in capitals if spelled.isupper()):
                    return word.value
        if not folded[0].isdigit():
            return None
        if name == "number":
            return folded if _DECIMAL.search(folded) else int(_NO_DIGIT.sub("", folded))
        leading = _LEADING.match(folded)
        return int(leading[0]) if leading else None

    def letters_after(self, slot: str, following: str | None) -> list[str]:
        """The letters that can come right after the digits of a form that begins with the slot; "" for any."""
        letters = ["" if following is None else following]
        name = _name(slot)
        if name == "nth":
            return self._first_of_suffix
        if name == "day":
            return letters + self._first_of_suffix
        return [*letters, ".", ",", " "] if name == "number" else letters
