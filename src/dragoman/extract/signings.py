"""Signings: who signs what, which stand for themselves, and which are only told of a meeting that is told as well."""

from __future__ import annotations

from dragoman.catalog.lexicon import Hit
from dragoman.extract.arguments import after, before, link
from dragoman.extract.frames import OBLIQUE, acting, occurs_near, seat, tell
from dragoman.extract.moments import moments
from dragoman.extract.reading import Mention, Sentence
from dragoman.extract.scene import Scene
from dragoman.extract.told import CONTACT, Slot, Told
from dragoman.text import edtf

__all__ = ["read_signing", "signings"]

_BOTH = 2
# How far behind the word of signing the occasion may be named in which the paper was signed.
_NEXT = 15
# How far behind its name the word of signing may stand, and behind that word the day or city.
_PAPER, _PINNED = 90, 30


def read_signing(scene: Scene, sentence: Sentence, cue: Hit, ceiling: int) -> Told | None:
    """Two parties' people sign: an occasion of its own only where nothing else brings them together."""
    told = tell(sentence, cue)
    reading = scene.reading
    left = before(reading, sentence, cue.start, sentence.start, OBLIQUE - {"by"})
    right = after(reading, sentence, cue.end, ceiling, frozenset({"with", "by", "between"}))
    seat(scene, told, left, None)
    seat(scene, told, right, None)
    if len({one.party for one in told.people}) == 1 and not right:
        # "X signed for A, Y for B": whoever is named behind without a small word signs as well.
        later = [one for one in sentence.among(cue.end, ceiling) if one.person is not None]
        seat(scene, told, [one for one in later if link(reading, sentence, one) is None], None)
    if cue.sense.keys.get("form") == "noun" and len(told.parties) < 2:
        told.back = True
        return told
    signers = {one.party for one in told.people}
    signers = signers if len(signers) > 1 else set(told.parties)
    held = cue.sense.keys.get("form") == "noun" and occurs_near(sentence, cue)
    states = (
        bool(left or (held and right))
        and bool(moments(reading, sentence))
        and (held or set(told.parties) <= scene.acting or _signed_by_bodies(scene, told, left))
    )
    if len(signers) > 1 and (told.people or acting(left) or states):
        return told
    return told if cue.sense.keys.get("form") == "verb" and _laid_down(scene, told) else None


def _signed_by_bodies(scene: Scene, told: Told, signers: list[Mention]) -> bool:
    """Whether a paper is signed by ministries or forces, or by states with the day and the city told."""
    sentence = told.sentence
    if not any(told.end <= one.start for one in sentence.layer("instruments")):
        return False
    organs = [hit for hit in sentence.layer("names") if hit.sense.keys["kind"] == "organ"]
    if any(one.start <= hit.start < one.end for one in signers for hit in organs):
        return True
    reading = scene.reading
    days = [one.start for one in moments(reading, sentence) if one.plain and edtf.as_day(one.plain)]
    cities = [one.start for one in sentence.mentions if one.kind == "place" and link(reading, sentence, one) == "at"]
    # Behind a comma stands who says so, where and when: "signed a contract, the ministry in Rome said on Friday".
    return all(any("," not in reading.folded[told.end : at] for at in found) for found in (days, cities))


def _laid_down(scene: Scene, told: Told) -> bool:
    """Whether a paper is said by the way to have been signed on a day or somewhere: "the plan, signed in Rome"."""
    sentence = told.sentence
    papers = [one for one in sentence.layer("instruments") if 0 <= told.start - one.end < _PAPER]
    if not papers or told.people or not _pinned(scene, told):
        return False
    between = [one for one in sentence.among(papers[-1].end, told.start) if one.kind in ("party", "both", "they")]
    told.slots = []
    seat(scene, told, between, None)
    if len(told.parties) < 2:
        told.slots = scene.pair(sentence, told.start)
    told.slots = [Slot(None, (party,)) for party in told.parties]
    return len(told.parties) > 1


def _pinned(scene: Scene, told: Told) -> bool:
    """Whether a day or a city is told right behind the word of signing."""
    near = told.end + _PINNED
    days = [one for one in moments(scene.reading, told.sentence) if told.end <= one.start < near]
    if any(one.plain and edtf.as_day(one.plain) for one in days):
        return True
    places = [one for one in told.sentence.mentions if one.kind == "place" and told.end <= one.start < near]
    return bool(days) and any(link(scene.reading, told.sentence, one) == "at" for one in places)


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
