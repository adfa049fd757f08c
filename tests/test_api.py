"""The Python API does what its page says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman import api
from dragoman.settings import VERSION

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")


def test_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 5
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "api.md", "exec"), names)
    said = capsys.readouterr().out
    assert "slovakia-defence en 2025-11-18" in said
    assert "# Vietnam – Slovakia" in said
    assert names["found"]
    assert names["people"]
    assert names["failed"] == ()


def test_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```python\n(.*?)^```", readme, re.MULTILINE | re.DOTALL):
        exec(compile(block, "README.md", "exec"), {})
    assert "engagement" in capsys.readouterr().out


@pytest.mark.parametrize("name", api.__all__)
def test_every_name_can_be_had_from_the_package(name: str) -> None:
    assert getattr(dragoman, name) is getattr(api, name)


def test_other_names_cannot() -> None:
    with pytest.raises(AttributeError, match="no attribute 'sqlite3'"):
        dragoman.sqlite3  # noqa: B018


def test_importing_the_package_loads_nothing() -> None:
    script = "import sys, dragoman; print(sorted(one for one in sys.modules if one.startswith('dragoman')))"
    environment = {"PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert ran.stdout.strip() == "['dragoman', 'dragoman.settings']"


def test_the_version_is_the_packagings() -> None:
    declared = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert declared
    assert declared[1] == VERSION == dragoman.__version__


def test_a_string_is_added_under_its_name(tmp_path: Path) -> None:
    reader = api.Dragoman()
    text = "Hanoi, 18 November 2025. The ministers of defence of Slovakia and Viet Nam held talks."
    with api.Ledger.open(tmp_path / "test.db") as ledger:
        assert reader.add_text(ledger, text, "note").state == "added"
        assert reader.add_text(ledger, text, "note").state == "unchanged"
        assert reader.add_text(ledger, "", "nothing").reason == "empty"
        assert [one.name for one in ledger.documents()] == ["note"]
        assert [one.source for one in ledger.failures()] == ["nothing"]
