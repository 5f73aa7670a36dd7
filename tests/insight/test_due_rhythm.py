"""Rhythms of recurring deadlines, when they come round next, and lengths of time as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.insight.due.rhythm import Example, Rhythm, later, rhythm_file, rhythm_of
from servanda.insight.due.span import end_of
from servanda.views import ViewError

FILE = rhythm_file()


@pytest.mark.parametrize("row", FILE.examples, ids=lambda row: row.text)
def test_words_tell_a_rhythm(row: Example) -> None:
    found = rhythm_of(row.text)
    assert found is not None
    if row.month:
        assert found.month == row.month
        return
    unit, told = ("days", row.days) if row.days else ("months", row.months)
    assert (found.unit, (found.low, found.high), found.even) == (unit, told, row.even)


@pytest.mark.parametrize("words", FILE.counter_examples)
def test_of_other_words_no_interval_follows(words: str) -> None:
    assert rhythm_of(words) is None


def test_every_kind_of_words_has_an_example() -> None:
    told = " ".join(row.text for row in FILE.examples)
    for unit in ("year", "month", "week"):
        assert unit in told
    assert any(word in told for row in FILE.adverbs for word in row.words)
    assert any(word in told.split() for word in FILE.nth)
    assert any(word in told.split() for word in FILE.times)


#: Rhythm, counted from, asked on: first and last day of the next time, and how many have passed.
NEXT = [
    ("every year", "2025-03-26", "2026-03-15", "2026-03-26", "2026-03-26", 0),
    ("every year", "2024-01-23", "2026-03-15", "2027-01-23", "2027-01-23", 2),
    ("every year", "2025-03-15", "2026-03-15", "2026-03-15", "2026-03-15", 0),
    ("every year", "2024-02-29", "2025-01-01", "2025-02-28", "2025-02-28", 0),
    ("each month", "2025-01-31", "2025-02-01", "2025-02-28", "2025-02-28", 0),
    ("each month", "2024-09-03", "2026-03-15", "2026-04-03", "2026-04-03", 18),
    ("twice a year", "2025-12-03", "2026-03-15", "2026-06-03", "2026-06-03", 0),
    ("every 12 to 18 months", "2026-01-16", "2026-03-15", "2027-01-16", "2027-07-16", 0),
    ("every 12 to 18 months", "2024-02-14", "2026-03-15", "2026-02-14", "2027-02-14", 1),
    ("every week", "2026-03-09", "2026-03-15", "2026-03-16", "2026-03-16", 0),
    ("every September", "2025-09-10", "2026-03-15", "2026-09-01", "2026-09-30", 0),
    ("every September", "2025-03-01", "2026-03-15", "2026-09-01", "2026-09-30", 1),
    ("every September", "2025-11-01", "2026-09-20", "2026-09-01", "2026-09-30", 0),
]


@pytest.mark.parametrize(("words", "base", "asked", "first", "last", "passed"), NEXT)
def test_when_it_comes_round_next(
    words: str, base: str, asked: str, first: str, last: str, passed: int
) -> None:
    rhythm = rhythm_of(words)
    assert rhythm is not None
    day = date.fromisoformat
    assert rhythm.next(day(base), day(asked)) == (day(first), day(last), passed)


@given(
    st.integers(1, 40), st.integers(0, 40), st.sampled_from(["months", "days"]), st.dates(date(1990, 1, 1)),
    st.integers(0, 20_000),
)  # fmt: skip
def test_the_next_time_is_never_past_and_none_is_left_out(
    low: int, more: int, unit: str, base: date, gone: int
) -> None:
    asked = date.fromordinal(min(base.toordinal() + gone, date(9000, 1, 1).toordinal()))
    rhythm = Rhythm(low, low + more, "days" if unit == "days" else "months")
    try:
        first, last, passed = rhythm.next(base, asked)
    except (OverflowError, ValueError):  # beyond the calendar
        return
    assert base < last
    assert first <= last
    assert asked <= last
    if passed:
        assert later(base, rhythm.high * passed, rhythm.unit) < asked


SPANS = [
    ("90d", "2026-06-13"),
    ("12w", "2026-06-07"),
    ("6m", "2026-09-15"),
    ("1y", "2027-03-15"),
    ("2 weeks", "2026-03-29"),
    ("0d", "2026-03-15"),
    ("9999y", "9999-12-31"),
]


@pytest.mark.parametrize(("words", "last"), SPANS)
def test_lengths_of_time(words: str, last: str) -> None:
    assert end_of(words, date(2026, 3, 15)) == date.fromisoformat(last)


@pytest.mark.parametrize("words", ["", "90", "d", "-3d", "ninety days", "3 dears", "1.5y"])
def test_what_is_no_length_of_time_is_refused(words: str) -> None:
    with pytest.raises(ViewError, match="write 90d, 12w, 6m or 1y"):
        end_of(words, date(2026, 3, 15))
