#!/usr/bin/env python3
"""Figures of extraction over the gold, held to floors that may rise but not fall.

    python tests/gold/floors.py                     print the figures beside their floors; exit 1 where one is below
    python tests/gold/floors.py --errors            list what was missed, spurious or wrong in the open documents
    python tests/gold/floors.py --raise             lift the floors to the figures; none is ever lowered
    python tests/gold/floors.py --new-corpus WHY    the gold has changed: measure anew, keep the reason in the file

A quarter of the dev documents is kept aside (``is_aside``), and so are those in ``fresh/kept``: rules are never
written by looking at them, so that their columns show what an unseen document would get. Their errors are not listed
unless ``--aside`` asks for it; whoever looks spends them for good. The floors stand in ``floors.toml``, pinned with a
digest of every gold file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.pipeline import extract_document, find_inputs, open_desk, read_input
from dragoman.publish.gold import gold_record
from dragoman.settings import Settings

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import score  # noqa: E402  (the scorer beside this file)

DEV = HERE / "dev"
FRESH = HERE / "fresh"
EXAMPLES = HERE.parent.parent / "examples"
# Whose errors may be shown: documents that were read while rules were written.
READ = frozenset({"open", "read"})
COLUMNS = ("open", "aside", "read", "kept")
FLOORS = HERE / "floors.toml"
LANGUAGES = ("en", "vi")
MEASURES = (
    "engagements",
    "reported_contact",
    "participants",
    "office",
    "date",
    "commitments",
    "strict",
    "areas_doc",
    "instruments",
    "teasers",
    "evidence",
    "silence",
)

Group = tuple[str, str]
Figures = dict[Group, dict[str, float]]


def is_aside(stem: str) -> bool:
    """Whether a document of the dev gold belongs to the quarter kept aside."""
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % 4 == 0


def gold_files() -> list[Path]:
    """Every gold record that is scored: the dev and the fresh documents of our languages, and the examples."""
    folders = (DEV, FRESH / "read", FRESH / "kept", EXAMPLES)
    files = [path for folder in folders for path in sorted(folder.glob("*.json"))]
    return [path for path in files if not path.stem.startswith("_") and record_of(path)["lang"] in LANGUAGES]


def record_of(path: Path) -> dict[str, Any]:
    """The gold record in a file."""
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def group_of(path: Path, record: Mapping[str, Any]) -> Group:
    """The row and column under which a document counts."""
    if path.parent == EXAMPLES:
        return "examples", "open"
    if path.parent.parent == FRESH:
        return record["lang"], path.parent.name
    return record["lang"], "aside" if is_aside(path.stem) else "open"


def corpus_digest() -> str:
    """A digest of all gold files and their texts: figures of different corpora are not compared."""
    digest = hashlib.sha256()
    for path in gold_files():
        for part in (path, path.with_suffix(".txt")):
            digest.update(part.name.encode() + b"\0" + part.read_bytes() + b"\0")
    return digest.hexdigest()


def extract_gold(paths: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """What Dragoman reads in these texts, by document name: the records that ``dragoman extract`` prints."""
    desk = open_desk(Settings())
    readings = [extract_document(document, desk) for one in find_inputs(paths) for document in read_input(one, desk)]
    return {reading.document.name: gold_record(reading.document, reading.claims) for reading in readings}


def counted(record: Mapping[str, Any]) -> int:
    """How many lines a record holds."""
    return sum(len(record.get(kind, [])) for kind in ("engagements", "commitments", "instruments"))


def measure(predicted: Mapping[str, dict[str, Any]], errors: list[str], with_aside: bool = False) -> Figures:
    """Score the predictions, a group at a time; ``errors`` receives the faults that may be shown."""
    tallies: dict[Group, score.Tally] = defaultdict(score.Tally)
    quiet: dict[Group, list[bool]] = defaultdict(list)
    for path in gold_files():
        gold = record_of(path)
        group = group_of(path, gold)
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        said = predicted.get(path.stem, {})
        shown = errors if with_aside or group[1] in READ else []
        score.score_document(gold, said, text, tallies[group], shown)
        score.score_teasers(gold, predicted, {path.stem}, tallies[group])
        if not counted(gold) and not gold.get("teasers"):
            quiet[group].append(not counted(said))
    return {group: dict(figures(tallies[group], quiet[group])) for group in sorted(tallies)}


def figures(tally: score.Tally, quiet: list[bool]) -> Iterator[tuple[str, float]]:
    """The measures that are held to a floor; one without any case is left out."""
    rows = score.figures(tally)
    for name in MEASURES:
        if name == "silence":
            if quiet:
                yield name, sum(quiet) / len(quiet)
        elif name in score.SHARES:
            if rows[name]["of"]:
                yield name, rows[name]["share"]
        elif rows[name]["hit"] + rows[name]["missed"]:
            yield name, rows[name]["f1"]


def read_floors() -> dict[str, Any]:
    """The floors file as it stands."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def floor_of(floors: Mapping[str, Any], group: Group, name: str) -> float:
    """The floor of one measure, 0 where none is set."""
    return float(floors.get(group[0], {}).get(group[1], {}).get(name, 0.0))


def below(measured: Figures, floors: Mapping[str, Any]) -> list[str]:
    """A line for each figure under its floor, and for each floor whose measure has gone."""
    lines = []
    for group, column in ((row, column) for row in (*LANGUAGES, "examples") for column in COLUMNS):
        got = measured.get((group, column), {})
        for name, floor in floors.get(group, {}).get(column, {}).items():
            if got.get(name, -1.0) < floor:
                lines.append(f"{group} {column} {name}: {got.get(name, 'not measured')}, floor {floor}")
    return lines


def write_floors(measured: Figures, floors: Mapping[str, Any], why: str | None) -> None:
    """Write each floor as the greater of the old one and the figure rounded down to a hundredth.

    With ``why`` the corpus is another one: the old floors are dropped, the reason is kept.
    """
    old = {} if why else floors
    lines = [
        "# Floors of the figures over the gold, written by floors.py, which never lowers one.",
        "# corpus is a digest of every gold file: with another corpus, measure anew and say why (--new-corpus).",
        f'corpus = "{corpus_digest()}"',
        f"why = {json.dumps(why or floors.get('why', ''), ensure_ascii=False)}",
    ]
    for group, got in measured.items():
        lines += ["", f"[{group[0]}.{group[1]}]"]
        for name, figure in got.items():
            lines.append(f"{name} = {max(floor_of(old, group, name), math.floor(figure * 100) / 100):.2f}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def table(measured: Figures, floors: Mapping[str, Any]) -> Iterator[str]:
    """The figures, open documents and those kept aside side by side, each with its floor in brackets."""
    for row in (*LANGUAGES, "examples"):
        columns = [column for column in COLUMNS if (row, column) in measured]
        yield f"{row:<19}" + "".join(f"{column:<16}" for column in columns).rstrip()
        for name in MEASURES:
            cells = []
            for column in columns:
                figure = measured[row, column].get(name)
                floor = floor_of(floors, (row, column), name)
                cells.append(f"{'-':<16}" if figure is None else f"{f'{figure:.3f} ({floor:.2f})':<16}")
            if any(cell.strip() != "-" for cell in cells):
                yield f"  {name:<17}" + "".join(cells).rstrip()


def main(arguments: list[str] | None = None) -> int:
    """Print, list or lift; see the head of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list the faults of the open documents")
    parser.add_argument("--aside", action="store_true", help="with --errors: of those kept aside too")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to the figures")
    parser.add_argument("--new-corpus", metavar="WHY", help="the gold has changed: measure anew")
    options = parser.parse_args(arguments)
    floors = read_floors()
    if options.lift and floors["corpus"] != corpus_digest():
        parser.error("the gold is not the one that the floors were measured on: use --new-corpus WHY")
    errors: list[str] = []
    measured = measure(extract_gold(path.with_suffix(".txt") for path in gold_files()), errors, options.aside)
    if options.errors:
        print("\n".join(errors))
    print("\n".join(table(measured, floors)))
    faults = below(measured, floors)
    if floors["corpus"] != corpus_digest() and not options.new_corpus:
        faults.append("the gold has changed since the floors were measured: use --new-corpus WHY")
    if options.lift or options.new_corpus:
        write_floors(measured, floors, options.new_corpus)
    print("\n".join(f"BELOW: {fault}" for fault in faults))
    return 1 if faults and not options.new_corpus else 0


if __name__ == "__main__":
    sys.exit(main())
