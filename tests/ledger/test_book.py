"""Adding, adding again, re-reading: what stands in the ledger afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.ledger import Filter, Ledger, Line, Reading
from dragoman.records import Failure

TEXT = "Kaliňák met Giang in Hanoi. They agreed to train officers. They signed a memorandum."
KALINAK, GIANG = ("Robert Kaliňák", "SK", "minister_of_defence"), ("Phan Văn Giang", "VN", "minister_of_defence")


def everything(book: Ledger) -> dict[str, list[Any]]:
    """All that the ledger says, in an order that does not depend on how it came to be."""
    asked = Filter(limit=0)
    found: dict[str, list[Any]] = {
        "documents": sorted(book.documents(asked), key=lambda one: one.id),
        "people": sorted(book.people(asked), key=lambda one: one.id),
    }
    for kind in ("engagements", "commitments", "instruments"):
        found[kind] = sorted(getattr(book, kind)(asked), key=lambda one: one.entry.id)
    return found


def rows(book: Ledger) -> dict[str, int]:
    tables = ("inputs", "documents", "extractions", "claims", "found", "entries", "facet_entries", "sightings")
    return {name: book._connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


def full(make, text: str = TEXT, **keys: str | None) -> Reading:
    return make.reading(
        text,
        ("Kaliňák met Giang in Hanoi", make.talks(KALINAK, GIANG)),
        ("They agreed to train officers", make.promise()),
        ("They signed a memorandum", make.paper("2025-11-18")),
        **keys,
    )


def test_what_was_added_is_told_with_its_words(make, ledger: Ledger) -> None:
    assert ledger.add("report.txt", [full(make)], "digest") == "added"
    (talks,) = ledger.engagements()
    assert talks.sources[0].quote == "Kaliňák met Giang in Hanoi"
    assert talks.sources[0].rule == "held-talks"
    document = ledger.document(talks.entry.documents[0])
    assert document.text[talks.sources[0].start : talks.sources[0].end] == talks.sources[0].quote
    assert document.blocks[0].span.of(document.text) == TEXT
    assert ledger.counts() == {"commitment": 1, "document": 1, "engagement": 1, "instrument": 1, "person": 2}


def test_adding_again_changes_nothing(make, ledger: Ledger) -> None:
    ledger.add("report.txt", [full(make)], "digest")
    before = rows(ledger)
    assert ledger.add("report.txt", [full(make)], "digest") == "unchanged"
    assert rows(ledger) == before


def test_the_same_document_from_elsewhere_is_one_document(make, ledger: Ledger) -> None:
    ledger.add("report.txt", [full(make)], "digest")
    assert ledger.add("copy.txt", [full(make)], "digest") == "unchanged"
    assert len(ledger.documents()) == len(ledger.engagements()) == 1


def test_a_newer_pack_takes_over_and_history_stays(make, ledger: Ledger) -> None:
    ledger.add("report.txt", [full(make)], "digest")
    newer = make.reading(TEXT, ("They agreed to train officers", make.promise("signed")), version="2")
    assert ledger.add("report.txt", [newer], "digest") == "re-read"
    assert ledger.engagements() == ()
    assert ledger.people() == ()
    assert ledger.instruments() == ()
    (promise,) = ledger.commitments()
    assert promise.entry.body.stage == "signed"  # type: ignore[union-attr]
    assert promise.sources[0].version == "2"
    assert rows(ledger)["claims"] == 4
    assert rows(ledger)["extractions"] == 2


def test_two_packs_that_agree_make_one_claim(make, ledger: Ledger) -> None:
    ledger.add("report.txt", [full(make)], "digest")
    ledger.add("report.txt", [full(make, version="2")], "digest")
    assert rows(ledger)["claims"] == 3
    assert rows(ledger)["found"] == 6
    assert ledger.engagements()[0].sources[0].version == "2"


def test_a_later_reading_of_the_same_bytes_takes_the_earlier_ones_place(make, ledger: Ledger) -> None:
    ledger.add("page.html", [full(make), make.reading("A teaser.")], "digest")
    better = full(make, TEXT + " Nothing else.")
    assert ledger.add("page.html", [better], "digest") == "re-read"
    assert [one.id for one in ledger.documents()] == [better.document.id]
    assert ledger.search("teaser") == ()
    assert rows(ledger)["documents"] == 3


def test_other_bytes_at_the_same_place_are_another_report(make, ledger: Ledger) -> None:
    ledger.add("today.txt", [make.reading("Monday's report.")], "monday")
    ledger.add("today.txt", [make.reading("Tuesday's report.")], "tuesday")
    assert len(ledger.documents()) == 2


def test_a_better_date_for_the_same_text_is_kept(make, ledger: Ledger) -> None:
    ledger.add("report.txt", [full(make, published=None)], "digest")
    ledger.add("report.txt", [full(make, published="2025-11-19")], "digest")
    (line,) = ledger.documents()
    assert line.published == "2025-11-19"
    assert ledger.commitments()[0].sources[0].published == "2025-11-19"


def test_a_document_without_a_pack_is_kept_and_searchable_and_says_so(make, ledger: Ledger) -> None:
    ledger.add("report.txt", [Reading(make.document(TEXT, lang="fi"))], "digest")
    (line,) = ledger.documents()
    assert line.pack is None
    assert ledger.search("kalinak")[0].id == line.id
    (state,) = ledger.failures()
    assert (state.state, state.retryable) == ("no_pack", True)
    assert ledger.add("report.txt", [full(make, lang="fi")], "digest") == "re-read"
    assert ledger.failures() == ()


def test_a_failure_is_seen_until_it_is_mended(make, ledger: Ledger) -> None:
    ledger.fail(Failure("report.txt", "empty", "nothing in it"), "bytes")
    ledger.fail(Failure("report.txt", "empty", "nothing in it"), "bytes")
    (state,) = ledger.failures()
    assert (state.reason, state.detail) == ("empty", "nothing in it")
    assert rows(ledger)["inputs"] == 1
    ledger.add("report.txt", [full(make)], "other bytes")
    assert ledger.failures() == ()


def test_what_stands_is_known_by_bytes_program_and_pack(make, ledger: Ledger) -> None:
    ledger.add("report.txt", [full(make)], "digest")
    assert ledger.holds("report.txt", "digest", {"en": "1"}.get)
    assert not ledger.holds("report.txt", "digest", {"en": "2"}.get)
    assert not ledger.holds("report.txt", "other", {"en": "1"}.get)
    assert not ledger.holds("copy.txt", "digest", {"en": "1"}.get)


def test_papers_of_one_type_parties_and_year_are_one(make, ledger: Ledger) -> None:
    ledger.add("a", [make.reading("A memorandum of 2015.", ("A memorandum of 2015", make.paper("2015")))])
    ledger.add(
        "b", [make.reading("Signed on 3 March.", ("Signed on 3 March", make.paper("2015-03-03", title="Memorandum")))]
    )
    ledger.add("c", [make.reading("A memorandum of 2016.", ("A memorandum of 2016", make.paper("2016")))])
    papers = ledger.instruments()
    assert [line.told for line in papers] == [1, 2]
    assert papers[1].entry.body.signed == "2015-03-03"  # type: ignore[union-attr]
    assert len(papers[1].entry.documents) == 2


def test_people_are_grouped_by_name_without_marks_and_party(make, ledger: Ledger) -> None:
    plain = ("Phan Van Giang", "VN", "minister_of_defence")
    elsewhere = ("Phan Van Giang", "US", "other_official")
    ledger.add("a", [make.reading("They met.", ("They met", make.talks(GIANG, date="2021-05")))])
    ledger.add("b", [make.reading("They met again.", ("They met again", make.talks(plain, date="2025-11-18")))])
    ledger.add("c", [make.reading("One more.", ("One more", make.talks(elsewhere)))])
    (giang,) = ledger.people(Filter(party="VN"))
    assert giang.name == "Phan Văn Giang"
    assert giang.names == ("Phan Văn Giang", "Phan Van Giang")
    assert (giang.offices[0].first, giang.offices[0].last, giang.offices[0].count) == ("2021-05", "2025-11-18", 2)
    assert len(ledger.people()) == 2


def test_show_takes_the_beginning_of_an_id(make, ledger: Ledger) -> None:
    ledger.add("a", [full(make)])
    (talks,) = ledger.engagements()
    shown = ledger.show(talks.entry.id[:8])
    assert isinstance(shown, Line)
    assert shown == talks
    with pytest.raises(UsageError, match="first 6"):
        ledger.show("zz")
    with pytest.raises(UsageError, match="nothing in the ledger"):
        ledger.show("0" * 20)


names = st.sampled_from([KALINAK, GIANG, ("Phan Van Giang", "VN", ""), ("Daniel Blažkovec", "CZ", "other_official")])
dates = st.sampled_from([None, "2024", "2025-11-18", "../2025-07-14", "XXXX-11-18", "2025-01/2025-02"])
step = st.tuples(
    st.integers(0, 3), st.integers(1, 2), st.lists(names, max_size=2, unique=True), dates, st.booleans(), st.booleans()
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, max_size=8))
def test_the_entries_are_what_the_rows_say_however_they_came(make, tmp_path_factory, steps) -> None:
    """Whatever is added and re-read in whatever order, computing all entries anew changes none."""
    with Ledger.open(tmp_path_factory.mktemp("any") / "test.db") as book:
        for number, version, people, date, paper, promise in steps:
            text = f"Report {number}. Who met whom. What was signed. What was promised."
            told = [("Who met whom", make.talks(*people, date=date))]
            told += [("What was signed", make.paper("2015" if version == 1 else "2015-03"))] if paper else []
            told += [("What was promised", make.promise(by=("VN",)))] if promise else []
            keys = {"published": f"2025-0{version}-01"}
            book.add(
                f"{number}.txt", [make.reading(text, *told, version=f"{version}{len(told)}{date}", **keys)], f"{number}"
            )
        assert book._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        before = everything(book)
        book.rebuild()
        assert everything(book) == before
