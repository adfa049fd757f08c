"""What a claim is found by."""

from dragoman.ledger.facets import claim_days, claim_facets, commitment_parties, instrument_key
from dragoman.records import Instrument


def test_a_promise_by_one_side_concerns_the_counterpart_of_the_nearest_bilateral_contact(make) -> None:
    document = make.document("A met B. A met C. A will post an attaché.")
    near = make.claim(document, "A met C", make.talks(parties=("CZ", "VN")))
    far = make.claim(document, "A met B", make.talks(parties=("SK", "VN")))
    promise = make.claim(document, "A will post an attaché", make.promise(by=("VN",)))
    assert commitment_parties(promise, [far, near]) == ("CZ", "VN")


def test_news_comes_before_what_is_recalled(make) -> None:
    document = make.document("A met B. A met C. A will post an attaché.")
    recalled = make.claim(document, "A met C", make.talks(parties=("CZ", "VN"), status="past"))
    news = make.claim(document, "A met B", make.talks(parties=("SK", "VN")))
    promise = make.claim(document, "A will post an attaché", make.promise(by=("VN",)))
    assert commitment_parties(promise, [news, recalled]) == ("SK", "VN")


def test_a_large_gathering_is_no_counterpart(make) -> None:
    document = make.document("All met. A will post an attaché.")
    gathering = make.claim(document, "All met", make.talks(parties=("CZ", "SK", "VN")))
    promise = make.claim(document, "A will post an attaché", make.promise(by=("VN",)))
    assert commitment_parties(promise, [gathering]) == ("VN",)


def test_every_pair_of_parties_is_a_facet(make) -> None:
    document = make.document("All met.")
    claim = make.claim(document, "All met", make.talks(parties=("VN", "CZ", "SK")))
    pairs = {value for name, value in claim_facets(claim, ()) if name == "pair"}
    assert pairs == {"CZ SK", "CZ VN", "SK VN"}


def test_an_undated_recollection_lies_on_no_day(make) -> None:
    document = make.document("They met.")
    past = make.claim(document, "They met", make.talks(date=None, status="past"))
    news = make.claim(document, "They met", make.talks(date=None))
    assert claim_days(past, "2025-11-18") == (0, 0)
    assert claim_days(news, "2025-11-18") == (20251118, 20251118)


def test_an_open_end_does_not_sort_beyond_its_report(make) -> None:
    document = make.document("They meet.")
    claim = make.claim(document, "They meet", make.talks(date="2024-01/.."))
    assert claim_days(claim, "2025-11-18") == (20240101, 20251118)


def test_a_paper_is_its_type_parties_and_year() -> None:
    one = Instrument("mou", ("SK", "VN"), "2015-03-01", "signed", "MoU")
    same = Instrument("mou", ("VN", "SK"), "2015", "in_force", "the 2015 memorandum")
    other = Instrument("mou", ("SK", "VN"), "2016", "signed", "MoU")
    assert instrument_key(one) == instrument_key(same) != instrument_key(other)
