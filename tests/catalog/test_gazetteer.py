"""The gazetteer: who there is, that it holds together, and that it is refused where it does not."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from dragoman.catalog.gazetteer import Gazetteer, load_gazetteer
from dragoman.errors import CatalogError

SHIPPED = Path(__file__).resolve().parents[2] / "src/dragoman/data/gazetteer"
NAMED_BY_THE_CODEBOOK = {"EU", "UN", "NATO", "ASEAN", "OSCE", "ICRC", "INTERPOL"}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "gazetteer"))


def test_every_state_is_there(gazetteer: Gazetteer) -> None:
    kinds = Counter(party.kind for party in gazetteer.parties.values())
    assert kinds["member"] == 193
    assert kinds["observer"] == 2
    assert {"TW", "XK"} <= set(gazetteer.parties)
    assert set(gazetteer.parties) >= NAMED_BY_THE_CODEBOOK


def test_ids_are_codes(gazetteer: Gazetteer) -> None:
    for party in gazetteer.parties.values():
        assert party.id.isascii()
        assert party.id.isupper()
        assert 2 <= len(party.code) <= 9
        assert party.kind == "organisation" or len(party.id) == 2


def test_the_african_union_is_coded_apart_from_australia(gazetteer: Gazetteer) -> None:
    assert gazetteer.parties["AU"].name == "Australia"
    assert gazetteer.code("AUNION") == "AU"
    assert gazetteer.code("AU") == "AU"
    assert gazetteer.code("nobody") == "nobody"


def test_a_capital_lies_in_its_state(gazetteer: Gazetteer) -> None:
    for party in gazetteer.parties.values():
        if party.kind in ("member", "observer", "other"):
            assert party.capital is not None
            site = gazetteer.places[party.capital]
            assert site.country == party.id
            assert site.kind == "capital"


def test_names_of_places_are_plain_english(gazetteer: Gazetteer) -> None:
    assert all(site.name.isascii() for site in gazetteer.places.values())
    assert gazetteer.places["prague"].name == "Prague"
    assert gazetteer.places["hanoi"].name == "Hanoi"


def test_only_what_lies_in_a_state_locates(gazetteer: Gazetteer) -> None:
    assert gazetteer.places["moc_bai"].locates
    assert gazetteer.places["crimea"].locates
    assert not gazetteer.places["south_china_sea"].locates
    assert not gazetteer.places["not_a_name"].locates


def test_seats_put_the_government_first(gazetteer: Gazetteer) -> None:
    assert gazetteer.seats("brussels")[:2] == ("BE", "EU")
    assert gazetteer.seats("the_hague")[0] == "NL"
    assert gazetteer.seats("geneva") == ()
    assert gazetteer.seats("nowhere") == ()


def test_members(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.members("EU")) == 27
    assert len(gazetteer.members("NATO")) == 32
    assert len(gazetteer.members("ASEAN")) == 11
    assert gazetteer.members("VN") == frozenset()


def test_family_names_with_and_without_marks(gazetteer: Gazetteer) -> None:
    assert gazetteer.by_family_name("Nguyễn") == ("VN",)
    assert gazetteer.by_family_name("phan") == ("VN",)
    assert set(gazetteer.by_family_name("Kim")) == {"KR", "KP"}
    assert gazetteer.by_family_name("The") == ()


def test_ministries(gazetteer: Gazetteer) -> None:
    assert gazetteer.parties["VN"].ministries["security"] == "Ministry of Public Security"
    assert gazetteer.parties["FR"].ministries["defence"] == "Ministry of the Armed Forces"
    members = [party for party in gazetteer.parties.values() if party.kind == "member"]
    assert all("foreign" in party.ministries for party in members)


def test_organs_stand_for_a_party_or_for_any(gazetteer: Gazetteer) -> None:
    assert gazetteer.organs["eu_military_committee"].party == "EU"
    assert gazetteer.organs["pentagon"].party == "US"
    assert gazetteer.organs["bundeswehr"].party == "DE"
    assert gazetteer.organs["ministry_of_defence"].party is None


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("parties.toml", 'capital = "kabul"', 'capital = "cabal"', "AF"),
        ("parties.toml", 'kind = "member"', 'kind = "club"', "AF"),
        ("parties.toml", 'name = "Albania"', 'title = "Albania"', "AL"),
        ("parties.toml", "[AL]", "[AF]", "parties.toml"),
        ("parties.toml", 'members = ["AM"', 'members = ["ZZ"', "CSTO"),
        ("parties.toml", 'successor = "RU"', 'successor = "XX"', "SU"),
        ("parties.toml", "ministries = { defence", "ministries = { defense", "AF"),
        ("places.toml", 'country = "AF"', 'country = "QQ"', "kabul"),
        ("places.toml", 'kind = "capital"', 'kind = "capitol"', "kabul"),
        ("organs.toml", 'party = "EU"', 'party = "UE"', "eu_military_committee"),
        ("organs.toml", 'kind = "ministry"', 'kind = "misery"', "ministry_of_defence"),
    ],
)
def test_a_gazetteer_that_does_not_hold_together_is_refused(
    copy: Path, file: str, old: str, new: str, says: str
) -> None:
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogError) as refused:
        load_gazetteer(copy)
    assert file in str(refused.value)
    assert says in str(refused.value)
