"""The trained component: well-formed weights, the same score every time, only very unlikely sentences lose a claim."""

from __future__ import annotations

import functools
import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.catalog import Catalog, CatalogError, load_catalog
from dragoman.catalog.likelihood import NAME, Likelihood, load_likelihood
from dragoman.extract import read_with
from dragoman.extract.likelihood import features, score, without_unlikely
from dragoman.extract.reading import Draft, Reading
from dragoman.records import Block, Commitment, Document, Span, document_id

MOST_BYTES = 2_000_000
TALKS = "Kenyan Defence Minister Soipan Tuya held talks with Japanese Defence Minister Gen Nakatani in Nairobi. "
PROMISE = "The two ministers agreed that their navies would hold a joint exercise every year."
PRAISE = "He was sure, he said, that the friendship of the two peoples would outlast all of them."
TRAINING = Path(__file__).resolve().parents[2] / "training"


@functools.cache
def catalog() -> Catalog:
    return load_catalog()


def reading(text: str, lang: str = "en") -> Reading:
    pack = catalog().pack(lang)
    assert pack is not None
    block = Block("body", Span(0, len(text)))
    return read_with(Document(document_id(text), "report", text, lang, (block,)), pack, catalog())


def known() -> Likelihood:
    pack = catalog().pack("en")
    assert pack is not None
    found = load_likelihood(pack.folders)
    assert found is not None
    return found


def odds(words: str) -> int:
    told = reading(TALKS + words)
    return score(known(), features(told, told.told[-1], {}))


def claim(told: Reading, words: str) -> Draft:
    start = told.text.index(words)
    body = Commitment("agreed", "cooperate", ("relations",), ("JP", "KE"), ("JP", "KE"))
    return Draft("commitment", Span(start, start + len(words)), body, "will")


def test_the_shipped_weights_are_well_formed_and_small() -> None:
    pack = catalog().pack("en")
    assert pack is not None
    path = pack.folders[0] / NAME
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    assert path.stat().st_size < MOST_BYTES
    assert lines == sorted(lines, key=lambda line: line.split("\t")[0])
    assert len({line.split("\t")[0] for line in lines}) == len(lines)
    assert known().drop < 0


def test_a_promise_is_likelier_than_praise() -> None:
    assert odds(PROMISE) > 0 > odds(PRAISE)


def test_who_is_named_does_not_matter() -> None:
    others = PROMISE.replace("The two ministers", "Minister Soipan Tuya")
    again = PROMISE.replace("The two ministers", "Minister Gen Nakatani")
    assert odds(others) == odds(again)


def test_the_score_does_not_hang_on_the_order_of_features() -> None:
    told = reading(TALKS + PROMISE)
    found = sorted(features(told, told.told[-1], {}))
    assert score(known(), found) == score(known(), found[::-1])


def test_only_claims_of_very_unlikely_sentences_go_out(monkeypatch: pytest.MonkeyPatch) -> None:
    told = reading(TALKS + PROMISE + " " + PRAISE)
    drafts = [claim(told, PROMISE), claim(told, PRAISE)]
    strict = replace(known(), drop=(odds(PROMISE) + odds(PRAISE)) // 2)
    monkeypatch.setattr("dragoman.extract.likelihood.load_likelihood", lambda _: strict)
    assert without_unlikely(told, drafts) == drafts[:1]


def test_a_claim_that_reaches_over_the_sentence_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    told = reading(TALKS + PROMISE + " " + PRAISE)
    drafts = [claim(told, PROMISE + " " + PRAISE)]
    monkeypatch.setattr("dragoman.extract.likelihood.load_likelihood", lambda _: replace(known(), drop=10**6))
    assert without_unlikely(told, drafts) == drafts


def test_a_line_of_a_list_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    told = reading("- " + PRAISE)
    drafts = [claim(told, PRAISE)]
    monkeypatch.setattr("dragoman.extract.likelihood.load_likelihood", lambda _: replace(known(), drop=10**6))
    assert without_unlikely(told, drafts) == drafts


def test_a_pack_without_weights_keeps_every_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_likelihood((tmp_path,)) is None
    told = reading(TALKS + PRAISE)
    monkeypatch.setattr("dragoman.extract.likelihood.load_likelihood", lambda _: None)
    assert without_unlikely(told, [claim(told, PRAISE)]) != []


@pytest.mark.parametrize("text", ["*\t0.1\n", "*\t0.1\n!drop\tlow\n", "*\t0.1\n!drop\t-3\n\t1\n", "agreed 0.4\n"])
def test_malformed_weights_are_refused_by_file(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_bytes(gzip.compress(text.encode()))
    with pytest.raises(CatalogError, match=NAME):
        load_likelihood((tmp_path,))


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_training_sentences_are_coded_by_the_codebook(lang: str) -> None:
    rows = [line.split("\t") for line in (TRAINING / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    codebook = catalog().codebook
    stages = {*codebook.stages, "none"}
    wrong = [
        row
        for row in rows
        if len(row) != 3 or row[0] not in stages or (row[1] not in codebook.actions) != (row[0] == "none")
    ]
    assert not wrong
    assert len({row[2] for row in rows}) == len(rows)
