#!/usr/bin/env python3
"""How the ledger grows: adding documents one input at a time, then asking it.

    python benchmarks/ledger_scale.py [--documents 100000] [--ledger FILE]

Documents are generated: words drawn from the examples with the frequencies that they have there, an engagement, three
commitments and a paper each, some hundred parties and ten thousand names. Prints

* the time of each tenth of the documents, by the clock and of the processor, and the last tenth's over the second's:
  about 1 where adding is linear (the clock also counts waiting for the disk and for other programs);
* the median and the slowest of filtered lists and of two-word searches: the promise is 50 ms at the median.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

from dragoman.ledger import Filter, Ledger, Reading
from dragoman.records import (
    Body,
    Claim,
    Commitment,
    Document,
    Engagement,
    Instrument,
    Origin,
    Participant,
    Place,
    Span,
    claim_id,
    document_id,
)

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
LETTERS = "BCDFGHJKLM"
PARTIES = ["".join(two) for two in combinations(LETTERS + "NPQR", 2)]
STAGES = ("raised", "proposed", "agreed", "signed", "under_way", "done")
AREAS = ("relations", "training", "peacekeeping", "cybersecurity", "defence_industry", "attache", "maritime_security")
ORIGIN = Origin("generated", "none", "1")


class Generator:
    """Documents with claims, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        """Take the words of the examples, and make up names."""
        self.random = random.Random(seed)
        texts = " ".join(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt")))
        self.words = re.findall(r"\w+", texts)
        self.names = [f"{self.syllables(2)} {self.syllables(3)}" for _ in range(10_000)]

    def syllables(self, count: int) -> str:
        """A made-up name."""
        return "".join(self.random.choice("bdfgklmnrstvz") + self.random.choice("aeiou") for _ in range(count)).title()

    def reading(self, number: int) -> Reading:
        """One document, as if a pack had read it."""
        pick = self.random
        text = f"{number} " + " ".join(pick.choices(self.words, k=420))
        day = f"{pick.randint(2010, 2025)}-{pick.randint(1, 12):02d}-{pick.randint(1, 28):02d}"
        two = tuple(sorted(pick.sample(PARTIES, 2)))
        document = Document(document_id(text), f"generated-{number}", text, "und", (), f"Report {number}", day)
        people = tuple(
            Participant(name, party, ("minister_of_defence",), role)
            for name, party, role in zip(pick.sample(self.names, 2), two, ("host", "guest"), strict=True)
        )
        bodies: list[Body] = [Engagement("talks", "reported", day, Place(None, two[0]), two, people)]
        for _ in range(3):
            areas = tuple(sorted(pick.sample(AREAS, 2)))
            bodies.append(Commitment(pick.choice(STAGES), "cooperate", areas, two[:1], two))
        bodies.append(Instrument("mou", two, day[:4], "in_force", "memorandum"))
        claims = tuple(claim(document, body, pick.randrange(len(text) - 90)) for body in bodies)
        return Reading(document, claims, ORIGIN.pack, ORIGIN.version)


def claim(document: Document, body: Body, start: int) -> Claim:
    """A claim whose evidence is eighty letters of the text."""
    span = Span(start, start + 80)
    kind = type(body).__name__.lower()
    name = claim_id(document.id, kind, span, body)
    return Claim(name, document.id, kind, span, span.of(document.text), body, ORIGIN)


def adding(ledger: Ledger, documents: int) -> list[tuple[float, float]]:
    """The seconds, by the clock and of the processor, that each tenth took to add, without making the documents up."""
    generator, tenths = Generator(), []
    for tenth in range(10):
        spent = worked = 0.0
        for number in range(tenth * documents // 10, (tenth + 1) * documents // 10):
            reading = generator.reading(number)
            start, at_work = time.perf_counter(), time.process_time()
            ledger.add(f"generated/{number}", [reading], reading.document.id)
            spent += time.perf_counter() - start
            worked += time.process_time() - at_work
        tenths.append((spent, worked))
        print(f"  to {(tenth + 1) * documents // 10:>8,}: {spent:6.1f} s, processor {worked:6.1f} s", flush=True)
    return tenths


def timed(questions: Sequence[Callable[[], object]]) -> tuple[float, float]:
    """The median and the longest time of an answer, in milliseconds."""
    spent = []
    for question in questions:
        start = time.perf_counter()
        question()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent), max(spent)


def questions(ledger: Ledger, name: str) -> list[Callable[[], object]]:
    """Forty questions of one sort, each about something else."""
    generator = Generator(2)
    pick = generator.random

    def relationship() -> Callable[[], object]:
        asked = Filter(between=tuple(pick.sample(PARTIES, 2)))
        return lambda: ledger.engagements(asked)

    def stage() -> Callable[[], object]:
        asked = Filter(between=tuple(pick.sample(PARTIES, 2)), stage=pick.choice(STAGES), area=pick.choice(AREAS))
        return lambda: ledger.commitments(asked)

    def party() -> Callable[[], object]:
        asked = Filter(party=pick.choice(PARTIES), stage=pick.choice(STAGES), since="2015", until="2020")
        return lambda: ledger.commitments(asked)

    def person() -> Callable[[], object]:
        asked = Filter(person=pick.choice(generator.names).lower())
        return lambda: ledger.people(asked)

    def search() -> Callable[[], object]:
        words = " ".join(pick.sample(generator.words, 2))
        return lambda: ledger.search(words)

    sorts = {
        "between": relationship,
        "stage, area": stage,
        "party, dates": party,
        "person": person,
        "two words": search,
    }
    return [sorts[name]() for _ in range(40)]


def main() -> None:
    """Add, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path, help="keep the ledger in this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder) / "scale.db"
        with Ledger.open(path) as ledger:
            print(f"adding {options.documents:,} documents")
            tenths = adding(ledger, options.documents)
            clock, processor = (tenths[-1][part] / tenths[1][part] for part in (0, 1))
            print(f"  {options.documents / sum(spent for spent, _ in tenths):,.0f} documents a second", end=", ")
            print(f"file {path.stat().st_size / 1e6:,.0f} MB")
            print(f"  last tenth over second: {clock:.2f} by the clock, {processor:.2f} of the processor")
            print("asking (median, slowest of 40)")
            for name in ("between", "stage, area", "party, dates", "person", "two words"):
                median, slowest = timed(questions(ledger, name))
                print(f"  {name:<14} {median:7.1f} ms {slowest:8.1f} ms")


if __name__ == "__main__":
    main()
