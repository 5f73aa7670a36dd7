"""The days on which issuers told of parties, and on which they published at all, as sorted ordinals."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, and_, func, select

from servanda.ledger.tables import act, act_party, document, heard
from servanda.views import Quotation

Pair = tuple[str, str]

#: What stands between the days of a pair.
BETWEEN = ","


def days_told(
    connection: Connection, since: date, until: date, party: str | None, counterpart: str | None
) -> dict[Pair, str]:
    """By issuer and party, the days from `since` to `until` on which the one told of the other.

    They are text, for `ordinals`: a day stands once for each release. With `party` alone, its silences and
    those about it; with `counterpart`, only those of the one about the other.
    """
    within = and_(heard.c.told >= since.isoformat(), heard.c.told <= until.isoformat())
    wanted: list[tuple[ColumnElement[bool], ...]] = [()]
    if party and counterpart:
        wanted = [(heard.c.publisher == party, heard.c.party == counterpart)]
    elif party:
        # The index goes by issuers: naming them all leads to the few rows about the party.
        issuers = select(document.c.publisher).where(document.c.publisher.is_not(None)).distinct()
        others = [row[0] for row in connection.execute(issuers)]
        wanted = [(heard.c.publisher == party,), (heard.c.publisher.in_(others), heard.c.party == party)]
    # Many pairs are told of once or twice: one row a pair is quicker than one a day.
    pair = (heard.c.publisher, heard.c.party)
    query = select(*pair, func.aggregate_strings(heard.c.told, BETWEEN)).group_by(*pair)
    rows = (row for where in wanted for row in connection.execute(query.where(*where, within)).all())
    return {(publisher, other): days for publisher, other, days in rows}


def tellings(days: str) -> int:
    """How many releases stand behind the days of a pair."""
    return days.count(BETWEEN) + 1


def ordinals(days: str) -> list[int]:
    """The days of a pair, each once, in order."""
    return sorted(map(_ordinal, set(days.split(BETWEEN))))


def days_published(
    connection: Connection, since: date, until: date, publishers: Sequence[str] | None
) -> Mapping[str, list[int]]:
    """By issuer, its days of publishing; of all issuers unless told."""
    key = (document.c.publisher, document.c.published)
    query = select(*key).where(key[1] >= since.isoformat(), key[1] <= until.isoformat(), key[0].is_not(None))
    if publishers is not None:
        query = query.where(key[0].in_(publishers))
    found: defaultdict[str, list[int]] = defaultdict(list)
    for publisher, published in connection.execute(query.group_by(*key).order_by(*key)).all():
        found[publisher].append(_ordinal(published))
    return found


def last_told(connection: Connection, publisher: str, party: str, until: date) -> date | None:
    """The last day up to `until` on which the releases of one told of the other."""
    where = (heard.c.publisher == publisher, heard.c.party == party, heard.c.told <= until.isoformat())
    told = connection.execute(select(func.max(heard.c.told)).where(*where)).scalar()
    return date.fromisoformat(told) if told else None


def words_told(connection: Connection, publisher: str, party: str, day: date) -> Quotation | None:
    """The first words in which a release of that day tells of the party."""
    told = day.isoformat()
    where = (heard.c.publisher == publisher, heard.c.party == party, heard.c.told == told)
    named = (act_party.c.party == party, act_party.c.told == told, act_party.c.act == act.c.no)
    query = (
        select(document.c.id, act.c.start, act.c.end, act.c.quote)
        .select_from(heard)
        .join(document, document.c.no == heard.c.document)
        .join(act, act.c.document == heard.c.document)
        .join(act_party, and_(*named))
        .where(*where)
        .order_by(act.c.document.desc(), act.c.start)
        .limit(1)
    )
    row = connection.execute(query).first()
    return Quotation(*row) if row else None


@lru_cache(maxsize=20_000)
def _ordinal(told: str) -> int:
    return date.fromisoformat(told).toordinal()
