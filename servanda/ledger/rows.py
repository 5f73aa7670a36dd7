"""Rows by lists of ids in queries of bounded size, and many rows in and out of the folded tables at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Select, Table, delete

#: Ids in one query: below the number of parameters that every build of SQLite takes.
CHUNK = 500

T = TypeVar("T")


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """`items` in lists of at most `size`."""
    stream = iter(items)
    while part := list(islice(stream, size)):
        yield part


def among(connection: Connection, query: Select[Any], column: Column[Any], ids: Iterable[Any]) -> list[Any]:
    """The rows of `query` whose `column` is one of `ids`, asked for in parts."""
    rows: list[Any] = []
    for part in chunks(sorted(set(ids))):
        rows += connection.execute(query.where(column.in_(part))).all()
    return rows


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, which all have the same columns; those whose key stands already are left as they are."""
    if not rows:
        return
    names = list(rows[0])
    statement = _insert(table.name, tuple(names), connection.dialect.name)
    values = [tuple(row[name] for name in names) for row in rows]
    connection.exec_driver_sql(statement, values)


@cache
def _insert(table: str, names: tuple[str, ...], dialect: str) -> str:
    """The statement in the driver's own words, compiled once: inserting is most of what the fold does."""
    mark = "?" if dialect == "sqlite" else "%s"
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(mark for _ in names)
    return f'INSERT INTO "{table}" ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING'


def drop(connection: Connection, column: Column[Any], ids: Iterable[Any]) -> None:
    """Delete the folded rows whose `column` is one of `ids`."""
    for part in chunks(sorted(set(ids))):
        connection.execute(delete(column.table).where(column.in_(part)))
