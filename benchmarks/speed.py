#!/usr/bin/env python3
"""How fast text becomes claims, on one core, beside a tokeniser that does nothing else.

    python benchmarks/speed.py [--documents 10000]      documents per second, and the ratio to the tokeniser
    python benchmarks/speed.py --memory                 peak memory after 1,000 and after 100,000 documents

The texts are those of the gold that have a pack, and the examples, repeated. The tokeniser is a regular expression that
yields every word and mark with its span, run over the same texts in the same process, before and after. Both are timed
by the processor's clock, so that other programs do not count. The promise is at least 1/30 of its speed; the aim is
1/10. Memory is to stay flat.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from dragoman.pipeline import Desk, Input, extract_document, open_desk, read_input
from dragoman.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
TOKEN = re.compile(r"\w+|[^\w\s]")


def texts(desk: Desk) -> list[str]:
    """The gold texts and examples whose language has a pack."""
    found = []
    for folder in (ROOT / "tests" / "gold" / "dev", ROOT / "examples"):
        for path in sorted(folder.glob("*.json")):
            record = json.loads(path.read_text(encoding="utf-8")) if not path.stem.startswith("_") else {}
            if record.get("lang") in desk.catalog.languages:
                found.append(path.with_suffix(".txt").read_text(encoding="utf-8"))
    return found


def tokenise(documents: Sequence[str]) -> float:
    """Seconds to find every token with its span."""
    start = time.process_time()
    for text in documents:
        [(match.group(), match.start(), match.end()) for match in TOKEN.finditer(text)]
    return time.process_time() - start


def claims_of(raw: bytes, desk: Desk) -> int:
    """Read one text to its claims; returns how many."""
    documents = read_input(Input("benchmark", raw=raw), desk)
    return sum(len(extract_document(document, desk).claims) for document in documents)


def repeated(raws: Sequence[bytes], count: int) -> Iterator[bytes]:
    """The texts over and over."""
    return islice(cycle(raws), count)


def peak() -> float:
    """The most memory that this process has had so far, in MB."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def speed(count: int, desk: Desk) -> None:
    """Print documents per second and the ratio."""
    chosen = texts(desk)
    raws = [text.encode() for text in chosen]
    length = sum(map(len, chosen)) / len(chosen)
    for raw in raws:  # packs are loaded and the machine warm before anything is timed
        claims_of(raw, desk)
    corpus = list(islice(cycle(chosen), count))
    before = tokenise(corpus)
    start = time.process_time()
    found = sum(claims_of(raw, desk) for raw in repeated(raws, count))
    spent = time.process_time() - start
    reference = (before + tokenise(corpus)) / 2
    print(f"{len(chosen)} texts of {length:,.0f} characters on average, repeated to {count:,}; {found:,} claims")
    print(f"text to claims   {count / spent:>10,.0f} documents a second")
    print(f"tokeniser        {count / reference:>10,.0f} documents a second")
    print(f"ratio            {'1/' + format(spent / reference, '.1f'):>10}   promised 1/30, aim 1/10")


def memory(desk: Desk, steps: tuple[int, int] = (1_000, 100_000)) -> None:
    """Print the peak memory after each number of documents."""
    raws, done = [text.encode() for text in texts(desk)], 0
    for step in steps:
        for raw in repeated(raws, step - done):
            claims_of(raw, desk)
        done = step
        print(f"after {step:>7,} documents: {peak():,.0f} MB at most", flush=True)


def main() -> None:
    """Choose and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--memory", action="store_true")
    options = parser.parse_args()
    desk = open_desk(Settings())
    if options.memory:
        memory(desk)
    else:
        speed(options.documents, desk)


if __name__ == "__main__":
    main()
