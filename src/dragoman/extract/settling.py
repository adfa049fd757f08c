"""What was told becomes what happened: one engagement once, with its parties, day and ground."""

from __future__ import annotations

from dragoman.extract.datelines import moor, set_city, set_ground
from dragoman.extract.grounds import inviter, known_ground, likely_ground, within_days
from dragoman.extract.occasions import running_day, set_date, set_number, set_status
from dragoman.extract.participants import complete_visits, fill_guests, fill_offices, roles, unlike
from dragoman.extract.places import set_place
from dragoman.extract.restating import merge, refer_back
from dragoman.extract.scene import Scene
from dragoman.extract.signings import signings
from dragoman.extract.told import CONTACT, Told, family
from dragoman.text import edtf

__all__ = ["settle"]

_HERE = frozenset({"port_call", "inspection", "handover", "ceremony"})
# What is planned for later than the visit in hand.
_SESSIONS = frozenset({"dialogue", "conference", "exercise", "exchange"})
_DAYS = CONTACT | {"port_call", "conference", "ceremony"}
# What those on whose ground it is take part in.
_HOSTED = frozenset({"inspection", "ceremony", "course"})
# What may begin and end with a ceremony of its own.
_OPENED = frozenset({"visit", "port_call", "exercise", "course"})
_TWO_SIDED = CONTACT | {"visit", "port_call", "handover", "exchange", "exercise"}


def settle(scene: Scene) -> list[Told]:
    """Settle all that the scene heard: dates, grounds, parties, roles; restatements become one; in text order."""
    for told in scene.told:
        set_date(scene, told)
        set_place(scene, told)
        set_number(scene, told)
    kept = refer_back(scene)
    for told in kept:
        known_ground(scene, told)
        fill_offices(scene, told)
    main = _main_date(scene, kept)
    for told in kept:
        set_status(scene, told, main)
    complete_visits(scene, kept)
    _seat_all(scene, kept)
    kept = [told for told in kept if _stands(told)]
    kept = signings([told for told in merge(kept) if not told.proposed or (told.dated and told.status == "planned")])
    for told in kept:
        roles(scene, told)
        _undated(scene, told, kept)
        _begun(told, kept)
    return merge(kept)


def _seat_all(scene: Scene, kept: list[Told]) -> None:
    """Find for everything told its ground, its city and the parties at the table."""
    for told in kept:
        likely_ground(told, kept, scene.home)
        if told.type in CONTACT or told.type in _HERE:
            set_ground(scene, told)
        if told.type in ("visit", "inspection"):
            told.ground = told.ground or inviter(told)
        if told.type == "visit":
            _visited(scene, told, kept)
        if told.type == "port_call":
            moor(scene, told)
        set_city(scene, told)
        fill_guests(told, kept)
        unlike(scene, told)
        _parties(scene, told)
    _liken(kept)


def _liken(kept: list[Told]) -> None:
    """What is told as another one of something else has its parties, where it names none."""
    for told in kept:
        if told.like is not None:
            told.named = told.named or list(told.like.named or told.like.parties)


def _main_date(scene: Scene, kept: list[Told]) -> str | None:
    days = [one.date for one in kept if one.date and one.type in CONTACT]
    return days[0] if days else scene.reading.document.published


def _visited(scene: Scene, told: Told, kept: list[Told]) -> None:
    """Where a visitor is whose visit is told without its country: where the visitor is met, else under the dateline."""
    guests = {one.party for one in told.people}
    if told.ground is not None or told.status != "reported" or not guests:
        return
    met = [one.ground for one in kept if one.ground and one.type in CONTACT and set(one.people) & set(told.people)]
    told.ground = next((one for one in met if one not in guests), None)
    if told.ground is None:
        set_ground(scene, told, abroad=True)


def _parties(scene: Scene, told: Told) -> None:
    """The exact set: of those seated; completed by the ground and the other side where a contact needs them."""
    seated = _seated(told)
    if told.type == "exhibition" and told.ground is None and len(seated) == 1:
        told.ground = seated[0]
    guests = told.type == "inspection" and len(seated) > 1 and not all(scene.state(one) for one in seated)
    hosted = (told.type in _HOSTED and not guests) or (told.type == "conference" and told.people and len(seated) == 1)
    if told.ground and seated and told.ground not in seated and hosted:
        seated.append(told.ground)
    if told.ground and told.ground not in seated and told.type in ("visit", "port_call"):
        seated.append(_host_party(scene, told, seated))
    if told.type in _TWO_SIDED:
        for sentence in (told.sentence, None):
            other = scene.partner(seated[0] if seated else None, sentence) if len(seated) < 2 else None
            seated += [other] if other else []
    if told.type == "ceremony" and len(seated) < 2 and told.status == "reported" and (seated or not told.back):
        stays = [one for one in scene.told if one.type in _OPENED and one.status == "reported"]
        met = [one for one in scene.told if seated and one.people and one.type in CONTACT]
        stays += [one for one in met if one.status != "planned"]
        seated = next((one.named for one in stays if set(seated) <= set(one.named) and len(one.named) == 2), seated)
    told.named = list(seated)


def _seated(told: Told) -> list[str]:
    """The parties at the table, and those named with the occasion where it has no two sides of its own."""
    open_ = told.type in ("ceremony", "handover")
    seated = list(dict.fromkeys(one.party for one in told.slots if one.party and (open_ or one.role != "attendee")))
    people = list(dict.fromkeys(one.party for one in told.people if one.party))
    named = [one for one in told.named if one != told.ground] if told.type == "port_call" else told.named
    if told.type in _TWO_SIDED or told.type == "ceremony":
        if len(people) > 1 and told.type in CONTACT:
            seated = [one for one in seated if one in people]
        if told.type == "exercise":
            # Any number of states exercise together.
            seated += [one for one in told.beside if one not in seated]
        left = [one for one in dict.fromkeys(named) if one not in seated]
        return [*seated, *left[: max(0, 2 - len(seated))]]
    if told.type == "inspection" and people:
        # "Went aboard the French frigate": whose it is that is looked at.
        return people if len(people) > 1 else [*people, *[one for one in told.beside if one not in people][:1]]
    if told.type == "conference" and told.beside and told.status == "planned":
        return told.beside
    if told.type == "exhibition" and told.status == "planned" and told.ground and not set(told.beside) & {told.ground}:
        return [told.ground]
    if told.type == "exhibition" and told.beside and told.status == "planned":
        return told.beside[:1]
    return [*seated, *[one for one in dict.fromkeys(named) if one not in seated]]


def _host_party(scene: Scene, told: Told, seated: list[str]) -> str:
    """The party on whose ground a visit is: the state, or the organisation that sits there and is met."""
    assert told.ground is not None
    if told.ground in scene.acting:
        return told.ground
    for party in scene.ranked:
        seat = scene.reading.catalog.gazetteer.capital(party)
        if party not in seated and seat is not None and not scene.state(party) and seat.country == told.ground:
            return party
    return told.ground


def _stands(told: Told) -> bool:
    """Whether what was told is an engagement: two sides where it needs them, an occasion and not a topic."""
    if told.type in _TWO_SIDED and len(told.named) < 2:
        return False
    if not told.named or (told.like is not None and not told.dated):
        return False
    if told.type == "visit" and not told.dated and _wished(told, 60):
        return False
    if told.frame in ("receive", "call_on", "meet") and not told.dated and told.type in CONTACT and _wished(told, 8):
        return False
    if told.type == "port_call" and told.ground is None:
        return False
    if told.type == "inspection" and len(told.named) < 2 and not (told.people and told.dated):
        return False
    if told.status == "planned" and not told.dated and told.type in ("exchange", "handover", "inspection"):
        return False
    if told.type in ("handover", "inspection") and told.dated and edtf.precision(told.date or "") == "year":
        return False
    if told.type == "handover" and not told.dated and not told.people:
        return False
    if told.type in CONTACT and told.frame != "event":
        days = told.dated or (told.frame == "call_on" and told.date is not None)
        return bool(told.people) or bool(days and told.certain and len(told.named) > 1)
    if family(told.type) in ("gathering", "activity") or told.frame == "event":
        return told.certain and (told.dated or told.firm or told.ordinal is not None or bool(told.people))
    return True


def _wished(told: Told, reach: int) -> bool:
    return any(one.code == "wish" and 0 <= told.start - one.end <= reach for one in told.sentence.layer("contacts"))


def _begun(told: Told, kept: list[Told]) -> None:
    """A visit of which only the end is told has begun when its guests are first met."""
    end = (told.date or "").removeprefix("../")
    if told.type != "visit" or end == told.date or edtf.as_day(end) is None:
        return
    contacts = [one for one in kept if one.dated and one.type in CONTACT and set(one.people) & set(told.people)]
    met = [one.date for one in contacts if one.date and edtf.as_day(one.date)]
    first = min(met, default=end)
    if first < end and within_days(first, end):
        told.date = edtf.interval(first, end)


def _in_one_breath(scene: Scene, told: Told) -> str | None:
    """The day of what the same sentence tells of the same people before: "came on Monday and met X"."""
    for one in scene.told if told.status == "reported" else ():
        before = one.sentence is told.sentence and one.end <= told.start and one.status == told.status
        if before and edtf.as_day(one.date) and set(one.people) & set(told.people):
            return one.date
    return None


def _undated(scene: Scene, told: Told, kept: list[Told]) -> None:
    """What the report leaves undated: the day of the contact that it goes with, else on or before publication."""
    if told.date is not None or told.floating:
        return
    published = scene.reading.document.published
    told.date = _in_one_breath(scene, told)
    if told.date is not None:
        return
    running = running_day(scene, told) if told.status == "reported" else None
    if running is not None:
        told.date = running
        return
    stays = [one for one in kept if one.type == "visit" and one.status == "reported" and "/" in (one.date or "")]
    stays = [one for one in stays if not (one.date or "").startswith("../")]
    stays = [one for one in stays if set(one.people) & set(told.people) or not told.people]
    within = told.status == "reported" or (told.status == "planned" and told.type not in _SESSIONS)
    if stays and told.type not in ("visit", "exhibition") and within:
        told.date = stays[0].date
        return
    if told.status == "reported":
        for one in sorted(kept, key=lambda one: one.type not in CONTACT):
            if one.dated and one.date and one.status == "reported" and one.type in _DAYS and one is not told:
                about = told.type == "visit" and "/" not in one.date and edtf.ANY_YEAR not in one.date
                told.date = f"{one.date}~" if about else one.date
                return
        if published:
            told.date = f"../{published}" if edtf.precision(published) == "day" else published
    elif told.status == "past" and published and edtf.precision(published) == "day":
        told.date = running_day(scene, told, background=True) or f"../{published}"
