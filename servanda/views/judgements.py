"""Persons' verdicts, and the questions that wait for one."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from servanda.ledger.tables import entry, review
from servanda.model import EntryKind
from servanda.model.bodies import verdict_from
from servanda.views.details import QuestionRow, Quotation, VerdictRow
from servanda.views.values import among, loaded, words


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
        query = query.where(or_(review.c.subject == about, review.c.other == about))
    if after is not None:
        query = query.where(review.c.id > after)
    return tuple(_question(row) for row in connection.execute(query))


def _question(row: Row[Any]) -> QuestionRow:
    body = loaded(row.body)
    return QuestionRow(
        id=row.id,
        matter=row.matter,
        subject=row.subject,
        others=words(body.get("others")) or ((row.other,) if row.other else ()),
        reason=row.reason,
        evidence=tuple(
            Quotation(one["document"], one["start"], one["end"], one["quote"])
            for one in body.get("evidence") or ()
        ),
    )
