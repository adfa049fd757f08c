"""Engagements: who met whom, as what, when and where, told in the many ways of the genre."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from dragoman.catalog import Catalog, load_catalog
from dragoman.extract.engagements import find_engagements
from dragoman.extract.persons import find_mentions
from dragoman.extract.reading import Draft, Reading, open_reading
from dragoman.records import Block, Document, Engagement, Span


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


class Told(NamedTuple):
    """What a text is expected to tell: type, status, date, place, parties, people with their roles."""

    type: str
    status: str
    date: str | None
    place: tuple[str | None, str | None]
    parties: tuple[str, ...]
    people: tuple[tuple[str, str], ...]


def _read(catalog: Catalog, text: str, lang: str, published: str | None) -> tuple[Reading, list[Draft]]:
    pack = catalog.pack(lang)
    assert pack is not None
    blocks: list[Block] = []
    at = 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block("body", Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    document = Document("x", "x", text, lang, tuple(blocks), published=published)
    reading = open_reading(document, pack, catalog)
    find_mentions(reading)
    return reading, find_engagements(reading)


def _told(draft: Draft) -> Told:
    body = draft.body
    assert isinstance(body, Engagement)
    people = tuple(sorted((one.name, one.role) for one in body.participants))
    return Told(body.type, body.status, body.date, (body.place.city, body.place.country), body.parties, people)


_CASES = [
    pytest.param(
        "Croatian Defence Minister Ivan Horvat held talks in Zagreb on Tuesday with his Polish counterpart, Jan Lis.",
        Told(
            "talks",
            "reported",
            "2024-05-07",
            ("Zagreb", "HR"),
            ("HR", "PL"),
            (("Ivan Horvat", "host"), ("Jan Lis", "guest")),
        ),
        id="E1 active, both named",
    ),
    pytest.param(
        "On a visit to Rome, the Defence Minister of Malta, Anton Borg, was received on 6 May by the President of "
        "Italy, Paolo Verdi.",
        Told(
            "reception",
            "reported",
            "2024-05-06",
            ("Rome", "IT"),
            ("IT", "MT"),
            (("Anton Borg", "guest"), ("Paolo Verdi", "host")),
        ),
        id="E2 passive",
    ),
    pytest.param(
        "In his meeting on 6 May with Interior Minister Anna Kovac of Slovenia, Austrian Interior Minister Karl Maier "
        "said border controls would stay.",
        Told(
            "meeting",
            "reported",
            "2024-05-06",
            (None, None),
            ("AT", "SI"),
            (("Anna Kovac", "attendee"), ("Karl Maier", "attendee")),
        ),
        id="E3 nominal",
    ),
    pytest.param(
        "Kenya's Interior Minister, Peter Otieno, and Uganda's Interior Minister, Grace Akello, will meet in Kampala "
        "on 20 May.",
        Told(
            "meeting",
            "planned",
            "2024-05-20",
            ("Kampala", "UG"),
            ("KE", "UG"),
            (("Grace Akello", "host"), ("Peter Otieno", "guest")),
        ),
        id="E8 planned",
    ),
    pytest.param(
        "Estonian Defence Minister Kalle Tamm had a phone call with Latvian Defence Minister Janis Ozols on Friday.",
        Told(
            "call",
            "reported",
            "2024-05-10",
            (None, None),
            ("EE", "LV"),
            (("Janis Ozols", "attendee"), ("Kalle Tamm", "attendee")),
        ),
        id="E9 call",
    ),
    pytest.param(
        "The commanders of the air forces of Denmark, Finland, Norway and Sweden signed a letter of intent at Ramstein "
        "Air Base in Germany on 6 May.",
        Told("signing", "reported", "2024-05-06", ("Ramstein", "DE"), ("DK", "FI", "NO", "SE"), ()),
        id="E11 by office only, four parties",
    ),
    pytest.param(
        "The new Turkish ambassador, Mehmet Kaya, paid his first call on Kosovo's Minister of Defence, Agim Krasniqi, "
        "in Pristina on Monday.",
        Told(
            "courtesy_call",
            "reported",
            "2024-05-06",
            ("Pristina", "XK"),
            ("TR", "XK"),
            (("Agim Krasniqi", "host"), ("Mehmet Kaya", "guest")),
        ),
        id="E1 courtesy call",
    ),
    pytest.param(
        "Army General Igor Petrov, Director of the Russian National Guard, paid a visit to Viet Nam from 2 to 6 May.",
        Told("visit", "reported", "2024-05-02/2024-05-06", (None, "VN"), ("RU", "VN"), (("Igor Petrov", "guest"),)),
        id="E6 visit with its span",
    ),
]


@pytest.mark.parametrize(("text", "expected"), _CASES)
def test_english_contacts(catalog: Catalog, text: str, expected: Told) -> None:
    _, drafts = _read(catalog, text, "en", "2024-05-10")
    told = [_told(one) for one in drafts]
    found = [one for one in told if one.type == expected.type]
    assert len(found) == 1
    assert found[0] == expected


_VIETNAMESE = [
    pytest.param(
        "Ngày 5/5, tại Hà Nội, Thượng tướng Trần Văn Hải, Tổng Tham mưu trưởng, tiếp Đại sứ Nhật Bản tại Việt Nam Mori "
        "Kenji đến chào từ biệt.",
        Told(
            "reception",
            "reported",
            "2024-05-05",
            ("Hanoi", "VN"),
            ("JP", "VN"),
            (("Mori Kenji", "guest"), ("Trần Văn Hải", "host")),
        ),
        id="E1 tiếp",
    ),
    pytest.param(
        "Ngày 5/5, tại Budapest, Đại tướng Trần Văn Hải và Bộ trưởng Quốc phòng Hungary Kristof Nagy đồng chủ trì hội "
        "đàm.",
        Told(
            "talks",
            "reported",
            "2024-05-05",
            ("Budapest", "HU"),
            ("HU", "VN"),
            (("Kristof Nagy", "co_chair"), ("Trần Văn Hải", "co_chair")),
        ),
        id="E4 đồng chủ trì",
    ),
    pytest.param(
        "Quốc vụ khanh Bộ Quốc phòng Đức Hans Vogel sẽ thăm Việt Nam trong hai ngày 20 và 21/5.",
        Told("visit", "planned", "2024-05-20/2024-05-21", (None, "VN"), ("DE", "VN"), (("Hans Vogel", "guest"),)),
        id="E8 sẽ thăm",
    ),
    pytest.param(
        "Tối 5/5, Thủ tướng Trần Văn Hải điện đàm với Thủ tướng Canada John Moore về hợp tác an ninh.",
        Told(
            "call",
            "reported",
            "2024-05-05",
            (None, None),
            ("CA", "VN"),
            (("John Moore", "attendee"), ("Trần Văn Hải", "attendee")),
        ),
        id="E9 điện đàm",
    ),
]


@pytest.mark.parametrize(("text", "expected"), _VIETNAMESE)
def test_vietnamese_contacts(catalog: Catalog, text: str, expected: Told) -> None:
    _, drafts = _read(catalog, text, "vi", "2024-05-08")
    assert [one for one in map(_told, drafts) if one.type == expected.type] == [expected]


def test_a_visit_and_the_talks_within_it_are_two(catalog: Catalog) -> None:
    text = (
        "Croatian Defence Minister Ivan Horvat is on an official visit to Poland from 6 to 8 May. On Tuesday he held "
        "talks with the Polish Minister of Defence, Jan Lis, in Warsaw.\n\nAt the meeting both sides agreed to do more."
    )
    _, drafts = _read(catalog, text, "en", "2024-05-10")
    assert sorted(_told(one).type for one in drafts) == ["talks", "visit"]


def test_what_is_said_again_is_told_once(catalog: Catalog) -> None:
    text = (
        "Thailand's Defence Minister Somchai Dee held talks with Malaysia's Defence Minister Razak Ali in Bangkok on 6 "
        "May.\n\nDuring the talks Razak Ali spoke of piracy. After the meeting the two ministers toured a shipyard."
    )
    _, drafts = _read(catalog, text, "en", "2024-05-10")
    assert [_told(one).type for one in drafts].count("talks") == 1
    assert not [one for one in map(_told, drafts) if one.type == "meeting"]


@pytest.mark.parametrize(
    "text",
    [
        "Lithuania's defence minister has cancelled a visit to Georgia that was due next week.",
        "The two clubs held talks about the striker, and the coach met the press.",
        "The Minister of Defence of Peru, Jorge Diaz, said the army had met its targets.",
        "Portugal and Spain set great store by exchange visits and joint exercises, their defence ministries say.",
    ],
)
def test_look_alikes_tell_nothing(catalog: Catalog, text: str) -> None:
    _, drafts = _read(catalog, text, "en", "2024-05-10")
    assert drafts == []


def test_the_contacts_are_kept_for_what_is_read_next(catalog: Catalog) -> None:
    text = "In Oslo on 6 May Norway's Defence Minister Kari Berg received the Danish Minister of Defence, Lars Holm."
    reading, _ = _read(catalog, text, "en", "2024-05-10")
    contact = reading.contact_before(len(text))
    assert contact is not None
    assert contact.parties == ("DK", "NO")
    assert contact.host is not None
    assert contact.host.name == "Kari Berg"
    assert contact.guest is not None
    assert contact.guest.name == "Lars Holm"
    assert (contact.country, contact.date, contact.status) == ("NO", "2024-05-06", "reported")


def test_evidence_stands_in_the_text_around_the_contact_word(catalog: Catalog) -> None:
    filler = ", which the ministry had prepared for many months with great care and at no small cost" * 4
    met = "In Oslo on 6 May Norway's Defence Minister Kari Berg received the Danish Minister of Defence, Lars Holm"
    text = f"{met}{filler}."
    _, drafts = _read(catalog, text, "en", "2024-05-10")
    quote = drafts[0].evidence.of(text)
    assert "Kari Berg received" in quote
    assert "Lars Holm" in quote
    assert len(quote) <= 260
