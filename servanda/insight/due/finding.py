"""Which commitments fall due, are overdue, recur or wait.

The one invariant: the work is bounded, however large the ledger. What a party or topic has few of is looked
through as a whole; else the index of deadlines is walked from its near end, and no further than `WALKED`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal_column, select

from servanda.insight.narrowing import parts_of
from servanda.ledger.tables import matter
from servanda.model.commitment import SETTLED, Standing, Status
from servanda.views import Filter
from servanda.views.matters import COMMITMENT
from servanda.views.statuses import status

#: A party or topic with fewer commitments is looked through as a whole.
FEW = 12_000
#: Rows of an index that are walked for a page and its count; beyond, there are "at least" so many.
WALKED = 4_000

_UNSETTLED = tuple(sorted(one.value for one in Standing if one not in SETTLED))
#: Standings that the calendar makes overdue.
_LATE = tuple(
    one for one in _UNSETTLED if status(one, "2000-01-01", date(2001, 1, 1)) == Status.OVERDUE_NOTHING_FOUND
)
#: One time that was kept, or missed, does not settle what comes round again.
_AGAIN = tuple(sorted({*_UNSETTLED, Standing.DELIVERED.value, Standing.MISSED.value}))
_COLUMNS = (matter.c.id, matter.c.standing, matter.c.due, matter.c.deadline, matter.c.last)

Test = Callable[[Row[Any]], bool]


@dataclass(frozen=True, slots=True)
class Picked:
    """The ids of a page, in order, and how many there are; `more` tells that there may be more than these."""

    ids: tuple[str, ...]
    count: int
    more: bool = False


class Finder:
    """The commitments of the parties and the topic of a filter, whose names are codes already."""

    def __init__(self, connection: Connection, wanted: Filter) -> None:
        self._connection = connection
        parts = list(parts_of(wanted))
        counts = [self._count(part.ids()) for part in parts]
        at = min(range(len(parts)), key=counts.__getitem__, default=None)
        self._rows: list[Row[Any]] | None = None
        if at is not None and counts[at] < FEW:
            others = [part.has() for place, part in enumerate(parts) if place != at]
            self._rows = self._whole(parts[at].ids(), others)
        self._tests = [part.has for part in parts]

    def falling(self, as_of: date, until: date, limit: int) -> Picked:
        """Those not settled whose last day lies from `as_of` to `until`, the soonest first."""
        first, last = as_of.isoformat(), until.isoformat()
        if self._rows is not None:
            return self._page(
                lambda row: row.standing in _UNSETTLED and first <= (row.due or "") <= last,
                limit,
                newest=False,
            )
        return self._walk(_UNSETTLED, (matter.c.due >= first, matter.c.due <= last), limit, newest=False)

    def overdue(self, as_of: date, limit: int) -> Picked:
        """Those whose last day has passed and of which nothing was found, the newest first."""
        today = as_of.isoformat()
        if self._rows is not None:
            return self._page(lambda row: row.standing in _LATE and "" < (row.due or "") < today, limit)
        return self._walk(_LATE, (matter.c.due > "", matter.c.due < today), limit)

    def recurring(self, limit: int) -> Picked:
        """Those that come round again, heard of last first."""
        if self._rows is not None:
            return self._page(lambda row: row.deadline == "recurring", limit, by="last")
        again = (matter.c.kind == COMMITMENT, matter.c.deadline == "recurring", matter.c.standing.in_(_AGAIN))
        return self._along(matter.c.last, again, limit)

    def waiting(self, limit: int) -> Picked:
        """Those that wait for something, heard of last first."""
        if self._rows is not None:
            return self._page(lambda row: row.standing == Standing.WAITING, limit, by="last")
        # Written out, so that the index of those that wait is known to fit.
        waits = (matter.c.standing == literal_column("'waiting'"), matter.c.trigger > "")
        return self._along(matter.c.last, waits, limit)

    def _count(self, part: Select[Any]) -> int:
        return self._connection.execute(
            select(func.count()).select_from(part.limit(FEW).subquery())
        ).scalar_one()

    def _whole(self, part: Select[Any], tests: Sequence[ColumnElement[bool]]) -> list[Row[Any]]:
        """All commitments of a part that may be due. Put so, its ids are gone through one by one."""
        ids = part.subquery()
        query = select(*_COLUMNS).distinct().select_from(ids).join(matter, matter.c.id == ids.c.matter)
        query = query.where(matter.c.standing + "" != "", *tests)
        rows: list[Any] = list(self._connection.execute(query))
        return [row for row in rows if row.standing in _AGAIN]

    def _page(self, test: Test, limit: int, *, by: str = "due", newest: bool = True) -> Picked:
        assert self._rows is not None
        found = sorted((row for row in self._rows if test(row)), key=lambda row: row.id)
        found.sort(key=lambda row: getattr(row, by) or "", reverse=newest)
        return Picked(tuple(row.id for row in found[:limit]), len(found))

    def _walk(
        self,
        standings: Sequence[str],
        where: Sequence[ColumnElement[bool]],
        limit: int,
        *,
        newest: bool = True,
    ) -> Picked:
        """Along the index by standing and last day, for each standing by itself, which keeps its order."""
        ends: list[tuple[str, str]] = []
        count, more = 0, False
        for standing in standings:
            along = (matter.c.kind == COMMITMENT, matter.c.standing == standing, *where)
            part = self._along(matter.c.due, along, limit, newest=newest)
            count, more = count + part.count, more or part.more
            ends += self._days(part.ids)
        ends.sort(key=lambda end: end[1])
        ends.sort(key=lambda end: end[0], reverse=newest)
        return Picked(tuple(id for _, id in ends[:limit]), count, more)

    def _along(
        self,
        order: ColumnElement[Any],
        where: Sequence[ColumnElement[bool]],
        limit: int,
        *,
        newest: bool = True,
    ) -> Picked:
        """Along an index that keeps this order: at most `WALKED` of its rows are tested."""
        along = (order.desc(), matter.c.id.desc()) if newest else (order, matter.c.id)
        near = select(matter.c.id, order.label("place")).where(*where)
        rows = near.order_by(*along).limit(WALKED).subquery()
        tests = [test(rows.c.id) for test in self._tests]
        shown = select(rows.c.id).where(*tests)
        ids = tuple(self._connection.execute(shown.limit(limit)).scalars())
        walked = self._connection.execute(select(func.count()).select_from(rows)).scalar_one()
        count = walked
        if tests:
            count = self._connection.execute(select(func.count()).select_from(shown.subquery())).scalar_one()
        return Picked(ids, count, walked >= WALKED)

    def _days(self, ids: Sequence[str]) -> list[tuple[str, str]]:
        rows = self._connection.execute(select(matter.c.due, matter.c.id).where(matter.c.id.in_(ids)))
        return [(row.due or "", row.id) for row in rows]
