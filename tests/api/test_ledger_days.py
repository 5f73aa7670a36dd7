"""What was known on a day: entries of three days, asked about as of each; statuses go by the calendar."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from servanda.api import Ledger
from servanda.model import Ruling, Verdict
from tests.linking.folding import new_ledger, see_sound
from tests.linking.told import doctors, release, sent_doctors, signed, talks_on

FISH = "Fisheries Cooperation Agreement"
DAYS = date(2026, 3, 10), date(2026, 4, 10), date(2026, 5, 10)
DUE = date(2026, 4, 20)

#: What came on each day.
FIRST = (
    release("promise", doctors(40, (f"by {DUE.day} April 2026", DUE)), published=date(2026, 3, 2)),
    release("talks", talks_on(FISH, "CAN", "GHA"), published=date(2026, 3, 3)),
)
SECOND = (release("signed", signed(FISH, "CAN", "GHA"), published=date(2026, 4, 2)),)
THIRD = (
    release("sent", sent_doctors(40), published=date(2026, 5, 1)),
    release("talks", published=date(2026, 3, 3)),
)


def _at(day: date, hour: int = 23, minute: int = 59) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with new_ledger() as one:
        for day, readings in zip(DAYS, (FIRST, SECOND, THIRD), strict=True):
            one.add_coded(readings, coder="anna", at=_at(day))
        yield one


def _said(ledger: Ledger, day: date) -> tuple[list[str | None], list[str], list[str]]:
    """Stages of agreements, statuses of commitments and ids of documents as of a day."""
    with ledger.view(as_of=day) as view:
        assert view.as_of == day
        stages = [row.stage for row in view.agreements().rows]
        statuses = [row.status for row in view.commitments().rows]
        return stages, statuses, sorted(row.id for row in view.documents().rows)


@pytest.mark.parametrize(
    ("day", "stages", "statuses", "documents"),
    [
        (date(2026, 3, 9), [], [], []),
        (DAYS[0], ["negotiating"], ["open"], ["promise", "talks"]),
        (date(2026, 4, 9), ["negotiating"], ["due_soon"], ["promise", "talks"]),
        (DAYS[1], ["signed"], ["due_soon"], ["promise", "signed", "talks"]),
        (DUE, ["signed"], ["due_soon"], ["promise", "signed", "talks"]),
        (date(2026, 5, 9), ["signed"], ["overdue_nothing_found"], ["promise", "signed", "talks"]),
        (DAYS[2], ["signed"], ["delivered"], ["promise", "sent", "signed", "talks"]),
    ],
)
def test_a_day_knows_what_had_come_by_its_end(
    ledger: Ledger, day: date, stages: list[str], statuses: list[str], documents: list[str]
) -> None:
    assert _said(ledger, day) == (stages, statuses, documents)


def test_a_version_is_known_from_the_day_it_came(ledger: Ledger) -> None:
    for day, documents in (
        (DAYS[1], {"promise", "signed", "talks"}),
        (DAYS[2], {"promise", "signed", "sent"}),
    ):
        with ledger.view(as_of=day) as view:
            assert {row.document for row in view.acts().rows} == documents
            (row,) = [row for row in view.documents().rows if row.id == "talks"]
            assert row.version == (1 if day == DAYS[1] else 2)


def test_a_day_to_come_judges_by_what_is_known_now(ledger: Ledger) -> None:
    with ledger.view(as_of=date(2031, 1, 1)) as view:
        assert view.as_of == date(2031, 1, 1)
        assert [row.status for row in view.commitments().rows] == ["delivered"]


def test_asking_about_a_day_leaves_the_ledger_alone(ledger: Ledger) -> None:
    head = ledger.store.head()
    for day in DAYS:
        _said(ledger, day)
    assert ledger.store.head() == head
    see_sound(ledger)


def test_a_verdict_is_known_from_its_day() -> None:
    target = THIRD[0].acts[0].id
    with new_ledger() as ledger:
        ledger.add_coded([*FIRST, THIRD[0]], coder="anna", at=_at(DAYS[0]))
        number = ledger.rule(Verdict(Ruling.REJECT, target, "Vera"), at=_at(DAYS[1]))
        ledger.rule(Verdict(Ruling.UNDO, target, "Vera", other=str(number)), at=_at(DAYS[2]))
        statuses = [_said(ledger, day)[1] for day in (*DAYS, date(2026, 5, 9))]
        assert statuses == [["delivered"], ["due_soon"], ["delivered"], ["overdue_nothing_found"]]
        see_sound(ledger)


def test_a_moment_before_the_last_entry_is_raised_to_it() -> None:
    with new_ledger() as ledger:
        ledger.add_coded(FIRST, coder="anna", at=_at(DAYS[2]))
        ledger.add_coded(SECOND, coder="anna", at=_at(DAYS[0]))
        assert _said(ledger, DAYS[1])[2] == []
        assert _said(ledger, DAYS[2])[2] == ["promise", "signed", "talks"]
        assert [one.at for one in ledger.store.entries()] == [_at(DAYS[2])] * 6
