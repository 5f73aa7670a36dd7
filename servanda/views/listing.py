"""`Listing`: the ids of one page of a list, newest first, found through whichever index leads there soonest.

The one invariant: the work for a page is bounded by the page and by the rarest thing asked for, never by
the ledger. Each condition knows how to test one row (`probe`), and some know an index of their own rows
(`driver`), sorted by date or not. A bounded count tells which driver is rarest; the others become tests on
its rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, exists, func, select, tuple_

from servanda.views.errors import ViewError

#: Rows that are counted before a driver passes for frequent. Counting so many costs about a millisecond.
COUNTED = 20_000

#: Rows that a driver without order may have: all are read and sorted.
SORTED = 3_000

#: A condition on the columns of a table, or of an alias of it.
Part = Callable[[FromClause], ColumnElement[bool]]

#: A condition on a row of the list, by its date and id.
Probe = Callable[[ColumnElement[Any], ColumnElement[Any]], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Driver:
    """Where the rows that meet a condition stand: their date and id, and what picks them.

    `ordered` tells that an index gives them by date and id, `unique` that no row comes twice. `counted` is a
    cheaper query with as many rows, where there is one.
    """

    date: ColumnElement[Any]
    id: ColumnElement[Any]
    where: tuple[ColumnElement[bool], ...]
    ordered: bool = True
    unique: bool = False
    counted: Select[Any] | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold for a row: `probe(date, id)` tests one, `driver` lists all."""

    probe: Probe
    driver: Driver | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """Where a row stands in a list: its date ("" where unknown) and its id."""

    date: str
    id: str | int

    def cursor(self) -> str:
        """The key as text, from which the next page goes on."""
        return f"{self.date}~{self.id}"


def key_from(cursor: str, *, numbered: bool) -> Key:
    """Back from text. Raises ViewError where it is no cursor."""
    day, mark, id = cursor.partition("~")
    if not mark or not id or (numbered and not id.isdigit()):
        raise ViewError(f"{cursor!r} is not where a page ended: give the 'after' of the page before")
    return Key(day, int(id) if numbered else id)


class Listing:
    """One list: `base` is the driver of all its rows, `conditions` is what must hold."""

    def __init__(self, base: Driver, conditions: Sequence[Condition]) -> None:
        self._base = base
        self._conditions = tuple(conditions)

    def keys(
        self,
        connection: Connection,
        *,
        since: date | None,
        until: date | None,
        after: Key | None,
        limit: int,
    ) -> list[Key]:
        """The next `limit` keys after `after`, newest first."""
        driver, tests = self._driver(connection, since, until)
        if not driver.ordered:
            driver = _gathered(driver)
        query = select(driver.date, driver.id).where(*driver.where, *_between(driver.date, since, until))
        if after is not None:
            query = query.where(tuple_(driver.date, driver.id) < tuple_(after.date, after.id))
        query = query.where(*(test(driver.date, driver.id) for test in tests))
        if not driver.unique:
            query = query.group_by(driver.date, driver.id)
        query = query.order_by(driver.date.desc(), driver.id.desc()).limit(limit)
        return [Key(row[0] or "", row[1]) for row in connection.execute(query)]

    def _driver(
        self, connection: Connection, since: date | None, until: date | None
    ) -> tuple[Driver, list[Probe]]:
        """The driver to walk along, and the tests that its rows must pass."""
        best: tuple[int, int] | None = None
        for at, condition in enumerate(self._conditions):
            driver = condition.driver
            if driver is None:
                continue
            if driver.ordered and best is None and len(self._conditions) == 1:
                best = (0, at)
                continue
            most = COUNTED if driver.ordered else SORTED
            count = _count(connection, driver, since, until, most)
            if (driver.ordered or count < SORTED) and (best is None or count < best[0]):
                best = (count, at)
        if best is None:
            return self._base, [condition.probe for condition in self._conditions]
        chosen = self._conditions[best[1]].driver
        assert chosen is not None
        rest = [condition.probe for at, condition in enumerate(self._conditions) if at != best[1]]
        return chosen, rest


def _gathered(driver: Driver) -> Driver:
    """The few rows of a driver without order as a table of their own, which is then sorted.

    The limit keeps the database from looking along the dates for them instead.
    """
    rows = select(driver.date.label("date"), driver.id.label("id")).where(*driver.where).limit(SORTED)
    part = rows.subquery()
    return replace(driver, date=part.c.date, id=part.c.id, where=())


def _count(connection: Connection, driver: Driver, since: date | None, until: date | None, most: int) -> int:
    inner = driver.counted
    if inner is None:
        # Only what an index sorts by date is narrowed by it: else each row would have to be looked at.
        days = _between(driver.date, since, until) if driver.ordered else []
        inner = select(driver.id).where(*driver.where, *days)
    return connection.execute(select(func.count()).select_from(inner.limit(most).subquery())).scalar_one()


def _between(day: ColumnElement[Any], since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    parts = []
    if since is not None:
        parts.append(day >= since.isoformat())
    if until is not None:
        parts += [day <= until.isoformat(), day > ""]
    return parts


def in_table(table: FromClause, id: str, *where: Part) -> Probe:
    """A test: a row of `table` whose column `id` is the row's id meets all of `where`."""
    inner = table.alias()

    def probe(_: ColumnElement[Any], key: ColumnElement[Any]) -> ColumnElement[bool]:
        return exists().where(inner.c[id] == key, *(part(inner) for part in where))

    return probe


def in_dated_table(table: FromClause, day: str, id: str, *where: Part) -> Probe:
    """As `in_table`, where the table's index goes by what `where` picks, then by date and id."""
    inner = table.alias()

    def probe(date_: ColumnElement[Any], key: ColumnElement[Any]) -> ColumnElement[bool]:
        parts = (part(inner) for part in where)
        return exists().where(*parts, inner.c[day] == date_, inner.c[id] == key)

    return probe
