"""What was told becomes what happened: one engagement once, with its parties, roles, day and ground."""

from __future__ import annotations

from dragoman.extract.arguments import before
from dragoman.extract.occasions import set_date, set_place, set_status
from dragoman.extract.reading import Person
from dragoman.extract.scene import Scene
from dragoman.extract.told import CONTACT, Slot, Told, family
from dragoman.text import edtf

__all__ = ["settle"]

_TWO_SIDED = CONTACT | {"visit", "port_call", "handover", "exchange", "exercise"}


def settle(scene: Scene) -> list[Told]:
    """Settle all that the scene heard: dates, grounds, parties, roles; restatements become one; in text order."""
    for told in scene.told:
        set_date(scene, told)
        set_place(scene, told)
    kept = _refer_back(scene)
    for told in kept:
        _known_ground(scene, told)
        _fill_offices(scene, told)
    main = _main_date(scene, kept)
    for told in kept:
        set_status(scene, told, main)
    _complete_visits(scene, kept)
    for told in kept:
        _ground(scene, told, kept)
        _fill_guests(told, kept)
        _unlike(scene, told)
        _parties(scene, told)
    kept = [told for told in kept if _stands(scene, told)]
    kept = _signings(_merge(kept))
    for told in kept:
        _roles(scene, told)
        _undated(scene, told, kept)
    return _merge(kept)


def _known_ground(scene: Scene, told: Told) -> None:
    """Who receives is on home ground, unless the text says where."""
    if told.ground is None and told.frame in ("receive", "received", "call_on"):
        host = next((one for one in told.slots if one.role == "host" and one.party), None)
        posted = host is not None and host.person is not None and "ambassador" in host.person.offices
        if host is not None and not posted and scene.state(host.party):
            told.ground = host.party


def _fill_offices(scene: Scene, told: Told) -> None:
    """A person named with a rank alone, of whose party the holder of an office is said to meet, is that holder."""
    for slot in told.slots:
        if slot.person is not None or not slot.offices or not slot.party:
            continue
        fits = [one for one in scene.reading.persons if one.party == slot.party and set(slot.offices) & set(one.offices)]
        bare = [one for one in scene.reading.persons if one.party == slot.party and not one.offices and one.told]
        person = fits[0] if fits else bare[0] if bare else None
        if person is not None and person not in told.people:
            slot.person = person
            if not person.offices and len(slot.offices) == 1:
                person.offices += slot.offices


def _main_date(scene: Scene, kept: list[Told]) -> str | None:
    days = [one.date for one in kept if one.date and one.type in CONTACT]
    return days[0] if days else scene.reading.document.published


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
        and (set(one.people) & set(told.people) or one.back)
        for one in others
    )


def _refer_back(scene: Scene) -> list[Told]:
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
        elif kin in ("gathering", "activity"):
            kept.append(told)
        elif told.sentence.kind in ("body", "list"):
            later = any(not one.back and family(one.type) == kin for one in scene.told)
            if not later or (kin == "contact" and _occurring(told)):
                if kin == "contact":
                    chairs = told.slots
                    told.slots = scene.pair(told.sentence, told.start)
                    for slot in chairs:
                        told.seat(slot)
                kept.append(told)
    return kept


def _occurring(told: Told) -> bool:
    return any(
        one.code == "occurs" and (0 <= one.start - told.end < 40 or 0 <= told.start - one.end < 30)
        for one in told.sentence.layer("contacts")
    ) or told.hit is not None and bool(told.hit.sense.keys.get("follows"))


def _lend(told: Told, earlier: list[Told]) -> None:
    if any(one.code == "before" and one.start < told.end and told.start < one.end for one in told.sentence.layer("contacts")):
        return
    for one in reversed(earlier):
        if told.date and (one.date is None or (edtf.compatible(one.date, told.date) and one.type in ("visit", "port_call"))):
            if told.slots and one.people and not set(told.people) & set(one.people):
                continue
            one.date = edtf.narrow(one.date, told.date) if one.date and "/" not in told.date else told.date
            one.dated = True
            return
        if told.date and one.date and one.type in ("visit", "port_call"):
            one.date = _stretch(one.date, told.date) or one.date
            return


def _stretch(first: str, last: str) -> str | None:
    """The span from the day of arrival to the day of leaving, where both are days of one visit."""
    a, b = edtf.as_day(edtf.plain(first)), edtf.as_day(edtf.plain(last))
    if a is None or b is None or not 0 < abs((b - a).days) < 15:
        return None
    return edtf.interval(min(a, b).isoformat(), max(a, b).isoformat())


def _complete_visits(scene: Scene, kept: list[Told]) -> None:
    """A visit told without its people is that of the guests who are met."""
    for told in kept:
        if told.type != "visit" or told.people or told.status == "past":
            continue
        wanted = set(told.parties)
        if any(one is not told and one.type == "visit" and one.people and wanted & set(one.parties) for one in kept):
            continue
        guests: list[Person] = []
        for one in kept:
            if one.type not in CONTACT or one.status == "past":
                continue
            for slot in one.slots:
                person = slot.person
                if person is None or slot.role == "attendee" or person.party in (told.ground,):
                    continue
                if (wanted and person.party in wanted) or (not wanted and slot.role == "guest"):
                    guests.append(person)
            if guests:
                break
        if not guests and not wanted and told.ground:
            guests = [one for one in scene.reading.persons if one.offices and one.party != told.ground][:1]
        for person in dict.fromkeys(guests):
            told.seat(Slot(person, role="guest"))
    _add_companions(scene, kept)
    for told in kept:
        if told.type == "visit" and told.ground:
            told.slots = [one for one in told.slots if one.person is None or one.person.party != told.ground]


def _add_companions(scene: Scene, kept: list[Told]) -> None:
    """Who is said anywhere to travel in the visitor's party is a guest of the visit as well."""
    visits = [one for one in kept if one.type == "visit" and one.status != "past" and one.people]
    for sentence in scene.reading.told if visits else ():
        for hit in sentence.layer("contacts"):
            if hit.code != "accompany":
                continue
            for one in before(scene.reading, sentence, hit.start, sentence.start, frozenset({"by", "of"}))[-1:]:
                for visit in visits:
                    if one.person is not None and one.person.party == visit.people[0].party:
                        visit.seat(Slot(one.person, role="guest"))
                        break


def _fill_guests(told: Told, kept: list[Told]) -> None:
    """A side told by its country or delegation alone is, while its visit lasts, the visitor; so is who is welcomed."""
    if told.type in ("visit", "port_call", "exhibition", "exercise", "course") or told.status == "past":
        return
    visits = [one for one in kept if one.type in ("visit", "port_call") and one.status == "reported" and one.people]
    for visit in visits:
        guest = visit.people[0]
        if guest in told.people or any(one.person and one.person.party == guest.party for one in told.slots if one.role != "attendee"):
            continue
        empty = next((one for one in told.slots if one.person is None and one.party == guest.party and not one.offices), None)
        if empty is not None:
            empty.person = guest
        elif told.type == "ceremony" and told.slots and all(one.role in ("host", "attendee") for one in told.slots):
            told.seat(Slot(guest, role="guest"))


def _unlike(scene: Scene, told: Told) -> None:
    """Two who meet are of two parties: who was only guessed, or meant by an office both hold, is the other one."""
    people = [one for one in told.slots if one.person is not None and one.role != "attendee"]
    if told.type not in CONTACT or len(people) < 2 or len(told.parties) > 1:
        return
    guessed = scene.reading.facts.get("guessed", set())
    for slot in people:
        if slot.person is not None and slot.person.name in guessed:
            other = scene.partner(slot.person.party)
            if other:
                slot.person.party = other
            return
    for slot in people:
        rivals = [
            one
            for one in scene.reading.persons
            if slot.person is not None and one.party != slot.person.party and set(one.offices) & set(slot.person.offices)
        ]
        if rivals and rivals[0] not in told.people:
            slot.person = rivals[0]
            return


def _ground(scene: Scene, told: Told, kept: list[Told]) -> None:
    """Where the sentence names no place: the country of the visit that the contact is part of, or of the last contact."""
    if told.ground is not None or told.type in ("call", "exhibition", "conference") or told.status == "planned":
        return
    parties = set(told.parties)
    for one in kept:
        if one is not told and one.ground and one.type == "visit" and one.status == told.status:
            guests = {slot.party for slot in one.slots}
            if guests & parties or not parties:
                told.ground = one.ground
                return
    for slot in told.slots:
        person = slot.person
        if person is not None and "ambassador" in person.offices and slot.role != "attendee":
            others = [one.party for one in told.slots if one.party and one.party != person.party]
            if others and slot.role is None:
                slot.role = "guest"
                return
    if told.status != "reported":
        return
    near = [one for one in kept if one is not told and one.ground and one.status == "reported"]
    for one in reversed(near):
        if set(told.people) & set(one.people) and (one.date is None or told.date is None or edtf.compatible(one.date, told.date)):
            told.ground, told.city = one.ground, told.city or one.city
            return


def _parties(scene: Scene, told: Told) -> None:
    """The exact set: of those seated; completed by the other side where a contact needs two."""
    seated = list(dict.fromkeys(slot.party for slot in told.slots if slot.party and slot.role != "attendee"))
    if told.type == "port_call" and told.ground in told.named:
        told.named = [one for one in told.named if one != told.ground]
    if told.type in _TWO_SIDED or told.type == "ceremony":
        people = list(dict.fromkeys(one.party for one in told.people if one.party))
        if len(people) > 1 and told.type in CONTACT:
            seated = [one for one in seated if one in people]
        for one in told.named:
            if len(seated) < 2 and one not in seated:
                seated.append(one)
    elif told.type == "inspection" and told.people:
        seated = list(dict.fromkeys(one.party for one in told.people if one.party))
    elif told.type == "exhibition" and told.beside and told.status == "planned":
        seated = told.beside[:1]
    else:
        seated += [one for one in told.named if one not in seated]
    if told.type == "inspection" and told.ground and seated and told.ground not in seated:
        seated.append(told.ground)
    if told.type == "exhibition" and told.ground is None and len(seated) == 1:
        told.ground = seated[0]
    if told.type in ("visit", "port_call") and told.ground and told.ground not in seated:
        seated.append(_host_party(scene, told, seated))
    if told.type == "ceremony" and told.ground and told.ground not in seated and seated:
        seated.append(told.ground)
    if told.type in _TWO_SIDED and len(seated) < 2:
        other = scene.partner(seated[0] if seated else None, told.sentence)
        if other:
            seated.append(other)
        if len(seated) < 2:
            other = scene.partner(seated[0] if seated else None)
            seated += [other] if other else []
    if told.type == "ceremony" and len(seated) == 1 and told.status == "reported":
        stays = [one for one in scene.told if one.type in ("visit", "port_call") and one.status == "reported"]
        seated = next((one.named for one in stays if seated[0] in one.named and len(one.named) == 2), seated)
    told.named = list(seated)


def _host_party(scene: Scene, told: Told, seated: list[str]) -> str:
    """The party on whose ground a visit is: the state, or the organisation that sits there and is met."""
    assert told.ground is not None
    if told.ground in scene.acting:
        return told.ground
    gazetteer = scene.reading.catalog.gazetteer
    for party in scene.ranked:
        known = gazetteer.parties.get(party)
        if known is not None and known.kind == "organisation" and party not in seated and known.capital:
            site = gazetteer.places.get(known.capital)
            if site is not None and site.country == told.ground:
                return party
    return told.ground


def _stands(scene: Scene, told: Told) -> bool:
    """Whether what was told is an engagement: two sides where it needs them, an occasion and not a topic."""
    if told.type in _TWO_SIDED and len(told.named) < 2:
        return False
    if not told.named:
        return False
    if told.type in ("visit",) and not told.dated and _wished(told):
        return False
    if told.type == "port_call" and told.ground is None:
        return False
    if told.type == "handover" and told.dated and edtf.precision(told.date or "") == "year":
        return False
    if told.type == "handover" and not told.dated and not told.people:
        return False
    if told.type in CONTACT and told.frame != "event":
        return bool(told.people) or bool(told.dated and told.certain and len(told.parties) > 1)
    if family(told.type) in ("gathering", "activity") or told.frame == "event":
        return told.ordinal is not None or (told.certain and (told.dated or told.firm or bool(told.people)))
    return True


def _wished(told: Told) -> bool:
    return any(
        one.code == "wish" and 0 <= told.start - one.end <= 60 for one in told.sentence.layer("contacts")
    )


def _merge(kept: list[Told]) -> list[Told]:
    """One engagement once: what the same people did on a compatible day is one."""
    merged: list[Told] = []
    for told in kept:
        same = next((one for one in merged if _same(one, told)), None)
        if same is None:
            merged.append(told)
            continue
        _absorb(same, told)
    return merged


def _same(a: Told, b: Told) -> bool:
    if family(a.type) != family(b.type) or not edtf.compatible(a.date, b.date):
        return False
    if family(a.type) in ("gathering", "activity") and a.type != b.type:
        return False
    if set(a.named) != set(b.named) and not (set(a.named) <= set(b.named) or set(b.named) <= set(a.named)):
        return False
    if (a.status == "planned") != (b.status == "planned"):
        return False
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return False
    if "signing" in (a.type, b.type) and a.type != b.type:
        return False
    if a.type == "visit" and b.type == "visit":
        if a.ground and b.ground and a.ground != b.ground:
            return False
        mine, other = _guests(a), _guests(b)
        if mine and other and not mine & other:
            return False
        return bool(set(a.people) & set(b.people)) or not a.people or not b.people or a.date == b.date
    if a.rule != b.rule and a.type == "ceremony" and all(_is_verb(one) for one in (a, b)):
        return False
    if family(a.type) in ("gathering", "activity") and (not a.dated or not b.dated or a.date == b.date):
        return a.type != "inspection" or bool(set(a.people) & set(b.people)) or not a.people or not b.people
    if _other_holder(a, b) or _other_holder(b, a):
        return False
    mine = [one for one in a.people if _principal(a, one)]
    other = [one for one in b.people if _principal(b, one)]
    if not mine or not other:
        return True
    return set(mine) <= set(other) or set(other) <= set(mine)


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
        one.date = edtf.narrow(one.date, other.date) if one.type != "visit" else max(one.date, other.date, key=len)
    one.ground = one.ground or other.ground
    one.city = one.city or other.city
    one.ordinal = one.ordinal or other.ordinal
    one.series = one.series or other.series
    if len(other.named) > len(one.named):
        one.named = other.named
    if one.status == "past" and other.status == "reported":
        one.status = "reported"


def _after_signing(told: Told) -> bool:
    """Whether a contact is told as following a ceremony or signing."""
    return any(
        hit.sense.keys["type"] in ("ceremony", "signing") and hit.end <= told.start
        for hit in told.sentence.layer("engagements")
    ) or any(one.code == "definite" and one.end <= told.start for one in told.sentence.layer("contacts"))


def _signings(kept: list[Told]) -> list[Told]:
    """A signing stands for itself only where the same people are not told to have met."""
    contacts = [one for one in kept if (one.type in CONTACT or one.type == "conference") and one.type != "signing"]
    left = []
    for told in kept:
        if told.type == "signing":
            people = set(told.people)
            if told.status == "past" and edtf.as_day(told.date) is None:
                continue
            met = [
                one
                for one in contacts
                if (people & set(one.people) or not people)
                and one.status == told.status
                and edtf.compatible(one.date, told.date)
            ]
            if any(one.start < told.start or one.sentence is told.sentence or not _after_signing(one) for one in met):
                continue
        left.append(told)
    return left


def _roles(scene: Scene, told: Told) -> None:
    if told.type == "visit" and told.ground:
        told.slots = [one for one in told.slots if one.person is None or one.person.party != told.ground]
    for slot in told.slots:
        if told.type == "call":
            slot.role = "attendee"
        elif told.type == "visit":
            slot.role = "guest"
        elif slot.role is None:
            slot.role = _role(scene, told, slot)


def _role(scene: Scene, told: Told, slot: Slot) -> str:
    if told.ground is None:
        given = {one.party: one.role for one in told.slots if one.role in ("host", "guest")}
        if slot.party in given:
            return given[slot.party] or "attendee"
        if given:
            return "host" if "guest" in given.values() else "guest"
        return "attendee"
    if slot.party == told.ground:
        return "host"
    party = scene.reading.catalog.gazetteer.parties.get(slot.party or "")
    if party is not None and party.capital and told.ground not in told.named:
        site = scene.reading.catalog.gazetteer.places.get(party.capital)
        if site is not None and site.country == told.ground:
            return "host"
    return "guest"


def _undated(scene: Scene, told: Told, kept: list[Told]) -> None:
    """What the report leaves undated: the day of the contact that it goes with, else on or before publication."""
    if told.date is not None:
        return
    published = scene.reading.document.published
    stays = [one for one in kept if one.type == "visit" and one.status == "reported" and one.date and "/" in one.date]
    stays = [one for one in stays if set(one.people) & set(told.people) or not told.people]
    if stays and told.type not in ("visit", "exhibition") and told.status in ("reported", "planned"):
        told.date = stays[0].date
        return
    if told.status == "reported":
        for one in kept:
            if one.dated and one.date and one.status == "reported" and one.type in CONTACT and one is not told:
                told.date = one.date + ("~" if told.type == "visit" and "/" not in one.date and "X" not in one.date else "")
                return
        if published:
            told.date = f"../{published}" if edtf.precision(published) == "day" else published
    elif told.status == "past" and published and edtf.precision(published) == "day":
        told.date = f"../{published}"
