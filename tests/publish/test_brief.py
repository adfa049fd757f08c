"""The brief and the demonstration: what they say, and what they take care not to say."""

from __future__ import annotations

import re

import pytest

from dragoman.catalog import Catalog, load_catalog
from dragoman.ledger import Ledger
from dragoman.publish.brief import brief
from dragoman.publish.demo import demo, relationships
from dragoman.publish.relationship import gather

KALINAK, GIANG = ("Robert Kaliňák", "SK", "minister_of_defence"), ("Phan Văn Giang", "VN", "minister_of_defence")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def filled(make, ledger: Ledger) -> Ledger:
    news = make.reading(
        "The ministers met. Slovakia will post an attaché. A visit is planned. A memorandum | of 2015.",
        ("The ministers met", make.talks(KALINAK, GIANG)),
        ("Slovakia will post an attaché", make.promise("agreed", ("SK",), areas=("attache",), action="post_attache")),
        ("A visit is planned", make.talks(date="2026", status="planned", type="visit")),
        ("A memorandum | of 2015", make.paper("2015", title="A memorandum | of <b>2015</b> [x](http://a)")),
        name="news",
    )
    later = make.reading(
        "They met again. Slovakia posted its attaché.",
        ("They met again", make.talks(KALINAK, date="2026-02-01")),
        ("Slovakia posted its attaché", make.promise("done", ("SK",), areas=("attache",), action="post_attache")),
        name="later",
        published="2026-02-02",
    )
    elsewhere = make.reading("Others met.", ("Others met", make.talks(parties=("CZ", "VN"))), name="elsewhere")
    for reading in (news, later, elsewhere):
        ledger.add(reading.document.name, [reading])
    return ledger


def sections(text: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(["head", *parts[1::2]], [parts[0], *parts[2::2]], strict=True))


def test_a_brief_says_what_the_ledger_holds(filled: Ledger, catalog: Catalog) -> None:
    found = sections(brief(gather(filled, ("SK", "VN"), "2026-03-01"), catalog, "en"))
    assert "As of 2026-03-01 · 2 documents (en 2) · last report 2026-02-02" in found["head"]
    engagements = found["Last engagements"]
    assert engagements.index("2026-02-01") < engagements.index("2025-11-18")
    assert "“They met again” | [1]" in engagements
    assert "A visit is planned" in found["Announced"]
    agreed, done = found["Commitments"].index("will post an attaché"), found["Commitments"].index("posted its attaché")
    assert agreed < done
    assert "Robert Kaliňák | SK" in found["Who is who"]
    assert "(2025-11-18 to 2026-02-01)" in found["Who is who"]
    assert "Others met" not in "".join(found.values())


def test_a_brief_on_a_day_knows_nothing_of_later_reports(filled: Ledger, catalog: Catalog) -> None:
    text = brief(gather(filled, ("SK", "VN"), "2025-12-31"), catalog, "en")
    assert "2026-02" not in text
    assert "posted its attaché" not in text
    assert "will post an attaché" in text


def test_every_line_cites_a_source_that_is_listed(filled: Ledger, catalog: Catalog) -> None:
    text = brief(gather(filled, ("SK", "VN"), "2026-03-01"), catalog, "en")
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    listed = {int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)}
    assert cited == listed == {1, 2}


def test_words_of_a_source_stay_words(filled: Ledger, catalog: Catalog) -> None:
    papers = sections(brief(gather(filled, ("SK", "VN"), "2026-03-01"), catalog, "en"))["Instruments"]
    assert r"A memorandum \| of &lt;b&gt;2015&lt;/b&gt; \[x\](http://a)" in papers


def test_nothing_held_is_said(filled: Ledger, catalog: Catalog) -> None:
    text = brief(gather(filled, ("FR", "JP"), "2026-03-01"), catalog, "en")
    assert "holds nothing about these parties together" in text
    assert "0 documents" in text


def test_a_brief_in_the_codebooks_other_language(filled: Ledger, catalog: Catalog) -> None:
    other = catalog.codebook.languages[1]
    text = brief(gather(filled, ("SK", "VN"), "2026-03-01"), catalog, other)
    assert catalog.codebook.label("stages", "agreed", other) in text


def test_the_same_ledger_gives_the_same_brief(filled: Ledger, catalog: Catalog) -> None:
    first = brief(gather(filled, ("SK", "VN"), "2026-03-01"), catalog, "en")
    filled.rebuild()
    assert brief(gather(filled, ("SK", "VN"), "2026-03-01"), catalog, "en") == first


def test_the_demonstration_shows_each_relationship_with_its_quotes(filled: Ledger, catalog: Catalog) -> None:
    assert relationships(filled) == (("VN", "SK"), ("VN", "CZ"))
    text = demo(filled, catalog, "en")
    assert text.startswith("Vietnam – Slovakia\n")
    assert "“They met again” [later]" in text
    assert "Done (1)\n  SK · " in text
    assert "Engagements only: Vietnam – Czechia (1)" in text
    assert max(map(len, text.splitlines())) <= 100
