"""The form language: how a pack writes the words it looks for.

``agree{,s,d}`` lists endings, ``(minister of|minister for) (national )?defen{c,s}e`` lists words, ``<3>`` is a gap of
up to three words (at the end of a form: up to three more words are taken in). Everything but gaps is spelled out at
load time, so that what is matched is plain text found in one pass and nothing can backtrack without bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from dragoman.errors import CatalogError
from dragoman.text.fold import fold

__all__ = ["Form", "parse_form"]

LIMIT = 8000
_GAP = re.compile(r"<(\d)>")
_GAP_REGEX = r"(?:[^\s.;:!?]+ ){0,%d}"
_LAST_GAP_REGEX = r"(?: [^\s.,;:!?]+){0,%d}"


@dataclass(frozen=True, slots=True)
class Form:
    """One spelled-out form: a folded head to look up, the regular expression of what follows a gap, the case rule.

    ``needs`` are the words of which one must follow for the tail to match (its first words, letters only), behind at
    most ``gap`` others; empty where anything may follow. ``case`` is ``any``, ``first`` (the first letter must be
    upper-case in the text) or ``exact``.
    """

    head: str
    tail: str | None
    case: str
    exact: str
    needs: frozenset[str] = frozenset()
    gap: int = 0


def parse_form(source: str, where: str) -> tuple[Form, ...]:
    """Spell out a form; raises CatalogError naming the file where the form is not well made."""
    if not source.strip():
        raise CatalogError(where, "an empty form")
    if _nested_gap(source):
        spelled = _expand(source, source, where)
        return tuple(dict.fromkeys(form for one in spelled for form in parse_form(one, where)))
    pieces = [piece.strip() for piece in _GAP.split(source)]
    texts, gaps = pieces[0::2], pieces[1::2]
    if not texts[0]:
        raise CatalogError(where, f"a form must begin with a word: {source!r}")
    heads = _expand(texts[0], source, where)
    tail: str | None = None
    needs = frozenset[str]()
    for gap, text in zip(gaps, texts[1:], strict=True):
        if not text:
            tail = (tail or "") + _LAST_GAP_REGEX % int(gap)
            break
        words = sorted({fold(one) for one in _expand(text, source, where)}, key=lambda one: (-len(one), one))
        needs = needs or frozenset(re.split(r"[\W_]+", one.strip())[0] for one in words)
        choices = "|".join(re.escape(one) for one in words)
        tail = (tail or "") + " " + _GAP_REGEX % int(gap) + f"(?:{choices})"
    if tail is not None:
        tail += r"(?!\w)"
    gap = int(gaps[0]) if gaps else 0
    return tuple(Form(fold(head), tail, _case(head), head, needs - {""}, gap) for head in dict.fromkeys(heads))


def _nested_gap(source: str) -> bool:
    """Whether a gap stands inside brackets, so that the form is spelled out before its gaps are read."""
    return any(source.count("(", 0, gap.start()) > source.count(")", 0, gap.start()) for gap in _GAP.finditer(source))


def _case(head: str) -> str:
    letters = [c for c in head if c.isalpha()]
    if letters and len(letters) <= 6 and all(c.isupper() for c in letters) and (len(letters) > 1 or len(head) > 1):
        return "exact"
    return "first" if head[:1].isupper() else "any"


def _expand(text: str, source: str, where: str) -> list[str]:
    nodes, end = _parse(text, 0, source, where)
    if end != len(text):
        raise CatalogError(where, f"unbalanced bracket in {source!r}")
    found = [" ".join(one.split()) for one in _spell(nodes)]
    if len(found) > LIMIT:
        raise CatalogError(where, f"{len(found)} spellings, at most {LIMIT}: {source!r}")
    if any(not one for one in found):
        raise CatalogError(where, f"a form that may be empty: {source!r}")
    return found


def _spell(nodes: list[list[list[object]] | str]) -> list[str]:
    choices: list[list[str]] = []
    for node in nodes:
        if isinstance(node, str):
            choices.append([node])
        else:
            choices.append([spelled for branch in node for spelled in _spell(branch)])  # type: ignore[arg-type]
    return ["".join(parts) for parts in product(*choices)]


def _parse(text: str, at: int, source: str, where: str) -> tuple[list, int]:  # type: ignore[type-arg]
    """Parse a sequence up to a closing bracket or bar; a node is a literal or a list of branches."""
    nodes: list = []  # type: ignore[type-arg]
    literal = ""
    while at < len(text) and text[at] not in "|)":
        letter = text[at]
        if letter in "({":
            if literal:
                nodes.append(literal)
                literal = ""
            if letter == "{":
                end = text.find("}", at)
                if end < 0:
                    raise CatalogError(where, f"unbalanced bracket in {source!r}")
                nodes.append([[one] for one in text[at + 1 : end].split(",")])
                at = end + 1
                continue
            branches = []
            at += 1
            while True:
                branch, at = _parse(text, at, source, where)
                branches.append(branch)
                if at >= len(text):
                    raise CatalogError(where, f"unbalanced bracket in {source!r}")
                at += 1
                if text[at - 1] == ")":
                    break
            if at < len(text) and text[at] == "?":
                branches.append([""])
                at += 1
            nodes.append(branches)
            continue
        literal += letter
        at += 1
    if literal:
        nodes.append(literal)
    return nodes, at
