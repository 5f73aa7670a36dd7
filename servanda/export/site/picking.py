"""Which documents prove an agreement or a commitment, and what a document tells of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from servanda.ledger.rows import among
from servanda.ledger.tables import account, act, designation, document, instrument, matter, matter_act
from servanda.model import Act
from servanda.model.wire import ActLine, stored_act
from servanda.views.matters import COMMITMENT
from servanda.views.values import loaded


def cited_by_agreements(connection: Connection, ids: Sequence[str]) -> set[int]:
    """The numbers of the current documents that name agreements."""
    query = (
        select(account.c.document)
        .join(designation, designation.c.id == account.c.designation)
        .join(document, document.c.no == account.c.document)
        .where(document.c.current == 1)
    )
    return {row.document for row in among(connection, query, designation.c.instrument, ids)}


def cited_by_commitments(connection: Connection, ids: Sequence[str]) -> set[int]:
    """The numbers of the current documents in which commitments are told, and what came of them."""
    query = select(act.c.document).join(matter_act, matter_act.c.act == act.c.id)
    numbers = {row.document for row in among(connection, query, matter_act.c.matter, ids)}
    bodies = among(connection, select(matter.c.body), matter.c.id, ids)
    told = {one.get("document") for row in bodies for one in loaded(row.body).get("evidence") or ()}
    current = select(document.c.no).where(document.c.current == 1)
    return numbers | {row.no for row in among(connection, current, document.c.id, told - {None})}


@dataclass(frozen=True, slots=True)
class Telling:
    """What one document tells: its acts in order, by act the commitments folded from it, and the agreements.

    `anchors` are the places at which agreements are named or a stage is proven.
    """

    acts: tuple[Act, ...]
    commitments: dict[str, tuple[str, ...]]
    agreements: tuple[str, ...]
    moved: dict[str, str]
    anchors: frozenset[int]


def telling_of(connection: Connection, id: str) -> Telling:
    """What the newest version of a document tells."""
    current = select(document.c.no).where(document.c.id == id, document.c.current == 1)
    no = connection.execute(current).scalar_one()
    query = select(act.c.id, act.c.account, act.c.body).where(act.c.document == no)
    rows = connection.execute(query.order_by(act.c.start, act.c.no)).all()
    accounts = _accounts(connection, no)
    tied = {row.id: row.instrument for row in accounts if row.instrument}
    return Telling(
        acts=tuple(stored_act(msgspec.json.decode(row.body, type=ActLine)) for row in rows),
        commitments=_commitments(connection, [row.id for row in rows]),
        agreements=tuple(sorted(set(tied.values()))),
        moved={row.id: tied[row.account] for row in rows if row.account in tied},
        anchors=frozenset(_anchors(connection, id, accounts)),
    )


def _accounts(connection: Connection, no: int) -> Sequence[Any]:
    query = select(account.c.id, account.c.body, designation.c.instrument)
    query = query.outerjoin(designation, designation.c.id == account.c.designation)
    return connection.execute(query.where(account.c.document == no).order_by(account.c.id)).all()


def _commitments(connection: Connection, acts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    query = select(matter_act.c.act, matter_act.c.matter).where(matter_act.c.role == "said")
    pairs = among(connection, query, matter_act.c.act, acts)
    kinds = select(matter.c.id).where(matter.c.kind == COMMITMENT)
    known = {row.id for row in among(connection, kinds, matter.c.id, (pair.matter for pair in pairs))}
    found: dict[str, tuple[str, ...]] = {}
    for act_id, id in sorted((pair.act, pair.matter) for pair in pairs if pair.matter in known):
        found[act_id] = (*found.get(act_id, ()), id)
    return found


def _anchors(connection: Connection, id: str, accounts: Sequence[Any]) -> set[int]:
    """Where this document names agreements, and where the stages stand that it proves."""
    places = {one[0] for row in accounts for one in loaded(row.body).get("account", {}).get("mentions") or ()}
    query = select(instrument.c.body)
    for row in among(connection, query, instrument.c.id, {row.instrument for row in accounts} - {None}):
        body = loaded(row.body)
        for record in (*(body.get("stages") or ()), *(body.get("sides") or ())):
            for proof in (record, *(record.get("also") or ())):
                if proof.get("document") == id and proof.get("start") is not None:
                    places.add(proof["start"])
        places.update(one["start"] for one in body.get("claims") or () if one.get("document") == id)
    return places
