"""The house keeps its own rules: small rooms, plain words, language in data, nothing that names a machine."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "dragoman"
DATA = SOURCE / "data"
MODULES = sorted(SOURCE.rglob("*.py"))
PROGRAMS = MODULES + sorted((ROOT / "benchmarks").glob("*.py"))

# A module or function may be larger for a reason that stands here.
MODULE_LINES, FUNCTION_LINES, PARAMETERS = 300, 50, 6
LARGE: dict[str, str] = {}

MISFITS = {"utils", "util", "common", "helpers", "helper", "core", "services", "misc"}
# "item" and "data" are the words of the standard library's own interfaces, so only our own names are looked at.
VAGUE = re.compile(r"(^|_)(item|items|object|objects|info|manager|handler|processor|utils)(_|$)")
MACHINE = re.compile(r"(?<![\w.])/(home|root|Users|tmp|work|mnt)/[\w.]|[A-Z]:\\Users")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def docstrings(tree: ast.AST) -> set[int]:
    """The identities of the constants that are docstrings."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(id(first.value))
    return found


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Every string in a module's code, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


def project_files() -> list[Path]:
    """The files that belong to the project: those of git where there is a repository, else the known folders."""
    suffixes = {".py", ".md", ".toml", ".txt", ".json", ".html", ".yml", ".yaml", ""}
    folders = ("src", "tests", "examples", "docs", "benchmarks", "scripts", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    return [path for path in files if path.suffix in suffixes and "__pycache__" not in path.parts]


@pytest.mark.parametrize("path", PROGRAMS, ids=name_of)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree), "no docstring"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_small_or_says_why_not(path: Path) -> None:
    if name_of(path) in LARGE:
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES
    for function in functions(path):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        parameters = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
        named = [one for one in parameters if one.arg not in ("self", "cls")]
        # A command of the command line has a parameter for each option that users may give.
        is_command = bool(function.decorator_list) and "cli" in path.parts
        assert lines <= FUNCTION_LINES, f"{function.name} has {lines} lines"
        assert is_command or len(named) <= PARAMETERS, f"{function.name} has {len(named)} parameters"


def test_every_reason_is_still_needed() -> None:
    for name in LARGE:
        assert (ROOT / name).exists(), f"{name} is gone"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_functions_are_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_names_say_what_a_thing_is(path: Path) -> None:
    assert not set(path.relative_to(SOURCE).with_suffix("").parts) & MISFITS
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            assert not VAGUE.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower()), node.name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_language_or_state_is_named_in_code(path: Path) -> None:
    packs = {folder.name for folder in (DATA / "packs").iterdir() if folder.is_dir()}
    states = set()
    for file in sorted((DATA / "gazetteer").glob("*.toml")):
        for table in tomllib.loads(file.read_text(encoding="utf-8")).values():
            if isinstance(table, dict):
                states |= {key for key in table if re.fullmatch(r"[A-Z]{2}", key)}
            elif isinstance(table, list):
                states |= {row["code"] for row in table if isinstance(row, dict) and len(row.get("code", "")) == 2}
    for line, text in literals(path):
        assert text not in packs, f"line {line} names the language {text}"
        assert text not in states, f"line {line} names the state {text}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_word_of_a_marked_script_stands_in_code(path: Path) -> None:
    """Words with letters beyond ASCII are vocabulary: they belong to a pack. Classes of letters in patterns pass."""
    for line, text in literals(path):
        bare = "".join(one for one in re.sub(r"\[[^\]]*\]", " ", text) if unicodedata.category(one) != "Lm")
        words = [word for word in re.findall(r"[^\W\d_]{2,}", bare) if not word.isascii()]
        assert not words, f"line {line}: {words[:3]}"


def test_nothing_names_a_machine() -> None:
    for path in project_files():
        text = path.read_text(encoding="utf-8", errors="replace")
        if path == Path(__file__):
            continue
        assert not (found := MACHINE.search(text)), f"{name_of(path)} names {found and found.group()}"


def test_the_data_holds_no_program() -> None:
    assert not list(DATA.rglob("*.py"))
    assert {path.suffix for path in DATA.rglob("*") if path.is_file()} <= {".toml", ".md", ".gz"}


def test_every_pack_has_the_same_files() -> None:
    layouts = {
        folder.name: {str(path.relative_to(folder)) for path in folder.rglob("*.toml")}
        for folder in (DATA / "packs").iterdir()
        if folder.is_dir()
    }
    assert len({frozenset(files) for files in layouts.values()}) == 1, layouts


def test_tests_mirror_the_house() -> None:
    """A folder of tests is named as the room that it tests."""
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir()} | {"gold"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and any(path.glob("test_*.py"))}
    assert folders <= rooms


def test_the_changelog_knows_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    heads = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == "Unreleased"
    assert version in heads


def test_the_architecture_fits_on_a_screen_or_two() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 120


def test_every_room_is_described() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = {path.stem for path in SOURCE.glob("*.py")} | {path.name for path in SOURCE.iterdir() if path.is_dir()}
    assert not {room for room in rooms if not room.startswith("_") and f"{room}" not in text}


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), target


def test_the_doors_are_one() -> None:
    """The README, the justfile and continuous integration all run scripts/check."""
    for name in ("README.md", "justfile", ".ci/run"):
        assert "bash scripts/check" in (ROOT / name).read_text(encoding="utf-8"), name
