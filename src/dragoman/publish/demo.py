"""The worked example: each relationship of a small ledger as plain lines, with the words of the reports."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.catalog import Catalog
from dragoman.ledger import Ledger, Line
from dragoman.publish.relationship import Relationship, action_words, by_stage, gather, latest, names
from dragoman.publish.rows import people_words, place_words
from dragoman.records import Commitment, Engagement

__all__ = ["demo", "relationships"]

_WIDTH = 100
_LAST = 4


def relationships(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """The pairs of parties of the ledger, the fullest first; in each the party with more relationships stands first."""
    pairs = ledger.pairs()
    weight = Counter(party for one, other, count in pairs for party in (one, other) for _ in range(count))
    return tuple((one, other) if weight[one] >= weight[other] else (other, one) for one, other, _ in pairs)


def demo(ledger: Ledger, catalog: Catalog, lang: str) -> str:
    """For each relationship its last engagements and its commitments by stage, each with its quote.

    Relationships in which nothing was promised are named at the end.
    """
    parts, others = [], []
    for pair in relationships(ledger):
        found = gather(ledger, pair)
        if found.commitments:
            parts.append(_relationship(found, catalog, lang))
        else:
            others.append(f"{names(pair, catalog)} ({len(found.engagements)})")
    if others:
        parts.append("\n".join(_wrapped(f"Engagements only: {', '.join(others)}", 0)) + "\n")
    return "\n".join(parts)


def _relationship(found: Relationship, catalog: Catalog, lang: str) -> str:
    head = names(found.parties, catalog)
    lines = [head, "=" * len(head)]
    for line in latest(found.engagements, _LAST):
        body = line.entry.body
        if isinstance(body, Engagement):
            what = catalog.codebook.label("engagement_types", body.type, lang)
            facts = (str(body.date), what, place_words(body), people_words(body.participants))
            lines += _wrapped(" · ".join(one for one in facts if one), 0, 4)
            lines += _quoted(line)
    for stage, told in by_stage(found.commitments, catalog).items():
        lines += ["", f"{catalog.codebook.label('stages', stage, lang)} ({len(told)})"]
        lines += [one for line in _ordered(told) for one in _commitment(line, catalog, lang)]
    return "\n".join(lines) + "\n"


def _ordered(told: Iterable[Line]) -> list[Line]:
    return sorted(told, key=lambda line: (line.sources[0].published or "", line.sources[0].start, line.entry.id))


def _commitment(line: Line, catalog: Catalog, lang: str) -> Iterator[str]:
    body = line.entry.body
    if isinstance(body, Commitment):
        due = f", due {body.due}" if body.due else ""
        yield from _wrapped(f"{' '.join(body.by)} · {action_words(body, catalog, lang)}{due}", 2, 4)
        yield from _quoted(line)


def _quoted(line: Line) -> list[str]:
    source = line.sources[0]
    return _wrapped(f"“{' '.join(source.quote.split())}” [{source.name}]", 6)


def _wrapped(text: str, indent: int, hanging: int | None = None) -> list[str]:
    rest = " " * (indent if hanging is None else hanging)
    return textwrap.wrap(text, _WIDTH, initial_indent=" " * indent, subsequent_indent=rest, break_on_hyphens=False)
