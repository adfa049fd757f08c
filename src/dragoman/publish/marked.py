"""A document's text with what was read where, for those who write rules and for those who doubt a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from dragoman.extract.reading import Reading
from dragoman.records import Claim, Document, Span

__all__ = ["Mark", "bracketed", "context", "described", "hits", "marks"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text with its label: ``e1`` the first engagement, ``c`` commitments, ``i`` instruments."""

    span: Span
    label: str
    kind: str


def marks(claims: Iterable[Claim]) -> tuple[tuple[Mark, Claim], ...]:
    """Each claim with its mark, numbered by kind in the order of the text."""
    counts: dict[str, int] = {}
    found = []
    for claim in sorted(claims, key=lambda one: (one.evidence, one.kind, one.id)):
        counts[claim.kind] = counts.get(claim.kind, 0) + 1
        found.append((Mark(claim.evidence, f"{claim.kind[0]}{counts[claim.kind]}", claim.kind), claim))
    return tuple(found)


def bracketed(text: str, found: Sequence[Mark]) -> str:
    """The text with ``[e1 `` before and `` e1]`` after each mark; marks may lie in each other or cross."""
    edges: list[tuple[int, int, int, str]] = []
    for mark in found:
        length = mark.span.end - mark.span.start
        edges.append((mark.span.start, 1, -length, f"[{mark.label} "))
        edges.append((mark.span.end, 0, length, f" {mark.label}]"))
    shown, at = [], 0
    for place, _, _, sign in sorted(edges):
        shown += [text[at:place], sign]
        at = place
    return "".join([*shown, text[at:]])


def described(document: Document, found: Sequence[tuple[Mark, Claim]]) -> str:
    """What the document is, and under each mark's label what was read there and by which rule."""
    known = {
        "title": document.title,
        "published": document.published,
        "publisher": document.publisher,
        "language": document.lang,
        "blocks": ", ".join(f"{kind} {count}" for kind, count in Counter(one.kind for one in document.blocks).items()),
    }
    lines = [f"{name:>10}: {value}" for name, value in known.items() if value]
    for mark, claim in found:
        facts = msgspec.to_builtins(claim.body)
        said = ", ".join(f"{name}={_plain(value)}" for name, value in facts.items() if value not in (None, [], ()))
        lines.append(f"{mark.label:>10}: {claim.kind} {said}")
        lines.append(f"{'':>12}{claim.origin.pack} rule {claim.origin.rule}")
    return "\n".join(lines)


def hits(reading: Reading) -> str:
    """Sentence by sentence: who and what is meant by which words, and which forms of the pack were hit, by layer."""
    lines = []
    for sentence in reading.sentences:
        lines += ["", f"{sentence.kind}: {' '.join(sentence.span.of(reading.text).split())}"]
        for mention in sentence.mentions:
            meant = [mention.person.name if mention.person else None, mention.name, mention.place]
            known = dict.fromkeys(one for one in (*meant, *mention.parties, *mention.offices) if one)
            words = " ".join(reading.text[mention.start : mention.end].split())
            lines.append(f"{mention.kind:>14}  {words} → {', '.join(known) or '?'}")
        for layer, found in sorted(sentence.hits.items()):
            told = dict.fromkeys(f"{reading.text[one.start : one.end]} ({one.code})" for one in found)
            lines.append(f"{layer:>14}: {' · '.join(' '.join(one.split()) for one in told)}")
    return "\n".join(lines)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return "(" + ", ".join(_plain(one) for one in value.values() if one) + ")"
    if isinstance(value, list | tuple):
        return "+".join(_plain(one) for one in value)
    return str(value)


def context(text: str, span: Span, around: int = 160) -> tuple[str, str, str]:
    """The words before, at and after a span, cut at spaces, each on one line."""
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    if start:
        start = text.find(" ", start, span.start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", span.end, end), span.end)
    before, after = text[start : span.start], text[span.end : end]
    return (
        ("… " if start else "") + " ".join(before.split()) + (" " if before[-1:].isspace() else ""),
        " ".join(span.of(text).split()),
        (" " if after[:1].isspace() else "") + " ".join(after.split()) + (" …" if end < len(text) else ""),
    )
