"""What the ledger holds on the acts of some readouts: agreements, commitments, money, and what came later."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from servanda.ledger.rows import among
from servanda.ledger.tables import account, act, designation, document, matter, matter_act
from servanda.views import ActRow
from servanda.views.acts import act_rows
from servanda.views.values import loaded

#: Acts of a meeting that are looked at.
MOST = 400


def acts_in(connection: Connection, numbers: Iterable[int]) -> list[ActRow]:
    """The acts of documents, in the order of documents and places."""
    query = select(act.c.no, act.c.told, act.c.document, act.c.start)
    found = sorted(
        among(connection, query, act.c.document, numbers), key=lambda row: (row.told, row.document, row.start)
    )
    return act_rows(connection, [row.no for row in found[:MOST]])


def agreements_named(connection: Connection, numbers: Iterable[int]) -> dict[str, None]:
    """The ids of agreements of which documents prove a stage, in order."""
    query = (
        select(designation.c.instrument)
        .select_from(account)
        .join(designation, designation.c.id == account.c.designation)
        .where(account.c.stepped == 1)
    )
    rows = among(connection, query, account.c.document, numbers)
    return dict.fromkeys(sorted(row.instrument for row in rows if row.instrument))


def matters_said(connection: Connection, kind: str, acts: Sequence[ActRow]) -> dict[str, list[ActRow]]:
    """The matters of one kind that acts say, by id, each with those acts."""
    by_id = {one.id: one for one in acts}
    query = (
        select(matter_act.c.matter, matter_act.c.act)
        .join(matter, matter.c.id == matter_act.c.matter)
        .where(matter.c.kind == kind, matter_act.c.role == "said")
    )
    said: defaultdict[str, list[ActRow]] = defaultdict(list)
    for row in among(connection, query, matter_act.c.act, by_id):
        said[row.matter].append(by_id[row.act])
    return {id: sorted(some, key=lambda one: (one.document, one.start)) for id, some in sorted(said.items())}


def bodies(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The bodies of matters by id."""
    rows = among(connection, select(matter.c.id, matter.c.body), matter.c.id, ids)
    return {row.id: loaded(row.body) for row in rows}


def later_documents(
    connection: Connection, publishers: Collection[str], after: date | None, until: date
) -> int:
    """How many documents these parties issued after a day and until another."""
    if after is None or not publishers:
        return 0
    query = select(func.count()).where(
        document.c.publisher.in_(sorted(publishers)),
        document.c.published > after.isoformat(),
        document.c.published <= until.isoformat(),
        document.c.current == 1,
    )
    return connection.execute(query).scalar_one()
