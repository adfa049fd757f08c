"""The documentation tells the truth: its commands run, and every command is told."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app

ROOT = Path(__file__).resolve().parent.parent
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def commands(text: str) -> Iterator[list[str]]:
    """The commands of a page's shell blocks, without the program's name."""
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("dragoman "):
                yield shlex.split(line, comments=True)[1:]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the examples, in which the tutorial's commands are run in order."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    before = Path.cwd()
    os.chdir(folder)
    yield folder
    os.chdir(before)


def test_every_command_of_the_tutorial_runs(desk: Path) -> None:
    runner = CliRunner()
    some_id = ""
    for words in commands(TUTORIAL):
        asked = [some_id if word == "ID" else word for word in words]
        ran = runner.invoke(app, asked)
        assert ran.exit_code == 0, f"dragoman {' '.join(words)}: {ran.output}"
        if words[0] == "commitments" and "--format" not in words:
            some_id = runner.invoke(app, ["commitments", "--format", "csv"]).stdout.splitlines()[1].split(",")[0]
    assert {path.name for path in desk.iterdir()} >= {"dragoman.db", "slovakia.md", "commitments.csv", "people.json"}


@pytest.mark.usefixtures("desk")
def test_the_tutorial_finds_what_it_says() -> None:
    runner = CliRunner()
    runner.invoke(app, ["add", "examples"])
    for words, found in (
        (["search", "kalinak"], "slovakia-defence"),
        (["search", "dai tuong"], "eu-military-committee"),
        (["commitments", "--area", "attache"], "Slovak Defence Attaché"),
        (["engagements", "--between", "VN", "SK", "--format", "json"], "Robert Kaliňák"),
    ):
        ran = runner.invoke(app, words, env={"COLUMNS": "200"})
        assert found in ran.stdout, words


def test_the_readme_names_real_commands() -> None:
    runner = CliRunner()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = {words[0] for words in commands(readme)}
    assert named
    for name in named:
        assert runner.invoke(app, [name, "--help"]).exit_code == 0, name


def test_every_command_is_told() -> None:
    told = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    listed = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).stdout
    names = re.findall(r"^  ([a-z]+)  ", listed.partition("Commands")[2], re.MULTILINE)
    assert len(names) > 10
    for name in names:
        assert f"dragoman {name}" in told, name
