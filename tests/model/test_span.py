"""Spans are half-open stretches: what they cover, share and contain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model import Span
from tests.model.strategies import spans


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (3, 2), (-5, -2)])
def test_no_span_is_negative_or_backwards(start, end):
    with pytest.raises(ValueError, match="not a stretch of text"):
        Span(start, end)


@given(st.text(max_size=40), st.data())
def test_a_span_cuts_its_words_out_of_the_text(text, data):
    span = data.draw(spans(0, len(text)))
    assert text[: span.start] + span.of(text) + text[span.end :] == text
    assert len(span) == len(span.of(text))


@given(spans(0, 30), spans(0, 30))
def test_overlap_counts_the_characters_in_both(a, b):
    both = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.overlap(b) == b.overlap(a) == len(both)


@given(spans(0, 30), spans(0, 30))
def test_containing_means_every_character(a, b):
    if a.contains(b):
        assert a.overlap(b) == len(b)
    elif len(b):
        assert a.overlap(b) < len(b)


@given(st.lists(spans(0, 30)))
def test_spans_sort_by_place(many):
    ordered = sorted(many)
    assert [(span.start, span.end) for span in ordered] == sorted((span.start, span.end) for span in many)
