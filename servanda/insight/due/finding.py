"""Which commitments fall due, are overdue, recur or wait, found along the index of deadlines.

The one invariant: rows are counted and listed up to a bound; no query reads all commitments of a ledger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from servanda.insight.due.answer import Looked
from servanda.ledger.tables import document, matter, matter_party, matter_topic
from servanda.linking import statuses
from servanda.model.commitment import SETTLED, Standing, Status
from servanda.views import Filter
from servanda.views.matters import COMMITMENT
from servanda.views.values import day

#: Above this, rows are not counted: "more than".
COUNTED = 20_000
#: A party or topic with fewer commitments is looked up by itself; otherwise its rows are tested on the way.
FEW = 4_000

_UNSETTLED = tuple(sorted(one.value for one in Standing if one not in SETTLED))


@dataclass(frozen=True, slots=True)
class Picked:
    """The ids of a page, in order, and how many there are in all, up to `COUNTED`."""

    ids: tuple[str, ...]
    count: int


class Finder:
    """The commitments of the parties and the topic of a filter, whose names are codes already."""

    def __init__(self, connection: Connection, wanted: Filter) -> None:
        self._connection = connection
        self._few: list[ColumnElement[bool]] = []
        self._tests: list[ColumnElement[bool]] = []
        for one in wanted.parties:
            role = "actor" if wanted.counterpart else None
            self._take(_party(one, role))
        if wanted.counterpart:
            self._take(_party(wanted.counterpart, None))
        if wanted.topic:
            self._take(
                select(matter_topic.c.matter).where(
                    matter_topic.c.kind == COMMITMENT, matter_topic.c.topic == wanted.topic
                )
            )

    def falling(self, as_of: date, until: date, limit: int) -> Picked:
        """Those not settled whose last day lies from `as_of` to `until`, the soonest first."""
        due = (matter.c.due >= as_of.isoformat(), matter.c.due <= until.isoformat())
        return self._picked((matter.c.standing.in_(_UNSETTLED), *due), (matter.c.due, matter.c.id), limit)

    def overdue(self, as_of: date, limit: int) -> Picked:
        """Those whose last day has passed and of which nothing was found, the newest first."""
        late = statuses.has_status(Status.OVERDUE_NOTHING_FOUND, matter.c.standing, matter.c.due, as_of)
        return self._picked((late,), (matter.c.due.desc(), matter.c.id), limit)

    def recurring(self, limit: int) -> Picked:
        """Those that come round again, heard of last first."""
        again = (matter.c.deadline == "recurring", matter.c.standing.in_(_UNSETTLED))
        return self._picked(again, (matter.c.last.desc(), matter.c.id), limit)

    def waiting(self, limit: int) -> Picked:
        """Those that wait for something, heard of last first."""
        waits = (matter.c.standing == Standing.WAITING.value,)
        return self._picked(waits, (matter.c.last.desc(), matter.c.id), limit)

    def _take(self, ids: Select[Any]) -> None:
        """A condition on ids: few of them are looked up first, many are tested one by one."""
        column = ids.selected_columns[0]
        bounded = select(func.count()).select_from(ids.limit(FEW).subquery())
        if self._connection.execute(bounded).scalar_one() < FEW:
            self._few.append(matter.c.id.in_(ids))
        else:
            self._tests.append(exists(ids.where(column == matter.c.id)))

    def _picked(
        self, where: Sequence[ColumnElement[bool]], order: Sequence[ColumnElement[Any]], limit: int
    ) -> Picked:
        # Put so, the kind leads to no index: the ids of the few do.
        kind = matter.c.kind + "" == COMMITMENT if self._few else matter.c.kind == COMMITMENT
        query = select(matter.c.id).where(kind, *where, *self._few, *self._tests)
        ids = tuple(self._connection.execute(query.order_by(*order).limit(limit)).scalars())
        if len(ids) < limit:
            return Picked(ids, len(ids))
        counted = select(func.count()).select_from(query.limit(COUNTED).subquery())
        return Picked(ids, self._connection.execute(counted).scalar_one())


def _party(code: str, role: str | None) -> Select[Any]:
    t = matter_party
    ids = select(t.c.matter).where(t.c.kind == COMMITMENT, t.c.party == code)
    return ids.where(t.c.role == role) if role else ids


def looked_at(connection: Connection) -> Looked:
    """How many documents of how many issuers the ledger holds, and from when the newest is."""
    documents = connection.execute(select(func.count()).select_from(document)).scalar_one()
    issuers = connection.execute(select(func.count(document.c.publisher.distinct()))).scalar_one()
    newest = connection.execute(select(func.max(document.c.published))).scalar()
    return Looked(documents, issuers, day(newest))
