"""The mini-pattern of date vocabularies, read into nodes.

A node is a run of words (str), a gap of up to n words (int), a slot (1-tuple) or alternatives (list of lists of nodes).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dragoman.errors import CatalogError

__all__ = ["Parser", "any_of", "openings", "slots_of"]


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, branching letter by letter."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree, "")


def _branches(node: dict[str, Any], last: str) -> str:
    ways = [re.escape(letter) + _branches(child, letter) for letter, child in node.items() if letter]
    if "" in node:
        ways.append(r"(?!\w)" if last.isalnum() else "")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def slots_of(nodes: list[Any]) -> Iterator[str]:
    """The slots in the order in which they stand."""
    for node in nodes:
        if isinstance(node, tuple):
            yield node[0]
        elif isinstance(node, list):
            for branch in node:
                yield from slots_of(branch)


def openings(nodes: list[Any]) -> list[tuple[str, str | None, str | None]]:
    """How a form may begin: the words before its first slot or gap, that slot, and the letter that follows the slot.

    The slot is None where the form is words alone or a gap follows; the letter is None where it can be any.
    """
    return [(words, slot or None, letter) for words, slot, letter, _ in _walk(nodes)]


def _walk(nodes: list[Any]) -> list[tuple[str, str | None, str | None, bool]]:
    """Beginnings as in openings, each with whether it is complete; a gap counts as a slot without a name."""
    ways: list[tuple[str, str | None, str | None, bool]] = [("", None, None, False)]
    for node in nodes:
        grown: list[tuple[str, str | None, str | None, bool]] = []
        for words, slot, letter, complete in ways:
            if complete:
                grown.append((words, slot, letter, True))
            elif isinstance(node, list):
                for branch in node:
                    grown += [_extend(words, slot, one) for one in _walk(branch)]
            elif isinstance(node, str):
                grown.append((words + node, None, None, False) if slot is None else (words, slot, node[0], True))
            elif slot is not None:
                grown.append((words, slot, None, True))
            else:
                grown.append((words, "", None, True) if isinstance(node, int) else (words, node[0], None, False))
        ways = list(dict.fromkeys(grown))
    return ways


def _extend(
    words: str, slot: str | None, more: tuple[str, str | None, str | None, bool]
) -> tuple[str, str | None, str | None, bool]:
    further, stop, letter, complete = more
    if slot is None:
        return words + further, stop, letter, complete
    if further:
        return words, slot, further[0], True
    return (words, slot, None, True) if stop is not None else (words, slot, None, False)


class Parser:
    """Reads a form into nodes: words (str), a gap (int), a slot (1-tuple), alternatives (list of lists)."""

    def __init__(self, source: str, where: str, rule: str, known: Callable[[str], bool]) -> None:
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
