"""Commitments and money of a meeting: who to whom, by when, how much, and what was heard of each since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from servanda.insight.outcome.agreements import since_of
from servanda.insight.outcome.answer import Kind, Later, Line
from servanda.insight.outcome.finding import bodies, matters_said
from servanda.insight.outcome.subject import Subject
from servanda.ledger.rows import among
from servanda.ledger.tables import act, document, matter_act
from servanda.model.commitment import SETTLED
from servanda.views import ActRow, LedgerView, Quotation
from servanda.views.dates import stretch
from servanda.views.matters import envelope_rows

_PAID = "deliver_funds"
_SETTLED = frozenset(standing.value for standing in SETTLED)


def promised(view: LedgerView, subject: Subject, acts: Sequence[ActRow]) -> Iterator[Line]:
    """A line for each commitment that the acts say."""
    said = matters_said(view.connection, "commitment", acts)
    found = bodies(view.connection, said)
    again = _said_again(view, said, subject, "said_again")
    agreements = _agreements_since(view, subject, said)
    held = _held(view, subject, said)
    for row in view.commitments_by_id(list(said)):
        told = said[row.id]
        since = [*again.get(row.id, ()), *_evidence(found[row.id], subject)]
        since += [one for act in told for one in held.get(act.id, ()) if one not in since]
        known = {(one.words.document, one.what) for one in since if one.words}
        settled = row.standing in _SETTLED
        of_agreement = () if settled else agreements.get(row.agreement or told[0].agreement or "", ())
        since += [one for one in of_agreement if one.words and (one.words.document, one.what) not in known]
        yield Line(
            kind=Kind.COMMITMENT,
            id=row.id,
            title=row.title,
            actors=row.actors,
            recipients=row.recipients,
            what=row.type or told[0].type,
            then=tuple(one.words for one in told),
            since=_in_order(since),
            status=row.status,
            deadline=row.deadline,
            due=row.due,
            new=_is_new(row.first, subject),
            settled=settled,
        )


def pledged(view: LedgerView, subject: Subject, acts: Sequence[ActRow]) -> Iterator[Line]:
    """A line for each envelope of money that the acts tell of."""
    said = matters_said(view.connection, "money", acts)
    found = bodies(view.connection, said)
    again = _said_again(view, said, subject, "announced_again")
    for row in envelope_rows(view.connection, list(said)):
        told = said[row.id]
        roles = {one["act"]: one["role"] for one in found[row.id].get("announcements") or ()}
        yield Line(
            kind=Kind.MONEY,
            id=row.id,
            title=row.title,
            actors=row.actors,
            recipients=row.recipients,
            what=told[0].money or row.money or "no sum told",
            then=tuple(one.words for one in told),
            since=_in_order(again.get(row.id, ())),
            status=row.standing,
            new=_is_new(row.first, subject) and roles.get(told[0].id) != "repeat",
            settled=row.standing == "paid" or all(one.type == _PAID for one in told),
        )


def _is_new(first: date | None, subject: Subject) -> bool:
    """Whether nobody had told it before the meeting."""
    return first is None or subject.first is None or first >= subject.first


def _evidence(body: Mapping[str, Any], subject: Subject) -> Iterator[Later]:
    """What was heard of a commitment after the meeting, where it stands in a document."""
    for one in body.get("evidence") or ():
        days = stretch(one.get("date"))
        if subject.last is not None and days is not None and days[1] <= subject.last:
            continue
        if one.get("document") in subject.readouts or one.get("document") is None or one.get("start") is None:
            continue
        words = Quotation(one["document"], one["start"], one["end"], one["quote"])
        stage = one.get("stage")
        yield Later(stage or one["kind"], one.get("date"), words, one.get("says"), moves=stage is not None)


def _agreements_since(
    view: LedgerView, subject: Subject, said: Mapping[str, Sequence[ActRow]]
) -> dict[str, tuple[Later, ...]]:
    """The stages since of the agreements that promises are about, by the agreement's id."""
    ids = dict.fromkeys(one.agreement for some in said.values() for one in some if one.agreement)
    rows = view.agreements_by_id([one for one in ids if one])
    return {row.id: since_of(row, subject) for row in rows}


def _held(view: LedgerView, subject: Subject, said: Mapping[str, Sequence[ActRow]]) -> dict[str, list[Later]]:
    """What tells that a meeting which was fixed took place, by the id of the act that fixed it."""
    fixed = [one for some in said.values() for one in some if one.type == "schedule"]
    meetings = matters_said(view.connection, "meeting", fixed)
    query = _tellings(subject).where(act.c.type == "meet", act.c.modality == "done")
    found: defaultdict[str, list[Later]] = defaultdict(list)
    for row in among(view.connection, query, matter_act.c.matter, set(meetings)):
        if row.id not in subject.readouts:
            words = Quotation(row.id, row.start, row.end, row.quote)
            for one in meetings[row.matter]:
                found[one.id].append(Later("held", row.told, words))
    return found


def _said_again(view: LedgerView, said: Iterable[str], subject: Subject, what: str) -> dict[str, list[Later]]:
    """The tellings of matters after the meeting; money that was paid is told as such."""
    found: defaultdict[str, list[Later]] = defaultdict(list)
    for row in among(view.connection, _tellings(subject), matter_act.c.matter, set(said)):
        if row.id in subject.readouts:
            continue
        words = Quotation(row.id, row.start, row.end, row.quote)
        found[row.matter].append(Later("paid" if row.type == _PAID else what, row.told, words))
    return found


def _tellings(subject: Subject) -> Select[Any]:
    """The tellings of matters after the meeting, with their documents; none where its day is not known."""
    columns = (
        matter_act.c.matter,
        act.c.type,
        act.c.start,
        act.c.end,
        act.c.quote,
        act.c.told,
        document.c.id,
    )
    after = subject.last.isoformat() if subject.last else "9999"
    return (
        select(*columns)
        .select_from(matter_act)
        .join(act, act.c.id == matter_act.c.act)
        .join(document, document.c.no == act.c.document)
        .where(matter_act.c.role == "said", act.c.told > after)
    )


def _in_order(since: Iterable[Later]) -> tuple[Later, ...]:
    def key(one: Later) -> tuple[str, str, int, str]:
        words = one.words
        return one.date or "9999", words.document if words else "", words.start if words else 0, one.what

    return tuple(sorted(since, key=key))
