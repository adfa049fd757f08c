"""Train the component that stands beside the rules for commitments, and write its weights into the packs.

Run by hand: ``PYTHONPATH=src python scripts/train.py [LANG ...]``; it needs scikit-learn. The material is
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

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dragoman.catalog import Catalog, load_catalog
from dragoman.catalog.lexicon import Sense
from dragoman.catalog.likelihood import CONSTANT, NAME
from dragoman.catalog.page import load_pages
from dragoman.extract import read_with
from dragoman.extract.likelihood import features
from dragoman.extract.reading import Reading, Sentence
from dragoman.read import read_path
from dragoman.records import Block, Document, Span, document_id

ROOT = Path(__file__).resolve().parent.parent
NONE = "none"
# How firmly the weights are held down, by model; how small a weight may be left out; the thresholds.
HELD = {"commitment": 1.0, "stage": 3.0, "action": 3.0}
SMALLEST = {"commitment": 0.03, "stage": 0.05, "action": 0.05}
THRESHOLDS = {
    "en": {"add": 0.8, "drop": -3.0, "sure": 0.65},
    "vi": {"add": 1.1, "drop": -99.0, "sure": 0.65},
}


class Example(NamedTuple):
    """A sentence by its features, with the stage and action of the commitment that it holds."""

    features: list[str]
    stage: str
    action: str


def kept_aside(stem: str) -> bool:
    """Whether a document of the gold is kept aside for measuring."""
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % 4 == 0


def written(catalog: Catalog, lang: str) -> Iterator[Example]:
    """The sentences written for training."""
    pack = catalog.pack(lang)
    assert pack is not None
    senses: dict[Sense, tuple[str, ...]] = {}
    for line in (ROOT / "training" / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        stage, action, text = line.split("\t")
        block = Block("body", Span(0, len(text)))
        reading = read_with(Document(document_id(text), "report", text, lang, (block,)), pack, catalog)
        if reading.sentences:
            yield Example(features(reading, reading.sentences[-1], senses), stage, action)


def coded(catalog: Catalog, lang: str) -> Iterator[Example]:
    """The sentences of the gold's open documents, each with the first commitment that it holds."""
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
            first = held.get(sentence.index)
            stage, action = (_one(first["stage"]), _one(first["action"])) if first else (NONE, "")
            yield Example(features(reading, sentence, senses), stage, action)


def _one(value: Any) -> str:
    return str(value if isinstance(value, str) else value[0])


def _held(reading: Reading, commitments: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    held: dict[int, dict[str, Any]] = {}
    for one in commitments:
        start = reading.text.find(one["evidence"])
        end = start + len(one["evidence"])

        def shared(sentence: Sentence, start: int = start, end: int = end) -> int:
            return min(sentence.end, end) - max(sentence.start, start)

        best = max(reading.told, key=shared, default=None)
        if start >= 0 and best is not None and shared(best) > 0:
            held.setdefault(best.index, one)
    return held


def train(model: str, examples: list[Example], labels: list[str]) -> list[tuple[str, str, str, str]]:
    """The weights of one model as rows of text, sorted, small ones left out."""
    vectorizer = DictVectorizer(sort=True)
    pairs = model == "commitment"  # What is to be done shows in words; whether anything is, in how they are put.
    kept = [[name for name in one.features if pairs or " " not in name] for one in examples]
    matrix = vectorizer.fit_transform([dict.fromkeys(names, 1) for names in kept])
    machine = LogisticRegression(C=HELD[model], max_iter=2000, tol=1e-6, random_state=0).fit(matrix, labels)
    names = list(machine.classes_) if len(machine.classes_) > 2 else ["yes"]
    rows = [(model, CONSTANT, name, f"{value:.3f}") for name, value in zip(names, machine.intercept_, strict=True)]
    for index, feature in enumerate(vectorizer.get_feature_names_out()):
        for name, value in zip(names, np.atleast_2d(machine.coef_)[:, index], strict=True):
            if abs(value) >= SMALLEST[model]:
                rows.append((model, str(feature), str(name), f"{value:.2f}"))
    return sorted(rows)


def weights(catalog: Catalog, lang: str) -> bytes:
    """The weights of a language as the bytes of their file."""
    examples = [*written(catalog, lang), *coded(catalog, lang)]
    holding = [one for one in examples if one.stage != NONE]
    print(f"{lang}: {len(examples)} sentences, {len(holding)} hold a commitment", file=sys.stderr)
    rows = [("use", name, "yes", f"{value:.2f}") for name, value in sorted(THRESHOLDS[lang].items())]
    rows += train("commitment", examples, ["no" if one.stage == NONE else "yes" for one in examples])
    rows += train("stage", holding, [one.stage for one in holding])
    rows += train("action", holding, [one.action for one in holding])
    return gzip.compress("".join("\t".join(row) + "\n" for row in rows).encode("utf-8"), 9, mtime=0)


def main() -> None:
    """Train the languages named, or all that have training material and thresholds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lang", nargs="*", default=sorted(THRESHOLDS))
    catalog = load_catalog()
    for lang in parser.parse_args().lang:
        path = ROOT / "src" / "dragoman" / "data" / "packs" / lang / NAME
        path.write_bytes(weights(catalog, lang))
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
