"""Where word was sought of what is overdue: that nothing was found says no more than the documents held."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from servanda.insight.due.answer import Issuer, Looked
from servanda.ledger.tables import document
from servanda.views.values import day

#: Documents of one issuer that are counted, and issuers that are named.
MOST, NAMED = 1_000, 5


def looked_at(connection: Connection) -> Looked:
    """All documents of the ledger, and the issuers of most of them."""
    count, newest = func.count(), func.max(document.c.published)
    query = (
        select(document.c.publisher, count, newest)
        .where(document.c.current == 1)
        .group_by(document.c.publisher)
        .order_by(count.desc(), document.c.publisher)
    )
    rows = connection.execute(query).all()
    issuers = tuple(Issuer(row[0], row[1], day(row[2])) for row in rows if row[0])
    days = [row[2] for row in rows if row[2]]
    return Looked(None, sum(row[1] for row in rows), day(max(days, default=None)), issuers)


class Looking:
    """Documents of parties after a day, each asked for once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, date], Issuer] = {}

    def since(self, day_: date | None, parties: Sequence[str]) -> Looked | None:
        """What the parties have issued after a day; None where it is not known when something was said."""
        if day_ is None:
            return None
        issuers = tuple(self._issuer(one, day_) for one in dict.fromkeys(parties))[:NAMED]
        newest = max((one.newest for one in issuers if one.newest), default=None)
        return Looked(day_, sum(one.documents for one in issuers), newest, issuers)

    def _issuer(self, code: str, since: date) -> Issuer:
        key = (code, since)
        if key not in self._known:
            t = document.c
            ones = select(t.published).where(
                t.publisher == code, t.published > since.isoformat(), t.current == 1
            )
            part = ones.order_by(t.published.desc()).limit(MOST).subquery()
            row = self._connection.execute(select(func.count(), func.max(part.c.published))).one()
            self._known[key] = Issuer(code, row[0], day(row[1]))
        return self._known[key]
