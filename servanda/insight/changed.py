"""`changed`: what the ledger learnt last: commitments made, said again, put off, kept or dropped, stages
reached, deadlines passed with nothing found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, FromClause, exists, func, select

from servanda.insight.due.finding import Finder
from servanda.insight.narrowing import FEW
from servanda.insight.sayings import quoted, sayings
from servanda.ledger.rows import among
from servanda.ledger.tables import act, act_party, act_topic, document, matter, matter_act
from servanda.linking.acts import ActNode
from servanda.views import ActRow, Filter, LedgerView, Quotation, Source
from servanda.views.acts import act_rows
from servanda.views.matters import COMMITMENT
from servanda.views.values import loaded

#: Changes that are told, acts that are looked through for them, and days in which a deadline passed lately.
LIMIT, ACTS, LATELY = 100, 500, 60
OVERDUE = "overdue_nothing_found"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `id` is the same each time it is asked for; `about` is that of the commitment or agreement.

    `kind` is new, said_again, deadline_moved (from the day `before` to `due`), a kind of evidence (kept,
    dropped …), stage, or overdue_nothing_found. `told` is the day of the document, or the day after the
    deadline, `updated` when the ledger learnt it (UTC).
    """

    id: str
    kind: str
    updated: datetime
    told: date
    title: str
    about: str
    stage: str | None
    topics: tuple[str, ...]
    words: Quotation
    before: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes, those learnt last first, and the documents that tell them."""

    as_of: date
    parties: tuple[str, ...]
    counterpart: str | None
    changes: tuple[Change, ...]
    sources: tuple[Source, ...]


def changed(
    view: LedgerView,
    *,
    parties: Sequence[str] = (),
    counterpart: str | None = None,
    topic: str | None = None,
    limit: int = LIMIT,
) -> Changes:
    """The newest changes that the parties take part in. Raises ViewError at an unknown party or topic."""
    asked = Filter(parties=tuple(parties), counterpart=counterpart, topic=topic)
    wanted = asked.checked("acts")
    acts = [one for one in _newest(view.connection, wanted) if one.told and one.verdict != "rejected"]
    learnt = _learnt(view.connection, {one.document for one in acts})
    found = [*_commitments(view, acts, learnt), *_stages(view, acts, learnt), *_passed(view, wanted)]
    found.sort(key=lambda one: one.id)
    found.sort(key=lambda one: (one.updated, one.told), reverse=True)
    shown = tuple(found[:limit])
    documents = {one.words.document for one in shown}
    return Changes(view.as_of, wanted.parties, wanted.counterpart, shown, view.sources(documents))


def _newest(connection: Connection, wanted: Filter) -> list[ActRow]:
    """The acts that the ledger learnt last, of those that the filter picks."""
    role = "actor" if wanted.counterpart else None
    where = [_one_of(connection, act_party, "party", code, role) for code in wanted.parties]
    if wanted.counterpart:
        where.append(_one_of(connection, act_party, "party", wanted.counterpart))
    if wanted.topic:
        where.append(_one_of(connection, act_topic, "topic", wanted.topic))
    query = select(act.c.no).where(*where).order_by(act.c.no.desc()).limit(ACTS)
    return act_rows(connection, list(connection.execute(query).scalars()))


def _one_of(
    connection: Connection, table: FromClause, column: str, value: str, role: str | None = None
) -> ColumnElement[bool]:
    """Few acts are looked up first; of many, each on the way is tested: put so, by the index of acts."""
    ids = select(table.c.act).where(table.c[column] == value)
    ids = ids.where(table.c.role == role) if role else ids
    count = select(func.count()).select_from(ids.limit(FEW).subquery())
    if connection.execute(count).scalar_one() < FEW:
        return act.c.no.in_(ids)
    t = table.alias()
    tests = [t.c.act == act.c.no, t.c[column] + "" == value]
    return exists().where(*tests, *([t.c.role + "" == role] if role else []))


def _learnt(connection: Connection, documents: set[str]) -> dict[str, datetime]:
    """When the ledger got the newest version of each document."""
    query = select(document.c.id, document.c.learnt).where(document.c.current == 1)
    rows = among(connection, query, document.c.id, documents)
    return {row.id: datetime.fromisoformat(row.learnt).astimezone(UTC) for row in rows}


def _commitments(view: LedgerView, acts: Sequence[ActRow], learnt: dict[str, datetime]) -> Iterator[Change]:
    by_id = {one.id: one for one in acts}
    query = (
        select(matter_act.c.act, matter_act.c.role, matter.c.id, matter.c.title, matter.c.body)
        .join(matter, matter.c.id == matter_act.c.matter)
        .where(matter.c.kind + "" == COMMITMENT)  # put so, the acts lead to their matters
    )
    rows = among(view.connection, query, matter_act.c.act, by_id)
    said = sayings(view.connection, {row.id for row in rows if row.role == "said"})
    for row in rows:
        one = by_id[row.act]
        if row.role == "said":
            kind, before = _said(one.id, said.get(row.id, ()))
        else:
            told = [
                each["kind"] for each in loaded(row.body).get("evidence") or () if each.get("act") == one.id
            ]
            if not told:
                continue
            kind, before = told[0], None
        yield _change(kind, one, row.title, row.id, learnt[one.document], before)


def _said(id: str, said: Sequence[ActNode]) -> tuple[str, date | None]:
    """What a saying adds to those before it: that it is new, or another last day than `before`."""
    at = next((place for place, node in enumerate(said) if node.id == id), 0)
    if at == 0:
        return "new", None
    before = next((node.due[1] for node in reversed(said[:at]) if node.due), None)
    due = said[at].due
    moved = before is not None and due is not None and due[1] != before
    return ("deadline_moved", before) if moved else ("said_again", None)


def _change(kind: str, one: ActRow, title: str, about: str, updated: datetime, before: date | None) -> Change:
    assert one.told is not None
    id = f"{kind}/{about}/{one.id}"
    due = one.due if kind in ("new", "said_again", "deadline_moved") else None
    return Change(id, kind, updated, one.told, title, about, None, one.topics, one.words, before, due)


def _stages(view: LedgerView, acts: Sequence[ActRow], learnt: dict[str, datetime]) -> Iterator[Change]:
    """Stages that the documents of these acts prove."""
    told = {one.document: one.told for one in acts}
    agreements = list(dict.fromkeys(one.agreement for one in acts if one.agreement))
    for row in view.agreements_by_id(agreements):
        for stage in row.stages:
            day, words = told.get(stage.document or ""), None if stage.implied else stage.words
            if day is not None and words is not None:
                id = f"stage/{row.id}/{stage.stage}/{stage.act or f'{words.document}/{words.start}'}"
                at = learnt[words.document]
                yield Change(id, "stage", at, day, row.name, row.id, stage.stage, row.topics, words)


def _passed(view: LedgerView, wanted: Filter) -> Iterator[Change]:
    """Deadlines that passed lately, with nothing found: news of the calendar, on the day after the last."""
    picked = Finder(view.connection, wanted).overdue(view.as_of, ACTS)
    rows = view.commitments_by_id(picked.ids)
    lately = [one for one in rows if one.due and (view.as_of - one.due).days <= LATELY]
    said = sayings(view.connection, [one.id for one in lately])
    for row in lately:
        if row.due is not None and row.id in said:
            day, words = row.due + timedelta(days=1), quoted(said[row.id][-1])
            at = datetime.combine(day, time(), UTC)
            id = f"overdue/{row.id}/{row.due}"
            yield Change(id, OVERDUE, at, day, row.title, row.id, None, row.topics, words, due=row.due)
