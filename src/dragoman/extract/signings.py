"""Signings: which stand for themselves, and which are only told of a meeting that is told as well."""

from __future__ import annotations

from dragoman.extract.told import CONTACT, Slot, Told
from dragoman.text import edtf

__all__ = ["signings"]

_BOTH = 2
# How far behind the word of signing the occasion may be named in which the paper was signed.
_NEXT = 15


def signings(kept: list[Told]) -> list[Told]:
    """A signing stands for itself only where the same people are not told to have met."""
    contacts = [one for one in kept if (one.type in CONTACT or one.type == "conference") and one.type != "signing"]
    left = []
    for told in kept:
        if (
            told.type == "ceremony"
            and not told.people
            and any(one.type == "signing" and one.sentence is told.sentence for one in kept)
        ):
            continue
        if told.type == "signing" and not _solemn(told):
            if told.status == "past" and not any(one.person for one in told.mentions):
                # "The memorandum that both ministries signed in 2016": not those who hold the offices today.
                told.slots = [Slot(None, (party,)) for party in told.parties]
            people = set(told.people)
            if told.status == "reported" and contacts and _follows(told):
                apart = len({one.party for one in people}) < _BOTH or not _after_signing(told)
                if apart or any(people <= set(one.people) for one in contacts):
                    continue
                # "After their talks, A and B signed": the talks are told by the way.
                told.type = "talks"
            month = len(people) > 1 and edtf.precision(told.date or "") == "month"
            if told.status in ("past", "planned") and not (edtf.as_day(told.date) or month or _placed(told)):
                continue
            met = [
                one
                for one in (contacts if told.type == "signing" else ())
                if (people <= set(one.people) or (len(people) < _BOTH and people & set(one.people)))
                and one.status == told.status
                and not (one.city and told.city and one.city != told.city)
                and edtf.compatible(one.date, told.date)
            ]
            if any(one.start < told.start or one.sentence is told.sentence or not _after_signing(one) for one in met):
                continue
        left.append(told)
    return left


def _placed(told: Told) -> bool:
    """Whether a signing that lies behind is told with a city and a month or year."""
    return told.status == "past" and told.city is not None and told.date is not None


def _solemn(told: Told) -> bool:
    """Whether a ceremony is told right with a signing, which makes it an occasion of its own."""
    return told.status == "reported" and any(
        hit.sense.keys["type"] == "ceremony" for hit in told.sentence.layer("engagements")
    )


def _follows(told: Told) -> bool:
    """Whether a signing is told right with the talks that it ends: "after the talks, they signed"."""
    return any(one.code == "definite" and one.start - told.end < _NEXT for one in told.sentence.layer("contacts"))


def _after_signing(told: Told) -> bool:
    """Whether a contact is told as following a ceremony or signing."""
    return any(
        hit.sense.keys["type"] in ("ceremony", "signing") and hit.end <= told.start
        for hit in told.sentence.layer("engagements")
    ) or any(one.code == "definite" and one.end <= told.start for one in told.sentence.layer("contacts"))
