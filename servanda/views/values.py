"""Values of rows as they come from the tables: dates from text, tuples from lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Select, select

from servanda.views.rows import StageRow

#: Ids in one query: below the number of parameters that every build of SQLite takes.
CHUNK = 500


def day(text: str | None) -> date | None:
    """A whole day; None where there is none, or only a month or year."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def loaded(body: str) -> dict[str, Any]:
    """The JSON of a row's `body`."""
    value: dict[str, Any] = msgspec.json.decode(body)
    return value


def words(value: Any) -> tuple[str, ...]:
    """A list of words, also where it is missing."""
    return tuple(value or ())


def stage_rows(records: Any) -> tuple[StageRow, ...]:
    """The stages of a folded instrument's body."""
    return tuple(StageRow(**_known(StageRow, one)) for one in records or ())


def _known(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    return {name: value for name, value in values.items() if name in names}


def among(connection: Connection, query: Select[Any], column: Column[Any], ids: Iterable[Any]) -> list[Any]:
    """The rows of `query` whose `column` is one of `ids`, asked for in parts of bounded size."""
    wanted = sorted(set(ids))
    rows: list[Any] = []
    for at in range(0, len(wanted), CHUNK):
        rows += connection.execute(query.where(column.in_(wanted[at : at + CHUNK]))).all()
    return rows


def gathered(
    connection: Connection, key: Column[Any], value: Column[Any], ids: Iterable[Any], *order: Column[Any]
) -> dict[Any, tuple[Any, ...]]:
    """For each of `ids`, the values of the rows whose `key` it is, sorted."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    query = select(key, value).order_by(key, *(order or (value,)))
    for row in among(connection, query, key, ids):
        found[row[0]].append(row[1])
    return {id: tuple(values) for id, values in found.items()}
