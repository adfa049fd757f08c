"""Who commits whom to what: whole sentences in, coded records out."""

from __future__ import annotations

import functools

import pytest

from dragoman.catalog import Catalog, load_catalog
from dragoman.extract import read_with
from dragoman.extract.commitments import find_commitments
from dragoman.extract.reading import Draft
from dragoman.records import Block, Commitment, Document, Span, document_id

TALKS = {
    "en": "Kenyan Defence Minister Soipan Tuya held talks with Japanese Defence Minister Gen Nakatani in Nairobi.",
    "vi": "Bộ trưởng Quốc phòng Kenya Soipan Tuya hội đàm với Bộ trưởng Quốc phòng Nhật Bản Gen Nakatani tại Nairobi.",
}


@functools.cache
def catalog() -> Catalog:
    return load_catalog()


def told(words: str, lang: str = "en", before: str | None = None) -> tuple[str, list[Draft]]:
    """The commitments of a report: talks of two ministers, then the words."""
    text = (TALKS[lang] if before is None else before) + "\n\n" + words
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block("body", Span(start, start + len(part))))
        start += len(part) + 2
    document = Document(document_id(text), "report", text, lang, tuple(blocks), published="2025-03-05")
    pack = catalog().pack(lang)
    assert pack is not None
    return text, find_commitments(read_with(document, pack, catalog()))


def bodies(words: str, lang: str = "en", before: str | None = None) -> list[Commitment]:
    found = []
    for draft in told(words, lang, before)[1]:
        assert isinstance(draft.body, Commitment)
        found.append(draft.body)
    return found


def coded(words: str, lang: str = "en") -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.stage, one.action, one.by) for one in bodies(words, lang)]


BOTH = ("JP", "KE")
CASES = [
    ("en", "Nakatani suggested that both coast guards hold a joint exercise.", "proposed", "exercise", ("JP",)),
    ("en", "Japan will deliver two patrol boats to Kenya, Nakatani said.", "agreed", "supply_equipment", ("JP",)),
    ("en", "Both sides agreed to establish an annual defence policy dialogue.", "agreed", "hold_dialogue", BOTH),
    ("en", "The two ministers discussed ways to cooperate in cyber security.", "raised", "cooperate", BOTH),
    ("en", "Tokyo called off a joint exercise with Kenya.", "declined", "exercise", ("JP",)),
    ("en", "Tuya invited his guest to visit Mombasa.", "proposed", "visit", ("KE",)),
    ("en", "He asked Japan to train Kenyan pilots, Tuya said.", "proposed", "train", None),
    ("en", "After the talks the two ministers signed a memorandum on logistics.", "signed", "sign_instrument", BOTH),
    ("en", "Two million dollars for the hospital have been earmarked by Tokyo.", "agreed", "assist", ("JP",)),
    ("en", "Kenyan officers would be trained at the staff college, Nakatani confirmed.", "agreed", "train", ("JP",)),
    ("en", "Tokyo will no longer sell helicopters to Kenya.", "declined", "supply_equipment", ("JP",)),
    (
        "en",
        "The two ministers signed an arrangement on joint production of drones.",
        "signed",
        "develop_technology",
        BOTH,
    ),
    ("en", "Since 2019 Japan has trained 260 Kenyan engineers.", "done", "train", ("JP",)),
    ("en", "Japan has delivered twelve armoured vehicles to Kenya.", "done", "supply_equipment", None),
    ("en", "Nairobi's request for two patrol boats was noted.", "proposed", "supply_equipment", ("KE",)),
    ("en", "The next session of the committee will be held in Tokyo.", "agreed", "hold_dialogue", BOTH),
    ("en", "Tuya was invited to Tokyo.", "proposed", "visit", ("JP",)),
    ("en", "Two boats were handed over yesterday to the Kenyan navy.", "done", "supply_equipment", ("JP",)),
    ("vi", "Hai bên nhất trí duy trì trao đổi đoàn các cấp.", "agreed", "exchange_delegations", BOTH),
    ("vi", "Bộ trưởng Nakatani đề nghị Kenya cử sĩ quan sang học tại Tokyo.", "proposed", "train", ("JP",)),
    ("vi", "Kenya sẵn sàng tiếp nhận học viên Nhật Bản tới học tiếng Swahili.", "proposed", "train", ("KE",)),
    ("vi", "Hai bên thảo luận khả năng hợp tác về an ninh mạng.", "raised", "cooperate", BOTH),
    ("vi", "Ông Nakatani chưa quyết định bán tàu tuần tra cho Kenya.", "raised", "supply_equipment", ("JP",)),
    ("vi", "Nhật Bản dành thêm mười chỗ cho sĩ quan Kenya theo học tại Tokyo.", "agreed", "train", ("JP",)),
    ("vi", "Hai Bộ trưởng chúc mừng việc hai nước chính thức nâng cấp quan hệ.", "done", "upgrade_relations", BOTH),
    ("vi", "Nhật Bản lùi việc bàn giao hai tàu tuần tra sang năm 2026.", "agreed", "supply_equipment", None),
    ("vi", "Cuộc diễn tập chung của hai nước đã bị hủy.", "declined", "exercise", None),
    ("vi", "Hai bên nhất trí mỗi năm tổ chức một cuộc diễn tập chung.", "agreed", "exercise", BOTH),
]


@pytest.mark.parametrize(("lang", "words", "stage", "action", "by"), CASES)
def test_one_act_is_one_commitment(lang: str, words: str, stage: str, action: str, by: tuple[str, ...] | None) -> None:
    found = coded(words, lang)
    assert (stage, action) in [one[:2] for one in found]
    assert by is None or (stage, action, by) in found


NOTHING = [
    ("en", "Tuya thanked Japan for the training of Kenyan peacekeepers."),
    ("en", "He was confident that cooperation in maritime security would flourish."),
    ("en", "Both sides agreed that relations between the armies have grown closer."),
    ("en", "The talks dealt with peacekeeping, Antarctica and cyber matters."),
    ("en", "Bilateral trade should grow to two billion dollars."),
    ("vi", "Bà Tuya cảm ơn Nhật Bản đã đào tạo sĩ quan Kenya."),
    ("vi", "Ông tin tưởng quan hệ hai nước sẽ phát triển mạnh mẽ."),
    ("vi", "Hai bên nhất trí cho rằng quan hệ quốc phòng đã có bước tiến."),
]


@pytest.mark.parametrize(("lang", "words"), NOTHING)
def test_praise_belief_topics_and_trade_commit_nobody(lang: str, words: str) -> None:
    assert coded(words, lang) == []


def test_two_things_to_do_are_two_and_a_list_of_areas_is_one() -> None:
    two = bodies("The ministers agreed to post a defence attaché in Nairobi and to hold a joint exercise every year.")
    assert [one.action for one in two] == ["post_attache", "exercise"]
    one = bodies("They agreed to deepen cooperation in cyber security, military medicine and peacekeeping.")
    assert [(body.action, body.areas) for body in one] == [
        ("cooperate", ("cybersecurity", "military_medicine", "peacekeeping"))
    ]


def test_a_list_takes_stage_and_speaker_from_its_head() -> None:
    found = bodies("The two ministers agreed:\n\n- to hold a joint exercise;\n\n- to exchange information on piracy.")
    assert [(one.stage, one.action, one.by) for one in found] == [
        ("agreed", "exercise", BOTH),
        ("agreed", "share_experience", BOTH),
    ]


def test_the_party_whose_stance_it_is_speaks_even_when_another_tells_it() -> None:
    assert coded("According to Tuya, Japan had proposed a joint exercise.") == [("proposed", "exercise", ("JP",))]


def test_an_attribution_behind_its_words_names_the_speaker() -> None:
    found = bodies("The two countries would look for openings in cyber security, Nakatani said.")
    assert [(one.stage, one.by) for one in found] == [("proposed", ("JP",))]


def test_who_is_asked_is_the_actor_and_who_offers_too() -> None:
    assert [one.actors for one in bodies("Tuya asked Japan to provide two helicopters.")] == [("JP",)]
    assert [one.actors for one in bodies("Kenya is ready to train Japanese officers.")] == [("KE",)]


def test_an_acceptance_takes_up_what_was_asked() -> None:
    found = bodies("Bộ trưởng Nakatani nhờ Kenya đào tạo thêm sĩ quan. Bà Tuya nhận lời.", "vi")
    assert [(one.stage, one.action, one.by) for one in found] == [
        ("proposed", "train", ("JP",)),
        ("agreed", "train", ("KE",)),
    ]


def test_the_same_thing_said_twice_by_the_same_side_is_one() -> None:
    words = "Both sides agreed to hold a joint exercise. Both sides agreed to hold a joint exercise in 2027."
    found = bodies(words)
    assert [(one.action, one.due) for one in found] == [("exercise", "2027")]


def test_a_condition_or_a_question_promises_nothing() -> None:
    assert coded("How many soldiers will take part in the exercise, the statement does not say.") == []


def test_a_report_of_another_world_yields_nothing() -> None:
    before = "The football league and the players' union held talks in Nairobi on Tuesday."
    assert bodies("Both clubs agreed to exchange coaches and to train young players.", before=before) == []


def test_evidence_stands_verbatim_and_points_to_one_place() -> None:
    words = "Both sides agreed to hold a joint exercise."
    text, drafts = told(words, before=TALKS["en"] + "\n\nJapan, Kenya to hold a joint exercise")
    assert drafts
    for draft in drafts:
        assert text.find(draft.evidence.of(text)) == draft.evidence.start


def test_a_wish_to_have_ones_own_people_taught_names_the_teacher_as_doer() -> None:
    """Who is named in a passive is the one for whom it is done."""
    (asked,) = bodies("Tuya asked that forty Kenyan sailors be trained in hydrography.")
    assert (asked.by, asked.actors) == (("KE",), ("JP",))


def test_a_month_is_no_modal() -> None:
    assert bodies("A friendly session with the crew of the frigate was held on 7 May.") == []


def test_what_a_paper_provides_is_told_in_the_sentences_after_it() -> None:
    told_of = bodies("Hiệp định quy định hải quân hai nước tổ chức diễn tập chung. Hai bên sẽ trao đổi học viên.", "vi")
    assert [(one.stage, one.action) for one in told_of] == [("signed", "exercise"), ("signed", "train")]


def test_an_acceptance_may_stand_in_the_sentence_of_the_wish() -> None:
    found = coded("Bộ trưởng Tuya mời Bộ trưởng Nakatani thăm Mombasa; Bộ trưởng Nakatani vui vẻ nhận lời.", "vi")
    assert found == [("proposed", "visit", ("KE",)), ("agreed", "visit", ("JP",))]


def test_what_is_denied_is_no_act() -> None:
    assert coded("Hai bên không thảo luận khả năng bán tàu ngầm.", "vi") == []


def test_two_days_tell_two_promises_apart() -> None:
    found = bodies("Hai bên nhất trí tổ chức đối thoại năm 2026. Hai bên nhất trí tổ chức đối thoại năm 2028.", "vi")
    assert [one.due for one in found] == ["2026", "2028"]


def test_a_short_answer_takes_up_what_was_asked_right_before_it() -> None:
    told_ = coded("Nakatani asked for ten places at the staff college. The Kenyan minister acceded to the request.")
    assert told_ == [("proposed", "train", ("JP",)), ("agreed", "train", ("KE",))]
    told_ = coded("Tuya asked for two trainers for the navy. The request was granted.")
    assert [(stage, by) for stage, _, by in told_] == [("proposed", ("KE",)), ("agreed", ("JP",))]


def test_an_accepted_request_named_with_its_maker_is_a_proposal_too() -> None:
    told_ = coded("Tuya accepted Nakatani's request that a Kenyan instructor teach Swahili to Japanese officers.")
    assert {(stage, by) for stage, _, by in told_} == {("proposed", ("JP",)), ("agreed", ("KE",))}


def test_what_a_paper_provides_is_signed_by_those_who_signed_it() -> None:
    words = "The two ministers signed a memorandum. Under the document Japanese engineers will be sent to Kenya."
    assert ("signed", "deploy", BOTH) in coded(words)
