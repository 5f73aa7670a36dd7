"""`Tellings`: the tellings of commitments that a question picks, counted by the database.

The one invariant: every question is one reading of one narrow table, so that its cost does not depend on
what is asked.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, select, true

from servanda.insight.count.answer import Asked
from servanda.ledger.rows import one_of
from servanda.ledger.tables import act, document, matter_act, telling


class Tellings:
    """The tellings that `asked` picks."""

    def __init__(self, connection: Connection, asked: Asked) -> None:
        self._connection = connection
        self._where = tuple(self._conditions(asked))
        self._of_days = asked == Asked(since=asked.since, until=asked.until)

    def by_traits(self) -> dict[int, int]:
        """How many tellings have each set of traits, as bits."""
        traits = self._column("traits")
        query = select(traits, func.count()).where(*self._where).group_by(traits)
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def by_columns(
        self, columns: Sequence[str], counted: Sequence[int], skipped: Sequence[int]
    ) -> Sequence[Row[Any]]:
        """The tellings with traits among `counted`, and none among `skipped`, by the values of columns.

        Each row holds the values, how many tellings have them, and the id of the act of one.
        """
        parts = [self._column(name) for name in columns]
        wanted = (*self._where, self._with_traits(counted, skipped))
        query: Select[Any] = select(*parts, func.count(), func.max(telling.c.act))
        return self._connection.execute(query.where(*wanted).group_by(*parts)).all()

    def one_with(self, traits: int) -> str | None:
        """The act of a telling with these traits."""
        query = select(telling.c.act).where(telling.c.traits == traits, *self._where)
        return self._connection.execute(query.limit(1)).scalar()

    def newest(self, limit: int) -> Sequence[Row[Any]]:
        """The tellings told last."""
        order = (telling.c.told.desc(), telling.c.act)
        query: Select[Any] = select(telling).where(*self._where).order_by(*order).limit(limit)
        return self._connection.execute(query).all()

    def _with_traits(self, counted: Sequence[int], skipped: Sequence[int]) -> ColumnElement[bool]:
        """The condition on traits, by the shorter list.

        Within a case, so that no index of traits is used: reading the table in its order is faster.
        """
        if not skipped:
            return true()
        column = telling.c.traits
        if len(skipped) < len(counted):
            return case((one_of(self._connection, column, set(skipped)), 0), else_=1) == 1
        return case((one_of(self._connection, column, set(counted)), 1), else_=0) == 1

    def _conditions(self, asked: Asked) -> Iterator[ColumnElement[bool]]:
        if asked.party:
            yield self._among(telling.c.actors, asked.party)
        if asked.counterpart:
            bound, told = telling.c.actors, telling.c.recipients
            yield self._among(bound, asked.counterpart) | self._among(told, asked.counterpart)
        if asked.topic:
            yield self._among(telling.c.topics, asked.topic)
        if asked.since:
            yield telling.c.told >= asked.since.isoformat()
        if asked.until:
            yield telling.c.told <= asked.until.isoformat()
            yield telling.c.told > ""
        if asked.document:
            yield from _of_document(asked.document)

    def _column(self, name: str) -> ColumnElement[Any]:
        """A column of the table as it is grouped by.

        Its index holds days and traits, too. Where tellings are picked by more than these, none is used: what
        is picked is sooner found in the order of the table.
        """
        if self._of_days:
            return telling.c[name]
        return telling.c[name] + 0 if name == "traits" else telling.c[name].concat("")

    def _among(self, column: ColumnElement[str], word: str) -> ColumnElement[bool]:
        """Whether a list that stands as one word holds `word`."""
        place = func.instr if self._connection.dialect.name == "sqlite" else func.strpos
        return place(column, f"|{word}|") > 0


def _of_document(id: str) -> Iterator[ColumnElement[bool]]:
    acts = (
        select(act.c.id)
        .join(document, document.c.no == act.c.document)
        .where(document.c.id == id, document.c.current == 1)
    )
    yield telling.c.matter.in_(select(matter_act.c.matter).where(matter_act.c.act.in_(acts)))
    yield telling.c.act.in_(acts)
