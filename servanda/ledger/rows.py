"""Rows by lists of ids, and many rows in and out of the folded tables at once.

A list of ids travels as one parameter, whatever its length: the text of a statement never changes with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, Select, Table, any_, delete, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

#: Rows inserted by one statement.
TOGETHER = 20

#: Items worked on at once, where a stream must not be held as a whole.
CHUNK = 500

T = TypeVar("T")


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """`items` in lists of at most `size`."""
    stream = iter(items)
    while part := list(islice(stream, size)):
        yield part


def one_of(connection: Connection, column: Column[Any], ids: set[Any]) -> ColumnElement[bool]:
    """The condition that `column` is one of `ids`."""
    wanted = sorted(ids)
    if connection.dialect.name != "sqlite":
        return column == any_(literal(wanted, ARRAY(column.type)))
    told = msgspec.json.encode(wanted)
    if b"\\u0000" in told:  # No ledger holds zero characters, at which SQLite would end an id.
        told = msgspec.json.encode([one for one in wanted if "\0" not in str(one)])
    listed = func.json_each(told.decode()).table_valued("value")
    return column.in_(select(listed.c.value))


def among(connection: Connection, query: Select[Any], column: Column[Any], ids: Iterable[Any]) -> list[Any]:
    """The rows of `query` whose `column` is one of `ids`."""
    ids = set(ids)
    return [*connection.execute(query.where(one_of(connection, column, ids))).all()] if ids else []


#: Values in the order of a table's columns.
Values = tuple[Any, ...]


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]] | Sequence[Values]) -> None:
    """Insert `rows`, which all have the same columns; those whose key stands already are left as they are.

    Rows of narrow tables, of which there are many, may be plain tuples in the order of the table's columns.
    """
    if not rows:
        return
    if isinstance(rows[0], tuple):
        insert(connection, table.name, _names(table), rows)  # type: ignore[arg-type]
        return
    names = tuple(rows[0])
    values = itemgetter(*names)
    insert(connection, table.name, names, [values(row) for row in rows])


@cache
def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def insert(
    connection: Connection,
    table: str,
    names: tuple[str, ...],
    rows: Sequence[Values],
    conflict: str = "DO NOTHING",
) -> None:
    """Insert `rows` of two columns or more; `conflict` is what is done where a key stands already.

    In the driver's own words, and several rows in one statement: this is most of what a database does here.
    """
    dialect, whole = connection.dialect.name, len(rows) - len(rows) % TOGETHER
    if whole:
        parts = [tuple(chain.from_iterable(rows[at : at + TOGETHER])) for at in range(0, whole, TOGETHER)]
        connection.exec_driver_sql(_insert(table, names, TOGETHER, conflict, dialect), parts)
    if whole < len(rows):
        connection.exec_driver_sql(_insert(table, names, 1, conflict, dialect), list(rows[whole:]))


@cache
def _insert(table: str, names: tuple[str, ...], count: int, conflict: str, dialect: str) -> str:
    """The statement for `count` rows."""
    mark = "?" if dialect == "sqlite" else "%s"
    columns = ", ".join(f'"{name}"' for name in names)
    row = f"({', '.join(mark for _ in names)})"
    rows = ", ".join(row for _ in range(count))
    return f'INSERT INTO "{table}" ({columns}) VALUES {rows} ON CONFLICT {conflict}'


def drop(connection: Connection, column: Column[Any], ids: Iterable[Any]) -> None:
    """Delete the folded rows whose `column` is one of `ids`."""
    ids = set(ids)
    if ids:
        connection.execute(delete(column.table).where(one_of(connection, column, ids)))
