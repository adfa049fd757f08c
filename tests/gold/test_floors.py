"""What is extracted from the gold stays above its floors, and the tool that keeps them cannot be talked into less."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import check
import floors
import pytest


@pytest.fixture(scope="session")
def predicted() -> dict[str, dict[str, Any]]:
    return floors.extract_gold(path.with_suffix(".txt") for path in floors.gold_files())


def test_every_gold_record_is_sound() -> None:
    folders = (floors.DEV, floors.FRESH / "read", floors.FRESH / "kept", floors.EXAMPLES)
    assert check.main([str(folder) for folder in folders]) == 0


def test_the_floors_belong_to_this_gold() -> None:
    assert floors.read_floors()["corpus"] == floors.corpus_digest()


def test_no_figure_is_below_its_floor(predicted: dict[str, dict[str, Any]]) -> None:
    assert floors.below(floors.measure(predicted, []), floors.read_floors()) == []


def test_every_document_is_answered(predicted: dict[str, dict[str, Any]]) -> None:
    assert {path.stem for path in floors.gold_files()} <= set(predicted)


def test_evidence_is_always_verbatim(predicted: dict[str, dict[str, Any]]) -> None:
    for path in floors.gold_files():
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        for kind in ("engagements", "commitments", "instruments"):
            assert all(line["evidence"] in text for line in predicted[path.stem][kind]), path.stem


def gold_as_prediction() -> dict[str, dict[str, Any]]:
    """The gold itself, its lists of accepted values reduced to their first."""
    single = {"type", "stage", "action", "date", "role", "quantity", "signed", "state", "name", "due", "city"}

    def first(value: Any, key: str = "") -> Any:
        if isinstance(value, list):
            return first(value[0]) if key in single else [first(one) for one in value]
        return {k: first(v, k) for k, v in value.items()} if isinstance(value, dict) else value

    records = {path.stem: first(floors.record_of(path)) for path in floors.gold_files()}
    teasers = {
        f"{stem}#{part}": {"engagements": [teaser["engagement"]]}
        for stem, record in records.items()
        for part, teaser in enumerate(record.get("teasers", []), 1)
    }
    return records | teasers


def test_the_gold_itself_scores_full_marks() -> None:
    for group, got in floors.measure(gold_as_prediction(), []).items():
        assert set(got.values()) == {1.0}, group


def test_nothing_said_scores_nothing() -> None:
    got = floors.measure({}, [])
    assert got["en", "open"]["engagements"] == 0.0
    assert floors.below(got, {"en": {"open": {"engagements": 0.5}}}) == ["en open engagements: 0.0, floor 0.5"]


def test_a_floor_whose_measure_is_gone_is_a_fault() -> None:
    assert floors.below({("en", "open"): {}}, {"en": {"open": {"teasers": 0.5}}})


def test_errors_of_documents_kept_aside_stay_hidden() -> None:
    shown: list[str] = []
    floors.measure({}, shown)
    named = {line.split("\t")[0] for line in shown}
    groups = {path.stem: floors.group_of(path, floors.record_of(path)) for path in floors.gold_files()}
    aside = {stem for stem, group in groups.items() if group[1] not in floors.READ}
    assert named
    assert not named & aside


def test_floors_rise_and_never_fall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "FLOORS", tmp_path / "floors.toml")
    old = {"corpus": floors.corpus_digest(), "why": "", "en": {"open": {"engagements": 0.9, "strict": 0.4}}}
    floors.write_floors({("en", "open"): {"engagements": 0.8, "strict": 0.617}}, old, None)
    assert floors.read_floors()["en"]["open"] == {"engagements": 0.9, "strict": 0.61}


def test_another_corpus_wants_a_reason(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(floors, "corpus_digest", lambda: "another")
    with pytest.raises(SystemExit):
        floors.main(["--raise"])
    assert "--new-corpus" in capsys.readouterr().err


def test_a_quarter_is_kept_aside() -> None:
    stems = [path.stem for path in floors.gold_files() if path.parent == floors.DEV]
    aside = [stem for stem in stems if floors.is_aside(stem)]
    assert len(stems) == 58
    assert len(aside) == 12
