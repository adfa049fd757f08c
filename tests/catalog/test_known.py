"""Known persons: found by any spelling of the name, not by another's name, and never when two parties have one."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from dragoman.catalog.gazetteer import Gazetteer, load_gazetteer
from dragoman.catalog.known import KnownPerson, KnownPersons, load_known
from dragoman.errors import CatalogError

SHIPPED = Path(__file__).resolve().parents[2] / "src/dragoman/data/gazetteer"

SMALL = """
[VN]
in_full = true
persons = '''
Phan Văn Giang
Nguyễn Văn Thanh
Nguyễn Văn Hiến
Nguyễn Văn Hiển
Nguyễn Hòa Bình
'''

[RU]
persons = '''
Vladimir Putin = Vla-đi-mia Pu-tin
Sergey Volkov
'''

[BG]
persons = '''
Sergey Volkov
Sergei Zlatev
'''

[SK]
persons = '''
Robert Kaliňák
'''

[KR]
in_full = true
persons = '''
Kim Kwan-jin
'''

[AE]
persons = '''
Mohamed bin Zayed Al Nahyan = Mohamed bin Zayed
'''

[QA]
persons = '''
Khalid bin Mohammad Al-Attiyah
'''
"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture
def small(tmp_path: Path) -> KnownPersons:
    return load(tmp_path, SMALL)


def load(folder: Path, text: str) -> KnownPersons:
    path = folder / "persons.toml"
    path.write_text(text, encoding="utf-8")
    return load_known(path, {"VN", "RU", "BG", "KR", "AE", "QA", "SK"})


def party(known: KnownPersons, name: str) -> str | None:
    person = known.find(name.split())
    return person.party if person else None


FOUND = """
Phan Văn Giang; Phan Van Giang; PHAN VĂN GIANG; Giang Phan Van; Nguyễn Hoà Bình
Kim Kwanjin; Kim Kwan Jin; Kwan-jin Kim; Vla-đi-mia Pu-tin; Sergei Zlatev; Róbert Kaliňák
Vladimir Vladimirovich Putin; Putin Vladimir
Sheikh Mohamed bin Zayed; Khalid Al-Attiyah; Khalid bin Mohammad Al Attiyah
"""
SOMEBODY_ELSE = """
Giang; Putin; Pu-tin; Phan Giang; Phan Văn Giang Nam; Văn Giang; Nguyễn Văn Thành; Nguyễn Văn
Al Nahyan; Vladimir Volkov; Kim Kwan; Mohamed Zlatev; Sergey Sergey; Robert Kaľiňák
"""


def names(text: str) -> list[str]:
    return [name.strip() for line in text.strip().split("\n") for name in line.split(";")]


@pytest.mark.parametrize("name", names(FOUND))
def test_a_person_is_found_by_any_spelling(small: KnownPersons, name: str) -> None:
    assert party(small, name)


@pytest.mark.parametrize("name", ["", *names(SOMEBODY_ELSE)])
def test_another_name_finds_nobody(small: KnownPersons, name: str) -> None:
    assert small.find(name.split()) is None


def test_the_canonical_spelling_comes_back(small: KnownPersons) -> None:
    assert small.find(["Vla-đi-mia", "Pu-tin"]) == KnownPerson("Vladimir Putin", "RU")
    assert small.find(["Nguyễn", "Văn", "Hiển"]) == KnownPerson("Nguyễn Văn Hiển", "VN")


def test_two_of_one_party_give_the_party_alone(small: KnownPersons) -> None:
    assert small.find(["Nguyen", "Van", "Hien"]) == KnownPerson("Nguyen Van Hien", "VN")


def test_two_of_two_parties_give_nobody(small: KnownPersons) -> None:
    assert small.find(["Sergey", "Volkov"]) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[XX]\npersons = 'A B'", "XX"),
        ("[VN]\npeople = 'A B'", "VN"),
        ("[VN]\npersons = ['A B']", "VN"),
        ("[VN]\npersons = 'Giang'", "Giang"),
        ("[VN]\npersons = 'Phan Giang ='", "Phan Giang"),
        ("[VN]\npersons = '''\nPhan Giang\nPhan Giang\n'''", "twice"),
        ("[VN]\npersons = 'Phan Va\u0306n'", "NFC"),
    ],
)
def test_a_file_that_breaks_its_contract_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CatalogError) as refused:
        load(tmp_path, text)
    assert "persons.toml" in str(refused.value)
    assert says in str(refused.value)


def test_persons_are_read_when_first_asked_for(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(SHIPPED, tmp_path / "gazetteer"))
    (copy / "persons.toml").unlink()
    gazetteer = load_gazetteer(copy)
    with pytest.raises(CatalogError, match=r"persons\.toml"):
        gazetteer.person(["Phan", "Văn", "Giang"])


def test_every_shipped_spelling_finds_its_person(gazetteer: Gazetteer) -> None:
    known = load_known(SHIPPED / "persons.toml", gazetteer.parties)
    everybody = known.everybody()
    assert len(everybody) > 1500
    wrong = [one.name for one in everybody if known.find(one.name.split()) != one]
    assert not wrong
    for line, one in zip(known.lines, everybody, strict=True):
        for spelling in line.split(" = ")[1:]:
            assert (found := known.find(spelling.split())) is not None, spelling
            assert found.party == one.party, spelling
    assert max(Counter(one.name for one in everybody).values()) == 1


def test_the_world_is_known(gazetteer: Gazetteer) -> None:
    for name, code in [("Phan Van Giang", "VN"), ("Robert Kaliňák", "SK"), ("Atanas Zaprianov", "BG")]:
        person = gazetteer.person(name.split())
        assert person is not None
        assert person.party == code
    assert gazetteer.person(["Ministry", "of", "Defence"]) is None
