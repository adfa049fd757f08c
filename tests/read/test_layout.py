"""Pages dumped as text, line by line: what each line is. Every page is our own words, its shape that of a real kind."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from dragoman.catalog.page import Pages
from dragoman.errors import ReadError
from dragoman.read import read_text

T, L, B, E, C, Y = "title", "lead", "body", "list", "caption", "byline"
D, N, S, F = "dateline", "note", "teaser", "furniture"
APART = {C, Y, D, N, S, F}

# Each page: its lines with what each is. "*" takes any kind that claims are not read from (captions included).
PAGES: dict[str, list[tuple[str, str]]] = {
    "box of headlines inside the article": [
        (T, "Norway and Vietnam agree to train peacekeepers together"),
        (D, "Tuesday, 4 June 2024, 10:15"),
        (
            B,
            "Norway will send two instructors to the peacekeeping centre outside Hanoi, the two ministries said on Monday.",
        ),
        (
            B,
            "The arrangement was settled when Deputy Minister Tran Van Long received the Norwegian ambassador, Kari Lunde.",
        ),
        ("*", "READ MORE: Frigate from Bergen calls at Da Nang"),
        (B, "Long thanked Oslo for a gift of field radios. Lunde invited him to a seminar in Bergen in the autumn."),
        ("*", "Related stories"),
        ("*", "Norwegian cadets row across Ha Long Bay"),
        ("*", "Ambassador plants a birch in Hanoi park"),
        (
            B,
            "Both said that the first course should open before the end of the year, with thirty places for women officers.",
        ),
        (B, "A second course, on mine clearance, is being looked into by experts of the two sides."),
        ("*", "By Pham Q."),
        ("*", "Share this: Facebook X WhatsApp"),
    ],
    "teasers with leads of their own and no dates": [
        ("*", "Home | News | Politics | Sport"),
        (T, "Coast guards of Malaysia and Vietnam open a hotline"),
        ("*", "12 March 2023 | 2 min read"),
        (B, "The heads of the two coast guards pressed a red button in Kuala Lumpur on Friday and spoke for a minute."),
        (
            B,
            "Calls are to be answered within ten minutes, by day and night, under the protocol that they signed in 2021.",
        ),
        ("*", "More from National"),
        ("*", "Ferry operators ask for cheaper fuel"),
        ("*", "Operators of ferries to the islands asked the ministry on Thursday for a discount on marine diesel."),
        ("*", "School in Kedah wins robotics cup"),
        ("*", "Pupils of a village school in Kedah beat forty teams at the national robotics cup in Ipoh last week."),
        ("*", "Copyright © 2023 The Straits Lamp. All rights reserved. Terms of use | Privacy policy"),
    ],
    "machine date, title on the same line, agency glued to the end": [
        (D, "date 2019-12-19"),
        (T, "Deputy minister receives Polish delegation"),
        (B, "Deputy Defence Minister Le Chi Hung hosted a reception for a Polish delegation in Hanoi on December 18."),
        ("*", "The deputy minister and his guests"),
        ("*", "(Photo: Lotus Daily)"),
        (
            B,
            "He said both sides should go on exchanging delegations, and his guest, General Jan Kos, agreed with him.-VNA",
        ),
    ],
    "weather and today's date above, cookie notice below": [
        ("*", "14 C"),
        ("*", "Agartala"),
        ("*", "Friday, December 27, 2024"),
        ("*", "Trending now"),
        ("*", "Tea prices fall for the third week…"),
        ("*", "Minister opens a bridge over the…"),
        (T, "Defence secretaries of India and Oman meet in Muscat"),
        ("*", "By Lamp Bureau"),
        (D, "Published on November 22, 2024"),
        (
            B,
            "The defence secretaries of India and Oman met in Muscat on Thursday for the yearly round of their committee.",
        ),
        (
            B,
            "They agreed to hold a naval exercise in spring and to let young officers attend each other's staff colleges.",
        ),
        ("*", "Related posts"),
        ("*", "Monsoon arrives early in Kerala"),
        ("*", "Editor"),
        (
            "*",
            "This website uses cookies to improve your experience. We assume you are fine with this. Accept Read More",
        ),
        ("*", "Privacy & Cookies Policy"),
    ],
    "Vietnamese page with tools, tags, boxes, and a footer": [
        ("*", "BÁO SÔNG HÀN ĐIỆN TỬ"),
        ("*", "Trang chủ > Chính trị > Đối ngoại"),
        ("*", "Thứ Ba, 05/03/2024, 08:20 (GMT+7)    1.204 lượt xem    Chia sẻ"),
        (T, "Việt Nam và Na Uy mở khóa huấn luyện gìn giữ hòa bình"),
        (B, "Chiều 4/3, tại Hà Nội, Thiếu tướng Trần Văn Long tiếp Đại sứ Na Uy Kari Lunde đến chào từ biệt."),
        ("*", "Quang cảnh buổi tiếp. Ảnh: Minh Hà"),
        (B, "Hai bên thống nhất mở khóa huấn luyện đầu tiên cho ba mươi nữ quân nhân ngay trong năm nay."),
        ("*", "Xem thêm: Tàu hộ vệ Na Uy thăm Đà Nẵng"),
        (B, "Bà Lunde mời Thiếu tướng Trần Văn Long dự một hội thảo ở Bergen vào mùa thu và cảm ơn chủ nhà."),
        ("*", "Tin, ảnh: MINH HÀ"),
        ("*", "Từ khóa: Na Uy, gìn giữ hòa bình"),
        ("*", "Tin liên quan"),
        ("*", "Hải quân Na Uy trao quà cho trẻ em làng chài (02/03/2024)"),
        ("*", "Đại sứ Na Uy trồng cây tại công viên (28/02/2024)"),
        ("*", "Ý kiến bạn đọc (2)"),
        ("*", "Nam Phong: Mong hai nước hợp tác nhiều hơn nữa trong lĩnh vực này, nhất là đào tạo tiếng Anh."),
        ("*", "Cơ quan chủ quản: Thành ủy. Giấy phép số 12/GP-BTTTT. Tổng Biên tập: Lê V."),
    ],
    "readout in bullets, letterhead, notes to editors": [
        ("*", "MINISTRY OF DEFENCE OF THE REPUBLIC OF FICTONIA"),
        ("*", "PRESS RELEASE"),
        ("*", "Fictoville, 3 May 2022"),
        (T, "Minister Anna Berg meets her Vietnamese counterpart"),
        (B, "The ministers met at the margins of the harbour forum and agreed:"),
        (E, "- to exchange two officers a year;"),
        (E, "- to hold a first dialogue on defence policy in Fictoville;"),
        (E, "- to look into cooperation in military medicine."),
        (B, "Minister Berg accepted an invitation to visit Hanoi next year."),
        ("*", "ENDS"),
        ("*", "Notes to editors"),
        ("*", "Fictonia and Vietnam have had diplomatic relations since 1974 and trade in coffee, among other goods."),
        ("*", "Media contact: press@mod.fictonia.example"),
    ],
    "agency wire with slugs": [
        ("*", "FNA-31 Navy chief leaves for Jakarta"),
        ("*", "ZCZC"),
        ("*", "NAVY-CHIEF-JAKARTA"),
        (T, "Navy chief leaves for Jakarta tomorrow"),
        (B, "DHAKA, Dec 7, 2019 (FNA) – The navy chief will leave here for Jakarta tomorrow on a four-day visit."),
        (B, "He is to hold talks with his counterpart on joint patrols and on the training of submarine crews."),
        ("*", "FNA/PR/MMA/2010hrs"),
    ],
    "related articles, each said twice, with date and lead": [
        (T, "Thụy Điển chuyển giao thiết bị rà phá bom mìn"),
        (D, "09:00 02/04/2020"),
        (B, "Ngày 1/4, tại Hà Nội, Đại sứ Thụy Điển trao cho Bộ Tư lệnh Công binh mười máy dò mìn đời mới."),
        (B, "Trung tướng Phạm Đình Sơn cảm ơn và đề nghị phía bạn cử chuyên gia sang hướng dẫn sử dụng."),
        ("*", "Bài viết liên quan"),
        ("*", "Công binh hai nước giao lưu bóng chuyền"),
        ("*", "Công binh hai nước giao lưu bóng chuyền"),
        ("*", "15:30 30/03/2020"),
        ("*", "Ngày 30/3, chiến sĩ công binh Việt Nam và đoàn khách Thụy Điển đấu giao hữu bóng chuyền tại Hà Nội."),
        ("*", "© Báo Công binh giữ bản quyền. Tòa soạn: 1 Láng Hạ, Hà Nội"),
    ],
    "question as headline, short subheads in the body": [
        (T, "Will the two navies sail together at last?"),
        (D, "5 September 2021"),
        (
            B,
            "The chiefs of the two navies met in Colombo on Friday and spoke for two hours about a first joint exercise.",
        ),
        (B, "What was agreed"),
        (
            B,
            "Staff officers are to draw up a plan by December, the Sri Lankan side said in a statement after the talks.",
        ),
        (B, "What was left open"),
        (B, "Where the ships will meet and who pays for the fuel will be settled when the planners sit down in Hanoi."),
        ("*", "Readers' comments (1)"),
        ("*", "Sailor, 6 September, 08:00 - High time that somebody told us what this will cost us in the end."),
    ],
    "source line, comments, counters": [
        (B, "On the morning of May 3, in Hanoi, Major General Tran Van Long received the police attaché of Norway."),
        (B, "The attaché promised to pass on a proposal for a joint course on cybercrime to the police in Oslo./."),
        ("*", "Source: https://www.lotusdaily.example/norway-police-post12345.html"),
        ("*", "Comment (0)"),
        ("*", "Share"),
    ],
    "article signed off, then another headline and its lead": [
        (B, "Deputy Minister Tran Van Long received the Norwegian ambassador in Hanoi on Monday for a farewell call."),
        (B, "He asked her to go on working for ties between the two armies, and she promised to do so. – VNS"),
        ("*", "Rice exports reach a record in the first quarter"),
        (
            "*",
            "Exports of rice reached two million tonnes in the first three months, customs figures showed on Tuesday.",
        ),
    ],
    "paragraphs wrapped at a fixed width": [
        (T, "Joint statement on the second maritime dialogue"),
        (
            B,
            "The second maritime dialogue between Chile and Vietnam took place in\nValparaíso on 9 and 10 May 2018. The two "
            "delegations were led by the\ncommanders of the navies, who reviewed what had been done since the\nfirst round.",
        ),
        (
            B,
            "They agreed that a Vietnamese training ship will call at Valparaíso\nin 2019 and that two Chilean cadets will "
            "sail on board of her to the\nMarquesas.",
        ),
    ],
    "credits after the article": [
        (T, "Bộ trưởng Quốc phòng Ru-ma-ni thăm Việt Nam"),
        (D, "Thứ hai, 3-6-2019"),
        (B, "Nhận lời mời của Bộ trưởng Quốc phòng, Đại tướng I-ôn Pô-pa thăm chính thức nước ta từ ngày 2 đến 5-6."),
        (B, "Hai bên nhất trí nối lại việc trao đổi học viên quân y và cùng nghiên cứu khả năng hợp tác công nghiệp."),
        ("*", "Tin và ảnh: HOÀNG LÂM"),
        ("*", "Đại tướng I-ôn Pô-pa duyệt đội danh dự. Ảnh: H.L"),
        ("*", "(Theo TTXVN)"),
    ],
}


@pytest.mark.parametrize("name", PAGES)
def test_every_line_is_told_apart(name: str, pages: Pages) -> None:
    page = PAGES[name]
    gap = "\n\n" if "fixed width" in name else "\n"
    first = " " if name.startswith("machine date") else gap
    text = page[0][1] + first + gap.join(words for _, words in page[1:])
    document = read_text(text, "page", None, pages)[0]
    at = 0
    for kind, words in page:
        start = document.text.index(words, at)
        at = start + len(words)
        found = {block.kind for block in document.blocks if block.span.start < at - 4 and start < block.span.end}
        wanted = APART | ({L} if kind == "*" else set()) if kind == "*" else {kind}
        if kind == B:
            wanted = {B, L}
        assert found <= wanted, f"{words!r} is {found}, not {kind}"


@pytest.mark.parametrize("name", PAGES)
def test_blocks_cover_the_text_in_order_and_without_overlap(name: str, pages: Pages) -> None:
    text = "\n\n".join(words for _, words in PAGES[name])
    for document in read_text(text, "page", None, pages):
        at = 0
        for block in document.blocks:
            assert document.text[at : block.span.start].strip() == ""
            assert block.span.start >= at
            assert block.span.of(document.text).strip()
            at = block.span.end
        assert document.text[at:].strip() == ""


def test_a_page_of_menus_has_no_article(pages: Pages) -> None:
    menu = (
        "Home | News | Sport\nMost read\nTea prices fall\nLatest news\nBridge opened\n© 2020 Lamp. All rights reserved."
    )
    with pytest.raises(ReadError) as caught:
        read_text(menu, "menu", None, pages)
    assert caught.value.reason == "no_article"


def test_a_lead_that_the_body_repeats_only_confirms(pages: Pages) -> None:
    text = (
        "The two sides will look for openings in mine clearance and in peacekeeping.\n\n"
        "The ministers of Chile and Vietnam met in Santiago on Monday, where they spoke for an hour.\n\n"
        "In his words, the two sides will look for openings in mine clearance, in peacekeeping and in medicine.\n\n"
        "The guest went on to Valparaíso in the evening."
    )
    kinds = [block.kind for block in read_text(text, "x", None, pages)[0].blocks]
    assert kinds == [L, B, B, B]


def test_a_short_echo_of_the_text_is_a_caption(pages: Pages) -> None:
    text = (
        "Đại tướng Trần Văn Long tiếp Đại sứ Na Uy Kari Lunde tại Hà Nội chiều 4/3 nhân dịp bà đến chào từ biệt.\n\n"
        "Đại tướng Trần Văn Long tiếp Đại sứ Kari Lunde.\n\n"
        "Hai bên thống nhất mở khóa huấn luyện đầu tiên ngay trong năm nay.\n\n"
        "Bà Lunde cảm ơn sự giúp đỡ của Bộ Quốc phòng trong nhiệm kỳ của mình."
    )
    kinds = [block.kind for block in read_text(text, "x", None, pages)[0].blocks]
    assert kinds == [B, C, B, B]
