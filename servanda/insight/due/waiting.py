"""What waits, with the event on which it does, and whether that has come about."""

from collections.abc import Sequence

from sqlalchemy import select

from servanda.insight.due.answer import Waiting
from servanda.insight.triggers.asking import awaited
from servanda.insight.triggers.finding import counted
from servanda.insight.triggers.waiters import waiters
from servanda.ledger.rows import among
from servanda.ledger.tables import matter
from servanda.views import LedgerView


def waiting(view: LedgerView, ids: Sequence[str]) -> tuple[Waiting, ...]:
    """The commitments with these ids: first those whose event has come about, each in the order given."""
    told = waiters(view, ids)
    query = select(matter.c.id, matter.c.trigger)
    keys = {row.id: row.trigger or "" for row in among(view.connection, query, matter.c.id, told)}
    events = counted(view.connection, keys.values())
    texts = {
        row.id: row for row in view.agreements_by_id([e.agreement for e in events.values() if e.agreement])
    }
    found = []
    for id in (one for one in ids if one in told):
        one, event = told[id], events[keys[id]]
        on = awaited(event, texts.get(event.agreement or ""), [one])
        found.append(
            Waiting(
                commitment=one.commitment,
                said=one.said,
                until=one.until,
                relation=one.relation,
                event=on.event,
                kind=on.kind,
                text=on.text,
                stage=on.stage,
                reached=on.reached,
            )
        )
    return tuple(sorted(found, key=lambda one: one.reached is None))
