"""Commitments, meetings and envelopes of money of a ledger: which ones a filter picks, and their rows."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, FromClause, Row, func, select

from servanda.ledger.rows import among
from servanda.ledger.tables import matter, matter_party, matter_topic
from servanda.model.commitment import SETTLED
from servanda.views.filters import Filter
from servanda.views.listing import Condition, Driver, Listing, Part, in_dated_table, in_table
from servanda.views.rows import CommitmentRow, EnvelopeRow, MeetingRow
from servanda.views.statuses import has_meeting_status, has_status, meeting_status, status
from servanda.views.texts import matter_text
from servanda.views.values import day, gathered, loaded, words

M = TypeVar("M", CommitmentRow, MeetingRow, EnvelopeRow)

COMMITMENT, MEETING, MONEY = "commitment", "meeting", "money"


def matter_listing(
    connection: Connection, kind: str, wanted: Filter, as_of: date, *, due: bool = False
) -> Listing:
    """The matters of one kind that `wanted` picks; its parties are codes.

    `due` asks for those whose deadline has a last day.
    """
    base = Driver(matter.c.last, matter.c.id, (matter.c.kind == kind,), unique=True)
    directed = wanted.counterpart is not None and kind != MEETING
    conditions = [_party(kind, code, "actor" if directed else None) for code in wanted.parties]
    if wanted.counterpart:
        conditions.append(_party(kind, wanted.counterpart))
    if wanted.topic:
        conditions.append(_topic(kind, wanted.topic))
    if wanted.type:
        conditions.append(_column(kind, "type", wanted.type, ordered=True))
    if wanted.stage:
        conditions.append(_column(kind, "stage", wanted.stage, ordered=True))
    if wanted.agreement:
        conditions.append(_column(kind, "instrument", wanted.agreement))
    if wanted.status:
        conditions.append(_status(kind, wanted.status, as_of))
    if wanted.still_open:
        settled = sorted(SETTLED)
        pending: Part = lambda t: func.coalesce(t.c.standing, "").not_in(settled)  # noqa: E731
        conditions.append(Condition(in_table(matter, "id", pending)))
    if due:
        conditions.append(Condition(in_table(matter, "id", lambda t: t.c.due > "")))
    if wanted.text:
        conditions.append(matter_text(connection, kind, wanted.text))
    return Listing(base, conditions)


def _party(kind: str, code: str, role: str | None = None) -> Condition:
    t = matter_party
    where: list[Part] = [lambda t: t.c.kind == kind, lambda t: t.c.party == code]
    if role:
        where.append(lambda t: t.c.role == role)
    driver = Driver(t.c.last, t.c.matter, tuple(part(t) for part in where))
    return Condition(in_dated_table(t, "last", "matter", *where), driver)


def _topic(kind: str, topic: str) -> Condition:
    t = matter_topic
    where: tuple[Part, ...] = (lambda t: t.c.kind == kind, lambda t: t.c.topic == topic)
    driver = Driver(t.c.last, t.c.matter, tuple(part(t) for part in where), unique=True)
    return Condition(in_dated_table(t, "last", "matter", *where), driver)


def _column(kind: str, name: str, value: str, *, ordered: bool = False) -> Condition:
    where = (matter.c[name] == value, matter.c.kind == kind)
    driver = Driver(matter.c.last, matter.c.id, where, ordered=ordered, unique=True)
    return Condition(in_table(matter, "id", lambda t: t.c[name] == value), driver)


def _status(kind: str, wanted: str, as_of: date) -> Condition:
    def holds(table: FromClause) -> ColumnElement[bool]:
        told = has_meeting_status if kind == MEETING else has_status
        return told(wanted, table.c, as_of)

    where = (matter.c.kind == kind, holds(matter))
    driver = Driver(matter.c.last, matter.c.id, where, ordered=False, unique=True)
    return Condition(in_table(matter, "id", holds), driver)


def commitment_rows(connection: Connection, ids: Iterable[str], as_of: date) -> list[CommitmentRow]:
    """The rows of commitments by id, in the order given; unknown ids are left out."""
    return _rows(connection, COMMITMENT, ids, lambda row, topics: _commitment(row, topics, as_of))


def meeting_rows(connection: Connection, ids: Iterable[str], as_of: date) -> list[MeetingRow]:
    """The rows of meetings by id, in the order given; unknown ids are left out."""
    return _rows(connection, MEETING, ids, lambda row, topics: _meeting(row, topics, as_of))


def envelope_rows(connection: Connection, ids: Iterable[str]) -> list[EnvelopeRow]:
    """The rows of envelopes of money by id, in the order given; unknown ids are left out."""
    return _rows(connection, MONEY, ids, _envelope)


def _rows(
    connection: Connection, kind: str, ids: Iterable[str], made: Callable[[Row[Any], tuple[str, ...]], M]
) -> list[M]:
    wanted = list(ids)
    found = [row for row in among(connection, select(matter), matter.c.id, wanted) if row.kind == kind]
    topics = gathered(connection, matter_topic.c.matter, matter_topic.c.topic, [row.id for row in found])
    rows = {row.id: made(row, topics.get(row.id, ())) for row in found}
    return [rows[one] for one in wanted if one in rows]


def _commitment(row: Row[Any], topics: tuple[str, ...], as_of: date) -> CommitmentRow:
    body = loaded(row.body)
    due = body.get("deadline") or {}
    standing = row.standing or "open"
    return CommitmentRow(
        id=row.id,
        title=row.title,
        type=row.type,
        modality=body.get("modality"),
        actors=words(body.get("actors")),
        recipients=words(body.get("recipients")),
        status=status(standing, row.due, as_of),
        standing=standing,
        deadline=due.get("text"),
        deadline_kind=due.get("kind"),
        due_from=day(due.get("from")),
        due=day(row.due),
        money=_sum(body.get("money")),
        topics=topics,
        first=day(row.first),
        last=day(row.last),
        agreement=row.instrument,
        stage=row.stage,
        flags=words(body.get("flags")),
        quote=body.get("quote"),
    )


def _meeting(row: Row[Any], topics: tuple[str, ...], as_of: date) -> MeetingRow:
    body = loaded(row.body)
    return MeetingRow(
        id=row.id,
        title=row.title,
        parties=words(body.get("actors")) or words(body.get("parties")),
        start=row.start,
        end=row.due,
        place=body.get("place"),
        form=body.get("form"),
        status=meeting_status(row.standing or "held", row.due or row.start, as_of),
        topics=topics,
        first=day(row.first),
        last=day(row.last),
        documents=words(body.get("documents")),
    )


def _envelope(row: Row[Any], topics: tuple[str, ...]) -> EnvelopeRow:
    body = loaded(row.body)
    return EnvelopeRow(
        id=row.id,
        title=row.title,
        actors=words(body.get("actors")),
        recipients=words(body.get("recipients")),
        money=_sum(body.get("money")),
        standing=row.standing,
        topics=topics,
        first=day(row.first),
        last=day(row.last),
    )


def _sum(value: Any) -> str | None:
    """A sum as told; its body is the words, or a mapping that has them."""
    if isinstance(value, dict):
        return value.get("text")
    return value or None
