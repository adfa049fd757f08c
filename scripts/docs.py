#!/usr/bin/env python3
"""Write the parts of the documentation that are made from the program and its data.

    python scripts/docs.py            write them
    python scripts/docs.py --check    only say which are out of date; exit 1 if any is

* ``docs/codebook.md`` from the codebook's data;
* ``docs/commands.md`` from the command line's own help;
* ``docs/coverage.md`` from the phenomena and the packs' own examples of them;
* in ``README.md`` the worked example, as ``dragoman demo`` prints it, and the figures over the gold.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import typer.main
from typer.testing import CliRunner

from dragoman.catalog import Catalog, load_catalog, load_codebook
from dragoman.catalog.codebook import Code, Codebook
from dragoman.catalog.phenomena import count_examples
from dragoman.cli import app

ROOT = Path(__file__).resolve().parent.parent
MADE = "<!-- Made by scripts/docs.py: change what it is made from, not this page. -->"
KINDS = {
    "engagement_types": (
        "Engagements: types",
        "A contact between parties. Two types of one family may tell one event.",
    ),
    "statuses": ("Engagements: status", "Coded once per document; talks and the visit they are part of are two."),
    "roles": ("Engagements: roles", "What somebody is at an engagement; who invited is no host."),
    "offices": ("Offices", "The level of a counterpart, highest first. Somebody may hold several; a rank is none."),
    "stages": ("Commitments: stages", "The ladder, lowest first. One clause, one speaker, one stage."),
    "actions": ("Commitments: actions", "What is to be done, and the areas it means where the clause names none."),
    "areas": ("Areas of cooperation", "A commitment may name several, or none."),
    "instrument_types": ("Instruments: types", "A paper that binds or guides."),
    "instrument_states": ("Instruments: states", "How far a paper has come."),
}


SIDES = ("right", "wrong")


def cell(text: str) -> str:
    """Text as it may stand in a table."""
    return text.replace("|", "\\|")


def codebook_page(book: Codebook) -> str:
    """Every code with its label, definition and example, then the rulings."""
    lines = [
        MADE,
        "",
        "# Codebook",
        "",
        f"Version {book.version}. How a report is coded, by hand or by program. Nothing is recorded that the document "
        "does not say, and each record carries the words that show it.",
        "",
        "Dates are EDTF: `2025-11-18`, `2025-09-27/2025-10-01`, `2025-11`, `2026~` (about), `../2025-07-14` (on or "
        "before), `XXXX-11-18` (the year is open). States are ISO 3166-1 alpha-2 codes, organisations their acronyms.",
        "",
        "`dragoman codebook` prints the same on the command line, with `--lang` in another language of the interface: "
        f"{', '.join(book.languages)}.",
    ]
    for kind, (title, words) in KINDS.items():
        lines += ["", f"## {title}", "", words, "", *code_table(book.kind(kind))]
    lines += ["", "## Rulings on unclear cases", "", "| | about | ruling |", "|---|---|---|"]
    lines += [f"| {one.number} | {one.part} | {cell(one.text)} |" for one in book.rulings]
    return "\n".join(lines) + "\n"


def code_table(codes: Mapping[str, Code]) -> Iterator[str]:
    """A table of codes, with the column that only this kind has."""
    some = next(iter(codes.values()))
    own = "family" if some.family else "areas" if any(code.areas for code in codes.values()) else None
    head = ["code", "label", "nhãn", *([own] if own else []), "definition", "example"]
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for code in codes.values():
        more = [code.family or "" if own == "family" else " ".join(code.areas)] if own else []
        row = [f"`{code.code}`", *code.labels.values(), *more, next(iter(code.definitions.values())), code.example]
        yield "| " + " | ".join(map(cell, row)) + " |"


def coverage_page(catalog: Catalog) -> str:
    """Phenomenon by language: how many right and wrong examples the packs have, all of which hold."""
    counts = {lang: count_examples(catalog.examples(lang)) for lang in catalog.languages}
    sums = {
        lang: {side: sum(n for (_, one), n in count.items() if one == side) for side in SIDES}
        for lang, count in counts.items()
    }
    lines = [
        MADE,
        "",
        "# Coverage",
        "",
        "What reports of this genre do, and how many examples of its own each pack has of it: *right* ones, in which "
        "it must be read as it stands, and *wrong* ones, which only look like it. They stand in "
        "`src/dragoman/data/packs/LANG/phenomena.toml`; `dragoman pack check` and the tests run every one of them, "
        "`dragoman pack coverage` prints this table.",
        "",
        "| | phenomenon | " + " | ".join(f"{lang}: right | wrong" for lang in counts) + " |",
        "|---|---|" + "--:|--:|" * len(counts),
    ]
    for code, one in catalog.phenomena().items():
        cells = (str(count[code, side]) for count in counts.values() for side in SIDES)
        lines.append(f"| {code} | {cell(next(iter(one.labels.values())))} | " + " | ".join(cells) + " |")
    totals = (f"**{by_side[side]}**" for by_side in sums.values() for side in SIDES)
    return "\n".join([*lines, "| | **together** | " + " | ".join(totals) + " |"]) + "\n"


def commands_page() -> str:
    """Every command with its options, as the program itself explains them."""
    lines = [MADE, "", "# Commands", "", "Exit codes: 0 all read, 1 some input failed, 2 wrong use, 130 interrupted."]
    for name, command in sorted(commands(typer.main.get_command(app), "dragoman")):
        rows = list(option_rows(command))
        lines += ["", f"## {name}", "", (command.help or "").strip(), "", "| | |", "|---|---|", *rows]
    return "\n".join(lines).rstrip() + "\n"


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """The commands that do something, by their full name."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for word, one in inner.items():
        yield from commands(one, f"{name} {word}")


def option_rows(command: click.Command) -> Iterator[str]:
    """A line for each argument and option."""
    for one in command.params:
        words = getattr(one, "help", None)
        if not words or one.name == "help":
            continue
        named = " ".join(one.opts) if one.param_type_name == "option" else str(one.metavar or one.name).upper()
        yield f"| `{cell(named)}` | {cell(words)} |"


def demo() -> str:
    """What `dragoman demo` prints."""
    ran = CliRunner().invoke(app, ["demo"], env={"COLUMNS": "100", "NO_COLOR": "1"})
    if ran.exit_code:
        raise SystemExit(f"dragoman demo ended with {ran.exit_code}:\n{ran.output}")
    return ran.stdout.rstrip("\n")


def demo_block() -> str:
    """The worked example: its first relationship in sight, the others folded away."""
    first, *others = re.split(r"\n\n(?=[^\n]+\n=+\n)", demo())
    rest = "\n\n".join(others)
    return (
        f"```text\n{first}\n```\n\n<details>\n<summary>The other relationships</summary>\n\n"
        f"```text\n{rest}\n```\n\n</details>"
    )


def figures_block() -> str:
    """The figures over the gold as a table."""
    sys.path.insert(0, str(ROOT / "tests" / "gold"))
    import floors

    measured = floors.measure(floors.extract_gold(path.with_suffix(".txt") for path in floors.gold_files()), [])
    names = ("engagements", "participants", "office", "date", "commitments", "strict", "areas_doc", "instruments")
    lines = ["| | " + " | ".join(name.replace("_", " ") for name in names) + " |", "|---|" + "---|" * len(names)]
    for group, column in measured:
        label = f"{group}, {column}" if group != "examples" else group
        cells = (measured[group, column].get(name) for name in names)
        lines.append(f"| {label} | " + " | ".join("–" if one is None else f"{one:.2f}" for one in cells) + " |")
    return "\n".join(lines)


def filled(text: str, name: str, block: str) -> str:
    """The text with what stands between two marks replaced."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    if not after:
        raise SystemExit(f"README.md has lost its mark {begin}")
    return f"{before}{begin}\n{block}\n{end}{after}"


def pages() -> dict[Path, str]:
    """Every page that is made, as it should stand."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    readme = filled(filled(readme, "demo", demo_block()), "figures", figures_block())
    return {
        ROOT / "README.md": readme,
        ROOT / "docs" / "codebook.md": codebook_page(load_codebook()),
        ROOT / "docs" / "commands.md": commands_page(),
        ROOT / "docs" / "coverage.md": coverage_page(load_catalog()),
    }


def main() -> int:
    """Write or check."""
    stale = 0
    for path, text in pages().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if "--check" in sys.argv:
            print(f"out of date: {path.relative_to(ROOT)}; run python scripts/docs.py")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
