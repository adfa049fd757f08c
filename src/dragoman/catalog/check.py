"""Every refusal of a pack at once, with file and rule, for those who write one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.catalog.codebook import Codebook
from dragoman.catalog.dates import load_dates
from dragoman.catalog.files import read_toml
from dragoman.catalog.forms import parse_form
from dragoman.catalog.gazetteer import Gazetteer
from dragoman.catalog.pack import NAME_KINDS, load_pack
from dragoman.catalog.phenomena import EXAMPLES_FILE, load_phenomena, read_examples
from dragoman.errors import CatalogError
from dragoman.text.normalise import normalise

__all__ = ["check_folders"]

_RULE_KEYS = frozenset({"id", "yields", "forms", "accepts", "rejects"})


def check_folders(folders: Sequence[Path], codebook: Codebook, gazetteer: Gazetteer, contract: Path) -> list[str]:
    """One line for each thing wrong with a pack, empty where all is well.

    ``contract`` is the file that says which layers, codes and keys a pack may hold. Looks at every file on its own, so
    that one fault hides no other, and at last loads the whole pack.
    """
    terms = read_toml(contract)
    lines: list[str] = []
    for folder in folders:
        for path in sorted(folder.rglob("*.toml")):
            name = path.relative_to(folder).as_posix()
            try:
                lines += _check_file(name, path, terms, (codebook, gazetteer))
            except CatalogError as error:
                lines.append(str(error))
    try:
        load_pack(folders)
    except CatalogError as error:
        if str(error) not in lines:
            lines.append(str(error))
    return lines


def _check_file(name: str, path: Path, terms: Mapping[str, Any], known: tuple[Codebook, Gazetteer]) -> Iterator[str]:
    where = f"{path.parent.name}/{path.name}"
    kind, _, layer = name.removesuffix(".toml").partition("/")
    if name == "names.toml":
        yield from _names(read_toml(path), where, known[1])
    elif name == "dates.toml":
        load_dates(path)
    elif name == EXAMPLES_FILE:
        yield from map(str, read_examples(path, load_phenomena(known[0].languages), *known)[1])
    elif name in terms["files"]:
        read_toml(path)
    elif kind in ("lexicon", "rules") and layer in terms.get(kind, {}):
        check = _lexicon if kind == "lexicon" else _rules
        yield from check(read_toml(path), where, terms[kind][layer], known[0])
    else:
        allowed = [*terms["files"], *(f"{k}/{n}.toml" for k in ("lexicon", "rules") for n in terms.get(k, {}))]
        yield f"{where}: no such file in a pack; known: {', '.join(allowed)}"


def _names(table: Mapping[str, Any], where: str, gazetteer: Gazetteer) -> Iterator[str]:
    known: dict[str, Mapping[str, Any]] = {
        "party": gazetteer.parties,
        "demonym": gazetteer.parties,
        "place": gazetteer.places,
        "organ": gazetteer.organs,
    }
    for kind, names in table.items():
        if kind not in NAME_KINDS:
            yield f"{where}: unknown table [{kind}], one of {', '.join(NAME_KINDS)}"
            continue
        for code, forms in names.items():
            if code not in known[kind]:
                yield f"{where} [{kind}.{code}]: the gazetteer has no such {kind}"
            yield from _forms(forms, where, f"{kind}.{code}")


def _lexicon(table: Mapping[str, Any], where: str, term: Mapping[str, Any], codebook: Codebook) -> Iterator[str]:
    codes = term["codes"]
    known = set(codebook.kind(codes)) if isinstance(codes, str) else set(codes)
    known |= set(term.get("also", ()))
    if strange := sorted(set(table) - {"entry"}):
        yield f"{where}: unknown tables {strange}"
    for entry in table.get("entry", []):
        name = str(entry.get("code") or "short")
        if strange := sorted(set(entry) - {"code", "forms"} - set(term["keys"])):
            yield f"{where} [{name}]: unknown keys {strange}"
        for code in [name, *entry.get("codes", []), *entry.get("with", [])]:
            if code not in known:
                yield f"{where} [{name}]: unknown code {code!r}"
        yield from _forms(entry.get("forms", []), where, name)


def _rules(table: Mapping[str, Any], where: str, term: Mapping[str, Any], _: Codebook) -> Iterator[str]:
    seen: set[str] = set()
    if strange := sorted(set(table) - {"rule"}):
        yield f"{where}: unknown tables {strange}"
    for rule in table.get("rule", []):
        name = str(rule.get("id"))
        if strange := sorted(set(rule) - _RULE_KEYS - set(term["keys"])):
            yield f"{where} [{name}]: unknown keys {strange}"
        for key in ("id", "yields", "accepts", "rejects"):
            if not rule.get(key):
                yield f"{where} [{name}]: no `{key}`"
        if rule.get("yields") and rule["yields"] != term["yields"]:
            yield f"{where} [{name}]: yields {rule['yields']!r}, this file's rules yield {term['yields']!r}"
        if name in seen:
            yield f"{where} [{name}]: the id stands twice"
        seen.add(name)
        yield from _forms(rule.get("forms", []), where, name)


def _forms(forms: object, where: str, name: str) -> Iterator[str]:
    if not isinstance(forms, list) or not forms:
        yield f"{where} [{name}]: no forms"
        return
    for form in forms:
        if not isinstance(form, str):
            yield f"{where} [{name}]: a form is text, not {form!r}"
            continue
        if normalise(form) != form:
            yield f"{where} [{name}]: not in NFC: {form!r}"
        try:
            parse_form(form, where)
        except CatalogError as error:
            yield f"{where} [{name}]: {error.message}"
