"""When a page was published: the many ways in which pages say so, and the dates that do not."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from dragoman.catalog.page import Pages
from dragoman.read import read_text

TITLE = "Ministers of Chile and Vietnam meet"
TALE = "ministers of defence of Chile and Vietnam met in Santiago for talks and agreed on a plan for two years."
REST = "They also visited a shipyard in the south of the country and spoke to the sailors there."


def published(text: str, pages: Pages) -> str | None:
    return read_text(text, "x", None, pages)[0].published


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("May 22, 2019 | 16:40 (GMT+7)", "2019-05-22"),
        ("Thứ tư, 06/12/2017, 13:46", "2017-12-06"),
        ("Published : Sep 5, 2022 - 17:52     Updated : Sep 6, 2022 - 17:58", "2022-09-05"),
        ("Input 2025.03.06 10:21   Updated 2025.03.07 14:03   Views 1,874", "2025-03-06"),
        ("Brussels, 17/10/2019 – 16:20", "2019-10-17"),
        ("Issue of 28 March 2025", "2025-03-28"),
        ("London, ngày 30 tháng 10 năm 2025", "2025-10-30"),
        ("30-11-2024", "2024-11-30"),
        ("Tuesday, 10/04/2018", "2018-04-10"),
        ("Thursday, 10/04/2018", "2018-10-04"),
        ("5th of October 2020", "2020-10-05"),
        ("2020-10-05T10:00:00+07:00", "2020-10-05"),
        ("Mon Oct 5 2020", "2020-10-05"),
        ("Posted on: 05 OCT 2020 5:48PM", "2020-10-05"),
        ("Ngày đăng: 05-10-2020", "2020-10-05"),
        ("News bulletin No. 12, October 2020", "2020-10"),
        ("Tháng 10/2020", "2020-10"),
        ("VOV5 - 05/10/2020", "2020-10-05"),
        ("5 Oct 2020 | Press Release", "2020-10-05"),
        ("05/10/20", "2020-10-05"),
        ("2020년 10월 5일", "2020-10-05"),
        ("5-7 October 2020", None),
        ("27. - 28. 2. 2018", None),
        ("31/02/2020", None),
        ("Press release No. 12/2020", None),
    ],
)
def test_a_date_in_the_head(head: str, date: str | None, pages: Pages) -> None:
    assert published(f"{head}\n\n{TITLE}\n\nThe {TALE}\n\n{REST}\n", pages) == date
    assert published(f"{TITLE}\n{head}\n\nThe {TALE}\n\n{REST}\n", pages) == date


@pytest.mark.parametrize(
    ("opening", "date"),
    [
        ("HANOI (18 August 2018) – The", "2018-08-18"),
        ("KIGALI, Saturday, 8 Nov. 2025 – The", "2025-11-08"),
        ("March 3, 2018 (KHARTOUM) - The", "2018-03-03"),
        ("(26/2/2025) The", "2025-02-26"),
        ("WASHINGTON, Oct. 5, 2020 /PRWire/ -- The", "2020-10-05"),
        ("TOKYO, May 5 2020 (Kyodo) The", "2020-05-05"),
        ("BRATISLAVA, January 2022. The", "2022-01"),
        ("On 5 May 2020, the", None),
        ("Since 5 May 2020, the", None),
        ("In Hanoi, 5 May 2020 was the day on which the", None),
        ("Ngày 5/5/2020, tại Hà Nội, các", None),
    ],
)
def test_a_dateline_inside_the_first_sentence(opening: str, date: str | None, pages: Pages) -> None:
    assert published(f"{TITLE}\n\n{opening} {TALE}\n\n{REST}\n", pages) == date


@pytest.mark.parametrize(
    "tail",
    [
        "Related stories\nFrigate calls at Da Nang (5 May 2020)",
        "Frigate calls at Da Nang   5 May 2020\nTea prices fall again   4 May 2020",
        "© 2020 Lamp. Licence No. 12 of 5 May 2020. All rights reserved.",
    ],
)
def test_teasers_and_footers_date_nothing(tail: str, pages: Pages) -> None:
    assert published(f"{TITLE}\n\nThe {TALE}\n\n{REST}\n\n{tail}\n", pages) is None


def test_a_machine_s_date_at_the_head_of_a_dump_comes_first(pages: Pages) -> None:
    text = f" date 2018-10 The {TALE}\n\n{REST}"
    document = read_text(text, "x", None, pages)[0]
    assert document.published == "2018-10"
    assert document.blocks[0].kind == "dateline"
    assert document.blocks[1].span.of(document.text).startswith("The ministers")


def test_the_date_beside_the_weather_is_that_of_the_visit_to_the_page(pages: Pages) -> None:
    text = f"14 C\nAgartala\nFriday, December 27, 2024\n\n{TITLE}\n\nLamp Bureau, 22 Nov 2024, 05:06 pm\n\nThe {TALE}\n\n{REST}\n"
    assert published(text, pages) == "2024-11-22"


def test_a_date_that_signs_the_text_is_taken_where_there_is_no_other(pages: Pages) -> None:
    assert published(f"{TITLE}\n\nThe {TALE}\n\n{REST}\n\nSantiago, 5 May 2020\n", pages) == "2020-05-05"
