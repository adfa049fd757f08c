"""What is told again: words that point back, and restatements of one engagement, become one."""

from __future__ import annotations

from dragoman.extract.agents import named_behind
from dragoman.extract.occasions import looks_ahead
from dragoman.extract.reading import Person
from dragoman.extract.scene import Scene
from dragoman.extract.told import CONTACT, SOLEMN, Told, family
from dragoman.text import edtf

__all__ = ["merge", "refer_back"]


_BOTH = 2
# How many days may lie between two tellings of one stay in port.
_DAYS = 3
_LASTING = frozenset({"visit", "port_call", "exercise", "course", "exhibition", "conference"})


def refer_back(scene: Scene) -> list[Told]:
    """What only points back gives its date and place to what it points to; if there is nothing, it stands itself."""
    kept: list[Told] = []
    for told in scene.told:
        if not _spare(told, scene.told):
            continue
        if not told.back:
            kept.append(told)
            continue
        kin = family(told.type)
        earlier = [one for one in kept if family(one.type) == kin]
        if earlier:
            _lend(told, earlier)
        elif told.type == "ceremony" and any(one.type in SOLEMN and not one.back for one in scene.told):
            held = [one for one in kept if one.type in SOLEMN]
            _lend(told, held[-1:])
            for one in held[-1:]:
                one.city, one.ground = one.city or told.city, one.ground or told.ground
            continue
        elif kin in ("gathering", "activity"):
            kept.append(told)
        elif told.sentence.kind in ("body", "list"):
            later = any(not one.back and family(one.type) == kin for one in scene.told)
            if not later or told.type == "signing" or (kin == "contact" and _occurring(told)):
                if kin == "contact":
                    chairs = told.slots
                    told.slots = named_behind(scene.reading, told) or scene.pair(told.sentence, told.start)
                    for slot in chairs:
                        told.seat(slot)
                kept.append(told)
    return kept


def _spare(told: Told, others: list[Told]) -> bool:
    """Whether words that show a contact only by the way ("agreed", "discussed") are needed: nothing else tells one."""
    if told.hit is None or not told.hit.sense.keys.get("spare"):
        return True
    if len({one.party for one in told.people}) < 2:
        return False
    return not any(
        one is not told
        and not (one.hit is not None and one.hit.sense.keys.get("spare"))
        and one.type in CONTACT
        and edtf.compatible(one.date, told.date)
        and not one.back
        and set(one.people) & set(told.people)
        for one in others
    )


def _occurring(told: Told) -> bool:
    return any(
        one.code == "occurs" and (0 <= one.start - told.end < 40 or 0 <= told.start - one.end < 30)
        for one in told.sentence.layer("contacts")
    ) or (told.hit is not None and bool(told.hit.sense.keys.get("follows")))


def _lend(told: Told, earlier: list[Told]) -> None:
    if any(
        one.code == "before" and one.start < told.end and told.start < one.end
        for one in told.sentence.layer("contacts")
    ):
        return
    for one in reversed(earlier):
        if looks_ahead(told) and not looks_ahead(one):
            continue
        if told.date and (
            one.date is None or (edtf.compatible(one.date, told.date) and one.type in ("visit", "port_call"))
        ):
            if told.slots and one.people and not set(told.people) & set(one.people):
                continue
            one.date = edtf.narrow(one.date, told.date) if one.date and "/" not in told.date else told.date
            one.dated = True
            if told.type == one.type:
                one.city, one.ground = one.city or told.city, one.ground or told.ground
            return
        if told.date and one.date and one.type in _LASTING:
            one.date = _stretch(one.date, told.date) or one.date
            return


def _stretch(first: str, last: str) -> str | None:
    """The span from the day of arrival to the day of leaving, where both are days of one visit."""
    a, b = edtf.as_day(edtf.plain(first).removeprefix("../")), edtf.as_day(edtf.plain(last).removeprefix("../"))
    if a is None or b is None or not 0 < abs((b - a).days) < 15:
        return None
    return edtf.interval(min(a, b).isoformat(), max(a, b).isoformat())


def merge(kept: list[Told]) -> list[Told]:
    """One engagement once: what the same people did on a compatible day is one."""
    merged: list[Told] = []
    for told in kept:
        same = next((one for one in merged if _same(one, told)), None)
        if same is None:
            merged.append(told)
            continue
        _absorb(same, told)
    return merged


def _alike(a: Told, b: Told) -> bool:
    """Whether type, day, parties, status and number allow two tellings to be one."""
    told_apart = family(a.type) in ("gathering", "activity") or bool({"signing", "port_call"} & {a.type, b.type})
    return (
        family(a.type) == family(b.type)
        and not (a.floating and b.dated)
        and not (b.floating and a.dated)
        and edtf.compatible(a.date, b.date)
        and (a.type == b.type or not told_apart)
        and (set(a.named) <= set(b.named) or set(b.named) <= set(a.named))
        and (a.status == "planned") == (b.status == "planned")
        and not (a.ordinal and b.ordinal and a.ordinal != b.ordinal)
        and not ({a.status, b.status} == {"past", "reported"} and a.dated != b.dated and told_apart)
    )


def _same_visit(a: Told, b: Told) -> bool:
    if a.ground and b.ground and a.ground != b.ground:
        return False
    guests, others = _guests(a), _guests(b)
    if guests and others and not guests & others:
        return False
    return bool(set(a.people) & set(b.people)) or not a.people or not b.people or a.date == b.date


def _one_stay(a: Told, b: Told) -> bool:
    """Whether two tellings of ships in one country, some days apart, are of one stay."""
    if not (a.type == b.type == "port_call" and a.ground == b.ground and set(a.named) == set(b.named)):
        return False
    if a.status == "planned" or b.status == "planned" or not a.date or not b.date or edtf.ANY_YEAR in a.date + b.date:
        return False
    (first, last), (begin, end) = edtf.bounds(a.date), edtf.bounds(b.date)
    return 0 <= (begin - last).days <= _DAYS or 0 <= (first - end).days <= _DAYS


def _same(a: Told, b: Told) -> bool:
    if _one_stay(a, b):
        return True
    if not _alike(a, b):
        return False
    another = (a.like is b or b.like is a) and not (a.dated and b.dated and a.date == b.date)
    if another or _side_by_side(a, b):
        return False
    if a.type == "visit" and b.type == "visit":
        return _same_visit(a, b)
    if a.rule != b.rule and a.type == "ceremony" and all(_is_verb(one) for one in (a, b)):
        return False
    if family(a.type) in ("gathering", "activity") and (not a.dated or not b.dated or a.date == b.date):
        return a.type != "inspection" or bool(set(a.people) & set(b.people)) or not a.people or not b.people
    if _other_holder(a, b) or _other_holder(b, a):
        return False
    mine, other = _principals(a), _principals(b)
    if not mine or not other:
        return True
    return set(mine) <= set(other) or set(other) <= set(mine)


def _side_by_side(a: Told, b: Told) -> bool:
    """Whether two verbs of one sentence each have somebody of their own behind them: "called on A and met with B"."""
    if a.sentence is not b.sentence or not (_is_verb(a) and _is_verb(b)) or not {a.type, b.type} <= CONTACT:
        return False
    if not a.subject or [one.start for one in a.subject] != [one.start for one in b.subject]:
        return False
    first, last = ({one.start for one in told.mentions if one.start >= told.end} for told in (a, b))
    return bool(first) and bool(last) and not first & last


def _is_verb(told: Told) -> bool:
    return told.hit is not None and told.hit.sense.keys.get("form") == "verb"


def _other_holder(a: Told, b: Told) -> bool:
    """Whether an office told without its holder cannot be that of the party's person at the other contact."""
    for slot in a.slots:
        if slot.person is None and slot.offices and slot.party:
            there = [one for one in b.people if one.party == slot.party]
            if there and not any(set(one.offices) & set(slot.offices) for one in there):
                return True
    return False


def _guests(told: Told) -> set[str]:
    return {slot.party for slot in told.slots if slot.party}


def _principals(told: Told) -> list[Person]:
    """Who met: all but those who only attended; where roles are open, all of them."""
    return [one for one in told.people if _principal(told, one)] or (
        told.people if len({one.party for one in told.people}) > 1 else []
    )


def _principal(told: Told, person: Person) -> bool:
    return any(slot.person is person and slot.role != "attendee" for slot in told.slots)


def _absorb(one: Told, other: Told) -> None:
    for slot in other.slots:
        if slot.person is not None:
            one.seat(slot)
    if other.type in ("call", "dialogue") and one.type in CONTACT:
        one.type = other.type
    if other.dated and not one.dated:
        one.date, one.dated = other.date, True
    elif other.date and one.date:
        stay = one.type in ("visit", "port_call")
        one.date = max(one.date, other.date, key=len) if stay else edtf.narrow(one.date, other.date)
    one.ground = one.ground or other.ground
    one.city = one.city or other.city
    one.proposed = one.proposed and other.proposed
    one.ordinal = one.ordinal or other.ordinal
    one.series = one.series or other.series
    if len(other.named) > len(one.named) and len({person.party for person in one.people}) < len(one.named):
        one.named = other.named
    if one.status == "past" and other.status == "reported":
        one.status = "reported"
