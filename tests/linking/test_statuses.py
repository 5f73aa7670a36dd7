"""Statuses: what documents say, what the calendar adds, and the same in a query."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, insert, select

from servanda.linking.commitments import fold_commitment
from servanda.linking.statuses import has_status, status, status_rules
from servanda.model.commitment import Commitment, Standing, Status
from tests.linking.matter_pairs import node, pairs

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("standing", "due", "expected"),
    [
        ("open", None, "open"),
        ("open", date(2026, 2, 28), "overdue_nothing_found"),
        ("open", date(2026, 3, 1), "due_soon"),
        ("open", date(2026, 3, 31), "due_soon"),
        ("open", date(2026, 4, 1), "open"),
        ("reaffirmed", date(2026, 2, 1), "overdue_nothing_found"),
        ("reaffirmed", date(2027, 2, 1), "reaffirmed"),
        ("in_progress", date(2026, 2, 1), "overdue_nothing_found"),
        ("partly_delivered", date(2026, 3, 2), "due_soon"),
        ("delivered", date(2026, 2, 1), "delivered"),
        ("missed", date(2026, 2, 1), "missed"),
        ("dropped", date(2026, 3, 2), "dropped"),
        ("superseded", date(2026, 2, 1), "superseded"),
        ("waiting", date(2026, 2, 1), "waiting"),
    ],
)
def test_the_calendar_adds_to_a_standing(standing: str, due: date | None, expected: str) -> None:
    assert status(Standing(standing), due, TODAY) == expected


def test_how_near_is_near_can_be_asked() -> None:
    assert status(Standing.OPEN, date(2026, 4, 1), TODAY, near=90) is Status.DUE_SOON
    assert status(Standing.OPEN, date(2026, 3, 15), TODAY, near=7) is Status.OPEN
    assert status_rules().near == 30


STANDINGS = st.sampled_from(list(Standing))
DAYS = (
    st.none()
    | st.dates(date(2020, 1, 1), date(2030, 12, 31))
    | st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(STANDINGS, DAYS), min_size=1, max_size=40), st.integers(0, 400), st.booleans())
def test_the_query_finds_what_the_function_gives(
    rows: list[tuple[Standing, date | None]], near: int, blank: bool
) -> None:
    table = Table("m", MetaData(), Column("no", Integer), Column("standing", Text), Column("due", Text))
    engine = create_engine("sqlite://")
    table.metadata.create_all(engine)
    none = "" if blank else None
    with engine.begin() as connection:
        connection.execute(
            insert(table),
            [
                {"no": at, "standing": standing.value, "due": due.isoformat() if due else none}
                for at, (standing, due) in enumerate(rows)
            ],
        )
        for wanted in Status:
            holds = has_status(wanted, table.c.standing, table.c.due, TODAY, near)
            found = set(connection.execute(select(table.c.no).where(holds)).scalars())
            assert found == {
                at for at, (standing, due) in enumerate(rows) if status(standing, due, TODAY, near) is wanted
            }


ACT = {"by": "NOR", "day": date(2025, 6, 1), "do": "promise", "how": "promised", "who": ["NOR"]}
QUOTE = "Norway will restore the eelgrass meadows of the Oslofjord"


def _due(kind: str, end: date | None) -> list[object]:
    return [kind, "then", date(2025, 6, 1), end]


def _today(one: Commitment) -> Status:
    return status(one.standing, one.deadline.falls if one.deadline else None, TODAY)


@pytest.mark.parametrize(
    ("kind", "end", "expected"),
    [
        ("absolute", date(2025, 12, 31), "overdue_nothing_found"),
        ("horizon", date(2025, 12, 31), "overdue_nothing_found"),
        ("event", date(2025, 12, 31), "overdue_nothing_found"),
        ("event", None, "waiting"),
        ("condition", None, "waiting"),
        ("continuing", date(2025, 12, 31), "open"),
        ("recurring", date(2025, 12, 31), "open"),
        ("absolute", None, "open"),
    ],
)
def test_only_what_passes_once_falls_due(kind: str, end: date | None, expected: str) -> None:
    commitment = fold_commitment([node(1, quote=QUOTE, due=_due(kind, end), **ACT)])
    assert _today(commitment) == expected


def test_a_condition_is_kept_as_the_reason() -> None:
    act = node(1, quote=QUOTE, due=["condition", "once parliament agrees", None, None], **ACT)
    folded = fold_commitment([act])
    assert folded.condition == "once parliament agrees"
    assert _today(folded) is Status.WAITING


def test_the_deadline_told_last_holds() -> None:
    pair = next(one for one in pairs("commitments") if one.why.startswith("a moved deadline"))
    folded = fold_commitment([pair.a, pair.b])
    assert folded.deadline is not None and folded.deadline.falls == date(2023, 6, 30)
    assert folded.moved
