"""One language's pack: its own settings, its lexicons and rules, ready to be looked up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.catalog.dates import DateVocabulary, load_dates
from dragoman.catalog.files import read_toml
from dragoman.catalog.lexicon import Matcher, Sense, layer_senses
from dragoman.catalog.phenomena import EXAMPLES_FILE
from dragoman.errors import CatalogError

__all__ = ["NAME_KINDS", "Pack", "Rule", "load_pack"]

NAME_KINDS = ("party", "demonym", "place", "organ")
_PACK_KEYS = {
    "lang",
    "name",
    "version",
    "home",
    "family_name_first",
    "abbreviations",
    "name_particles",
    "not_names",
    "body_nouns",
    "relatives",
    "office_links",
    "possessive",
    "and_words",
    "posting_links",
    "leading_links",
    "serving_links",
    "belonging_links",
    "charge_links",
    "and_joins_offices",
}
_RULE_FIXED = {"id", "yields", "forms", "accepts", "rejects"}


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule of a pack: what it yields, its own keys, its right and wrong examples."""

    id: str
    yields: str
    file: str
    keys: Mapping[str, Any]
    accepts: tuple[str, ...]
    rejects: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A language as data.

    ``home`` is the party that the language's press means by "the ministry" without a country, if any;
    ``abbreviations`` end no sentence; ``name_particles`` may stand in lower case inside a name; ``not_names`` are
    capitalised words that make no name, ``body_nouns`` those that end a body's name;
    ``relatives`` open a clause about somebody just named; ``office_links`` and ``and_words`` may stand between the
    parts of a stack,
    ``posting_links`` before the country where somebody is posted, ``leading_links`` between a country and the office
    it leads in to, ``serving_links`` between a name and the country it serves,
    ``belonging_links`` between an office and what it is of,
    ``charge_links`` before what an office is in charge of; ``and_joins_offices`` says whether "A and B" before a
    name can be two offices of one person; ``possessive`` endings are no part of a name.
    """

    lang: str
    name: str
    version: str
    home: str | None
    family_name_first: bool
    settings: Mapping[str, Any]
    abbreviations: frozenset[str]
    name_particles: frozenset[str]
    not_names: frozenset[str]
    body_nouns: frozenset[str]
    relatives: tuple[str, ...]
    office_links: frozenset[str]
    and_words: frozenset[str]
    posting_links: frozenset[str]
    leading_links: frozenset[str]
    serving_links: frozenset[str]
    belonging_links: frozenset[str]
    charge_links: tuple[str, ...]
    and_joins_offices: bool
    possessive: tuple[str, ...]
    matcher: Matcher
    rules: Mapping[str, Rule]
    dates: DateVocabulary | None
    folders: tuple[Path, ...]


def load_pack(folders: Iterable[Path]) -> Pack:
    """Load a pack from its folders, a later folder extending or overriding an earlier one's files; examples aside.

    Raises CatalogError naming file and rule for anything that breaks the contract.
    """
    folders = list(folders)
    files = _files(folders)
    settings = read_toml(files["pack.toml"])
    unknown = sorted(set(settings) - _PACK_KEYS)
    if unknown or "lang" not in settings:
        raise CatalogError(str(files["pack.toml"]), f"unknown keys {unknown}" if unknown else "no `lang`")
    digest = hashlib.sha256()
    for name, path in sorted(files.items()):
        digest.update(name.encode() + b"\0" + path.read_bytes())
    rules: dict[str, Rule] = {}
    matcher = Matcher(_rows(settings["lang"], files, rules))

    def words(key: str) -> frozenset[str]:
        return frozenset(settings.get(key, ()))

    return Pack(
        lang=settings["lang"],
        name=settings.get("name", settings["lang"]),
        version=f"{settings.get('version', '0')}+{digest.hexdigest()[:10]}",
        home=settings.get("home"),
        family_name_first=settings.get("family_name_first", False),
        settings=settings,
        abbreviations=words("abbreviations"),
        name_particles=words("name_particles"),
        not_names=words("not_names"),
        body_nouns=words("body_nouns"),
        relatives=tuple(settings.get("relatives", ())),
        office_links=words("office_links") | words("and_words"),
        and_words=words("and_words"),
        posting_links=words("posting_links"),
        leading_links=words("leading_links") | {""},
        serving_links=words("serving_links"),
        belonging_links=words("belonging_links"),
        and_joins_offices=settings.get("and_joins_offices", True),
        charge_links=tuple(settings.get("charge_links", ())),
        possessive=tuple(settings.get("possessive", ())),
        matcher=matcher,
        rules=rules,
        dates=load_dates(files["dates.toml"]) if "dates.toml" in files else None,
        folders=tuple(folders),
    )


def _files(folders: Sequence[Path]) -> dict[str, Path]:
    """The pack's files by their names within it, a later folder's before an earlier one's."""
    files: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(one for one in folder.rglob("*") if one.is_file() and one.name != EXAMPLES_FILE):
            files[path.relative_to(folder).as_posix()] = path
    if "pack.toml" not in files:
        raise CatalogError(str(folders[0]), "no pack.toml")
    return files


def _rows(lang: str, files: Mapping[str, Path], rules: dict[str, Rule]) -> Iterable[tuple[str, Sense, str]]:
    """The (form, sense, file) rows of all layers; fills ``rules`` on the way."""
    for name, path in sorted(files.items()):
        where = f"{lang}/{name}"
        if name == "names.toml":
            yield from _names(read_toml(path), where)
        elif name.startswith("lexicon/"):
            yield from layer_senses(path.stem, read_toml(path), where)
        elif name.startswith("rules/"):
            yield from _rules(path.stem, read_toml(path), where, rules)


def _names(table: Mapping[str, Any], where: str) -> Iterable[tuple[str, Sense, str]]:
    for kind, names in table.items():
        if kind not in NAME_KINDS:
            raise CatalogError(where, f"unknown table [{kind}], one of {', '.join(NAME_KINDS)}")
        for code, forms in names.items():
            sense = Sense("names", code, {"kind": kind})
            for form in forms:
                yield form, sense, where


def _rules(
    layer: str, table: Mapping[str, Any], where: str, rules: dict[str, Rule]
) -> Iterable[tuple[str, Sense, str]]:
    for row in table.get("rule", []):
        name = row.get("id")
        if not name or not row.get("yields") or not row.get("forms"):
            raise CatalogError(where, "a rule needs `id`, `yields` and `forms`", name)
        if not row.get("accepts") or not row.get("rejects"):
            raise CatalogError(where, "a rule needs right and wrong examples: `accepts` and `rejects`", name)
        if name in rules:
            raise CatalogError(where, f"the id is taken by a rule of {rules[name].file}", name)
        keys = {key: value for key, value in row.items() if key not in _RULE_FIXED}
        rules[name] = Rule(name, row["yields"], where, keys, tuple(row["accepts"]), tuple(row["rejects"]))
        sense = Sense(layer, name, keys)
        for form in row["forms"]:
            yield form, sense, where
