"""When and where a contact took place, and whether it is the news, lies before it or is still to come."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.extract.date_stay import stay
from dragoman.extract.moments import Moment, moments
from dragoman.extract.quantities import find_ordinals
from dragoman.extract.scene import Scene
from dragoman.extract.told import CONTACT, Told, family
from dragoman.text import edtf

__all__ = ["looks_ahead", "running_day", "set_date", "set_number", "set_status"]

_NOT_DAYS = frozenset({"period", "duration"})
_NEAR = 45
_NEXT = 12
_CLAUSE = 90
# How many sentences back the day told last still runs.
_BACK = 7
_SERIES = frozenset({"dialogue", "exhibition", "exchange", "conference", "exercise"})
# What may bear the year in its name.
_NAMED = frozenset({"exercise", "exchange", "course"})
_LONG_AGO = 12
_MOMENTARY = frozenset({"inspection", "ceremony", "handover", "signing"})
_LASTING = frozenset({"visit", "port_call", "exercise", "course", "conference", "exhibition"})


def set_date(scene: Scene, told: Told) -> None:
    """The date that stands nearest to the contact word; spans first for visits, nothing for plans' terms."""
    dateline = _dateline_end(scene, told)
    found = [
        one
        for one in moments(scene.reading, told.sentence)
        if one.edtf and one.start >= dateline and _dates(told, one) and not _beyond(scene, told, one)
        if not _set_apart(scene, told, one)
        if not (told.hit is not None and told.hit.sense.keys.get("spare") and one.mention.bound == "until")
        if one.mention.bound != "since" or "/" in one.edtf or told.like or told.type not in CONTACT | _MOMENTARY
        if not _announced(told, one)
        if not (told.type == "inspection" and one.plain and edtf.precision(one.plain) == "year")
    ]
    moved = [one.end for one in told.sentence.layer("contacts") if one.code == "moved" and one.start >= told.end]
    anew = [one for one in found if any(0 <= one.start - end < _NEXT for end in moved)]
    # Of what is put off the new day counts.
    found = anew or found
    behind = [one for one in found if one.start >= told.end]
    if behind or told.back:
        found = [one for one in found if one in behind or not _taken(scene, told, one)]
    found = found or _opening(scene, told)
    if not found:
        told.floating = any(
            one.edtf is None and one.mention.first.weekday is not None and _distance(told, one) < _CLAUSE
            for one in moments(scene.reading, told.sentence)
        )
        return
    best = min(found, key=lambda one: (_apart(scene, told, one), _rank(told, one), _distance(told, one), one.start))
    told.certain = told.certain or (best.kind != "label" and _distance(told, best) < 25)
    told.date, told.dated, told.tense = _stay(scene, told, best) or best.edtf, True, best.tense


def _announced(told: Told, moment: Moment) -> bool:
    """Whether a day gone by is that of the announcement: "said on Friday that the two navies will patrol"."""
    if moment.tense != "past" or moment.end > told.start:
        return False
    return any(
        one.code == "planned" and moment.end <= one.start and one.end <= told.end and told.start - one.end < _NEAR
        for one in told.sentence.layer("contacts")
    )


def _opening(scene: Scene, told: Told) -> list[Moment]:
    """The day that opens a sentence, for verbs without one: "The next day she flew to Kyiv, where they signed"."""
    verb = told.hit is not None and told.hit.sense.keys.get("form") == "verb"
    kin = [one for one in scene.told if one.sentence is told.sentence and one.end <= told.start]
    if not verb or told.back or told.type == "visit" or any(family(one.type) == family(told.type) for one in kin):
        return []
    first = min((one.start for one in told.sentence.mentions if one.kind != "place"), default=told.start)
    return [
        one
        for one in moments(scene.reading, told.sentence)[:1]
        if one.plain and edtf.as_day(one.plain) and one.end <= min(first, told.start) and not _apart(scene, told, one)
    ]


def _apart(scene: Scene, told: Told, moment: Moment) -> bool:
    """Whether a date stands in another main clause."""
    return ";" in scene.reading.folded[min(told.end, moment.end) : max(told.start, moment.start)]


def _set_apart(scene: Scene, told: Told, moment: Moment) -> bool:
    """Whether a date stands in a relative clause that ends before the contact word: "X, who comes in May, met Y"."""
    if moment.end > told.start:
        return False
    folded = scene.reading.folded
    words = scene.reading.pack.relatives
    opening = max((folded.rfind(f", {word} ", told.sentence.start, moment.start) for word in words), default=-1)
    if opening < 0 or "," in folded[opening + 2 : moment.start]:
        return False
    return "," in folded[moment.end : told.start]


def _stay(scene: Scene, told: Told, best: Moment) -> str | None:
    """From when to when a visit lasts, where its sentence tells two of beginning, end and length."""
    if told.type not in _LASTING or told.hit is None or not edtf.as_day(best.plain):
        return None
    found = [one for one in moments(scene.reading, told.sentence) if one.kind == "duration" or one.plain]
    mentions = [one.mention for one in found]
    if told.hit.sense.keys.get("closing"):
        mentions = [one._replace(lead="end") if one is best.mention else one for one in mentions]
    ends = any(one.lead == "end" or one.bound == "until" for one in mentions if one is best.mention)
    if told.hit.sense.keys.get("closing"):
        return stay(mentions, found)
    days = [one.plain for one in found if one.mention.bound is None and edtf.as_day(one.plain) and one is not best]
    return stay(mentions, found, (days[0] if days else None) if ends else best.plain)


def _dateline_end(scene: Scene, told: Told) -> int:
    """Where the dateline ends that a report's first sentence may begin with: place, date, agency and a dash."""
    sentence = told.sentence
    head = scene.reading.folded[sentence.start : min(sentence.end, sentence.start + 60)]
    for dash in (" - ", ") "):
        at = head.find(dash)
        if at > 0:
            end = sentence.start + at
            places = [one for one in sentence.mentions if one.kind == "place" and one.end <= end + 1]
            if places and not any(
                one.person or one.kind in ("party", "office") for one in sentence.among(sentence.start, end)
            ):
                return end
    return sentence.start


def _dates(told: Told, moment: Moment) -> bool:
    """Whether a date may be the contact's; a year that names a thing only where it stands in the occasion's name."""
    if moment.kind == "label":
        return told.frame == "event" and -1 <= moment.start - told.end < 30
    return moment.kind not in _NOT_DAYS


def running_day(scene: Scene, told: Told, background: bool = False) -> str | None:
    """The day that the sentences right before it in the same paragraph tell, not later than publication.

    Of what is told as ``background`` it may lie long before.
    """
    published = None if background else scene.reading.document.published
    sentences = scene.reading.sentences
    for index in range(told.sentence.index - 1, max(-1, told.sentence.index - _BACK), -1):
        days = [
            one.plain
            for one in moments(scene.reading, sentences[index])
            if one.plain and one.kind not in _NOT_DAYS and edtf.as_day(one.plain) and one.tense != "future"
        ]
        if days and (published is None or edtf.bounds(days[-1])[0] > _weeks_before(published)):
            return days[-1]
    return None


def _weeks_before(published: str) -> date:
    return edtf.bounds(published)[0] - timedelta(days=_LONG_AGO)


def _rank(told: Told, moment: Moment) -> int:
    span = moment.kind == "span" or "/" in (moment.edtf or "")
    if moment.kind == "label":
        return 3
    if told.type in _NAMED and moment.edtf and "/" not in moment.edtf and edtf.precision(moment.edtf) == "year":
        return 2
    if told.type in ("visit", "port_call"):
        return 0 if span else 1
    return 1 if span and told.type not in ("exercise", "conference", "exhibition", "course", "exchange") else 0


def _distance(told: Told, moment: Moment) -> int:
    if moment.end <= told.start:
        return told.start - moment.end
    return max(0, moment.start - told.end)


def _beyond(scene: Scene, told: Told, moment: Moment) -> bool:
    """Whether another contact word stands between, nearer to the date and on its side."""
    for other in scene.told:
        if other is told or other.sentence is not told.sentence or other.hit is None or other.back:
            continue
        if told.end <= other.start < moment.start and moment.start - other.end < moment.start - told.end:
            return True
        if moment.end <= other.start and other.end <= told.start and _in_clause(scene, moment, other):
            return True
    return False


def _taken(scene: Scene, told: Told, moment: Moment) -> bool:
    """Whether a date before the word stands behind another contact word, which it then dates."""
    return any(
        one is not told and one.sentence is told.sentence and one.end <= moment.start and moment.end <= told.start
        for one in scene.told
    )


def _in_clause(scene: Scene, moment: Moment, other: Told) -> bool:
    return "," not in scene.reading.folded[min(moment.end, other.start) : other.start]


def set_number(scene: Scene, told: Told) -> None:
    """The number of a session in its series, and the series' name, where one stands beside the other."""
    vocabulary = scene.reading.pack.dates
    if vocabulary is None or told.type not in _SERIES or told.hit is None:
        return
    reading, sentence = scene.reading, told.sentence
    near = [
        one
        for one in find_ordinals(reading.text, sentence.start, sentence.end, vocabulary, reading.folded)
        if -1 <= one.span.start - told.end < 45 or -1 <= told.start - one.span.end < 30
    ]
    if not near:
        return
    told.ordinal = min(near, key=lambda one: abs(one.span.start - told.start)).value
    beside = [
        one
        for one in sentence.mentions
        if one.parties
        and (0 <= told.start - one.end < 4 or 0 <= one.start - told.end < 4)
        and "," not in reading.folded[min(one.end, told.end) : max(one.start, told.start)]
    ]
    first = min([told.start, *[one.start for one in beside]])
    last = max([told.end, *[one.end for one in beside]])
    told.series = " ".join(reading.text[first:last].split())


def set_status(scene: Scene, told: Told, main: str | None) -> None:
    """Planned where the words or the date look ahead, past where the date lies well before the news."""
    published = scene.reading.document.published
    planned = (_said(told, "planned") or _goes_on_planned(scene, told)) and not told.back
    if told.status is not None:
        return
    if told.date and edtf.ANY_YEAR not in told.date:
        first, last = edtf.bounds(told.date)
        reference = published or main
        if reference and edtf.ANY_YEAR not in reference:
            begin, end = edtf.bounds(reference)
            begun = "/" in told.date and edtf.as_day(told.date.split("/")[0]) is not None and first <= end
            if first > end or (planned and last > end and not begun):
                told.status = "planned"
            elif last.year > 1 and ((begin - last).days > _LONG_AGO or _background(scene, told, last, begin)):
                told.status = "past"
            else:
                told.status = "reported"
            return
    coarse = told.date is not None and len(told.date) == 4 and told.type in ("exhibition", "conference", "exercise")
    noun = told.hit is not None and told.hit.sense.keys.get("form") == "noun"
    if planned and (not told.dated or coarse):
        told.status = "planned"
    elif coarse or ((_said(told, "past") or (noun and _said(told, "followed"))) and not told.dated):
        told.status = "past"
    else:
        told.status = "reported"


def _background(scene: Scene, told: Told, last: date, published: date) -> bool:
    """Whether what lies a little back is told by the way: in the pluperfect, or with the month alone."""
    if told.sentence is scene.reading.told[0] or told.type in ("handover", "signing"):
        return False
    if _said(told, "past"):
        return (published - last).days > 1
    return (published - last).days >= 0 and edtf.precision(edtf.plain(told.date or "")) == "month"


def _goes_on_planned(scene: Scene, told: Told) -> bool:
    """Whether the same subject is told to do this after something planned: "will visit Rome and inspect the yard"."""
    earlier = [one for one in scene.told if one.sentence is told.sentence and one.end <= told.start]
    if told.dated or not earlier or not told.subject:
        return False
    return earlier[-1].subject is told.subject and _said(earlier[-1], "planned")


def looks_ahead(told: Told) -> bool:
    """Whether words of planning stand right before or behind a contact word."""
    return _said(told, "planned")


def _said(told: Told, code: str) -> bool:
    for one in told.sentence.layer("contacts"):
        if one.code != code:
            continue
        if 0 <= told.start - one.end <= _NEAR or (code == "planned" and 0 <= one.start - told.end <= _NEAR):
            return True
        # The contact's own words may look ahead, or share a word with those that do: "will visit", "plans to visit".
        if code == "planned" and one.start < told.end and told.start < one.end:
            return True
    return bool(told.hit is not None and told.hit.sense.keys.get("status") == code)
