"""Rhythms by hand-made days: gaps, what is usual, what releases vouch for, and the verdict."""

from datetime import date, timedelta

import pytest

from servanda.insight.quiet import Verdict, rhythm
from servanda.insight.quiet.judging import judged, silent_issuer
from servanda.insight.quiet.rules import rules

START = date(2024, 1, 1).toordinal()


def days(*gaps: int, start: int = START) -> list[int]:
    """A first day and those that follow it after each of `gaps`."""
    found = [start]
    for gap in gaps:
        found.append(found[-1] + gap)
    return found


@pytest.mark.parametrize(
    ("gaps", "least", "usual"),
    [((10, 20, 90), 3, 20.0), ((10, 20), 3, None), ((10, 30), 2, 20.0), ((), 1, None), ((7,), 1, 7.0)],
)
def test_the_usual_gap_is_the_median_where_enough_are_known(gaps, least, usual):
    assert rhythm.usual(rhythm.gaps(days(*gaps)), least) == usual


@pytest.mark.parametrize(
    ("lengths", "share", "length"),
    [([5], 0.9, 5), ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9), ([10, 1], 0.5, 1), ([3, 3, 40], 0.9, 40)],
)
def test_how_far_most_gaps_reach(lengths, share, length):
    assert rhythm.reached(lengths, share) == length


@pytest.mark.parametrize(
    ("issuer", "end", "reach", "covered"),
    [
        (days(10, 10, 10), 40, 10, 40),  # up to the day itself
        (days(10, 10, 10), 100, 10, 40),  # the last release vouches for ten days only
        (days(10, 50, 10), 80, 10, 40),  # a hole of forty days in between
        (days(), 100, 10, 10),  # nothing after the telling
        (days(1, 1, 1, 1), 30, 10, 14),  # many releases at once vouch for no more
        (days(10, 10), 0, 10, 0),  # a day has no length
        (days(10, 200), 20, 10, 20),  # what comes after the end is not looked at
    ],
)
def test_what_releases_vouch_for(issuer, end, reach, covered):
    assert rhythm.covered(issuer, START, START + end, reach) == covered


@pytest.mark.parametrize(
    ("issuer", "pair", "reach"),
    [
        # The releases that tell nothing of the party come every thirty days.
        (sorted({*days(30, 30, 30, 30), *days(5, 5, 5)}), days(5, 5, 5, 105), 30),
        # Too few of those: by all of them.
        (days(10, 10, 10, 10), days(10, 10, 20), 10),
        # What comes after the last telling does not count.
        (days(10, 10, 10, 10, 90, 90), days(10, 10, 10), 10),
    ],
)
def test_reach_goes_by_releases_on_others(issuer, pair, reach):
    assert rhythm.reach(issuer, pair, 3, 0.9) == reach


MONTHLY = days(*[30] * 10)
#: name, days of telling, further days of publishing, days after the last telling, the verdict
CASES = [
    ("as usual", MONTHLY, [], 25, Verdict.WITHIN),
    ("twice as long as usual", MONTHLY, days(*[15] * 40), 60, Verdict.QUIET),
    ("not yet twice as long", MONTHLY, days(*[15] * 40), 59, Verdict.WITHIN),
    ("nothing of the issuer since", MONTHLY, [], 90, Verdict.HOLE),
    ("little of the issuer since", MONTHLY, days(*[15] * 21), 90, Verdict.HOLE),
    ("enough of the issuer since", MONTHLY, days(*[15] * 23), 200, Verdict.QUIET),
    ("told of three times", days(30, 30), days(*[15] * 40), 200, Verdict.NO_RHYTHM),
    # Bursts around visits: days apart, and half a year between them; four months are nothing.
    ("between visits", days(1, 1, 180, 1, 1, 180, 1, 1), days(*[10] * 90), 120, Verdict.WITHIN),
    ("long after a visit", days(1, 1, 180, 1, 1, 180, 1, 1), days(*[10] * 90), 200, Verdict.QUIET),
    ("a few days after a busy week", days(1, 1, 1, 1), days(*[1] * 60), 13, Verdict.WITHIN),
    ("a fortnight after a busy week", days(1, 1, 1, 1), days(*[1] * 60), 14, Verdict.QUIET),
]


@pytest.mark.parametrize(
    ("told", "others", "after", "verdict"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_what_a_silence_amounts_to(told, others, after, verdict):
    today = told[-1] + after
    issuer = sorted({day for day in (*told, *others) if day <= today})
    found = judged(("NOR", "IDN"), told, issuer, date.fromordinal(today), 3, rules())
    assert found.verdict is verdict
    assert found.gap == after
    assert 0 <= found.covered <= found.gap
    assert found.share == pytest.approx(found.covered / found.gap)


def test_a_silence_that_ends_today_has_no_length():
    found = judged(("NOR", "IDN"), MONTHLY, MONTHLY, date.fromordinal(MONTHLY[-1]), 3, rules())
    assert (found.gap, found.covered, found.share, found.verdict) == (0, 0, 1.0, Verdict.WITHIN)


@pytest.mark.parametrize(("after", "silent"), [(59, False), (60, True)])
def test_an_issuer_silent_altogether(after, silent):
    today = date.fromordinal(MONTHLY[-1]) + timedelta(days=after)
    found = silent_issuer("NOR", MONTHLY, today, 3, rules(), unjudged=2)
    assert (found is not None) is silent
    if found:
        assert (found.gap, found.usual, found.unjudged) == (after, 30.0, 2)
