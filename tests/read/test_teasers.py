"""Dated teasers become documents of their own; bare headlines become none."""

from __future__ import annotations

import pytest

from dragoman.catalog.page import Pages
from dragoman.read import read_text
from dragoman.records import document_id

ARTICLE = (
    "Thụy Điển trao máy dò mìn cho Công binh Việt Nam\n\n09:00 02/04/2020\n\n"
    "Ngày 1/4, tại Hà Nội, Đại sứ Thụy Điển trao cho Bộ Tư lệnh Công binh mười máy dò mìn đời mới.\n\n"
    "Trung tướng Phạm Đình Sơn cảm ơn và đề nghị phía bạn cử chuyên gia sang hướng dẫn sử dụng.\n\n"
)
LEADS = (
    "Ngày 30/3, chiến sĩ công binh hai nước đấu giao hữu bóng chuyền tại sân vận động Mỹ Đình.",
    "Sáng 28/3, đoàn học viên Thụy Điển tới thăm Trường Sĩ quan Công binh và dự giờ học thực hành.",
)
TITLES = ("Công binh hai nước giao lưu bóng chuyền", "Học viên Thụy Điển thăm Trường Sĩ quan Công binh")
DATES = ("30/03/2020", "28/03/2020")

SHAPES = {
    "title twice, date, lead": "\n\n".join(
        f"{t}\n\n{t}\n\n15:30 {d}\n\n{p}" for t, d, p in zip(TITLES, DATES, LEADS, strict=True)
    ),
    "title, date, lead": "\n".join(f"{t}\n{d}\n{p}" for t, d, p in zip(TITLES, DATES, LEADS, strict=True)),
    "date, title, lead": "\n".join(f"{d}\n{t}\n{p}" for t, d, p in zip(TITLES, DATES, LEADS, strict=True)),
    "title, lead, date": "\n".join(f"{t}\n{p}\n{d}" for t, d, p in zip(TITLES, DATES, LEADS, strict=True)),
    "dated title, lead": "\n".join(f"{t} ({d})\n{p}" for t, d, p in zip(TITLES, DATES, LEADS, strict=True)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_teasers_of_every_shape(shape: str, pages: Pages) -> None:
    text = f"{ARTICLE}Bài viết tương tự:\n\n{SHAPES[shape]}\n\n© Báo Công binh giữ bản quyền."
    page, *teasers = read_text(text, "seite", "seite.txt", pages)
    assert page.published == "2020-04-02"
    assert [(one.name, one.part, one.published) for one in teasers] == [
        ("seite#1", 1, "2020-03-30"),
        ("seite#2", 2, "2020-03-28"),
    ]
    for teaser, title, lead in zip(teasers, TITLES, LEADS, strict=True):
        assert teaser.page == page.id
        assert teaser.id == document_id(teaser.text, page.id, teaser.part)
        assert teaser.lang == "vi"
        assert title in (teaser.title or "")
        told = [block.span.of(teaser.text) for block in teaser.blocks if block.kind == "body"]
        assert told == [lead]
        assert all(line in text for line in teaser.text.split("\n"))
    body = [
        block.span.of(page.text) for block in page.blocks if block.kind in ("body", "lead", "list", "caption", "title")
    ]
    assert not any(lead in part or title in part for part in body for lead, title in zip(LEADS, TITLES, strict=True))


def test_bare_headlines_are_set_apart_and_make_no_documents(pages: Pages) -> None:
    text = f"{ARTICLE}ĐỌC NHIỀU\n1  {TITLES[0]}   30.03.2020\n2  {TITLES[1]}   28.03.2020\n"
    page, *teasers = read_text(text, "x", None, pages)
    assert teasers == []
    apart = [block.span.of(page.text) for block in page.blocks if block.kind == "teaser"]
    assert len(apart) == 2


def test_a_headline_with_its_date_ends_the_body_in_any_language(pages: Pages) -> None:
    text = (
        "Министрите на отбраната разговаряха в София за общите учения през следващата година.\n\n"
        "Двамата се разбраха срещата да се повтори в Ханой през пролетта, съобщи министерството.\n\n"
        "Още по темата\nКурсанти показаха уменията си на полигона | 17.10.2025\nИзложба за историята | 14.10.2025\n"
    )
    kinds = [block.kind for block in read_text(text, "x", None, pages)[0].blocks]
    assert kinds == ["body", "body", "furniture", "teaser", "teaser"]
