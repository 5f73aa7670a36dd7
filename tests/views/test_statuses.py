"""Statuses: what the calendar adds, the same in Python and in a query."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select

from servanda.ledger.tables import matter, metadata
from servanda.views.statuses import (
    MEETING_STATUSES,
    STATUSES,
    has_meeting_status,
    has_status,
    meeting_status,
    status,
)

TODAY = date(2026, 3, 10)

#: standing, last day, status
TOLD = [
    ("open", None, "open"),
    ("open", "", "open"),
    ("open", "2026-12-31", "open"),
    ("open", "2026-03-09", "overdue_nothing_found"),
    ("open", "2026-03-10", "due_soon"),
    ("reaffirmed", "2026-04-09", "due_soon"),
    ("reaffirmed", "2026-04-10", "reaffirmed"),
    ("in_progress", "2025-01-01", "overdue_nothing_found"),
    ("delivered", "2025-01-01", "delivered"),
    ("dropped", "2026-03-11", "dropped"),
    ("superseded", "2025-01-01", "superseded"),
    ("missed", "2025-01-01", "missed"),
]


@pytest.mark.parametrize(("standing", "due", "expected"), TOLD)
def test_the_status_of_a_commitment(standing, due, expected):
    assert status(standing, due, TODAY) == expected


@pytest.mark.parametrize(
    ("standing", "day", "expected"),
    [
        ("held", "2020", "held"),
        ("scheduled", "2026", "scheduled"),
        ("scheduled", "2026-03", "scheduled"),
        ("scheduled", "2026-03-10", "scheduled"),
        ("scheduled", "2026-02", "passed_nothing_found"),
        ("scheduled", "2026-03-09", "passed_nothing_found"),
        ("scheduled", None, "scheduled"),
        ("called_off", "2020", "called_off"),
    ],
)
def test_the_status_of_a_meeting(standing, day, expected):
    assert meeting_status(standing, day, TODAY) == expected


standings = st.sampled_from(
    ["open", "reaffirmed", "waiting", "in_progress", "partly_delivered", "delivered", "missed", "dropped"]
)
days = st.none() | st.just("") | st.integers(-60, 60).map(lambda n: (TODAY + timedelta(days=n)).isoformat())
prefixes = st.none() | st.integers(-400, 400).flatmap(
    lambda n: st.sampled_from([4, 7, 10]).map(lambda size: (TODAY + timedelta(days=n)).isoformat()[:size])
)


def found(rows, holds):
    """The numbers of the rows that a condition picks."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine, tables=[matter])
    with engine.begin() as connection:
        plain = {"kind": "k", "title": "t", "body": "{}"}
        connection.execute(insert(matter), [{**plain, **row, "id": str(at)} for at, row in enumerate(rows)])
        return {int(id) for id in connection.execute(select(matter.c.id).where(holds)).scalars()}


@given(st.lists(st.tuples(standings, days), min_size=1, max_size=30))
def test_a_query_finds_commitments_by_the_very_same_status(pairs):
    rows = [{"standing": standing, "due": due, "start": None} for standing, due in pairs]
    for wanted in STATUSES:
        same = {at for at, (standing, due) in enumerate(pairs) if status(standing, due, TODAY) == wanted}
        assert found(rows, has_status(wanted, matter.c, TODAY)) == same


@given(
    st.lists(st.tuples(st.sampled_from(MEETING_STATUSES[:4]), prefixes, prefixes), min_size=1, max_size=30)
)
def test_a_query_finds_meetings_by_the_very_same_status(triples):
    rows = [{"standing": standing, "start": start, "due": end} for standing, start, end in triples]
    for wanted in MEETING_STATUSES:
        same = {
            at
            for at, (one, start, end) in enumerate(triples)
            if meeting_status(one, end or start, TODAY) == wanted
        }
        assert found(rows, has_meeting_status(wanted, matter.c, TODAY)) == same
