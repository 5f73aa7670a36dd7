"""`Shares`: the shares of money that a question picks, added up by the database.

The one invariant: sums are added within one currency only, and a sum of several donors counts once in all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from servanda.insight.money.answer import Asked, Sums
from servanda.ledger.tables import document, share

#: What shares are put together by.
_COLUMNS = {"donor": "party", "recipient": "party", "year": "year", "currency": "currency"}
_SUMMED = ("announcements", "headline", "new", "unclear", "paid")


@dataclass(frozen=True, slots=True)
class Part:
    """The sums of one value of a dimension in one currency."""

    value: str
    sums: Sums


class Shares:
    """The shares that `asked` picks."""

    def __init__(self, connection: Connection, asked: Asked) -> None:
        self._connection = connection
        self._asked = asked

    def sums(self) -> tuple[Sums, ...]:
        """What all come to, in the currency of most announcements first."""
        columns = [func.sum(share.c[name]) for name in _SUMMED]
        query = select(share.c.currency, *columns).where(*self._rows()).group_by(share.c.currency)
        return ordered(_sums(row[0], row[1:]) for row in self._connection.execute(query))

    def envelopes(self) -> int:
        """How many envelopes they are of."""
        inner = select(share.c.matter).where(*self._rows()).distinct().subquery()
        return int(self._connection.execute(select(func.count()).select_from(inner)).scalar_one())

    def parts(self, by: str) -> list[Part]:
        """The sums by donor, recipient, year or currency."""
        value = share.c[_COLUMNS[by]]
        columns = [func.sum(share.c[name]) for name in _SUMMED]
        query = select(value, share.c.currency, *columns).where(*self._rows(_role(by)))
        query = query.group_by(value, share.c.currency)
        return [Part(row[0], _sums(row[1], row[2:])) for row in self._connection.execute(query)]

    def example(self, by: str, value: str) -> str | None:
        """The envelope of a part that was announced last."""
        query = select(share.c.matter).where(*self._rows(_role(by)), share.c[_COLUMNS[by]] == value)
        query = query.order_by(share.c.told.desc(), share.c.matter.desc())
        return self._connection.execute(query.limit(1)).scalar()

    def newest(self, limit: int) -> list[str]:
        """Envelopes, those announced last first."""
        query = select(share.c.matter, share.c.told).where(*self._rows())
        query = query.order_by(share.c.told.desc(), share.c.matter.desc())
        found: dict[str, None] = {}
        for row in self._connection.execution_options(yield_per=4 * limit + 1).execute(query):
            found[row[0]] = None
            if len(found) >= limit:
                break
        return list(found)

    def largest(self, limit: int, currencies: Sequence[str | None]) -> list[str]:
        """Envelopes by what was announced: of each currency the largest, then of each the next one."""
        found: dict[str, None] = {}
        for place in zip_longest_first([self._largest(one, limit) for one in currencies]):
            found[place] = None
        return list(found)[:limit]

    def _largest(self, currency: str | None, limit: int) -> list[str]:
        query = select(share.c.matter).where(*self._rows(), share.c.currency == (currency or ""))
        query = query.group_by(share.c.matter).order_by(func.sum(share.c.headline).desc(), share.c.matter)
        return list(self._connection.execute(query.limit(limit)).scalars())

    def documents(self) -> int:
        """How many documents the ledger holds."""
        query = select(func.count()).select_from(document).where(document.c.current == 1)
        return int(self._connection.execute(query).scalar_one())

    def _rows(self, role: str | None = None) -> list[ColumnElement[bool]]:
        """The conditions: on each party in a role, or on the rows of one party asked about, or of all."""
        asked = self._asked
        sides = [("donor", asked.donor), ("recipient", asked.recipient)]
        sides += [("either", asked.party), ("either", asked.counterpart)]
        named = [(side, party) for side, party in sides if party]
        if role is not None:
            where = [share.c.role == role]
        else:
            (side, party), *named = named or [("all", "")]
            where = [share.c.role == side, share.c.party == party]
        others = [
            select(share.c.matter).where(share.c.role == side, share.c.party == one) for side, one in named
        ]
        return [*where, *self._told(), *(share.c.matter.in_(query) for query in others)]

    def _told(self) -> list[ColumnElement[bool]]:
        """What is asked of days, currency and topic."""
        asked = self._asked
        where = []
        if asked.since:
            where.append(share.c.told >= asked.since.isoformat())
        if asked.until:
            where += [share.c.told <= asked.until.isoformat(), share.c.told > ""]
        if asked.currency:
            where.append(share.c.currency == asked.currency)
        if asked.topic:
            place = func.instr if self._connection.dialect.name == "sqlite" else func.strpos
            where.append(place(share.c.topics, f"|{asked.topic}|") > 0)
        return where


def ordered(sums: Iterable[Sums]) -> tuple[Sums, ...]:
    """Sums, the currency of most announcements first."""
    return tuple(sorted(sums, key=lambda one: (-one.announcements, one.currency or "~")))


def zip_longest_first(lists: Sequence[Sequence[str]]) -> list[str]:
    """The first of each list, then the second of each, and so on."""
    longest = max((len(one) for one in lists), default=0)
    return [one[at] for at in range(longest) for one in lists if at < len(one)]


def _sums(currency: str, row: Sequence[Any]) -> Sums:
    return Sums(currency or None, int(row[0]), *(float(one or 0) for one in row[1:]))


def _role(by: str) -> str | None:
    """The role of the rows of each party, where sums are by party."""
    return by if by in ("donor", "recipient") else None
