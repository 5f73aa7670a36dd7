"""`Narrowing`: commitments narrowed to parties and a topic, however many or few these have.

The one invariant: the work is bounded by the rarest thing asked for, or by the index that is walked along.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from servanda.ledger.tables import matter, matter_party, matter_topic
from servanda.views import Filter
from servanda.views.matters import COMMITMENT

#: A party or topic with fewer commitments is looked up by itself; otherwise its rows are tested on the way.
FEW = 4_000


class Narrowing:
    """The conditions of a filter, whose names are codes already, on the table of matters."""

    def __init__(self, connection: Connection, wanted: Filter) -> None:
        self._connection = connection
        self._few: list[ColumnElement[bool]] = []
        self._tests: list[ColumnElement[bool]] = []
        for one in wanted.parties:
            self._take(_party(one, "actor" if wanted.counterpart else None))
        if wanted.counterpart:
            self._take(_party(wanted.counterpart, None))
        if wanted.topic:
            t = matter_topic
            self._take(select(t.c.matter).where(t.c.kind == COMMITMENT, t.c.topic == wanted.topic))

    @property
    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        """All that must hold, that a row is a commitment among it."""
        # Put so, the kind leads to no index: the ids of the few do.
        kind = matter.c.kind + "" == COMMITMENT if self._few else matter.c.kind == COMMITMENT
        return (kind, *self._few, *self._tests)

    def _take(self, ids: Select[Any]) -> None:
        """A condition on ids: few of them are looked up first, many are tested one by one."""
        column = ids.selected_columns[0]
        bounded = select(func.count()).select_from(ids.limit(FEW).subquery())
        if self._connection.execute(bounded).scalar_one() < FEW:
            self._few.append(matter.c.id.in_(ids))
        else:
            self._tests.append(exists(ids.where(column == matter.c.id)))


def _party(code: str, role: str | None) -> Select[Any]:
    t = matter_party
    ids = select(t.c.matter).where(t.c.kind == COMMITMENT, t.c.party == code)
    return ids.where(t.c.role == role) if role else ids
