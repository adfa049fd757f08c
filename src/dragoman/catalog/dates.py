"""The date vocabulary of a pack: ``dates.toml``, checked and compiled.

Tables of the file (the comment that heads a pack's file explains them to linguists):

``today``            the publication date that the examples assume
``day_suffixes``     what may follow a day's number (``th``, ``.``)
``not_alone``        forms that are other words too and count only in company (May, Sat)
``[slot.NAME]``      value → forms; ``month weekday number ordinal roman`` have numbers as values, the others codes
``[left.CODE]``      ``words``: what stands before a date and qualifies it
``[between]``        ``to`` and ``and``: what joins two dates
``[tense]``          ``future``: words that put their clause's date ahead; ``stop``: words that they do not reach over;
                     ``past``: verbs of what happened, whose clause no word behind its date puts ahead
``[[date]] [[quantity]] [[ordinal]] [[cue]] [[not]]``
                     ``id``, ``forms``, ``accepts``, ``rejects`` and the keys named in ``KEYS``
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.catalog.date_forms import Expression, Grammar
from dragoman.catalog.date_patterns import any_of
from dragoman.catalog.date_slots import Slots, Word
from dragoman.catalog.files import read_toml
from dragoman.catalog.forms import parse_form
from dragoman.errors import CatalogError
from dragoman.text.fold import fold

__all__ = ["KEYS", "LEFT_CODES", "DateVocabulary", "Left", "load_dates", "read_dates"]

_ANY = frozenset({"id", "forms", "accepts", "rejects"})
KEYS: Mapping[str, Mapping[str, frozenset[Any] | type]] = {
    "date": {
        "kind": frozenset({"period", "label", "duration"}),
        "anchor": frozenset({"published", "current"}),
        "unit": frozenset({"day", "weekend", "week", "month", "year"}),
        "shift": int,
        "direction": frozenset({-1, 1}),
        "nearest": frozenset({"past", "before", "next"}),
        "stage": frozenset({"early", "mid", "late", "about"}),
        "bound": frozenset({"until", "since"}),
        "lead": frozenset({"in", "of", "for"}),
        "list": bool,
    },
    "quantity": {
        "per": frozenset({"day", "week", "month", "year"}),
        "times": int,
        "kind": frozenset({"count", "money"}),
    },
    "ordinal": {"value": int},
    "cue": {"gives": frozenset({"anniversary", "past", "plan", "recent"})},
    "not": {"against": frozenset({"date", "quantity", "ordinal", "cue"})},
}
LEFT_CODES = frozenset(
    {"until", "since", "early", "mid", "late", "about", "in", "of", "for", "begin", "end", "part", "from"}
)
_NUMBERED = frozenset({"month", "weekday", "number", "ordinal", "roman"})
_CODED: Mapping[str, frozenset[str]] = {
    "season": frozenset({"spring", "summer", "autumn", "winter", "q1", "q2", "q3", "q4", "h1", "h2"}),
    "unit": frozenset({"day", "week", "month", "year"}),
    "part": frozenset({"morning", "noon", "afternoon", "evening", "night"}),
    "thing": frozenset({"thing"}),
    "money": frozenset({"money"}),
    "scale": frozenset({"scale"}),
}
_TABLES = frozenset({"today", "day_suffixes", "not_alone", "slot", "left", "between", "tense", *KEYS})


@dataclass(frozen=True, slots=True)
class Left:
    """What the words before a date do to it: codes such as ``until`` or ``late``, the longest words first."""

    words: Mapping[str, str]
    lasts: frozenset[str]
    most: int


@dataclass(frozen=True, slots=True, eq=False)
class DateVocabulary:
    """All that a language says about dates, quantities and ordinals, ready to be looked up."""

    today: str
    dates: Grammar
    quantities: Grammar
    ordinals: Grammar
    cues: Grammar
    left: Left
    to: frozenset[str]
    both: frozenset[str]
    future: re.Pattern[str] | None
    stop: re.Pattern[str]
    past: re.Pattern[str] | None
    examples: tuple[tuple[str, Expression], ...]


def load_dates(path: Path) -> DateVocabulary:
    """Read and compile a pack's ``dates.toml``; raises CatalogError naming the file and the entry."""
    return read_dates(read_toml(path), f"{path.parent.name}/{path.name}")


def read_dates(table: Mapping[str, Any], where: str) -> DateVocabulary:
    """Compile a vocabulary from its table; raises CatalogError for what breaks the contract."""
    _refuse(set(table) - _TABLES, where, None)
    _check_nfc(table, where)
    slots = Slots(_words(table, where), table.get("day_suffixes", ()))
    entries = {kind: _expressions(table, kind, where) for kind in KEYS}
    grammars = {
        kind: Grammar(entries[kind] + [one for one in entries["not"] if one.keys["against"] == kind], slots, where)
        for kind in KEYS
        if kind != "not"
    }
    between = table.get("between", {})
    left = {
        form.head: code
        for code, words_of in table.get("left", {}).items()
        for source in _left_words(code, words_of, where)
        for form in parse_form(source, where)
    }
    return DateVocabulary(
        today=table.get("today", "2025-11-19"),
        dates=grammars["date"],
        quantities=grammars["quantity"],
        ordinals=grammars["ordinal"],
        cues=grammars["cue"],
        left=Left(
            left,
            frozenset(form.split(" ")[-1] for form in left),
            max((form.count(" ") + 1 for form in left), default=0),
        ),
        to=frozenset(form.head for source in between.get("to", ()) for form in parse_form(source, where)),
        both=frozenset(form.head for source in between.get("and", ()) for form in parse_form(source, where)),
        future=_pattern(table, "future", "", where),
        stop=_pattern(table, "stop", r"[.;:!?\"(]", where) or re.compile(r"[.;:!?\"(]"),
        past=_pattern(table, "past", "", where),
        examples=tuple((kind, one) for kind, listed in entries.items() for one in listed),
    )


def _pattern(table: Mapping[str, Any], name: str, also: str, where: str) -> re.Pattern[str] | None:
    """Any of the words of ``[tense]`` under the name, or the marks in ``also``; None where there are none."""
    listed = table.get("tense", {}).get(name, ())
    words = [form.head for source in listed for form in parse_form(source, where)]
    if not words:
        return None
    return re.compile(rf"\b{any_of(words)}" + (f"|{also}" if also else ""))


def _words(table: Mapping[str, Any], where: str) -> dict[str, dict[str, list[Word]]]:
    not_alone = {form.exact for source in table.get("not_alone", ()) for form in parse_form(source, where)}
    words: dict[str, dict[str, list[Word]]] = {}
    for slot, values in table.get("slot", {}).items():
        known = _CODED.get(slot)
        if known is None and slot not in _NUMBERED:
            raise CatalogError(where, f"unknown table [slot.{slot}]")
        for value, forms in values.items():
            if not value.isdigit() if known is None else value not in known:
                raise CatalogError(where, f"unknown value {value!r} in [slot.{slot}]")
            for source in forms:
                for form in parse_form(source, where):
                    word = Word(value if known else int(value), form.exact, form.exact not in not_alone)
                    words.setdefault(slot, {}).setdefault(fold(form.exact), []).append(word)
    return words


def _expressions(table: Mapping[str, Any], kind: str, where: str) -> list[Expression]:
    found: list[Expression] = []
    for row in table.get(kind, ()):
        name = row.get("id")
        if not name or not row.get("forms"):
            raise CatalogError(where, f"a [[{kind}]] needs `id` and `forms`", name)
        if name in {one.id for one in found}:
            raise CatalogError(where, "the id is taken", name)
        if not row.get("accepts") or not row.get("rejects"):
            raise CatalogError(where, "needs right and wrong examples: `accepts` and `rejects`", name)
        keys = {key: value for key, value in row.items() if key not in _ANY}
        _refuse(set(keys) - set(KEYS[kind]), where, name)
        for key, value in keys.items():
            allowed = KEYS[kind][key]
            right = isinstance(value, allowed) if isinstance(allowed, type) else value in allowed
            if not right:
                raise CatalogError(where, f"{key} = {value!r} is not allowed", name)
        if kind == "not" and "against" not in keys:
            raise CatalogError(where, "needs `against`: the kind of entry that it rules out", name)
        found.append(
            Expression(name, tuple(row["forms"]), {**keys, "class": kind}, tuple(row["accepts"]), tuple(row["rejects"]))
        )
    return found


def _left_words(code: str, table: Mapping[str, Any], where: str) -> list[str]:
    if code not in LEFT_CODES or set(table) != {"words"}:
        raise CatalogError(where, f"[left.{code}]: one of {', '.join(sorted(LEFT_CODES))}, with `words`")
    return list(table["words"])


def _refuse(unknown: set[str], where: str, rule: str | None) -> None:
    if unknown:
        raise CatalogError(where, f"unknown keys: {', '.join(sorted(unknown))}", rule)


def _check_nfc(value: Any, where: str) -> None:
    if isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise CatalogError(where, f"not in NFC: {value!r}")
    elif isinstance(value, Mapping):
        for inner in value.values():
            _check_nfc(inner, where)
    elif isinstance(value, list):
        for inner in value:
            _check_nfc(inner, where)
