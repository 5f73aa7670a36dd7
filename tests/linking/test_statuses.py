"""Statuses: what documents say, what the calendar adds, and the same in a query."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, Text, create_engine, insert, select

from servanda.linking.commitments import fold_commitment
from servanda.linking.statuses import Source, calendar_status, status_of, status_rules, status_sql
from servanda.model.commitment import Says, Standing, Status
from servanda.views.statuses import status as shown
from tests.linking.matter_pairs import node, pairs

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("standing", "due", "status"),
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
def test_the_calendar_adds_to_a_standing(standing: str, due: date | None, status: str) -> None:
    assert calendar_status(Standing(standing), due, TODAY) == status


def test_how_near_is_near_can_be_asked() -> None:
    assert calendar_status(Standing.OPEN, date(2026, 4, 1), TODAY, near=90) is Status.DUE_SOON
    assert calendar_status(Standing.OPEN, date(2026, 3, 15), TODAY, near=7) is Status.OPEN
    assert status_rules().near == 30


STANDINGS = st.sampled_from(list(Standing))
DAYS = (
    st.none()
    | st.dates(date(2020, 1, 1), date(2030, 12, 31))
    | st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(STANDINGS, DAYS), min_size=1, max_size=40), st.integers(0, 400), st.booleans())
def test_the_query_gives_what_the_function_gives(
    rows: list[tuple[Standing, date | None]], near: int, blank: bool
) -> None:
    table = Table("m", MetaData(), Column("no", Text), Column("standing", Text), Column("due", Text))
    engine = create_engine("sqlite://")
    table.metadata.create_all(engine)
    none = "" if blank else None
    with engine.begin() as connection:
        connection.execute(
            insert(table),
            [
                {"no": f"{at:04}", "standing": standing.value, "due": due.isoformat() if due else none}
                for at, (standing, due) in enumerate(rows)
            ],
        )
        query = select(status_sql(table.c.standing, table.c.due, TODAY, near)).order_by(table.c.no)
        found = list(connection.execute(query).scalars())
    assert found == [calendar_status(standing, due, TODAY, near).value for standing, due in rows]


@given(STANDINGS, DAYS, st.integers(0, 400))
def test_lists_show_the_same_status(standing: Standing, due: date | None, near: int) -> None:
    told = due.isoformat() if due else None
    assert shown(standing.value, told, TODAY, near) == calendar_status(standing, due, TODAY, near).value


ACT = {"by": "NOR", "day": date(2025, 6, 1), "do": "promise", "how": "promised", "who": ["NOR"]}
QUOTE = "Norway will restore the eelgrass meadows of the Oslofjord"


def _due(kind: str, end: date | None) -> list[object]:
    return [kind, "then", date(2025, 6, 1), end]


@pytest.mark.parametrize(
    ("kind", "end", "status"),
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
def test_only_what_passes_once_falls_due(kind: str, end: date | None, status: str) -> None:
    commitment = fold_commitment([node(1, quote=QUOTE, due=_due(kind, end), **ACT)])
    assert status_of(commitment, TODAY).status == status


def test_a_condition_is_told_as_the_reason() -> None:
    act = node(1, quote=QUOTE, due=["condition", "once parliament agrees", None, None], **ACT)
    report = status_of(fold_commitment([act]), TODAY)
    assert report.status is Status.WAITING
    assert "once parliament agrees" in report.because


def test_a_report_tells_day_sources_and_who_says_so() -> None:
    pair = next(one for one in pairs("commitments") if one.more.get("says") == "partner")
    sources = (Source("UKR", 12, date(2023, 3, 30)), Source("DEU", 40, date(2023, 3, 31)))
    report = status_of(fold_commitment([pair.a, pair.b]), date(2023, 12, 1), sources)
    assert report.says is Says.PARTNER
    assert [one.publisher for one in report.sources_looked_at] == ["DEU", "UKR"]
    assert [one.act for one in report.evidence] == [pair.b.id]
    assert report.as_of == date(2023, 12, 1)


def test_what_was_told_later_does_not_count_before() -> None:
    pair = next(one for one in pairs("commitments") if one.more.get("kind") == "kept")
    folded = fold_commitment([pair.a, pair.b])
    assert pair.b.published is not None
    assert status_of(folded, pair.b.published).status is Status.DELIVERED
    assert status_of(folded, pair.b.published - timedelta(days=1)).status is Status.OPEN


def test_a_moved_deadline_holds_from_the_day_it_was_told() -> None:
    pair = next(one for one in pairs("commitments") if one.why.startswith("a moved deadline"))
    folded = fold_commitment([pair.a, pair.b])
    assert status_of(folded, date(2022, 11, 1)).due == date(2022, 12, 31)
    late = status_of(folded, date(2023, 2, 1))
    assert (late.due, late.status) == (date(2023, 6, 30), Status.REAFFIRMED)
    assert "moved" in late.because


def test_nothing_found_is_not_told_as_not_done() -> None:
    act = node(1, quote=QUOTE, due=_due("absolute", date(2025, 12, 31)), **ACT)
    report = status_of(fold_commitment([act]), TODAY)
    assert report.status is Status.OVERDUE_NOTHING_FOUND
    assert "nothing was found" in report.because
    assert "2025-12-31" in report.because
    assert report.says is None
