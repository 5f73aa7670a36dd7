"""Rows of `entry` as they lie in the database, also where some cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from servanda.ledger.problems import UNREADABLE, words_of

#: Entries that may be unreadable in a row before the rest is given up.
GIVE_UP = 1000
_PART = 200
_TEXTS = ("kind", "subject", "at", "coder", "version", "previous", "hash")


@dataclass(frozen=True, slots=True)
class Raw:
    """One row. Texts are bytes; `types` says as what SQLite keeps the texts and the body."""

    seq: int
    kind: bytes
    subject: bytes
    at: bytes
    coder: bytes
    version: bytes
    previous: bytes
    hash: bytes
    body: bytes
    types: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An entry, or with `rest` all from this on, that the database cannot give."""

    seq: int
    why: str
    rest: bool = False


#: `Raw.types` of a sound row.
SOUND = " ".join(["text"] * len(_TEXTS) + ["blob"])


def raw_rows(connection: Connection) -> Iterator[Raw | Unreadable]:
    """All rows in the order of their numbers, with a word on each that cannot be read."""
    last, failed = 0, 0
    while failed < GIVE_UP:
        try:
            for raw in _stream(connection, last):
                yield raw
                last = raw.seq
            return
        except UNREADABLE:
            pass  # It broke off somewhere in the part that it was fetching: now each of it alone.
        for seq in range(last + 1, last + 1 + _PART):
            _forget(connection)
            one = _single(connection, seq)
            if one is None:
                return
            yield one
            last, failed = seq, failed + 1 if isinstance(one, Unreadable) else 0
    yield Unreadable(last + 1, "too many before it cannot be read", rest=True)


def _forget(connection: Connection) -> None:
    """Let SQLite read pages anew: a damaged one is complained of when it comes into memory, and only then."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA shrink_memory")


def by_number(connection: Connection, last: int) -> Iterator[Unreadable]:
    """The entries up to number `last` that are not to be had one by one, though a walk may pass by them."""
    for seq in range(1, last + 1):
        _forget(connection)
        one = _single(connection, seq)
        if one is None or isinstance(one, Unreadable):
            yield one or Unreadable(seq, "is missing")
        elif one.seq != seq:
            yield Unreadable(seq, f"is given as {one.seq}")


def _stream(connection: Connection, since: int) -> Iterator[Raw]:
    query = text(f"{_select(connection)} WHERE seq > :since ORDER BY seq")
    # A savepoint: after an error, PostgreSQL answers nothing more in the transaction that met it.
    with (
        connection.begin_nested(),
        connection.execute(query, {"since": since}, execution_options={"yield_per": _PART}) as rows,
    ):
        for row in rows:
            yield _raw(row)


def _single(connection: Connection, seq: int) -> Raw | Unreadable | None:
    """One row; None behind the last."""
    try:
        with connection.begin_nested():
            row = connection.execute(text(f"{_select(connection)} WHERE seq = :seq"), {"seq": seq}).first()
            if row is not None:
                return _raw(row)
            query = text("SELECT seq FROM entry WHERE seq > :seq ORDER BY seq LIMIT 1")
            return Unreadable(seq, "is missing") if connection.execute(query, {"seq": seq}).first() else None
    except UNREADABLE as error:
        return Unreadable(seq, words_of(error))


def _select(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        fields = [f"CAST({name} AS BLOB)" for name in _TEXTS] + ["CAST(body AS BLOB)"]
        types = " || ' ' || ".join(f"typeof({name})" for name in (*_TEXTS, "body"))
    else:
        fields = [f"convert_to({name}, 'UTF8')" for name in _TEXTS] + ["body"]
        types = f"'{SOUND}'"
    return f"SELECT seq, {', '.join(fields)}, {types} FROM entry"


def _raw(row: Row[Any]) -> Raw:
    values = tuple(row)
    fields: list[Any] = [bytes(one or b"") for one in values[1:-1]]
    fields.append(values[-1])
    return Raw(values[0], *fields)
