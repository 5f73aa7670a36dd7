"""Acts of the ledger as nodes for linking, and the instruments that they move."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, or_, select

from servanda.ledger.rows import among
from servanda.ledger.tables import account, act, designation, document, instrument
from servanda.linking.acts import ActNode
from servanda.linking.recent import Recent
from servanda.model import Stage
from servanda.model.wire import ActLine, stored_act


def load_acts(connection: Connection, ids: Iterable[str]) -> dict[str, ActNode]:
    """The acts with these ids that nobody has rejected."""
    query = (
        select(act.c.id, act.c.body, document.c.id.label("name"), document.c.publisher, document.c.published)
        .join(document, document.c.no == act.c.document)
        .where(or_(act.c.verdict.is_(None), act.c.verdict != "rejected"))
    )
    rows = among(connection, query, act.c.id, ids)
    return {id: _node((body, name, publisher, told)) for id, body, name, publisher, told in rows}


#: What the row of an act and that of its document tell of it: body, document, publisher, date.
Row = tuple[str, str, str | None, str | None]

_kept: Recent[Row, ActNode] = Recent(2_000)


def _node(row: Row) -> ActNode:
    """The node of a row, kept for a while with what was worked out on it."""
    return _kept.get(row) or keep_node(row, msgspec.json.decode(row[0], type=ActLine))


def keep_node(row: Row, line: ActLine) -> ActNode:
    """The node of a row whose body is `line`: what has just come is looked at again soon."""
    _, name, publisher, told = row
    node = ActNode(stored_act(line), name, publisher, date.fromisoformat(told) if told else None)
    return _kept.put(row, node)


def instruments_of(connection: Connection, acts: Iterable[str]) -> dict[str, str]:
    """The instruments that acts move, where that is known."""
    query = (
        select(act.c.id, designation.c.instrument)
        .join(account, account.c.id == act.c.account)
        .join(designation, designation.c.id == account.c.designation)
        .where(designation.c.instrument.is_not(None))
    )
    return {row.id: row.instrument for row in among(connection, query, act.c.id, acts)}


def commitments_on(connection: Connection, instruments: Iterable[str]) -> set[str]:
    """The binding acts that are to move one of these instruments."""
    # Step by step: left to choose, SQLite would walk through all binding acts of the ledger.
    named = among(connection, select(designation.c.id), designation.c.instrument, instruments)
    told = among(connection, select(account.c.id), account.c.designation, (row.id for row in named))
    moving = among(connection, select(act.c.id, act.c.commitment), act.c.account, (row.id for row in told))
    return {row.id for row in moving if row.commitment}


def stages_of(connection: Connection, instruments: Iterable[str]) -> dict[tuple[str, Stage], dict[str, Any]]:
    """The stages that instruments have reached, each with its date and proof as the row keeps them."""
    query = select(instrument.c.id, instrument.c.body)
    return {
        (row.id, Stage(one["stage"])): one
        for row in among(connection, query, instrument.c.id, instruments)
        for one in msgspec.json.decode(row.body)["stages"]
        if not one["implied"]
    }
