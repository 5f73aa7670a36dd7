"""Which events most commitments wait on, counted along the index of triggers.

The one invariant: keys that name one agreement by different words are counted as one, in the database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, false, func, or_, select

from servanda.ledger import search
from servanda.ledger.rows import among, one_of
from servanda.ledger.tables import designation, matter
from servanda.linking.commitments.trigger_words import event_of
from servanda.model.commitment import Standing

#: Letters of a designation's id, with which the key of an event in a text's life begins.
_ID = len("des_") + 16
#: Agreements with words in their names that are looked at.
_NAMED = 50


@dataclass(frozen=True, slots=True)
class Counted:
    """An event: `agreement` and the rest of the key, or the whole key where no agreement is known."""

    agreement: str | None
    rest: str
    count: int

    @property
    def key(self) -> str:
        """The same for all ways of naming the agreement."""
        return (self.agreement or "") + self.rest


@dataclass(frozen=True, slots=True)
class Page:
    """The first events, and how many events and waiting commitments there are in all."""

    events: tuple[Counted, ...]
    events_count: int
    waiting_count: int


#: Nothing but commitments waits: with the kind, the index by standing and trigger would not do.
_WAITING = matter.c.standing == Standing.WAITING.value


def events(connection: Connection, conditions: Sequence[ColumnElement[bool]], limit: int) -> Page:
    """The events on which most of the commitments wait that meet the conditions."""
    told = (
        select(matter.c.trigger, func.count().label("many"), func.max(matter.c.last).label("last"))
        .where(_WAITING, matter.c.trigger > "", *conditions)
        .group_by(matter.c.trigger)
        .subquery()
    )
    known = designation.c.instrument.is_not(None)
    rest = case((known, func.substr(told.c.trigger, _ID + 1)), else_=told.c.trigger).label("rest")
    many = func.sum(told.c.many).label("many")
    query = (
        select(designation.c.instrument, rest, many, func.count().over(), func.sum(many).over())
        .select_from(told)
        .outerjoin(designation, designation.c.id == func.substr(told.c.trigger, 1, _ID))
        .group_by(designation.c.instrument, rest)
        .order_by(many.desc(), func.max(told.c.last).desc(), designation.c.instrument, rest)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    found = tuple(Counted(row[0], row[1], int(row[2])) for row in rows)
    return Page(found, rows[0][3] if rows else 0, int(rows[0][4]) if rows else 0)


def members(
    connection: Connection, event: Counted, conditions: Sequence[ColumnElement[bool]], limit: int
) -> list[str]:
    """The ids of commitments that wait on an event, those said last first."""
    same = one_of(connection, matter.c.trigger, _keys(connection, event.agreement, event.rest))
    query = select(matter.c.id).where(_WAITING, same, *conditions)
    return list(connection.execute(query.order_by(matter.c.last.desc(), matter.c.id).limit(limit)).scalars())


def counted(connection: Connection, keys: Iterable[str]) -> dict[str, Counted]:
    """The events that keys tell, by key, each counted once."""
    texts = {key: key[:_ID] for key in keys}
    query = select(designation.c.id, designation.c.instrument).where(designation.c.instrument.is_not(None))
    homes = {row.id: row.instrument for row in among(connection, query, designation.c.id, texts.values())}
    return {
        key: Counted(homes[text], key[_ID:], 1) if text in homes else Counted(None, key, 1)
        for key, text in texts.items()
    }


def on_event(connection: Connection, commitment: str) -> ColumnElement[bool]:
    """The condition that a commitment waits on the event on which `commitment` does."""
    key = connection.execute(select(matter.c.trigger).where(matter.c.id == commitment)).scalar() or ""
    event = counted(connection, [key])[key]
    return one_of(connection, matter.c.trigger, _keys(connection, event.agreement, event.rest))


def _keys(connection: Connection, agreement: str | None, rest: str) -> set[str]:
    """All keys of one event."""
    if agreement is None:
        return {rest}
    ids = select(designation.c.id).where(designation.c.instrument == agreement)
    return {id + rest for id in connection.execute(ids).scalars()}


def on_agreements(connection: Connection, ids: Sequence[str]) -> ColumnElement[bool]:
    """The condition that a commitment waits on an event in the life of one of these agreements."""
    named = select(designation.c.id).where(one_of(connection, designation.c.instrument, set(ids)))
    at = matter.alias()
    keys = (
        select(at.c.trigger)
        .select_from(designation)
        .join(at, (at.c.trigger >= designation.c.id + "|") & (at.c.trigger < designation.c.id + "}"))
        .where(designation.c.id.in_(named), at.c.standing == Standing.WAITING.value)
    )
    return matter.c.trigger.in_(keys)


def on_words(connection: Connection, words: str) -> ColumnElement[bool]:
    """The condition that a commitment waits on an event that `words` tell.

    The words may name an agreement, with an event of its life or without.
    """
    event = event_of(words)
    kind = [_holds(f"|{event.name}")] if event.name else []
    told = [*kind, *(_holds(f"|{stem}", f" {stem}") for stem in sorted(event.stems))]
    told += [_holds(f"|{code}", f" {code}") for code in event.parties]
    named = _called(connection, " ".join(event.left))
    parts = [and_(*told)] if told else []
    if named:
        parts.append(and_(on_agreements(connection, named), *kind))
    return or_(*parts) if parts else false()


def _holds(*parts: str) -> ColumnElement[bool]:
    """The condition that a key holds one of these beginnings of a word."""
    return or_(*(matter.c.trigger.contains(part, autoescape=True) for part in parts))


def _called(connection: Connection, words: str) -> list[str]:
    """Agreements whose names hold all of these words."""
    if not words:
        return []
    found: Any = search.find(connection, words, "instrument").limit(_NAMED)
    return list(connection.execute(found).scalars())
