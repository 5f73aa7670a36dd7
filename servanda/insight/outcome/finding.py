"""What the ledger holds on readouts: their acts, meetings, and the matters that their acts say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from servanda.insight.outcome.answer import Looked
from servanda.ledger.rows import among
from servanda.ledger.tables import act, act_party, document, heard, matter, matter_act
from servanda.views import ActRow, ViewError
from servanda.views.acts import act_rows
from servanda.views.values import day, loaded

#: Acts of readouts that are looked at.
MOST = 500
#: Days of the longest meeting or visit beside which documents are looked for.
LONGEST = 31
#: Parties whose later documents are counted, pair by pair.
PAIRED = 8


def document_number(connection: Connection, id: str) -> int:
    """The number of the newest version of a document. Raises ViewError where none is current."""
    query = select(document.c.no).where(document.c.id == id, document.c.current == 1)
    number: int | None = connection.execute(query).scalar()
    if number is None:
        raise ViewError(f"{id} is known by another text: 'servanda show {id}' tells which")
    return number


def acts_in(connection: Connection, numbers: Iterable[int]) -> list[ActRow]:
    """The acts of documents, in the order of documents and places."""
    query = select(act.c.no, act.c.told, act.c.document, act.c.start)
    rows = among(connection, query, act.c.document, set(numbers))
    found = sorted(rows, key=lambda row: (row.told or "", row.document, row.start, row.no))
    return act_rows(connection, [row.no for row in found[:MOST]])


def meetings_told(connection: Connection, acts: Sequence[ActRow]) -> list[str]:
    """The ids of the meetings that acts tell of."""
    return sorted(matters_said(connection, "meeting", acts))


def matters_said(connection: Connection, kind: str, acts: Sequence[ActRow]) -> dict[str, list[ActRow]]:
    """The matters of one kind that acts say, by id, each with those acts in their order."""
    by_id = {one.id: one for one in acts}
    # In two steps: a join tempts the database to begin with all matters of the kind.
    query = select(matter_act.c.matter, matter_act.c.act).where(matter_act.c.role == "said")
    told = among(connection, query, matter_act.c.act, set(by_id))
    kinds = among(connection, select(matter.c.id, matter.c.kind), matter.c.id, {row.matter for row in told})
    wanted = {row.id for row in kinds if row.kind == kind}
    said: defaultdict[str, list[ActRow]] = defaultdict(list)
    for row in told:
        if row.matter in wanted:
            said[row.matter].append(by_id[row.act])
    place = {id: at for at, id in enumerate(by_id)}
    return {id: sorted(some, key=lambda one: place[one.id]) for id, some in sorted(said.items())}


def bodies(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The bodies of matters by id."""
    rows = among(connection, select(matter.c.id, matter.c.body), matter.c.id, set(ids))
    return {row.id: loaded(row.body) for row in rows}


def beside(
    connection: Connection, parties: Sequence[str], first: date, last: date, *, after: int
) -> list[tuple[int, str]]:
    """The documents of those days, and of some `after`, that tell of a common act: number and title."""
    last = min(last, first + timedelta(days=LONGEST)) + timedelta(days=after)
    common = _acts_of(connection, parties[0], first, last) & _acts_of(connection, parties[1], first, last)
    acts = among(connection, select(act.c.no, act.c.document), act.c.no, common)
    query = select(document.c.no, document.c.title).where(document.c.current == 1)
    rows = among(connection, query, document.c.no, {row.document for row in acts})
    return sorted((row.no, row.title or "") for row in rows)


def _acts_of(connection: Connection, party: str, first: date, last: date) -> set[int]:
    """The acts of a party that are told on these days."""
    told = (act_party.c.told >= first.isoformat(), act_party.c.told <= last.isoformat())
    query = select(act_party.c.act).where(act_party.c.party == party, *told)
    return set(connection.execute(query).scalars())


def looked_at(
    connection: Connection,
    parties: Sequence[str],
    tellers: Collection[str],
    readouts: Collection[int],
    after: date | None,
    until: date,
) -> tuple[Looked, ...]:
    """The documents after a day of those who told of it on each other party, and the other way round.

    Where no party told of it, all pairs. `readouts` are not counted.
    """
    if after is None:
        return ()
    found = []
    centre = set(tellers) & set(parties) or set(parties)
    for issuer in parties[:PAIRED]:
        for party in parties[:PAIRED]:
            if issuer == party or not {issuer, party} & centre:
                continue
            query = select(func.count(heard.c.document.distinct()), func.max(heard.c.told)).where(
                heard.c.publisher == issuer,
                heard.c.party == party,
                heard.c.told > after.isoformat(),
                heard.c.told <= until.isoformat(),
                heard.c.document.not_in(sorted(readouts)),
            )
            many, last = connection.execute(query).one()
            found.append(Looked(issuer, party, many, day(last)))
    return tuple(found)
