"""Acts of a ledger: which ones a filter picks, and their rows."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, select

from servanda.ledger.rows import among
from servanda.ledger.tables import account, act, act_party, act_topic, designation, document
from servanda.model.wire import ActLine
from servanda.views.filters import Filter
from servanda.views.listing import Condition, Driver, Listing, Part, in_dated_table, in_table
from servanda.views.rows import ActRow
from servanda.views.texts import act_text
from servanda.views.values import day, gathered

ALL = Driver(act.c.told, act.c.no, (), unique=True)


def act_listing(connection: Connection, wanted: Filter) -> Listing:
    """The acts that `wanted` picks; its parties are codes."""
    role = "actor" if wanted.counterpart else None
    conditions = [_party(code, role) for code in wanted.parties]
    if wanted.counterpart:
        conditions.append(_party(wanted.counterpart))
    if wanted.topic:
        conditions.append(_topic(wanted.topic))
    if wanted.type:
        conditions.append(_type(wanted.type))
    if wanted.agreement:
        conditions.append(_agreement(wanted.agreement))
    if wanted.document:
        conditions.append(_document(wanted.document))
    if wanted.text:
        conditions.append(act_text(connection, wanted.text))
    return Listing(ALL, conditions)


def _party(code: str, role: str | None = None) -> Condition:
    where: list[Part] = [lambda t: t.c.party == code]
    if role:
        where.append(lambda t: t.c.role == role)
    driver = Driver(act_party.c.told, act_party.c.act, tuple(part(act_party) for part in where))
    return Condition(in_dated_table(act_party, "told", "act", *where), driver)


def _topic(topic: str) -> Condition:
    driver = Driver(act_topic.c.told, act_topic.c.act, (act_topic.c.topic == topic,), unique=True)
    return Condition(in_dated_table(act_topic, "told", "act", lambda t: t.c.topic == topic), driver)


def _type(type: str) -> Condition:
    driver = Driver(act.c.told, act.c.no, (act.c.type == type,), unique=True)
    return Condition(in_table(act, "no", lambda t: t.c.type == type), driver)


def _agreement(id: str) -> Condition:
    """Acts told of an agreement: through the accounts that are folded into it."""
    accounts = (
        select(account.c.id)
        .join(designation, designation.c.id == account.c.designation)
        .where(designation.c.instrument == id)
    )
    driver = Driver(act.c.told, act.c.no, (act.c.account.in_(accounts),), ordered=False, unique=True)
    return Condition(in_table(act, "no", lambda t: t.c.account.in_(accounts)), driver)


def _document(id: str) -> Condition:
    numbers = select(document.c.no).where(and_(document.c.id == id, document.c.current == 1))
    where = (act.c.document.in_(numbers),)
    driver = Driver(act.c.told, act.c.no, where, ordered=False, unique=True)
    return Condition(in_table(act, "no", lambda t: t.c.document.in_(numbers)), driver)


def act_rows(connection: Connection, numbers: Sequence[int]) -> list[ActRow]:
    """The rows of acts by number, in the order given; unknown numbers are left out."""
    return _rows(connection, among(connection, _query(), act.c.no, numbers), "no", numbers)


def act_rows_by_id(connection: Connection, ids: Iterable[str]) -> list[ActRow]:
    """The rows of acts by id, in the order given; unknown ids are left out."""
    wanted = list(ids)
    return _rows(connection, among(connection, _query(), act.c.id, wanted), "id", wanted)


def _query() -> Any:
    heads = (document.c.id.label("document_id"), document.c.publisher, document.c.title, document.c.source)
    return (
        select(act, *heads, designation.c.instrument.label("agreement"))
        .join(document, document.c.no == act.c.document)
        .outerjoin(account, account.c.id == act.c.account)
        .outerjoin(designation, designation.c.id == account.c.designation)
    )


def _rows(connection: Connection, found: list[Row[Any]], key: str, order: Iterable[Any]) -> list[ActRow]:
    topics = gathered(connection, act_topic.c.act, act_topic.c.topic, [row.no for row in found])
    rows = {getattr(row, key): _row(row, topics.get(row.no, ())) for row in found}
    return [rows[one] for one in order if one in rows]


def _row(row: Row[Any], topics: tuple[str, ...]) -> ActRow:
    line = msgspec.json.decode(row.body, type=ActLine)
    due, sum_ = line.deadline, line.money
    return ActRow(
        id=row.id,
        type=row.type,
        modality=row.modality,
        flags=tuple(flag.value for flag in line.flags),
        actors=tuple(line.actors),
        recipients=tuple(line.recipients),
        told=day(row.told),
        commitment=bool(row.commitment),
        instrument=line.instrument,
        agreement=row.agreement,
        stage=line.stage,
        deadline=due.text if due else None,
        due_from=due.start if due else None,
        due=due.end if due else None,
        money=sum_.text if sum_ else None,
        amount=sum_.amount if sum_ else None,
        currency=sum_.currency if sum_ else None,
        topics=topics,
        document=row.document_id,
        publisher=row.publisher,
        title=row.title,
        source=row.source,
        start=row.start,
        end=row.end,
        quote=row.quote,
        confidence=line.confidence,
        because=tuple(line.because),
        coder=row.coder,
        verdict=row.verdict,
    )
