"""The straight path: every input ends in a state that can be seen, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import pipeline
from dragoman.errors import CatalogError, ExtractError, LedgerError
from dragoman.ledger import Ledger
from dragoman.pipeline import Desk, Input, Outcome, add_input, find_inputs, open_desk
from dragoman.settings import Settings

REPORT = (
    "Hanoi, 18 November 2025. Slovakia's Minister of Defence Robert Kaliňák held talks in Hanoi on November 18 with "
    "General Phan Van Giang, Minister of National Defence of Viet Nam. The two sides agreed to train officers."
)
FINNISH = (
    "Puolustusministeri tapasi kollegansa Helsingissä tiistaina. Ministerit keskustelivat yhteistyöstä ja "
    "harjoituksista, joita maiden puolustusvoimat järjestävät ensi vuonna yhdessä. Tapaaminen oli ministerin mukaan "
    "hyvä, ja keskusteluja jatketaan keväällä. Ruotsin ja Suomen yhteistyö on syventynyt viime vuosina paljon."
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk(Settings())


def put(folder: Path, name: str, raw: bytes) -> Input:
    path = folder / name
    path.write_bytes(raw)
    (one,) = find_inputs([path])
    return one


def test_a_report_is_read_extracted_and_kept(ledger: Ledger, desk: Desk, tmp_path: Path) -> None:
    one = put(tmp_path, "report.txt", REPORT.encode())
    outcome = add_input(ledger, one, desk)
    assert (outcome.state, outcome.documents) == ("added", 1)
    assert outcome.claims == len(ledger.engagements()) + len(ledger.commitments()) + len(ledger.instruments()) > 0
    assert add_input(ledger, one, desk) == Outcome(one.source, "unchanged")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "binary"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "unsupported"),
        (b"<html><head><title></title></head><body><nav><a href='/'>Home</a></nav></body></html>", "no_article"),
    ],
)
def test_what_cannot_be_read_is_kept_with_its_reason(
    ledger: Ledger, desk: Desk, tmp_path: Path, raw: bytes, reason: str
) -> None:
    one = put(tmp_path, "input.txt", raw)
    outcome = add_input(ledger, one, desk)
    assert outcome.state == "failed"
    assert outcome.detail
    (state,) = ledger.failures()
    assert (state.source, state.reason) == (one.source, outcome.reason)
    assert outcome.reason in {reason, "unsupported", "empty"}
    assert add_input(ledger, put(tmp_path, "good.txt", REPORT.encode()), desk).state == "added"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
def test_encodings_are_read_rightly(ledger: Ledger, desk: Desk, tmp_path: Path, encoding: str) -> None:
    text = REPORT.replace("ň", "n")
    assert add_input(ledger, put(tmp_path, "report.txt", text.encode(encoding)), desk).state == "added"
    assert ledger.search('"Robert Kalinák"')[0].lang == "en"
    assert "Robert Kalinák" in ledger.document(ledger.documents()[0].id).text


def test_five_megabytes_on_one_line(ledger: Ledger, desk: Desk, tmp_path: Path) -> None:
    line = ("The weather was fine and the sea lay calm. " * 120_000)[:5_000_000]
    outcome = add_input(ledger, put(tmp_path, "long.txt", line.encode()), desk)
    assert (outcome.state, outcome.claims) == ("added", 0)
    assert len(ledger.document(ledger.documents()[0].id).text) == 5_000_000


def test_an_input_that_is_too_large_is_refused(ledger: Ledger, desk: Desk, tmp_path: Path) -> None:
    small = Desk(Settings(max_bytes=10), desk.catalog, desk.pages)
    assert add_input(ledger, put(tmp_path, "large.txt", REPORT.encode()), small).reason == "too_large"


def test_a_language_without_a_pack_is_kept_searchable_and_said(ledger: Ledger, desk: Desk, tmp_path: Path) -> None:
    outcome = add_input(ledger, put(tmp_path, "report.txt", FINNISH.encode()), desk)
    assert (outcome.state, outcome.claims) == ("no_pack", 0)
    assert "no pack for 'fi'" in outcome.detail
    assert ledger.search("puolustusministeri")[0].pack is None
    assert ledger.failures()[0].state == "no_pack"


def test_a_missing_file_is_a_failure(ledger: Ledger, desk: Desk, tmp_path: Path) -> None:
    (one,) = find_inputs([tmp_path / "none.txt"])
    assert add_input(ledger, one, desk).reason == "missing"
    assert ledger.failures()[0].retryable


@pytest.mark.parametrize(
    ("error", "reason"), [(ExtractError("no verb"), "extract"), (RecursionError("deep"), "internal")]
)
def test_a_document_that_trips_the_program_does_not_stop_the_batch(
    ledger: Ledger, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def trip(*_: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "extract", trip)
    outcome = add_input(ledger, put(tmp_path, "report.txt", REPORT.encode()), desk)
    assert (outcome.state, outcome.reason) == ("failed", reason)
    assert ledger.documents() == ()
    monkeypatch.undo()
    assert add_input(ledger, put(tmp_path, "report.txt", REPORT.encode()), desk).state == "added"
    assert ledger.failures() == ()


@pytest.mark.parametrize(
    ("error", "where"), [(LedgerError("disk full"), "Ledger.add"), (CatalogError("pack.toml", "broken"), "extract")]
)
def test_what_would_stop_every_input_stops_the_batch(
    ledger: Ledger, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, where: str
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(f"dragoman.pipeline.{where}", refuse)
    with pytest.raises(type(error)):
        add_input(ledger, put(tmp_path, "report.txt", REPORT.encode()), desk)
    assert ledger.failures() == ()


def test_a_newer_pack_reads_again_what_stands(ledger: Ledger, desk: Desk, tmp_path: Path) -> None:
    one = put(tmp_path, "report.txt", REPORT.encode())
    add_input(ledger, one, desk)
    pack = tmp_path / "packs" / "en"
    pack.mkdir(parents=True)
    shipped = desk.catalog.folders["en"][0] / "pack.toml"
    (pack / "pack.toml").write_text(shipped.read_text(encoding="utf-8") + "\n# a word of our own\n", encoding="utf-8")
    other = open_desk(Settings(packs=pack.parent))
    assert other.catalog.pack("en") is not None
    assert add_input(ledger, one, other).state == "re-read"
    assert add_input(ledger, one, other).state == "unchanged"


def test_a_folder_gives_its_reports_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "notes.md", "record.json", ".hidden.txt", "below/c.htm", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("words")
    found = [one.path.relative_to(tmp_path).as_posix() for one in find_inputs([tmp_path]) if one.path]
    assert found == ["a.HTML", "b.txt", "below/c.htm"]
