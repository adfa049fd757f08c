"""A relationship on a page, as Markdown: last engagements, commitments by stage, papers, people, and every source.

It says what the ledger holds and no more: it joins no two lines that the ledger keeps apart, and where nothing is
reported it says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dragoman.catalog import Catalog
from dragoman.ledger import Line, Source, Tenure
from dragoman.publish.relationship import Relationship, action_words, by_stage, latest, names, planned
from dragoman.publish.rows import people_words, place_words
from dragoman.records import Commitment, Engagement, Instrument

__all__ = ["brief"]

_LAST, _LEVEL = 12, "partnership"


class _Numbered:
    """Documents numbered as they are first cited."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}

    def cite(self, sources: Iterable[Source]) -> str:
        marks = []
        for source in sources:
            self.sources.setdefault(source.document, source)
            mark = f"[{list(self.sources).index(source.document) + 1}]"
            if mark not in marks:
                marks.append(mark)
        return " ".join(marks)


def brief(found: Relationship, catalog: Catalog, lang: str) -> str:
    """The brief as Markdown; ``lang`` is the language of the codebook's labels."""
    cited = _Numbered()
    parts = [
        f"# {names(found.parties, catalog)}: defence and security cooperation",
        _standing(found),
        *_short(found, catalog, lang),
        *_engagements(found, catalog, lang, cited),
        *_commitments(found, catalog, lang, cited),
        *_instruments(found, catalog, lang, cited),
        *_people(found, catalog, lang),
        *_sources(found, cited),
    ]
    return "\n\n".join(parts) + "\n"


def _standing(found: Relationship) -> str:
    languages = Counter(one.lang for one in found.documents)
    spread = ", ".join(
        f"{lang} {count}" for lang, count in sorted(languages.items(), key=lambda two: (-two[1], two[0]))
    )
    dates = sorted(one.published for one in found.documents if one.published)
    total = len(found.documents)
    facts = [f"As of {found.on}" if found.on else "", _count(total, "document") + (f" ({spread})" if spread else "")]
    facts.append(f"last report {dates[-1]}" if dates else "")
    return " · ".join(one for one in facts if one)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _short(found: Relationship, catalog: Catalog, lang: str) -> list[str]:
    if not found.documents:
        return ["**In short.** The ledger holds nothing about these parties together."]
    codebook, said = catalog.codebook, []
    reported = [line for line in latest(found.engagements, len(found.engagements)) if _status(line) == "reported"]
    if reported and isinstance(body := reported[0].entry.body, Engagement):
        what = codebook.label("engagement_types", body.type, lang)
        where = f", {place_words(body)}" if place_words(body) else ""
        said.append(f"Last reported engagement: {what}, {body.date}{where}.")
    stages = by_stage(found.commitments, catalog)
    counted = ", ".join(f"{len(told)} {codebook.label('stages', one, lang).lower()}" for one, told in stages.items())
    said.append(f"Commitments told: {counted}." if counted else "No commitment is told.")
    bodies = [line.entry.body for line in found.commitments if isinstance(line.entry.body, Commitment)]
    due = sorted((one.due, action_words(one, catalog, lang)) for one in bodies if one.due)
    if due:
        said.append("With a date: " + "; ".join(f"{words}, {date}" for date, words in due) + ".")
    standing = [line.entry.body for line in found.instruments if isinstance(line.entry.body, Instrument)]
    levels = [f"{_safe(one.title)}{f' ({one.signed})' if one.signed else ''}" for one in standing if one.type == _LEVEL]
    if levels:
        said.insert(0, f"Level of relations told: {'; '.join(levels)}.")
    return ["**In short.** " + " ".join(said)]


def _status(line: Line) -> str | None:
    return line.entry.body.status if isinstance(line.entry.body, Engagement) else None


def _table(head: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(text: str | None) -> str:
    return " ".join((text or "–").split())


def _safe(text: str) -> str:
    """Words of a source stay words: nothing in them becomes a table's edge, a link, a tag or an emphasis."""
    for letter in "\\|[]*_`":
        text = text.replace(letter, "\\" + letter)
    return " ".join(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split())


def _quote(line: Line) -> str:
    return f"“{_safe(line.sources[0].quote)}”"


def _engagements(found: Relationship, catalog: Catalog, lang: str, cited: _Numbered) -> list[str]:
    head = ("date", "what", "where", "who", "words", "sources")
    past, ahead = latest(found.engagements, _LAST), planned(found.engagements)
    parts = ["## Last engagements"]
    if past:
        parts.append(_table(head, (_engagement(line, catalog, lang, cited) for line in past)))
    else:
        parts.append("None is told with a date.")
    rest = len(found.engagements) - len(past) - len(ahead)
    if rest:
        parts.append(f"{_count(rest, 'earlier or undated line')} in the ledger.")
    if ahead:
        parts += ["## Announced", _table(head, (_engagement(line, catalog, lang, cited) for line in ahead))]
    return parts


def _engagement(line: Line, catalog: Catalog, lang: str, cited: _Numbered) -> Sequence[str | None]:
    body = line.entry.body
    assert isinstance(body, Engagement)
    what = catalog.codebook.label("engagement_types", body.type, lang)
    if body.status == "past":
        what += f" ({catalog.codebook.label('statuses', body.status, lang)})"
    who = _safe(people_words(body.participants))
    return body.date, what, place_words(body) or None, who or None, _quote(line), cited.cite(line.sources)


def _commitments(found: Relationship, catalog: Catalog, lang: str, cited: _Numbered) -> list[str]:
    rows = []
    for stage, lines in by_stage(found.commitments, catalog).items():
        for line in sorted(lines, key=lambda one: (one.sources[0].published or "", one.sources[0].start, one.entry.id)):
            body = line.entry.body
            if isinstance(body, Commitment):
                since = line.sources[0].published
                what, by = action_words(body, catalog, lang), " ".join(body.by)
                label = catalog.codebook.label("stages", stage, lang)
                rows.append((label, what, by, since, body.due, _quote(line), cited.cite(line.sources)))
    if not rows:
        return ["## Commitments", "None is told."]
    head = ("stage", "what", "by", "told on", "due", "words", "source")
    note = "Each line is what one document says once; two lines may be steps of one commitment."
    return ["## Commitments", _table(head, rows), note]


def _instruments(found: Relationship, catalog: Catalog, lang: str, cited: _Numbered) -> list[str]:
    rows = []
    for line in found.instruments:
        body = line.entry.body
        if isinstance(body, Instrument):
            kind = catalog.codebook.label("instrument_types", body.type, lang)
            state = catalog.codebook.label("instrument_states", body.state, lang)
            rows.append((body.signed, kind, _safe(body.title), state, cited.cite(line.sources)))
    if not rows:
        return ["## Instruments", "None is told."]
    return ["## Instruments", _table(("signed", "type", "title", "state", "sources"), rows)]


def _people(found: Relationship, catalog: Catalog, lang: str) -> list[str]:
    rows = []
    ranks = {code: entry.rank or 0 for code, entry in catalog.codebook.offices.items()}
    for one in sorted(found.people, key=lambda one: min((ranks[held.office] for held in one.offices), default=99)):
        held = sorted(one.offices, key=lambda tenure: ranks[tenure.office])
        labels = (catalog.codebook.label("offices", tenure.office, lang) + _seen(tenure) for tenure in held)
        offices = "; ".join(labels)
        rows.append((_safe(one.name), one.party, offices or None))
    if not rows:
        return ["## Who is who", "No person is named."]
    return ["## Who is who", _table(("name", "party", "offices, and when seen in them"), rows)]


def _seen(tenure: Tenure) -> str:
    if not tenure.first or not tenure.last:
        return ""
    return f" ({tenure.first})" if tenure.first == tenure.last else f" ({tenure.first} to {tenure.last})"


def _sources(found: Relationship, cited: _Numbered) -> list[str]:
    titles = {one.id: one.title for one in found.documents}
    lines = []
    for number, source in enumerate(cited.sources.values(), start=1):
        facts = [
            source.publisher or source.name,
            source.published or "undated",
            source.lang,
            titles.get(source.document),
        ]
        described = _safe(", ".join(one for one in facts if one))
        lines.append(f"{number}. {described}: “{_safe(source.quote)}” (document {source.document[:12]})")
    return ["## Sources", "\n".join(lines) or "None."]
