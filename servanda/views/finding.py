"""What an id means: any id of the ledger, or the beginning of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Row, select

from servanda.ledger import search
from servanda.ledger.tables import account, act, document, entry, instrument, link, matter, review
from servanda.ledger.tables import address as addresses
from servanda.views.errors import ViewError
from servanda.views.values import loaded

#: Ids that are listed where a beginning fits several.
LISTED = 8

#: Above every character that an id holds.
LAST = "\U0010ffff"

#: What kind each id is of, for people, and where it stands. The first that holds it wins.
PLACES: tuple[tuple[str, Column[str]], ...] = (
    ("agreement", instrument.c.id),
    ("matter", matter.c.id),
    ("act", act.c.id),
    ("document", document.c.id),
    ("link", link.c.id),
    ("account", account.c.id),
    ("question", review.c.id),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A thing of the ledger.

    `kind` is agreement, commitment, meeting, money, act, document, link, account or question.
    """

    kind: str
    id: str


def find(connection: Connection, said: str) -> Found:
    """The thing whose id, or beginning of an id, is `said`.

    A document is found by its address, too, and an agreement by its name or words that only its name holds.
    Raises ViewError where there is none, with the nearest, or where the beginning fits several, with them.
    """
    exact = [Found(kind, said) for kind, column in PLACES if _holds(connection, column, said)]
    found = exact[:1] or _beginning(connection, said) or _addressed(connection, said)
    found = found or _named(connection, said)
    if not found:
        raise ViewError(f"nothing has the id {said!r}{_suggestion(connection, said)}")
    if len(found) > 1:
        some = ", ".join(one.id for one in found[:LISTED])
        more = " and more" if len(found) > LISTED else ""
        raise ViewError(f"{said!r} is the beginning of {some}{more}: give more of it")
    return _exactly(connection, found[0])


def _holds(connection: Connection, column: Column[str], id: str) -> bool:
    return connection.execute(select(column).where(column == id).limit(1)).first() is not None


def _beginning(connection: Connection, said: str) -> list[Found]:
    found: dict[Found, None] = {}
    for kind, column in PLACES if said else ():
        query = select(column).distinct().where(column.startswith(said, autoescape=True))
        if connection.dialect.name == "sqlite":  # PostgreSQL's order of text may be that of a language
            query = query.where(column >= said, column < said + LAST)
        for (id,) in connection.execute(query.order_by(column).limit(LISTED + 1)):
            found[Found(kind, id)] = None
    return list(found)


def _addressed(connection: Connection, said: str) -> list[Found]:
    """Documents known by another id or address."""
    query = select(document.c.id).distinct().where(document.c.source == said)
    other = (
        select(document.c.id)
        .distinct()
        .join(addresses, addresses.c.document == document.c.no)
        .where((addresses.c.id == said) | (addresses.c.source == said))
    )
    rows = {row[0] for asked in (query, other) for row in connection.execute(asked.limit(LISTED + 1))}
    return [Found("document", id) for id in sorted(rows)]


def _exactly(connection: Connection, found: Found) -> Found:
    if found.kind != "matter":
        return found
    kind = connection.execute(select(matter.c.kind).where(matter.c.id == found.id)).scalar_one()
    return Found(kind, found.id)


def _suggestion(connection: Connection, said: str) -> str:
    """The nearest ids, or agreements so called, worded as the end of a sentence."""
    if connection.execute(select(entry.c.seq).limit(1)).first() is None:
        return ": the ledger is empty, 'servanda add' fills it"
    named = [f"{row.id} ({row.name})" for row in _called(connection, said)[:3]]
    near = named or _neighbours(connection, said)
    if near:
        return f": did you mean {' or '.join(near)}?"
    return ": 'servanda list' prints what there is"


def _named(connection: Connection, said: str) -> list[Found]:
    """The agreement that is called `said`, or the only one whose name holds these words."""
    rows = _called(connection, said)
    same = [row for row in rows if said.casefold() in map(str.casefold, loaded(row.body).get("names") or ())]
    one = same if len(same) == 1 else rows
    return [Found("agreement", one[0].id)] if len(one) == 1 else []


def _called(connection: Connection, said: str) -> list[Row[Any]]:
    """Agreements with these words in their names, those heard of last first. An id is no name."""
    if "_" in said:
        return []
    found = search.find(connection, said, "instrument")
    query = select(instrument.c.id, instrument.c.name, instrument.c.body).where(instrument.c.id.in_(found))
    return list(connection.execute(query.order_by(instrument.c.last.desc(), instrument.c.id).limit(LISTED)))


def _neighbours(connection: Connection, said: str) -> list[str]:
    """Ids that stand beside `said` in the order of ids and look like it: a slip of the keyboard."""
    from rapidfuzz import process

    near: list[str] = []
    for _, column in PLACES:
        above = select(column).where(column > said).order_by(column).limit(1)
        below = select(column).where(column < said).order_by(column.desc()).limit(1)
        near += [row[0] for query in (above, below) for row in connection.execute(query)]
    return [id for id, *_ in process.extract(said, _unique(near), limit=2, score_cutoff=75)]


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
