"""Commitments narrowed to parties and a topic, however many or few these have.

The one invariant: the work is bounded by the rarest thing asked for, or by the index that is walked along.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, exists, func, select

from servanda.ledger.tables import matter, matter_party, matter_topic
from servanda.views import Filter
from servanda.views.matters import COMMITMENT

#: What has fewer commitments is looked up by itself; otherwise rows are tested on the way.
FEW = 4_000


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked for: rows of a table whose column has a value; `bound`, only those who are bound."""

    table: FromClause
    column: str
    value: str
    bound: bool = False

    def ids(self) -> Select[Any]:
        """The commitments of the part, along the index that starts with the column."""
        t = self.table
        ids = select(t.c.matter).where(t.c.kind == COMMITMENT, t.c[self.column] == self.value)
        return ids.where(t.c.role == "actor") if self.bound else ids

    def has(self, id: ColumnElement[Any] = matter.c.id) -> ColumnElement[bool]:
        """Whether an id is one of these: put so, only the index of ids leads there."""
        t = self.table.alias()
        where = [t.c.matter == id, t.c[self.column] + "" == self.value]
        if self.bound:
            where.append(t.c.role + "" == "actor")
        return exists().where(*where)


def parts_of(wanted: Filter) -> Iterator[Part]:
    """The parties and the topic of a filter, whose names are codes already."""
    for code in wanted.parties:
        yield Part(matter_party, "party", code, bound=wanted.counterpart is not None)
    if wanted.counterpart:
        yield Part(matter_party, "party", wanted.counterpart)
    if wanted.topic:
        yield Part(matter_topic, "topic", wanted.topic)


def conditions_of(connection: Connection, wanted: Filter) -> list[ColumnElement[bool]]:
    """What must hold for a commitment in the table of matters; that a row is one is not among it.

    Few are looked up first; of many, each row on the way is tested.
    """
    conditions = []
    for part in parts_of(wanted):
        bounded = select(func.count()).select_from(part.ids().limit(FEW).subquery())
        few = connection.execute(bounded).scalar_one() < FEW
        conditions.append(matter.c.id.in_(part.ids()) if few else part.has())
    return conditions
