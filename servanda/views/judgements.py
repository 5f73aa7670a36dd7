"""Persons' verdicts, and the questions that wait for one."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from servanda.ledger.rows import among
from servanda.ledger.tables import designation, entry, review
from servanda.model import EntryKind
from servanda.model.bodies import verdict_from
from servanda.views.details import QuestionRow, VerdictRow
from servanda.views.rows import Quotation
from servanda.views.values import loaded


def verdicts(connection: Connection, subjects: Iterable[str]) -> tuple[VerdictRow, ...]:
    """All verdicts on any of `subjects`, oldest first, undone ones and their undoing too."""
    query = select(entry.c.seq, entry.c.at, entry.c.coder, entry.c.body).where(
        entry.c.kind == EntryKind.VERDICT.value
    )
    rows = sorted(among(connection, query, entry.c.subject, subjects), key=lambda row: row.seq)
    return tuple(_verdict(row) for row in rows)


def _verdict(row: Row[Any]) -> VerdictRow:
    body = verdict_from(bytes(row.body))
    return VerdictRow(
        entry=row.seq,
        at=row.at,
        person=row.coder,
        ruling=body.ruling.value,
        target=body.target,
        other=body.other,
        reason=body.reason,
        fields=tuple(sorted(body.fields.items())),
    )


def questions(
    connection: Connection, *, about: str | None = None, after: str | None = None, limit: int | None = None
) -> tuple[QuestionRow, ...]:
    """Questions by id, all of them or those about one thing. `after` is the id that a page ended with."""
    query = select(review).order_by(review.c.id).limit(limit)
    if about is not None:
        nodes = select(designation.c.id).where(designation.c.instrument == about)
        query = query.where(or_(review.c.subject == about, review.c.subject.in_(nodes)))
    if after is not None:
        query = query.where(review.c.id > after)
    rows = connection.execute(query).all()
    homes = _homes(connection, [node for row in rows for node in (row.subject, *_others(row))])
    return tuple(_question(row, homes) for row in rows)


def _others(row: Row[Any]) -> list[str]:
    return [one for one in (row.other or "").split(",") if one]


def _homes(connection: Connection, nodes: Iterable[str]) -> dict[str, str]:
    """The agreement that each way of naming one is folded into: people speak of agreements."""
    query = select(designation.c.id, designation.c.instrument)
    rows = among(connection, query, designation.c.id, nodes)
    return {row.id: row.instrument for row in rows if row.instrument}


def _question(row: Row[Any], homes: dict[str, str]) -> QuestionRow:
    subject = homes.get(row.subject, row.subject)
    others = dict.fromkeys(homes.get(one, one) for one in _others(row))
    return QuestionRow(
        id=row.id,
        matter=row.matter,
        subject=subject,
        others=tuple(one for one in others if one != subject),
        reason=row.reason,
        evidence=tuple(
            Quotation(one["document"], one["start"], one["end"], one.get("quote") or "")
            for one in loaded(row.body).get("evidence") or ()
            if one.get("document") is not None
        ),
    )
