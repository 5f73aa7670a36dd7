"""Accounts of an agreement: what each document says of it."""

from typing import Any

from sqlalchemy import Connection, Row, select

from servanda.ledger.tables import account, designation, document
from servanda.views.details import AccountRow, Source
from servanda.views.rows import Quotation
from servanda.views.values import day, loaded, words

#: Accounts of one agreement that are shown; the newest ones where there are more.
SHOWN = 500


def accounts_of(connection: Connection, agreement: str) -> tuple[AccountRow, ...]:
    """The accounts that are folded into an agreement, oldest first."""
    query = (
        select(account, document.c.id.label("named_in"), document.c.title, document.c.publisher)
        .add_columns(document.c.published, document.c.source)
        .select_from(designation)
        .join(account, account.c.designation == designation.c.id)
        .join(document, document.c.no == account.c.document)
        .where(designation.c.instrument == agreement)
        .order_by(account.c.told.desc(), account.c.document.desc(), account.c.id.desc())
        .limit(SHOWN)
    )
    return tuple(_row(row) for row in connection.execute(query))[::-1]


def agreement_of_account(connection: Connection, id: str) -> str | None:
    """The agreement that an account is folded into."""
    query = select(designation.c.instrument).join(account, account.c.designation == designation.c.id)
    return connection.execute(query.where(account.c.id == id)).scalar()


def _row(row: Row[Any]) -> AccountRow:
    stored = loaded(row.body)
    body = stored["account"]
    places = body.get("mentions") or []
    names = words(body.get("names"))
    return AccountRow(
        id=row.id,
        source=Source(row.named_in, row.title, row.publisher, day(row.published), row.source or row.named_in),
        names=names,
        mentions=len(places),
        stages=tuple(dict.fromkeys(step["stage"] for step in body.get("steps") or ())),
        binding=body.get("binding") or "unknown",
        first=Quotation(row.named_in, places[0][0], places[0][1], stored["name"]) if places else None,
    )
