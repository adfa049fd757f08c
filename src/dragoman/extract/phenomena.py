"""A phenomenon's examples, read whole: what stands in the partial records must be found, and nothing beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.catalog.phenomena import Example, Expected
from dragoman.records import Block, Claim, Document, Engagement, Participant, Place, Span, document_id
from dragoman.text.fold import bare

__all__ = ["document_of", "faults_of"]

_GAP = "\n\n"
_SETS = frozenset({"parties", "offices", "areas", "by", "actors"})
_NAMES = frozenset({"name", "title", "series"})


def document_of(example: Example, lang: str) -> Document:
    """A document of the example's words alone, each paragraph a block of body; the context is the first of them."""
    text = example.text.strip() if example.context is None else example.context + _GAP + example.text.strip()
    blocks, at = [], 0
    for paragraph in text.split(_GAP):
        blocks.append(Block("body", Span(at, at + len(paragraph))))
        at += len(paragraph) + len(_GAP)
    return Document(document_id(text), example.name, text, lang, tuple(blocks), published=example.published)


def faults_of(example: Example, read: Sequence[tuple[Document, Sequence[Claim]]]) -> list[str]:
    """Why an example does not hold, empty where it does: ``read`` has each document of it with its claims."""
    faults: list[str] = []
    if example.page and read[0][0].published != example.published:
        faults.append(f"the page is dated {read[0][0].published}, not {example.published}")
    own = len(example.context) if example.context else 0
    claims = [
        (part, claim) for part, (_, found) in enumerate(read) for claim in found if part or claim.evidence.start >= own
    ]
    pairs = _paired([[_differs(one, *each) for each in claims] for one in example.expected])
    for one, pair in zip(example.expected, pairs, strict=True):
        if pair is None:
            near = [told for told in (_differs(one, *each) for each in claims) if told and "kind" not in told]
            best = min(near, key=len, default={})
            told = "; nearest: " + ", ".join(best.values()) if best else ""
            faults.append(f"no such {one.kind}: {_told(one.fields)}{told}")
    if not example.more:
        taken = set(pairs)
        faults += [f"also found: {_shown(claim)}" for at, (_, claim) in enumerate(claims) if at not in taken]
    return faults


def _paired(differences: Sequence[Sequence[Mapping[str, str]]]) -> list[int | None]:
    """A claim of its own for each expected record, as many as can be: augmenting paths."""
    holder: dict[int, int] = {}

    def place(record: int, tried: set[int]) -> bool:
        for claim, differs in enumerate(differences[record]):
            if differs or claim in tried:
                continue
            tried.add(claim)
            if claim not in holder or place(holder[claim], tried):
                holder[claim] = record
                return True
        return False

    for record in range(len(differences)):
        place(record, set())
    found = {record: claim for claim, record in holder.items()}
    return [found.get(record) for record in range(len(differences))]


def _differs(expected: Expected, part: int, claim: Claim) -> dict[str, str]:
    """What a claim says otherwise than it should, by field; empty where they agree."""
    if claim.kind != expected.kind or part != expected.part:
        return {"kind": claim.kind}
    told = {}
    for key, wanted in expected.fields.items():
        got = claim.quote if key == "quote" else getattr(claim.body, key)
        if not _agrees(key, wanted, got):
            told[key] = f"{key} is {_plain(got)}"
    return told


def _agrees(key: str, wanted: Any, got: Any) -> bool:
    if key == "quote":
        return wanted in got
    if key == "place":
        return all(_agrees(name, value, getattr(got, name)) for name, value in wanted.items())
    if key == "participants":
        people = [[{} if _is(person, one) else {"": ""} for one in got] for person in wanted]
        return len(wanted) == len(got) and None not in _paired(people)
    if key in _SETS:
        return set(wanted) == set(got)
    if key in _NAMES:
        forms = wanted if isinstance(wanted, list) else [wanted]
        return any(bare(one) in bare(got) if key != "name" else bare(one) == bare(got) for one in forms if got)
    blank = got is None and not isinstance(wanted, int) and "" in wanted
    return blank or got in (wanted if isinstance(wanted, list) else [wanted])


def _is(person: Mapping[str, Any], one: Participant) -> bool:
    return all(_agrees(key, value, getattr(one, key)) for key, value in person.items())


def _plain(got: Any) -> str:
    if isinstance(got, Place):
        return f"{got.city}, {got.country}"
    if isinstance(got, tuple):
        return "[" + "; ".join(_plain(one) for one in got) + "]"
    if isinstance(got, Participant):
        return f"{got.name} ({got.party}, {' '.join(got.offices)}, {got.role})"
    return repr(got) if isinstance(got, str) else str(got)


def _told(fields: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in fields.items())


def _shown(claim: Claim) -> str:
    body = claim.body
    keys = (
        ("type", "status", "date", "parties", "participants")
        if isinstance(body, Engagement)
        else body.__struct_fields__
    )
    values = ((key, getattr(body, key)) for key in keys)
    words = ", ".join(f"{key} {_plain(value)}" for key, value in values if value is not None)
    return f"{claim.kind} by {claim.origin.rule}: {words} ({claim.quote!r})"
