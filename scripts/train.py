"""Train the component that stands beside the rules for commitments, and write its weights into the packs.

Run by hand: ``PYTHONPATH=src python scripts/train.py LANG ...``; it needs scikit-learn. Only a language whose rules
gain by it on documents kept aside should have weights. The material is
``training/LANG.tsv`` (see training/README.md) and the sentences of the gold's open documents in tests/gold/dev; the
quarter of them that is kept aside is never read. The same material gives the same file.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dragoman.catalog import Catalog, load_catalog
from dragoman.catalog.lexicon import Sense
from dragoman.catalog.likelihood import CONSTANT, DROP, NAME
from dragoman.catalog.page import load_pages
from dragoman.extract import read_with
from dragoman.extract.likelihood import features
from dragoman.extract.reading import Reading, Sentence
from dragoman.read import read_path
from dragoman.records import Block, Document, Span, document_id

ROOT = Path(__file__).resolve().parent.parent
NONE = "none"
# How firmly the weights are held down; how small a weight may be left out.
HELD, SMALLEST = 1.0, 0.03
# The log odds below which a claim goes out, unless told otherwise.
DROPPED = -3.0


class Example(NamedTuple):
    """A sentence by its features, and whether it holds a commitment."""

    features: set[str]
    holds: bool


def kept_aside(stem: str) -> bool:
    """Whether a document of the gold is kept aside for measuring."""
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % 4 == 0


def written(catalog: Catalog, lang: str) -> Iterator[Example]:
    """The sentences written for training."""
    pack = catalog.pack(lang)
    assert pack is not None
    senses: dict[Sense, tuple[str, ...]] = {}
    for line in (ROOT / "training" / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        stage, _, text = line.split("\t")
        block = Block("body", Span(0, len(text)))
        reading = read_with(Document(document_id(text), "report", text, lang, (block,)), pack, catalog)
        if reading.sentences:
            yield Example(features(reading, reading.sentences[-1], senses), stage != NONE)


def coded(catalog: Catalog, lang: str) -> Iterator[Example]:
    """The sentences of the gold's open documents, each with whether a commitment's evidence lies in it."""
    pack, pages = catalog.pack(lang), load_pages()
    assert pack is not None
    senses: dict[Sense, tuple[str, ...]] = {}
    for path in sorted((ROOT / "tests" / "gold" / "dev").glob("*.json")):
        if path.stem.startswith("_") or kept_aside(path.stem):
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["lang"] != lang:
            continue
        text_path = path.parent / gold["text_file"] if "text_file" in gold else path.with_suffix(".txt")
        reading = read_with(read_path(text_path, pages)[0], pack, catalog)
        held = _held(reading, gold["commitments"])
        for sentence in reading.told:
            yield Example(features(reading, sentence, senses), sentence.index in held)


def _held(reading: Reading, commitments: list[dict[str, Any]]) -> set[int]:
    """The indexes of the sentences that hold the evidence of a commitment, each the one that has most of it."""
    held: set[int] = set()
    for one in commitments:
        start = reading.text.find(one["evidence"])
        end = start + len(one["evidence"])

        def shared(sentence: Sentence, start: int = start, end: int = end) -> int:
            return min(sentence.end, end) - max(sentence.start, start)

        best = max(reading.told, key=shared, default=None)
        if start >= 0 and best is not None and shared(best) > 0:
            held.add(best.index)
    return held


def weights(catalog: Catalog, lang: str, drop: float) -> bytes:
    """The weights of a language as the bytes of their file, sorted, small ones left out."""
    examples = [*written(catalog, lang), *coded(catalog, lang)]
    labels = [one.holds for one in examples]
    print(f"{lang}: {len(examples)} sentences, {sum(labels)} hold a commitment", file=sys.stderr)
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform([dict.fromkeys(one.features, 1) for one in examples])
    machine = LogisticRegression(C=HELD, max_iter=2000, tol=1e-6, random_state=0).fit(matrix, labels)
    rows = {CONSTANT: f"{machine.intercept_[0]:.3f}", DROP: f"{drop:.3f}"}
    for feature, value in zip(vectorizer.get_feature_names_out(), machine.coef_[0], strict=True):
        if abs(value) >= SMALLEST:
            rows[str(feature)] = f"{value:.2f}"
    text = "".join(f"{feature}\t{weight}\n" for feature, weight in sorted(rows.items()))
    return gzip.compress(text.encode("utf-8"), 9, mtime=0)


def main() -> None:
    """Train the languages named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lang", nargs="+")
    parser.add_argument("--drop", type=float, default=DROPPED, help="log odds below which a claim goes out")
    arguments = parser.parse_args()
    catalog = load_catalog()
    for lang in arguments.lang:
        path = ROOT / "src" / "dragoman" / "data" / "packs" / lang / NAME
        path.write_bytes(weights(catalog, lang, arguments.drop))
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
