"""The city of what is told under a dateline that names none of its own."""

from __future__ import annotations

from dragoman.catalog.gazetteer import Site
from dragoman.extract.reading import Reading, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.told import Told

__all__ = ["moor", "set_city", "set_ground"]

_LINES = frozenset({"dateline", "byline"})
# What takes place where its report is written, whoever takes part.
_STAYS = frozenset({"port_call", "inspection"})


def set_city(scene: Scene, told: Told) -> None:
    """A report's or paragraph's dateline says the city of what is told under it, where the country agrees."""
    if told.city is not None or told.ground is None or told.status != "reported" or told.type in ("visit", "call"):
        return
    reading = scene.reading
    lines = [*_headed(reading, told), *_opening(reading), *_datelines(reading)]
    told.city = next((city for city, country in lines if country == told.ground), None)


def set_ground(scene: Scene, told: Told, abroad: bool = False) -> None:
    """A contact told without a place is where its part of the report is written, if that is one of the parties'.

    ``abroad``: if it is another party's that acts in the report.
    """
    if told.ground is not None or told.status != "reported" or told.type in ("call", "conference"):
        return
    if told.type == "visit" and not abroad:
        return
    for city, country in [*_headed(scene.reading, told), *_datelines(scene.reading)]:
        there = country in scene.acting - set(told.parties) if abroad else country in told.parties
        if there or told.type in _STAYS:
            told.ground, told.city = country, told.city or city
            return


def _headed(reading: Reading, told: Told) -> list[tuple[str, str]]:
    """The place that the paragraph opens with, or one alone in the line above."""
    heads = [one for one in reading.told if one.block == told.sentence.block][:1]
    return [site for one in heads for site in _opens_with(reading, one)]


def _opening(reading: Reading) -> list[tuple[str, str]]:
    """The place that the body's first sentence opens with, as a dateline does."""
    return [site for one in reading.told[:1] for site in _opens_with(reading, one)]


def _opens_with(reading: Reading, sentence: Sentence) -> list[tuple[str, str]]:
    for one in sentence.mentions[:1]:
        site = reading.catalog.gazetteer.places.get(one.place or "")
        after = reading.folded[one.end : one.end + 3].strip()
        alone = one.end - sentence.start >= sentence.end - sentence.start - 5
        if site is None or one.start - sentence.start > 2 or not (alone or after[:1] in ("-", "(", ")", ",", ":", ".")):
            continue
        return _city(site)
    return []


def _city(site: Site | None) -> list[tuple[str, str]]:
    """A place and its country; nothing for waters, regions and what the gazetteer does not know."""
    if site is None or not site.locates or site.country is None or site.kind == "region":
        return []
    return [(site.name, site.country)]


def _datelines(reading: Reading) -> list[tuple[str, str]]:
    """The cities that the report's date and author lines name, with their countries; looked up once."""
    if "datelines" not in reading.facts:
        found = _opening(reading)
        for block in reading.document.blocks:
            if block.kind in _LINES:
                start, end = block.span.start, block.span.end
                hits = reading.pack.matcher.find(reading.text[start:end], reading.folded[start:end]).get("names", [])
                found += [site for hit in hits for site in _city(reading.site(hit))]
        reading.facts["datelines"] = found
    return list(reading.facts["datelines"])


def moor(scene: Scene, told: Told) -> None:
    """A foreign ship in a port that no gazetteer knows is, for the press of a country, in one of that country's."""
    home = scene.reading.pack.home
    if told.ground is None and home and told.parties and home not in told.parties:
        abroad = any(one.kind == "place" and one.parties and one.parties[0] != home for one in told.sentence.mentions)
        told.ground = None if abroad else home
