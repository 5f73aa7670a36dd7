"""Money between the two, envelope by envelope."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from servanda.insight.brief.answer import Part, Sum
from servanda.insight.brief.pair import Tellings, tellings
from servanda.insight.brief.rules import rules
from servanda.ledger.rows import among
from servanda.ledger.tables import matter
from servanda.views import EnvelopeRow, Filter, LedgerView
from servanda.views.matters import MONEY, envelope_rows, matter_listing
from servanda.views.values import loaded


def money_between(view: LedgerView, one: str, other: str) -> Part[Sum]:
    """Envelopes of either side for the other, those told of last first."""
    most, lines = rules().envelopes, rules().lines.money
    found: dict[str, str] = {}
    cut = False
    for donor, recipient in ((one, other), (other, one)):
        listing = matter_listing(
            view.connection, MONEY, Filter(parties=(donor,), counterpart=recipient), view.as_of
        )
        keys = listing.keys(view.connection, since=None, until=None, after=None, limit=most + 1)
        found |= {str(key.id): key.date for key in keys[:most]}
        cut = cut or len(keys) > most
    newest = sorted(found, key=lambda id: (found[id], id), reverse=True)
    shown = _sums(view.connection, newest[:lines])
    return Part(tuple(shown), len(newest) - len(shown), cut)


def _sums(connection: Connection, ids: Sequence[str]) -> list[Sum]:
    rows = among(connection, select(matter.c.id, matter.c.body), matter.c.id, ids)
    bodies = {row.id: loaded(row.body) for row in rows}
    told = tellings(connection, ids)
    found = (row for row in envelope_rows(connection, ids) if row.id in told)
    return [_sum(row, bodies[row.id], told[row.id]) for row in found]


def _sum(row: EnvelopeRow, body: dict[str, Any], told: Tellings) -> Sum:
    return Sum(
        id=row.id,
        title=row.title,
        donors=row.actors,
        recipients=row.recipients,
        amount=float(body.get("amount") or 0),
        headline=float(body.get("headline") or 0),
        paid=float(body.get("paid") or 0),
        currency=body.get("currency"),
        announced=len(body.get("announcements") or ()),
        last=row.last,
        quotations=(told.acts[0].words,),
    )
