"""Marks in a text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dragoman.publish.marked import Mark, bracketed, context, described, marks
from dragoman.records import Span

TEXT = "They met in Hanoi and agreed to train officers."


def test_marks_are_numbered_by_kind_in_the_order_of_the_text(make) -> None:
    document = make.document(TEXT)
    claims = [
        make.claim(document, "agreed to train officers", make.promise(), "agree"),
        make.claim(document, "They met in Hanoi", make.talks()),
    ]
    found = marks(claims)
    assert [mark.label for mark, _ in found] == ["e1", "c1"]
    shown = bracketed(TEXT, [mark for mark, _ in found])
    assert shown == "[e1 They met in Hanoi e1] and [c1 agreed to train officers c1]."
    legend = described(document, found)
    assert "c1: commitment stage=agreed, action=train" in legend
    assert "en rule agree" in legend


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda two: Span(min(two), max(two)))


@given(st.lists(spans, max_size=6))
def test_without_its_brackets_the_text_is_whole(found: list[Span]) -> None:
    shown = bracketed(TEXT, [Mark(span, f"c{number}", "commitment") for number, span in enumerate(found)])
    assert re.sub(r"\[c\d+ | c\d+\]", "", shown) == TEXT


@given(spans, st.integers(0, 30))
def test_the_context_holds_the_quote(span: Span, around: int) -> None:
    before, quote, after = context(TEXT, span, around)
    assert quote == " ".join(span.of(TEXT).split())
    assert before.removeprefix("… ").strip() in TEXT
    assert after.removesuffix(" …").strip() in TEXT
