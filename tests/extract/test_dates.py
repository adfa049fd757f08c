"""Dates, quantities and ordinals: the vocabularies' own examples, resolution, a tiny vocabulary of another language."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalog import data_folder
from dragoman.catalog.date_forms import Expression
from dragoman.catalog.dates import DateVocabulary, load_dates, read_dates
from dragoman.errors import CatalogError
from dragoman.extract.date_inference import infer_year
from dragoman.extract.date_resolution import Anchor, resolve, resolve_all
from dragoman.extract.date_stay import stay
from dragoman.extract.dates import find_dates
from dragoman.extract.quantities import find_ordinals, find_quantities
from dragoman.records import Span
from dragoman.text import edtf
from dragoman.text.fold import fold

FILES = sorted((data_folder() / "packs").glob("*/dates.toml"))
MARK = re.compile(r"\[(.*?) = ?(.*?)\]")


@functools.cache
def loaded(path: Path) -> DateVocabulary:
    return load_dates(path)


def unmarked(example: str) -> tuple[str, list[tuple[Span, str]]]:
    """The example's text and its marks: the span of the words, what they mean."""
    text, marks, reached = "", [], 0
    for match in MARK.finditer(example):
        text += example[reached : match.start()]
        marks.append((Span(len(text), len(text) + len(match[1])), match[2]))
        text, reached = text + match[1], match.end()
    return text + example[reached:], marks


def read(kind: str, text: str, vocabulary: DateVocabulary) -> list[tuple[Span, str]]:
    """What is read from the text, as the examples write it."""
    if kind == "quantity":
        return [(one.span, one.value) for one in find_quantities(text, 0, len(text), vocabulary)]
    if kind == "ordinal":
        return [(one.span, str(one.value)) for one in find_ordinals(text, 0, len(text), vocabulary)]
    mentions = find_dates(text, 0, len(text), vocabulary)
    resolved = resolve_all(mentions, Anchor(published=vocabulary.today))
    return [(one.span, found.edtf or "") for one, found in zip(mentions, resolved, strict=True)]


def entries(text: str, kind: str, vocabulary: DateVocabulary) -> set[str]:
    """The ids of the entries that read something in the text."""
    grammar = {
        "date": vocabulary.dates,
        "quantity": vocabulary.quantities,
        "ordinal": vocabulary.ordinals,
        "cue": vocabulary.cues,
    }[kind]
    found = {one.expression.id for one in grammar.find(text, fold(text), 0, len(text))}
    if kind == "date":
        kept = {one.entry for one in find_dates(text, 0, len(text), vocabulary)}
        found = {name for name in found if name in kept or name not in by_id(vocabulary, "date")}
    return found


def by_id(vocabulary: DateVocabulary, kind: str) -> dict[str, Expression]:
    return {one.id: one for of, one in vocabulary.examples if of == kind}


def examples(key: str) -> list[object]:
    return [
        pytest.param(path, kind, entry, example, id=f"{path.parent.name}-{kind}-{entry.id}-{example[:40]}")
        for path in FILES
        for kind, entry in loaded(path).examples
        for example in getattr(entry, key)
    ]


@pytest.mark.parametrize(("path", "kind", "entry", "example"), examples("accepts"))
def test_right_example(path: Path, kind: str, entry: Expression, example: str) -> None:
    vocabulary = loaded(path)
    text, marks = unmarked(example)
    against = entry.keys["against"] if kind == "not" else kind
    assert entry.id in entries(text, str(against), vocabulary)
    if kind in ("date", "quantity", "ordinal"):
        found = read(kind, text, vocabulary)
        assert marks
        for span, value in marks:
            assert value in [one for place, one in found if place.overlaps(span)], found


@pytest.mark.parametrize(("path", "kind", "entry", "example"), examples("rejects"))
def test_wrong_example(path: Path, kind: str, entry: Expression, example: str) -> None:
    against = entry.keys["against"] if kind == "not" else kind
    assert entry.id not in entries(example, str(against), loaded(path))


TINY = {
    "sk": """
day_suffixes = ["."]
not_alone = ["máj{,a}"]
[slot.month]
3 = ["mar{ec,ca,ci}"]
5 = ["máj{,a,i}"]
9 = ["septemb{er,ra,ri}"]
11 = ["novemb{er,ra,ri}"]
[slot.weekday]
1 = ["pondel{ok,ka,kom}"]
2 = ["utor{ok,ka,kom}"]
[slot.number]
3 = ["tri"]
[slot.unit]
year = ["rok", "roku", "roky", "rokov"]
[left.in]
words = ["v", "vo", "od roku", "v roku"]
[left.from]
words = ["od", "medzi"]
[left.until]
words = ["do", "do konca"]
[left.late]
words = ["(na )?konci?", "koncom"]
[between]
to = ["-", "do", "až do"]
and = ["a"]
""",
    "de": """
day_suffixes = ["."]
[slot.month]
3 = ["März"]
9 = ["September"]
[slot.weekday]
2 = ["Dienstag"]
[left.in]
words = ["am", "im", "den", "dem"]
[left.from]
words = ["vom"]
[between]
to = ["bis", "-"]
and = ["und"]
""",
    "bg": """
[slot.month]
10 = ["октомври"]
[slot.weekday]
2 = ["вторник"]
[left.in]
words = ["на", "в", "във", "през"]
[left.from]
words = ["от"]
[between]
to = ["до", "-"]
and = ["и"]
""",
    "fr": """
day_suffixes = ["er"]
[slot.month]
3 = ["mars"]
11 = ["novembre"]
[slot.weekday]
2 = ["mardi"]
[left.in]
words = ["le", "en"]
[left.from]
words = ["du", "les"]
[between]
to = ["au", "-"]
and = ["et"]
""",
}
TINY_DATES = """
[[date]]
id = "day"
forms = ["({weekday}(,)? )?{day} {month}( {year})?", "{day}. {month#}. {year}", "{day}.{month#}.{year}"]
accepts = ["-"]
rejects = ["-"]
[[date]]
id = "days"
forms = ["{day}( - |-| do | bis | до | au ){day2} {month}( {year})?"]
accepts = ["-"]
rejects = ["-"]
[[date]]
id = "two-days"
forms = ["{day} (a|und|et|и) {day2} {month}"]
list = true
accepts = ["-"]
rejects = ["-"]
[[date]]
id = "month"
forms = ["{month!}( {year})?"]
accepts = ["-"]
rejects = ["-"]
[[date]]
id = "weekday"
forms = ["{weekday!}"]
accepts = ["-"]
rejects = ["-"]
[[date]]
id = "year"
forms = ["{year}"]
kind = "label"
accepts = ["-"]
rejects = ["-"]
"""


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("sk", "V pondelok 18. marca 2013 zavítal do sídla", ["2013-03-18"]),
        ("sk", "20. 3. 2013, v utorok", ["2013-03-20", "2025-11-18"]),
        ("sk", "od 18. do 20. novembra", ["2025-11-18/2025-11-20"]),
        ("sk", "27. – 28. november 2018", ["2018-11-27/2018-11-28"]),
        ("sk", "koncom septembra v roku 2024", ["2025-09~", "2024"]),
        ("de", "am Dienstag, 19. März, und vom 17. bis 21. September", ["2024-03-19", "2025-09-17/2025-09-21"]),
        ("de", "am 13. und 14. September; am Dienstag", ["2025-09-13/2025-09-14", "2025-11-18"]),
        ("bg", "На 22 октомври, във вторник", ["2025-10-22", "2025-11-18"]),
        ("fr", "le 1er mars, mardi 19 mars", ["2025-03-01", "2024-03-19"]),
        ("fr", "du 12 au 16 novembre 2018", ["2018-11-12/2018-11-16"]),
    ],
)
def test_further_languages_are_data(lang: str, text: str, wanted: list[str]) -> None:
    vocabulary = read_dates(tomllib.loads(TINY[lang] + TINY_DATES), lang)
    assert [value for _, value in read("date", text, vocabulary)] == wanted


def loaded_en() -> DateVocabulary:
    return loaded(data_folder() / "packs" / "en" / "dates.toml")


def resolved(text: str, anchor: Anchor) -> list[str | None]:
    mentions = find_dates(text, 0, len(text), loaded_en())
    return [one.edtf for one in resolve_all(mentions, anchor)]


@pytest.mark.parametrize(
    ("text", "anchor", "wanted"),
    [
        ("on Monday", Anchor("2025-11-17"), "2025-11-17"),
        ("on Monday", Anchor("2025-11-17", tense="future"), "2025-11-24"),
        ("in July", Anchor("2025-03-06"), "2025-07"),
        ("in July", Anchor("2025-03-06", tense="past"), "2024-07"),
        ("in December", Anchor("2025-03-06"), "2024-12"),
        ("on 15 January", Anchor("2025-12-20"), "2026-01-15"),
        ("on 10 February", Anchor("2025-12-04"), "2025-02-10"),
        ("on 12 December", Anchor("2025-01-05"), "2024-12-12"),
        ("on Thursday, February 5", Anchor("2025-12-30"), "2026-02-05"),
        ("from 28 December to 3 January", Anchor("2026-01-05"), "2025-12-28/2026-01-03"),
        ("from 30 December to 3 January 2026", Anchor("2026-01-05"), "2025-12-30/2026-01-03"),
        ("from September 27 to October 1", Anchor(), "XXXX-09-27/XXXX-10-01"),
        ("from September 27 to October 1", Anchor(year=2025), "2025-09-27/2025-10-01"),
        ("on 18 November", Anchor(), "XXXX-11-18"),
        ("yesterday", Anchor(), None),
        ("yesterday", Anchor("2010-12"), None),
        ("from 7 to 11 December", Anchor("2010-12"), "2010-12-07/2010-12-11"),
        ("the following day", Anchor(current="XXXX-12-31"), "XXXX-01-01"),
        ("last year", Anchor(year=2025), "2024"),
        ("until Thursday", Anchor("2025-11-19"), "../2025-11-20"),
        ("by the end of 2025", Anchor("2025-01-19"), "2025~"),
        ("from Thursday to Saturday", Anchor("2025-11-19", tense="future"), "2025-11-20/2025-11-22"),
        ("on 30 February", Anchor("2025-11-19"), None),
        ("last March", Anchor("2025-03-20"), "2024-03"),
    ],
)
def test_resolution(text: str, anchor: Anchor, wanted: str | None) -> None:
    assert resolved(text, anchor) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He is to be received by the defence minister on Tuesday.", "2025-11-25"),
        ("Talks to open on Thursday", "2025-11-20"),
        ("On Friday he will meet the president.", "2025-11-21"),
        ("It will be signed soon, he said on Tuesday.", "2025-11-18"),
        ("On Monday the minister said that they will sign it.", "2025-11-17"),
        ("THE TWO WILL SIGN IT\n\nThey met on Monday in Rome.", "2025-11-17"),
        ("The exercise will be held in March.", "2026-03"),
        ("They met in March.", "2025-03"),
    ],
)
def test_a_clause_told_in_the_future(text: str, wanted: str) -> None:
    assert resolved(text, Anchor("2025-11-19")) == [wanted]


def test_the_story_goes_on_from_the_last_day_told() -> None:
    text = "On Tuesday he met the minister; he stays until Thursday. The same day he saw the president."
    assert resolved(text, Anchor("2025-11-19")) == ["2025-11-18", "../2025-11-20", "2025-11-18"]


@pytest.mark.parametrize(
    ("text", "current", "wanted"),
    [
        ("The visit, of four days, began on Tuesday.", None, "2025-11-18/2025-11-21"),
        ("The state visit, which began on Monday, ends today.", None, "2025-11-17/2025-11-19"),
        ("He arrived on Tuesday. His visit ends today.", None, "2025-11-18/2025-11-19"),
        ("for a visit that runs until Thursday", "2025-11-18", "2025-11-18/2025-11-20"),
        ("for an official visit of two days", "2025-11-18", "2025-11-18/2025-11-19"),
        ("a three-day visit that ended on Tuesday", None, "2025-11-16/2025-11-18"),
        ("a visit from 18 to 20 November", None, "2025-11-18/2025-11-20"),
        ("a visit in November", None, None),
        ("for a visit that runs until Thursday", None, None),
    ],
)
def test_the_days_of_a_visit(text: str, current: str | None, wanted: str | None) -> None:
    mentions = find_dates(text, 0, len(text), loaded_en())
    assert stay(mentions, resolve_all(mentions, Anchor("2025-11-19")), current) == wanted


def test_tense_against_publication() -> None:
    (mention,) = find_dates("on 3 November", 0, 13, loaded_en())
    assert resolve(mention, Anchor("2025-11-19")).tense == "past"
    assert resolve(mention, Anchor("2025-10-19")).tense == "future"
    assert resolve(mention, Anchor()).tense is None


@pytest.mark.parametrize(
    "text",
    [
        "Resolution No. 57-NQ/TW", "post1077768", "1,271 views", "article 3", "Tel 02-000-0000", "F-16 and K9 and J-15",
        "in the 2+2 format", "worth $130 million", "Level 2 Field Hospital No. 1", "HMAS 3 and unit 12", "14:46",
    ],
)  # fmt: skip
def test_numbers_that_are_no_dates(text: str) -> None:
    assert find_dates(text, 0, len(text), loaded_en()) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the 75th anniversary (1950–2025)", "period"),
        ("for the 2025–29 period", "period"),
        ("Vision 2030", "label"),
        ("VINBAX 2025", "label"),
        ("45 years", "duration"),
        ("in 2025", "absolute"),
        ("on 3 May", "partial"),
        ("on Tuesday", "relative"),
        ("22–24 October", "span"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [one.kind for one in find_dates(text, 0, len(text), loaded_en())] == [kind]


@pytest.mark.parametrize(
    ("lang", "text", "year"),
    [
        ("en", "They met on 6 May to mark 70 years since the battle of 1954.", 2024),
        ("en", "Talks on 6 May in the year of the 75th anniversary of relations (1950–2025).", 2025),
        ("en", "They met on Thursday, February 5. In December 2024 they had signed the protocol.", 2026),
        ("en", "He came on 19 March and congratulated his host on the success of the Defence Expo 2024.", 2025),
        ("en", "He came on 19 September and congratulated his host on the success of the Defence Expo 2024.", None),
        ("en", "They met on 6 May. The plan for 2026 was signed.", None),
        ("en", "They met on 6 May. 70 years of ties lie behind them.", None),
        ("en", "Next year will mark 50 years since the treaty of 1976, they said on 7 December.", 2025),
        ("en", "On 18 November he came. See the report of 18 November 2025.", 2025),
        ("en", "On Thursday, February 5, they marked 70 years since the battle of 1954.", None),
        ("vi", "Sáng 6/5, hai bên dự lễ kỷ niệm 70 năm Chiến thắng (1954).", 2024),
        ("vi", "Sáng 6/5, hai bên hội đàm về Tầm nhìn 2030.", None),
    ],
)
def test_the_year_of_an_undated_text(lang: str, text: str, year: int | None) -> None:
    guess = infer_year(text, 0, len(text), loaded(data_folder() / "packs" / lang / "dates.toml"))
    assert (guess.year if guess else None) == year


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "x" * 30 + " on 3 May 2025 and on 4 May 2025 they met"
    mentions = find_dates(text, 30, 44, loaded_en())
    assert [one.span.of(text) for one in mentions] == ["3 May 2025"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"date": [{"id": "a", "forms": ["{moon}"], "accepts": ["-"], "rejects": ["-"]}]}, "no slot"),
        ({"date": [{"id": "a", "forms": ["{day"], "accepts": ["-"], "rejects": ["-"]}]}, "unbalanced"),
        ({"date": [{"id": "a", "forms": ["(x|{day}"], "accepts": ["-"], "rejects": ["-"]}]}, "unbalanced"),
        ({"date": [{"id": "a", "forms": ["{day}"], "accepts": ["-"]}]}, "examples"),
        ({"date": [{"id": "a", "forms": ["{day}"], "accepts": ["-"], "rejects": ["-"], "colour": 1}]}, "colour"),
        ({"date": [{"id": "a", "forms": ["{day}"], "accepts": ["-"], "rejects": ["-"], "unit": "eon"}]}, "eon"),
        ({"slot": {"month": {"first": ["x"]}}}, "first"),
        ({"slot": {"planet": {"1": ["x"]}}}, "planet"),
        ({"left": {"beyond": {"words": ["x"]}}}, "beyond"),
        ({"between": {"to": ["e\u0301"]}}, "NFC"),
        ({"months": {}}, "months"),
    ],
)
def test_a_broken_vocabulary_is_refused_by_name(table: dict[str, object], message: str) -> None:
    with pytest.raises(CatalogError, match=message):
        read_dates(table, "xx/dates.toml")


PIECES = st.sampled_from(
    [
        "18", "2025", "November", "/", "-", "–", " ", "\n", "to", "on", "the", "Tuesday", "last", "May", "three",
        "a year", 
        "8th", ",", ".", "(", ")", "\u00a0", "ngày", "🙂",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join) | st.lists(PIECES, max_size=25).map(" ".join))
def test_whatever_the_text_mentions_stay_in_order_inside_it(text: str) -> None:
    for path in FILES:
        vocabulary = loaded(path)
        reached = 0
        mentions = find_dates(text, 0, len(text), vocabulary)
        for mention in mentions:
            assert reached <= mention.span.start < mention.span.end <= len(text)
            reached = mention.span.end
        for anchor in (Anchor(), Anchor("2024-02-29"), Anchor("2010-12")):
            for one in resolve_all(mentions, anchor):
                assert one.edtf is None or edtf.is_edtf(one.edtf)
        assert all(one.span.end <= len(text) for one in find_quantities(text, 0, len(text), vocabulary))
        assert all(one.value > 0 for one in find_ordinals(text, 0, len(text), vocabulary))
