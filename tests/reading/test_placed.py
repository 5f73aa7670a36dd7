"""Finding things by place gives what a plain search gives."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from servanda.model import Span
from servanda.reading.placed import Placed


@dataclass(frozen=True)
class Thing:
    span: Span


def things(lengths):
    at, found = 0, []
    for gap, length in lengths:
        at += gap
        found.append(Thing(Span(at, at + length)))
        at += length
    return found


PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), max_size=20)


@given(PAIRS, st.integers(0, 120), st.integers(1, 40))
def test_within(lengths, start, length):
    row = things(lengths)
    want = [t for t in row if t.span.start < start + length and t.span.end > start]
    assert list(Placed(row).within(start, start + length)) == want


@given(PAIRS, st.integers(0, 120))
def test_before(lengths, start):
    row = things(lengths)
    want = [t for t in reversed(row) if t.span.end <= start]
    assert list(Placed(row).before(start)) == want
