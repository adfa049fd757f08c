"""On whose ground a contact took place, where its sentence names no place."""

from __future__ import annotations

from dragoman.extract.scene import Scene
from dragoman.extract.told import Told
from dragoman.text import edtf

__all__ = ["inviter", "known_ground", "likely_ground", "within_days"]

# What guests do besides talking, and how many days a stay takes.
_BESIDE = frozenset({"ceremony", "inspection", "exchange", "handover", "meeting"})
_STAY = 4
# How far behind its verb the country of what is inspected may stand.
_OBJECT = 60
# How far behind the words of invitation whoever invites is named.
_INVITED = 60


def known_ground(scene: Scene, told: Told) -> None:
    """Who receives is on home ground, unless the text says where."""
    hosted = told.hit is not None and told.hit.sense.keys.get("subject") == "host"
    if told.type == "inspection" and scene.reading.pack.home is not None:
        told.ground, hosted = told.ground or _inspected(told), False
    if told.ground is None and (hosted or told.frame in ("receive", "received", "call_on")):
        host = next((one for one in told.slots if one.role == "host" and one.party), None)
        posted = host is not None and host.person is not None and "ambassador" in host.person.offices
        if host is not None and not posted and scene.state(host.party):
            told.ground = host.party


def _inspected(told: Told) -> str | None:
    """The country of what is inspected, told right behind: "visited Hungary's counter-terrorism centre"."""
    near = [one for one in told.sentence.mentions if told.end <= one.start < told.end + _OBJECT]
    return next((one.parties[0] for one in near if one.kind == "party" and one.parties), None)


def likely_ground(told: Told, kept: list[Told], home: str | None) -> None:
    """Where the sentence names no place: the country of the visit that the contact is part of, or the last one's."""
    if told.ground is not None or told.type in ("call", "exhibition", "conference") or told.status == "planned":
        return
    parties = set(told.parties)
    for one in kept:
        if one is not told and one.ground and one.type == "visit" and one.status == told.status and _during(told, one):
            guests = {slot.party for slot in one.slots}
            if guests & parties or not parties:
                told.ground = one.ground
                return
    if _envoy_calls(told):
        return
    if told.status != "reported":
        return
    near = [one for one in kept if one is not told and one.ground and one.status == "reported"]
    for one in reversed(near):
        shared = set(told.people) & set(one.people) or one.type == "port_call"
        if shared and edtf.compatible(one.date, told.date):
            told.ground, told.city = one.ground, told.city or one.city
            return
        here = parties <= set(one.parties) if parties else told.frame == "event"
        if told.type in _BESIDE and here and within_days(one.date, told.date):
            told.ground = one.ground
            return
    if told.type == "inspection" and home and parties:
        told.ground = home


def _during(told: Told, visit: Told) -> bool:
    """Whether a contact may lie within a visit: not before it begins."""
    if not told.dated or not visit.dated or told.date is None or visit.date is None:
        return True
    return within_days(told.date, visit.date)


def _envoy_calls(told: Told) -> bool:
    """Seat an envoy who meets somebody of another party as the guest; where they meet, the country does not say."""
    for slot in told.slots:
        envoy = slot.person is not None and "ambassador" in slot.person.offices and slot.role is None
        if envoy and any(one.party and one.party != slot.party for one in told.slots):
            slot.role = "guest"
            return True
    return False


def inviter(told: Told) -> str | None:
    """Who asked a visitor to come, and is visited where no country is told: "at the invitation of X"."""
    away = {slot.party for slot in told.slots}
    for hit in told.sentence.layer("contacts"):
        if hit.code == "invited":
            near = [one for one in told.sentence.mentions if 0 <= one.start - hit.end < _INVITED and one.parties]
            return near[0].parties[0] if near and near[0].parties[0] not in away else None
    return None


def within_days(first: str | None, second: str | None) -> bool:
    """Whether two dates lie so near that one stay may hold both."""
    if first is None or second is None or edtf.ANY_YEAR in first + second:
        return first is None or second is None
    a, b = edtf.bounds(first), edtf.bounds(second)
    return (b[0] - a[1]).days < _STAY and (a[0] - b[1]).days < _STAY
