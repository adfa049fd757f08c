"""The only reader of data/: codebook, gazetteer and packs, refused loudly where they break their contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.catalog.check import check_folders
from dragoman.catalog.codebook import Codebook, load_codebook
from dragoman.catalog.files import lasting
from dragoman.catalog.gazetteer import Gazetteer, load_gazetteer
from dragoman.catalog.pack import Pack, load_pack
from dragoman.catalog.phenomena import EXAMPLES_FILE, Example, Phenomenon, load_examples, load_phenomena
from dragoman.errors import CatalogError

__all__ = ["Catalog", "CatalogError", "Codebook", "Gazetteer", "Pack", "check_pack", "data_folder", "load_catalog"]


def data_folder() -> Path:
    """The folder of the shipped data."""
    return Path(__file__).resolve().parent.parent / "data"


@dataclass(slots=True)
class Catalog:
    """Codebook, gazetteer and packs; a pack is loaded when it is first asked for."""

    codebook: Codebook
    gazetteer: Gazetteer
    folders: dict[str, tuple[Path, ...]]
    _packs: dict[str, Pack] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a pack."""
        return tuple(sorted(self.folders))

    def pack(self, lang: str) -> Pack | None:
        """The pack of a language, None where there is none; raises CatalogError where the pack is not well made."""
        if lang not in self.folders:
            return None
        if lang not in self._packs:
            with lasting():
                self._packs[lang] = load_pack(self.folders[lang])
        return self._packs[lang]

    def phenomena(self) -> Mapping[str, Phenomenon]:
        """What every pack has to master, by code."""
        return load_phenomena(self.codebook.languages)

    def examples(self, lang: str) -> list[Example]:
        """A language's own examples of the phenomena, none where its pack has no such file; raises CatalogError."""
        for folder in reversed(self.folders.get(lang, ())):
            if (folder / EXAMPLES_FILE).is_file():
                return load_examples(folder / EXAMPLES_FILE, self.phenomena(), self.codebook, self.gazetteer)
        return []


def load_catalog(extra_packs: Path | None = None) -> Catalog:
    """Load codebook and gazetteer, and find the packs: the shipped ones, then the user's that extend or override."""
    folders: dict[str, tuple[Path, ...]] = {}
    for root in [data_folder() / "packs", *([extra_packs] if extra_packs else [])]:
        if not root.is_dir():
            raise CatalogError(str(root), "no such folder of packs")
        for folder in sorted(root.iterdir()):
            if folder.is_dir() and any(folder.rglob("*.toml")):
                folders[folder.name] = (*folders.get(folder.name, ()), folder)
    return Catalog(load_codebook(), load_gazetteer(), folders)


def check_pack(catalog: Catalog, lang: str) -> list[str]:
    """One line for each thing wrong with a language's pack; raises CatalogError where there is no such pack."""
    if lang not in catalog.folders:
        raise CatalogError(lang, f"no such pack; there are {', '.join(catalog.languages)}")
    contract = data_folder() / "packs" / "contract.toml"
    return check_folders(catalog.folders[lang], catalog.codebook, catalog.gazetteer, contract)
