"""City and country of a contact: the places and parties of its sentence, and the small words before them."""

from __future__ import annotations

from dragoman.extract.arguments import link
from dragoman.extract.names import capitals, name_runs
from dragoman.extract.reading import Mention
from dragoman.extract.scene import Scene
from dragoman.extract.told import Told
from dragoman.records import Span

__all__ = ["set_place"]

# How far from the contact word a town may stand, and how long its name may be.
_REACH, _LONGEST = 90, 40
# A ship that sails from a port has been there.
_LEFT = {"dock": "from"}


def set_place(scene: Scene, told: Told) -> None:
    """City and country: what the sentence says behind a word of place; for a visit the country it goes to."""
    best: tuple[int, str | None, str | None] | None = None
    last = -9
    for one in told.sentence.mentions:
        located = _located(scene, told, one)
        if located is None or (told.type == "visit" and told.ground and located[1] not in (None, told.ground)):
            continue
        # Of "the crossing, the province" the first is the place, the second says where it lies.
        lies_in, last = one.start - last <= 8 and best is not None, one.end
        if lies_in:
            continue
        distance = min(abs(one.start - told.end), abs(told.start - one.end))
        row = (distance + (0 if located[0] else 40), *located)
        if best is None or row < best:
            best = row
    if best is not None:
        told.city = told.city or best[1]
        told.ground = told.ground or best[2]
    if told.city is None and told.type not in ("visit", "call"):
        _set_town(scene, told)


def _set_town(scene: Scene, told: Told) -> None:
    """A town that the gazetteer does not know: a capitalised name right behind a word of place, near the contact."""
    reading, sentence = scene.reading, told.sentence
    taken = [(one.start, one.end) for one in sentence.mentions]
    for layer in ("engagements", "contacts", "names", "offices", "ranks"):
        taken += [(one.start, one.end) for one in sentence.layer(layer)]
    for hit in sentence.layer("contact_links"):
        first = hit.end + 1
        far = max(first - told.end, told.start - first)
        if not hit.sense.keys.get("town") or far > _REACH or not reading.text[first : first + 1].isupper():
            continue
        span = Span(first, min(sentence.end, first + _LONGEST))
        words = capitals(reading.text, span)
        runs = name_runs(reading.text, words, (), reading.pack.name_particles, reading.pack.not_names)
        run = runs[0] if runs else None
        if run is None or run.start != first or any(start < run.end and first < end for start, end in taken):
            continue
        following = next((one for one in sentence.mentions if 0 <= one.start - run.end <= 2 and one.parties), None)
        country = following.parties[0] if following is not None else None
        if following is not None and "," in reading.text[run.end : following.start] and scene.state(country):
            told.ground = told.ground or country
        told.city = reading.text[run.start : run.end]
        return


def _located(scene: Scene, told: Told, mention: Mention) -> tuple[str | None, str | None] | None:
    code = "at" if _where(told, mention) else link(scene.reading, told.sentence, mention)
    before = scene.reading.folded[told.sentence.start : mention.start].rstrip()[-1:]
    if mention.kind == "place" and mention.place:
        site = scene.reading.catalog.gazetteer.places.get(mention.place)
        beside = 0 <= mention.start - told.end <= 5 and told.frame == "event"
        beside = beside or (told.frame == "dock" and told.start < mention.start <= told.end < mention.end)
        if (
            site is None
            or not site.locates
            or not (code in ("at", _LEFT.get(told.frame)) or beside or before in (",", "(") or not before)
        ):
            return None
        return site.name if site.kind != "region" else None, site.country
    seat = _headquarters(scene, told, mention) if mention.kind in ("party", "person") else None
    if seat is not None:
        return seat
    if mention.kind == "party" and code == "at" and mention.parties and scene.state(mention.parties[0]):
        return None, mention.parties[0]
    return None


def _where(told: Told, mention: Mention) -> bool:
    """Whether a relative clause right behind a place tells what happened there: "Rome, where they met"."""
    if mention.end > told.start:
        return False
    wheres = [one.start for one in told.sentence.layer("contact_links") if one.code == "where"]
    return any(0 <= start - mention.end <= 2 for start in wheres)


def _headquarters(scene: Scene, told: Told, mention: Mention) -> tuple[str | None, str | None] | None:
    """A ministry's headquarters stand in the capital of its state."""
    reading = scene.reading
    seats = [one.end for one in told.sentence.layer("contact_links") if one.code == "seat"]
    if not any(end <= mention.start <= end + 2 for end in seats):
        return None
    gazetteer = reading.catalog.gazetteer
    organs = [
        gazetteer.organs.get(one.code)
        for one in told.sentence.layer("names")
        if mention.start <= one.start and one.end <= mention.end and one.sense.keys["kind"] == "organ"
    ]
    if not any(organ is not None and organ.kind == "ministry" for organ in organs):
        return None
    site = gazetteer.capital(mention.parties[0] if mention.parties else reading.pack.home)
    return (site.name, site.country) if site is not None else None
