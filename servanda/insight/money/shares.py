"""`Shares`: the shares of money that a question picks, added up by the database.

The one invariant: sums are added within one currency only, and a sum of several donors counts once in all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from servanda.insight.money.answer import Asked, Sums
from servanda.ledger.rows import one_of
from servanda.ledger.tables import document, matter_party, matter_topic, share

_SUMMED = ("announcements", "headline", "new", "unclear", "paid")


@dataclass(frozen=True, slots=True)
class Part:
    """The sums of one value of a dimension in one currency, and one of the envelopes in them."""

    value: str
    sums: Sums
    envelope: str


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
        role = by if by in ("donor", "recipient") else None
        value = _value(by)
        columns = [func.sum(share.c[name]) for name in _SUMMED]
        query = select(value, share.c.currency, func.min(share.c.matter), *columns)
        query = query.where(*self._rows(role)).group_by(value, share.c.currency)
        return [Part(row[0], _sums(row[1], row[3:]), row[2]) for row in self._connection.execute(query)]

    def newest(self, limit: int) -> list[str]:
        """Envelopes, those announced last first."""
        query = select(share.c.matter, share.c.told).where(*self._rows())
        query = query.order_by(share.c.told.desc(), share.c.currency.desc(), share.c.matter.desc())
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
        total = func.sum(share.c.headline)
        query = select(share.c.matter).where(*self._rows(), share.c.currency == (currency or ""))
        query = query.group_by(share.c.matter).order_by(total.desc(), share.c.matter).limit(limit)
        return list(self._connection.execute(query).scalars())

    def documents(self) -> int:
        """How many documents the ledger holds."""
        query = select(func.count()).select_from(document).where(document.c.current == 1)
        return int(self._connection.execute(query).scalar_one())

    def _rows(self, role: str | None = None) -> list[ColumnElement[bool]]:
        """The conditions: of the rows of all, of the one party asked about, or of each party in a role."""
        asked = self._asked
        if role is None and asked.donor:
            where = [share.c.role == "donor", share.c.party == asked.donor]
            others = [_in_role("recipient", asked.recipient)] if asked.recipient else []
        elif role is None and asked.recipient:
            where, others = [share.c.role == "recipient", share.c.party == asked.recipient], []
        else:
            where = [share.c.role == role] if role else [share.c.role == "all", share.c.party == ""]
            named = (("donor", asked.donor), ("recipient", asked.recipient))
            others = [_in_role(name, party) for name, party in named if party]
        others += [_with(party) for party in (asked.party, asked.counterpart) if party]
        if asked.topic:
            about = select(matter_topic.c.matter).where(
                matter_topic.c.kind == "money", matter_topic.c.topic == asked.topic
            )
            others.append(about)
        return [*where, *self._told(), *(share.c.matter.in_(query) for query in others)]

    def _told(self) -> list[ColumnElement[bool]]:
        asked = self._asked
        where = []
        if asked.since:
            where.append(share.c.told >= asked.since.isoformat())
        if asked.until:
            where += [share.c.told <= asked.until.isoformat(), share.c.told > ""]
        if asked.currency:
            where.append(share.c.currency == asked.currency)
        return where


def ordered(sums: Iterable[Sums]) -> tuple[Sums, ...]:
    """Sums, the currency of most announcements first."""
    return tuple(sorted(sums, key=lambda one: (-one.announcements, one.currency or "~")))


def zip_longest_first(lists: Sequence[Sequence[str]]) -> list[str]:
    """The first of each list, then the second of each, and so on."""
    longest = max((len(one) for one in lists), default=0)
    return [one[at] for at in range(longest) for one in lists if at < len(one)]


def sums_of(connection: Connection, envelopes: Sequence[str]) -> dict[str, tuple[Sums, ...]]:
    """What each of these envelopes comes to, currency by currency."""
    columns = [func.sum(share.c[name]) for name in _SUMMED]
    query = (
        select(share.c.matter, share.c.currency, *columns)
        .where(share.c.role == "all", one_of(connection, share.c.matter, set(envelopes)))
        .group_by(share.c.matter, share.c.currency)
    )
    found: dict[str, list[Sums]] = {}
    for row in connection.execute(query):
        found.setdefault(row[0], []).append(_sums(row[1], row[2:]))
    return {one: ordered(sums) for one, sums in found.items()}


def _sums(currency: str, row: Sequence[Any]) -> Sums:
    return Sums(currency or None, int(row[0]), *(float(one or 0) for one in row[1:]))


def _value(by: str) -> ColumnElement[str]:
    """What shares are put together by."""
    if by == "year":
        return func.substr(share.c.told, 1, 4)
    return share.c.currency if by == "currency" else share.c.party


def _in_role(role: str, party: str) -> Select[Any]:
    return select(share.c.matter).where(share.c.role == role, share.c.party == party)


def _with(party: str) -> Select[Any]:
    return select(matter_party.c.matter).where(matter_party.c.kind == "money", matter_party.c.party == party)
