"""The names of the packs: every form of everything is found in running text, and look-alikes are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.catalog import load_catalog
from dragoman.catalog.files import read_toml
from dragoman.catalog.forms import parse_form
from dragoman.catalog.gazetteer import Gazetteer, load_gazetteer
from dragoman.catalog.lexicon import Hit, Matcher
from dragoman.text.fold import fold

PACKS = Path(__file__).resolve().parents[2] / "src/dragoman/data/packs"
LANGUAGES = ("en", "vi")
AROUND = {"en": ("She said ", " came up."), "vi": ("Bà cho biết ", " được nhắc tới.")}


@pytest.fixture(scope="module")
def matchers() -> dict[str, Matcher]:
    catalog = load_catalog()
    packs = {lang: catalog.pack(lang) for lang in LANGUAGES}
    return {lang: pack.matcher for lang, pack in packs.items() if pack is not None}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def names(matcher: Matcher, text: str) -> list[Hit]:
    return matcher.find(text, fold(text)).get("names", [])


def spelled(lang: str, kind: str) -> Iterator[tuple[str, str]]:
    """Every code of a table with every form spelled out, but for those with a gap."""
    where = f"{lang}/names.toml"
    for code, forms in read_toml(PACKS / lang / "names.toml")[kind].items():
        for source in forms:
            for form in parse_form(source, where):
                if form.tail is None:
                    yield code, form.exact


@pytest.mark.parametrize("kind", ["party", "demonym", "place", "organ"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_is_found_in_running_text(matchers: dict[str, Matcher], lang: str, kind: str) -> None:
    before, after = AROUND[lang]
    lost = []
    for code, form in spelled(lang, kind):
        found = names(matchers[lang], f"{before}{form}{after}")
        span = (len(before), len(before) + len(form))
        if not any((hit.start, hit.end, hit.code, hit.sense.keys["kind"]) == (*span, code, kind) for hit in found):
            lost.append((code, form, [(hit.code, hit.start, hit.end) for hit in found]))
    assert not lost, lost[:20]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_party_has_a_name(gazetteer: Gazetteer, lang: str) -> None:
    table = read_toml(PACKS / lang / "names.toml")
    assert set(table["party"]) == set(gazetteer.parties)
    assert set(table["place"]) <= set(gazetteer.places)
    assert set(table["organ"]) <= set(gazetteer.organs)


def test_every_state_has_its_adjective_in_english(gazetteer: Gazetteer) -> None:
    demonyms = read_toml(PACKS / "en" / "names.toml")["demonym"]
    states = {party.id for party in gazetteer.parties.values() if party.kind == "member"}
    assert states - set(demonyms) <= {"VC", "CG"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_means_one_party(lang: str) -> None:
    """Two parties may share a form only where it names both: a pair, or an acronym of two organisations."""
    owners: dict[str, set[str]] = {}
    for code, form in spelled(lang, "party"):
        owners.setdefault(fold(form), set()).add(code)
    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("lang", "text", "parties"),
    [
        ("en", "Officers from Papua New Guinea, Equatorial Guinea and Guinea-Bissau met", "PG GQ GW"),
        ("en", "Niger and Nigeria, Dominica and the Dominican Republic", "NE NG DM DO"),
        ("en", "The Democratic Republic of the Congo and the Republic of the Congo", "CD CG"),
        ("en", "tension in the South China Sea, the Indian Ocean and on the Korean Peninsula", ""),
        ("en", "a polished turkey dinner on fine china", ""),
        ("en", "It let us know; the who is who of oman-like dunes", ""),
        ("en", "The Geneva Conventions, the Warsaw Pact and the Washington Post", ""),
        ("en", "Latin American and South African officers", "ZA"),
        ("en", "Slovakia's and Czechia’s ministers", "SK CZ"),
        ("en", "U.S.-Japan and Franco-German plans, Sino-Indian talks", "US JP FR DE CN IN"),
        ("en", "MINISTERS OF VIET NAM AND BULGARIA", "VN BG"),
        ("vi", "Anh hùng lực lượng vũ trang dự lễ bằng tiếng Anh", ""),
        ("vi", "Ý kiến về Pháp luật; áo mới, mỹ thuật, đức tính", ""),
        ("vi", "phía Anh, phía Ý, phía Áo, phía Pháp và phía Đức", "GB IT AT FR DE"),
        ("vi", "quan hệ Việt - Nga và Việt-Trung", "VN RU VN CN"),
        ("vi", "quan hệ Mỹ – Trung", "US CN"),
        ("vi", "Cộng hoà Séc, Cộng hòa Xlô-va-ki-a và Bun-ga-ri", "CZ SK BG"),
        ("vi", "Tổng thống Hàn Quốc và Chủ tịch Triều Tiên", "KR KP"),
        ("vi", "tình hình Biển Đông, Ấn Độ Dương - Thái Bình Dương và Bán đảo Triều Tiên", ""),
        ("vi", "Guinea Xích đạo, Guinea-Bissau và Papua Niu Ghi-nê", "GQ GW PG"),
        ("vi", "đoàn công tác của Ả-rập Xê-út và Các Tiểu vương quốc Arab thống nhất", "SA AE"),
        ("vi", "tỉnh Lào Cai và nước Lào", "LA"),
    ],
)
def test_parties_in_context(matchers: dict[str, Matcher], lang: str, text: str, parties: str) -> None:
    found = [hit.code for hit in names(matchers[lang], text) if hit.sense.keys["kind"] in ("party", "demonym")]
    assert sorted(found) == sorted(parties.split())


@pytest.mark.parametrize(
    ("lang", "text", "places"),
    [
        ("en", "in Ho Chi Minh City, Haiphong and Mộc Bài", "ho_chi_minh_city hai_phong moc_bai"),
        ("en", "from Trenčín to Košice and Praha", "trencin kosice prague"),
        ("en", "New Delhi and New York, not New Mexico", "new_delhi new_york new_england"),
        ("vi", "tại Mát-xcơ-va, Niu Oóc và Giơ-ne-vơ", "moscow new_york geneva"),
        ("vi", "ở Bình Nhưỡng, Xơ-un, Bắc Kinh và Viêng Chăn", "pyongyang seoul beijing vientiane"),
        ("vi", "cửa khẩu Mộc Bài (Tây Ninh) và Bavet (Svay Rieng)", "moc_bai tay_ninh bavet svay_rieng"),
    ],
)
def test_places_in_context(matchers: dict[str, Matcher], lang: str, text: str, places: str) -> None:
    found = [hit.code for hit in names(matchers[lang], text) if hit.sense.keys["kind"] == "place"]
    assert found == places.split()


@pytest.mark.parametrize(
    ("lang", "text", "organs"),
    [
        ("en", "The EU Military Committee and the Rwanda Defence Force", "eu_military_committee rwandan_bodies"),
        ("en", "at the Pentagon, in the Kremlin and the White House", "pentagon kremlin white_house"),
        ("en", "the Latvian navy and the Kenyan ministry of defence", "navy ministry_of_defence"),
        ("vi", "Quân đội nhân dân Việt Nam và Bộ Quốc phòng Pháp", "vietnam_army ministry_of_defence"),
        ("vi", "Lầu Năm Góc và Điện Kremlin", "pentagon kremlin"),
    ],
)
def test_organs_in_context(matchers: dict[str, Matcher], lang: str, text: str, organs: str) -> None:
    found = [hit.code for hit in names(matchers[lang], text) if hit.sense.keys["kind"] == "organ"]
    assert found == organs.split()
