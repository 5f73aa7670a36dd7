"""Values of rows as they come from the tables: dates from text, tuples from lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, select

from servanda.ledger.rows import among
from servanda.views.rows import StageRow


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


def gathered(
    connection: Connection, key: Column[Any], value: Column[Any], ids: Iterable[Any], *order: Column[Any]
) -> dict[Any, tuple[Any, ...]]:
    """For each of `ids`, the values of the rows whose `key` it is, sorted."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    query = select(key, value).order_by(key, *(order or (value,)))
    for row in among(connection, query, key, ids):
        found[row[0]].append(row[1])
    return {id: tuple(values) for id, values in found.items()}
