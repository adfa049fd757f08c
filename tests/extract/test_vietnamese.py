"""Vietnamese reports: given names that are common words, other editions, worlds that are none of states."""

from __future__ import annotations

import pytest

from dragoman.catalog import Catalog, load_catalog
from dragoman.extract import extract, read_with
from dragoman.records import Block, Claim, Commitment, Document, Engagement, Span


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def _document(text: str, published: str = "2024-03-16") -> Document:
    return Document("x", "x", text, "vi", (Block("body", Span(0, len(text))),), published=published)


def _claims(catalog: Catalog, text: str) -> tuple[Claim, ...]:
    pack = catalog.pack("vi")
    assert pack is not None
    return extract(_document(text), pack, catalog)


def _told(catalog: Catalog, text: str) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    bodies = [claim.body for claim in _claims(catalog, text)]
    return [(one.type, one.status, one.date, one.parties) for one in bodies if isinstance(one, Engagement)]


TALKS = (
    "Ngày 14/3/2024, Thượng tướng Hoàng Xuân Chiến, Thứ trưởng Bộ Quốc phòng Việt Nam, hội đàm với "
    "Thứ trưởng Bộ Quốc phòng Lào Khăm-phay Xeng-xạ-vẳn tại Hà Nội. "
)


def test_a_common_word_behind_a_title_is_a_given_name(catalog: Catalog) -> None:
    pack = catalog.pack("vi")
    assert pack is not None
    reading = read_with(_document(TALKS + "Thứ trưởng Chiến mời bạn thăm lại."), pack, catalog)
    named = [one.person.name for one in reading.sentences[-1].mentions if one.person]
    assert named == ["Hoàng Xuân Chiến"]


def test_another_edition_is_of_the_kind_and_the_parties_told_last(catalog: Catalog) -> None:
    text = "Đối thoại Chính sách quốc phòng Việt Nam - Lào lần thứ 3 diễn ra ngày 14/3/2024 tại Hà Nội. "
    assert ("dialogue", "planned", "2025", ("LA", "VN")) in _told(
        catalog, text + "Phiên thứ tư dự kiến tổ chức tại Viêng Chăn vào năm 2025."
    )
    assert len(_told(catalog, text + "Phiên thứ tư chưa được bàn.")) == 1


def test_a_paper_signed_long_ago_on_a_day_is_a_past_signing_of_its_parties(catalog: Catalog) -> None:
    text = TALKS + "Bản ghi nhớ giữa Bộ Quốc phòng hai nước, ký ngày 30-1-2020 tại Viêng Chăn, là cơ sở của hợp tác."
    assert ("signing", "past", "2020-01-30", ("LA", "VN")) in _told(catalog, text)


def test_what_is_thanked_for_or_only_proposed_is_no_occasion(catalog: Catalog) -> None:
    thanked = TALKS + "Thứ trưởng Chiến cảm ơn phía Lào đã trao tặng mười xe cứu thương."
    proposed = TALKS + "Phía Lào đề nghị hai bên mở lớp tập huấn."
    assert [one[0] for one in _told(catalog, thanked)] == ["talks"]
    assert [one[0] for one in _told(catalog, proposed)] == ["talks"]


def test_an_invitation_taken_up_by_the_visit_told_is_no_promise(catalog: Catalog) -> None:
    text = (
        "Nhận lời mời của Đại tướng Phan Văn Giang, Bộ trưởng Bộ Quốc phòng Việt Nam, Bộ trưởng Quốc phòng Lào "
        "Khăm-phay Xeng-xạ-vẳn thăm chính thức Việt Nam từ ngày 14 đến 16/3/2024."
    )
    assert not [one for one in _claims(catalog, text) if isinstance(one.body, Commitment)]


def test_a_report_of_a_film_tells_nothing_of_states(catalog: Catalog) -> None:
    text = (
        "Bộ phim kể chuyện tùy viên quốc phòng Hàn Quốc Kang hội đàm với Thứ trưởng Bộ Quốc phòng Việt Nam Lương. "
        "Nam diễn viên học tiếng Việt năm tháng để vào vai. Đạo diễn cho biết đoàn phim bấm máy ở Huế, "
        "kịch bản còn sửa. Khán giả chờ phim lên sóng."
    )
    assert not _claims(catalog, text)
