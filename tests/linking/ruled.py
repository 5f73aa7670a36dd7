"""A small ledger to rule on: one promise, told again and kept, and two agreements."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from servanda.api import Ledger
from servanda.ledger.tables import link
from servanda.model import Ruling, Verdict
from tests.linking.told import doctors, release, sent_doctors, signed, talks_on

AT = datetime(2026, 6, 1, tzinfo=UTC)
FISH, AIR = "Fisheries Cooperation Agreement", "Air Services Agreement"
LATER = date(2026, 4, 2)

PROMISE = release("promise", doctors(40))
AGAIN = release("again", doctors(40), published=LATER)
SENT = release("sent", sent_doctors(40), published=date(2026, 5, 1))
TALKS = release("talks", talks_on(FISH, "CAN", "GHA"))
SIGNED = release("signed", signed(FISH, "CAN", "GHA"), published=LATER, publisher="GHA")
OTHER = release("other", signed(AIR, "CAN", "GHA"))
ALL = (PROMISE, AGAIN, SENT, TALKS, SIGNED, OTHER)


def rule(ledger: Ledger, ruling: Ruling, target: str, other: str | None = None, **fields: str) -> int:
    verdict = Verdict(ruling, target, "Vera", "she looked", other, tuple(fields.items()))
    return ledger.rule(verdict, at=AT)


def undo(ledger: Ledger, number: int, target: str) -> int:
    return rule(ledger, Ruling.UNDO, target, str(number))


def agreements(ledger: Ledger) -> dict[str, str]:
    """Ids by name, and no name twice."""
    with ledger.view() as view:
        rows = view.agreements().rows
    assert len({row.name for row in rows}) == len(rows)
    return {row.name: row.id for row in rows}


def link_between(ledger: Ledger, a: str, b: str) -> str:
    with ledger.store.reading() as connection:
        query = select(link.c.id).where(link.c.matter == "commitment", link.c.a == a, link.c.b == b)
        return str(connection.execute(query).scalar_one())
