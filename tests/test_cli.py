"""The command line: what it prints, where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.catalog import load_catalog
from dragoman.cli import app
from dragoman.ledger import Ledger
from dragoman.records import Failure

ROOT = Path(__file__).resolve().parent.parent
LISTS = ["documents", "engagements", "commitments", "instruments", "people"]
REPORT = (
    "Hanoi, 18 November 2025. Slovakia's Minister of Defence Robert Kaliňák held talks in Hanoi on November 18 with "
    "General Phan Van Giang, Minister of National Defence of Viet Nam. The two sides agreed to train officers."
)


def run(*words: str, given: bytes | None = None, **environment: str) -> Any:
    return CliRunner().invoke(app, list(words), input=given, env={"COLUMNS": "300", "NO_COLOR": "1", **environment})


def program(*words: str, **keys: object) -> subprocess.Popen[bytes]:
    script = "from dragoman.cli import app; app()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen([sys.executable, "-c", script, *words], env=environment, **keys)  # type: ignore[call-overload]


@pytest.fixture
def path(make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of one report, and a failed input; it is the one that commands find by the environment."""
    path = tmp_path / "press.db"
    told = [
        (
            "Kaliňák met Giang",
            make.talks(("Robert Kaliňák", "SK", "minister_of_defence"), ("Phan Văn Giang", "VN", "")),
        ),
        ("=They agreed to train", make.promise("agreed")),
        ("a memorandum", make.paper("2015")),
    ]
    with Ledger.open(path) as ledger:
        ledger.add("r", [make.reading("Kaliňák met Giang. =They agreed to train. They signed a memorandum.", *told)])
        ledger.fail(Failure(str(tmp_path / "broken.txt"), "empty", "nothing in it"))
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(path))
    monkeypatch.chdir(tmp_path)
    return path


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize("kind", [*LISTS, "failures"])
def test_every_list_comes_in_every_format(kind: str) -> None:
    rows = json.loads(run(kind, "--format", "json").stdout)
    assert rows
    lines = [json.loads(line) for line in run(kind, "--format", "jsonl").stdout.splitlines()]
    assert lines == rows
    cells = list(csv.DictReader(io.StringIO(run(kind, "--format", "csv").stdout)))
    assert len(cells) == len(rows)
    key = "source" if kind == "failures" else "id"
    assert [cell[key] for cell in cells] == [row[key] for row in rows]
    table = run(kind)
    assert table.exit_code == 0
    assert rows[0][key][:10] in table.stdout
    assert table.stderr == ""


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_a_list_goes_into_a_file(form: str, tmp_path: Path) -> None:
    ran = run("engagements", "--format", form, "--output", str(tmp_path / "out"))
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "Kaliňák met Giang" in (tmp_path / "out").read_text(encoding="utf-8")
    refused = run("engagements", "--output", str(tmp_path / "no" / "out"))
    assert refused.exit_code == 2
    assert "cannot be written" in refused.stderr


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["engagements", "--between", "VN", "SK"], 1),
        (["engagements", "--between", "vn", "slovakia"], 1),
        (["engagements", "--between", "VN", "CZ"], 0),
        (["engagements", "--person", "kalinak"], 1),
        (["engagements", "--since", "2026"], 0),
        (["engagements", "--until", "2025-11"], 1),
        (["engagements", "--type", "talks"], 1),
        (["commitments", "--stage", "agreed", "--area", "training", "--party", "SK"], 1),
        (["commitments", "--stage", "declined"], 0),
        (["people", "--party", "VN"], 1),
        (["documents", "--area", "training"], 1),
        (["instruments", "--limit", "0"], 1),
    ],
)
def test_filters(words: list[str], count: int) -> None:
    ran = run(*words, "--format", "json")
    assert ran.exit_code == 0, ran.output
    assert len(json.loads(ran.stdout)) == count


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["commitments", "--stage", "promised"], "raised proposed agreed signed under_way done declined"),
        (["commitments", "--area", "cooking"], "peacekeeping"),
        (["engagements", "--party", "Atlantis"], " VN "),
        (["engagements", "--between", "VN", "Slovakai"], "did you mean SK"),
        (["engagements", "--type", "train"], "talks"),
        (["engagements", "--area", "training"], "knows no area"),
        (["engagements", "--since", "yesterday"], "2025-11-18"),
        (["engagements", "--between", "VN", "VN"], "two different parties"),
        (["show", "zz"], "no id"),
        (["show", "0123456789"], "nothing in the ledger"),
        (["brief", "VN", "SK", "--on", "today"], "no day"),
        (["brief", "VN", "SK", "--lang", "xx"], "the codes are en"),
        (["codebook", "weapons"], "areas"),
        (["add"], "name files or folders"),
        (["add", "no-such-*.txt"], "nothing matches"),
        (["pack", "check", "xx"], "the codes are"),
        (["engagements", "--ledger", "none.db"], "there is no ledger at none.db"),
        (["engagements", "--ledger", "."], "is a folder"),
    ],
)
def test_wrong_use_is_refused_in_words(words: list[str], said: str) -> None:
    ran = run(*words)
    assert ran.exit_code == 2, ran.output
    assert said in ran.stderr
    assert ran.stdout == ""
    assert "Traceback" not in ran.output


@pytest.mark.parametrize(
    "words", [["conquer"], ["engagements", "--no-such"], ["show"], ["engagements", "--limit", "-1"]]
)
def test_unknown_words_are_wrong_use(words: list[str]) -> None:
    assert run(*words).exit_code == 2


@pytest.mark.usefixtures("path")
def test_csv_is_safe_for_spreadsheets_unless_programs_ask() -> None:
    def quote(*more: str) -> str:
        return next(csv.DictReader(io.StringIO(run("commitments", "--format", "csv", *more).stdout)))["quote"]

    assert quote() == "'=They agreed to train"
    assert quote("--raw") == "=They agreed to train"


@pytest.mark.usefixtures("path")
def test_show_gives_the_quote_in_its_context_and_the_rule() -> None:
    (row,) = json.loads(run("engagements", "--format", "json").stdout)
    shown = run("show", row["id"][:8]).stdout
    assert "«Kaliňák met Giang» . =They" in shown or "«Kaliňák met Giang». =They" in shown
    assert "found by en rule held-talks, pack version 1" in shown
    assert json.loads(run("show", row["id"], "--format", "json").stdout) == [row]
    (person, *_) = json.loads(run("people", "--format", "json").stdout)
    assert "Kaliňák met Giang" in run("show", person["id"]).stdout
    (document,) = json.loads(run("documents", "--format", "json").stdout)
    assert "document" in run("show", document["id"][:12]).stdout


@pytest.mark.usefixtures("path")
def test_search_with_and_without_marks() -> None:
    for words in (["kalinak"], ["Kaliňák"], ["kalinak", "giang"], ['"met giang"']):
        (found,) = json.loads(run("search", *words, "--format", "json").stdout)
        assert "«" in found["snippet"]
    assert json.loads(run("search", "nobody", "--format", "json").stdout) == []


@pytest.mark.usefixtures("path")
def test_a_brief_is_markdown_on_the_day_asked_for() -> None:
    text = run("brief", "VN", "SK", "--on", "2025-12-01").stdout
    assert text.startswith("# Vietnam – Slovakia")
    assert "As of 2025-12-01" in text
    assert "“Kaliňák met Giang” | [1]" in text


def test_the_ledger_may_be_named_before_or_after_the_command(path: Path, tmp_path: Path) -> None:
    elsewhere = str(path.rename(tmp_path / "moved.db"))
    assert run("engagements").exit_code == 2
    for words in (["--ledger", elsewhere, "engagements"], ["engagements", "--ledger", elsewhere]):
        assert run(*words).exit_code == 0
    assert run("engagements", DRAGOMAN_LEDGER=elsewhere).exit_code == 0


def test_a_newer_ledger_is_refused(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger._connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    for words in (["engagements"], ["add", str(path)]):
        ran = run(*words)
        assert (ran.exit_code, "newer Dragoman" in ran.stderr) == (2, True)


def test_adding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_LEDGER", raising=False)
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "a.txt").write_text(REPORT, encoding="utf-8")
    assert run("add", "press").exit_code == 0
    assert "1 unchanged" in run("add", "press/*.txt").stdout
    (tmp_path / "press" / "b.txt").write_bytes(b"")
    ran = run("add", "press", "missing.txt")
    assert ran.exit_code == 1
    assert "2 failed, 1 unchanged" in ran.stdout
    assert "b.txt: empty" in ran.stderr
    assert {row["reason"] for row in json.loads(run("failures", "--format", "json").stdout)} == {"empty", "missing"}
    (tmp_path / "press" / "b.txt").write_text(REPORT + " They parted.", encoding="utf-8")
    assert run("add", "--retry-failed").exit_code == 1
    assert [row["reason"] for row in json.loads(run("failures", "--format", "json").stdout)] == ["missing"]
    assert run("add", "-", given=(REPORT + " Good-bye.").encode()).exit_code == 0
    assert len(json.loads(run("documents", "--format", "json").stdout)) == 3


def test_many_failures_are_told_shortly(tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / f"{number:02d}.txt").write_bytes(b"")
    ran = run("add", str(tmp_path), "--ledger", str(tmp_path / "press.db"))
    assert ran.exit_code == 1
    assert ran.stderr.count("failed: ") == 20
    assert "… and 5 more" in ran.stderr
    assert ran.stdout.startswith("25 failed: 0 documents")


def test_records_in_the_golds_shape(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = run("extract", str(tmp_path / "report.txt"), str(tmp_path / "empty.txt"), "--format", "gold")
    assert ran.exit_code == 1
    assert "empty.txt" in ran.stderr
    (record,) = [json.loads(line) for line in ran.stdout.splitlines()]
    assert list(record)[:4] == ["doc", "lang", "published", "publisher"]
    assert record["doc"] == "report"
    for kind in ("engagements", "commitments", "instruments"):
        for row in record[kind]:
            assert row["evidence"] in REPORT
            assert row.get("parties", []) == sorted(row.get("parties", []))
    ran = run("extract", str(tmp_path / "report.txt"), "--format", "jsonl", "--output", str(tmp_path / "claims"))
    assert (ran.exit_code, ran.stdout) == (0, "")
    for line in (tmp_path / "claims").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        assert REPORT[claim["start"] : claim["end"]] == claim["evidence"]


def test_explain_marks_the_text(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    plain = run("explain", str(tmp_path / "report.txt"))
    assert plain.exit_code == 0
    assert "[e1 " in plain.stdout
    assert "e1: engagement type=" in plain.stdout
    assert "\x1b[" not in plain.stdout
    words = run("explain", str(tmp_path / "report.txt"), "--words").stdout
    assert "body: Slovakia's Minister of Defence Robert Kaliňák held talks" in words
    assert re.search(r"person  .*Kaliňák → Robert Kaliňák, SK", words)
    assert run("explain", "-", given=REPORT.encode()).stdout.count("[e1 ") == 1
    assert run("explain", str(tmp_path)).exit_code == 0
    (tmp_path / "two.txt").write_text(REPORT, encoding="utf-8")
    assert run("explain", str(tmp_path)).exit_code == 2


def test_the_demonstration_shows_the_relationships() -> None:
    ran = run("demo")
    assert ran.exit_code == 0
    for words in ("Vietnam – Slovakia\n", "Vietnam – Bulgaria\n", "Czechia", "European Union", "Robert Kaliňák"):
        assert words in ran.stdout
    assert run("demo").stdout == ran.stdout


def test_the_codebook_is_printed() -> None:
    stages = run("codebook", "stages").stdout
    assert all(code in stages for code in load_catalog().codebook.stages)
    assert "peacekeeping" in run("codebook").stdout


def test_version_and_help() -> None:
    assert re.fullmatch(r"dragoman \d+\.\d+\.\d+\n", run("--version").stdout)
    assert "Exit codes" in run("--help").stdout


def test_every_command_and_option_is_told() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    names = re.findall(r"^  ([a-z]+) ", run("--help").stdout.partition("Commands")[2], re.MULTILINE)
    assert len(names) >= 15
    for name in names:
        assert f"## dragoman {name}" in page
        told = page.partition(f"## dragoman {name}")[2].partition("\n## ")[0]
        for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", run(name, "--help").stdout, re.MULTILINE):
            assert option == "--help" or option in told, f"{name} {option}"


@pytest.mark.usefixtures("path")
def test_a_closed_pipe_ends_quietly() -> None:
    script = """
import sys
from dragoman.cli import app, session
session.Session.write = lambda *_: [sys.stdout.write("x" * 10_000) for _ in range(100)]
app()
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    words = [sys.executable, "-c", script, "documents", "--format", "jsonl"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


def test_ctrl_c_in_the_middle_leaves_whole_inputs_and_resumes(tmp_path: Path) -> None:
    folder, path = tmp_path / "press", tmp_path / "press.db"
    folder.mkdir()
    total = 150
    for number in range(total):
        (folder / f"{number:03d}.txt").write_text(f"{REPORT} It was meeting number {number}.", encoding="utf-8")
    running = program("add", str(folder), "--ledger", str(path), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and _held(path) < 3:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    held = _held(path)
    assert running.returncode == 130, said
    assert b"run the same command again" in said
    assert 3 <= held < total
    with Ledger.open(path) as ledger:
        assert ledger._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert ledger.counts()["document"] == held
    assert program("add", str(folder), "--ledger", str(path), stdout=subprocess.DEVNULL).wait() == 0
    assert _held(path) == total


def _held(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with Ledger.open(path, write=False) as ledger:
            return ledger.counts().get("document", 0)
    except Exception:
        return 0


def test_coverage_counts_the_examples_of_every_phenomenon() -> None:
    ran = run("pack", "coverage")
    assert ran.exit_code == 0
    assert re.search(r"^E1 +contact told by an active verb.* \d+ \+ \d+ +\d+ \+ \d+$", ran.stdout, re.MULTILINE)
    rows = json.loads(run("pack", "coverage", "--json").stdout)
    assert len(rows) == 56
    assert rows[0]["code"] == "E1"
    assert all(counts["right"] >= 2 and counts["wrong"] >= 1 for row in rows for counts in row["packs"].values())
    shipped = load_catalog()
    told = sum(sum(row["packs"]["en"].values()) for row in rows)
    assert told == len(shipped.examples("en"))


def test_a_check_of_packs_runs_the_phenomena(tmp_path: Path) -> None:
    pack = tmp_path / "vi"
    pack.mkdir()
    own = ROOT / "src/dragoman/data/packs/vi/phenomena.toml"
    text = own.read_text(encoding="utf-8").replace('type = "talks"', 'type = "port_call"', 1)
    (pack / "phenomena.toml").write_text(text, encoding="utf-8")
    ran = run("pack", "check", "vi", "--packs", str(tmp_path))
    assert ran.exit_code == 1
    assert "vi/phenomena.toml [E1 right 1]: no such engagement" in ran.stdout
