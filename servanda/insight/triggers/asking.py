"""`triggers`: which commitments wait on one event, most waiting first, and whether it has come about."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement

from servanda.insight.narrowing import conditions_of
from servanda.insight.triggers.answer import Awaited, Text, Triggers, Waiter
from servanda.insight.triggers.finding import (
    Counted,
    Page,
    events,
    members,
    on_agreements,
    on_event,
    on_words,
)
from servanda.insight.triggers.reaching import reached, stage_of
from servanda.insight.triggers.waiters import waiters
from servanda.linking.commitments.trigger_words import trigger_rules
from servanda.linking.commitments.triggers import trigger_from
from servanda.views import AgreementRow, Filter, LedgerView, ViewError
from servanda.views.parties import party_name

#: Events of an answer, and commitments of each, unless told; of one event that is asked about, more.
LIMIT, EACH, ALL = 20, 5, 50
NOT_TOLD = "a condition that the sentence does not tell"
_IDS = ("agr_", "com_", "act_", "acc_")


def triggers(
    view: LedgerView,
    *,
    event: str | None = None,
    party: str | Sequence[str] = (),
    counterpart: str | None = None,
    topic: str | None = None,
    limit: int = LIMIT,
    each: int | None = None,
) -> Triggers:
    """What the commitments wait on in which `party` takes part, those events first on which most wait.

    `event` is the id or name of an agreement, the id of a commitment, or words that tell an event. With a
    `counterpart` the party is bound toward it. Of each of the first `limit` events `each` commitments are
    listed. Raises ViewError at an unknown party or topic, or an ambiguous id.
    """
    parties = (party,) if isinstance(party, str) else tuple(party)
    wanted = Filter(parties=parties, counterpart=counterpart, topic=topic).checked("commitments")
    conditions = conditions_of(view.connection, wanted)
    if event is not None:
        conditions.append(_asked(view, event))
    page = events(view.connection, conditions, limit)
    shown = each or (EACH if event is None else ALL)
    found = _awaited(view, page, conditions, shown)
    return Triggers(
        as_of=view.as_of,
        event=event,
        parties=wanted.parties,
        counterpart=wanted.counterpart,
        topic=topic,
        events=found,
        events_count=page.events_count,
        waiting_count=page.waiting_count,
        sources=view.sources(_documents(found)),
    )


def _asked(view: LedgerView, event: str) -> ColumnElement[bool]:
    """The condition that a commitment waits on what is asked about."""
    try:
        found = view.find(event)
    except ViewError:
        if event.startswith(_IDS):
            raise
        return on_words(view.connection, event)
    if found.kind == "agreement":
        return on_agreements(view.connection, [found.id])
    if found.kind == "commitment":
        return on_event(view.connection, found.id)
    raise ViewError(f"{found.id} is of the kind {found.kind}: ask of an agreement, a commitment, or in words")


def _awaited(
    view: LedgerView, page: Page, conditions: Sequence[ColumnElement[bool]], each: int
) -> tuple[Awaited, ...]:
    ids = {one.key: members(view.connection, one, conditions, each) for one in page.events}
    told = waiters(view, [id for found in ids.values() for id in found])
    texts = {row.id: row for row in view.agreements_by_id([e.agreement for e in page.events if e.agreement])}
    return tuple(
        awaited(one, texts.get(one.agreement or ""), [told[id] for id in ids[one.key] if id in told])
        for one in page.events
    )


def awaited(event: Counted, row: AgreementRow | None, waiting: Sequence[Waiter]) -> Awaited:
    """An event in words, with those who wait on it and, where it came about, the proof."""
    trigger = trigger_from(event.rest)
    kind, stage = trigger_rules().row_of(trigger.event), stage_of(trigger.event)
    words = next((one.until.quote for one in waiting if one.until), NOT_TOLD)
    if kind is not None and row is not None:
        by = f" by {', '.join(map(party_name, trigger.who))}" if trigger.who else ""
        words = f"{kind.noun} {row.name}{by}"
    return Awaited(
        key=event.key,
        event=words,
        kind=trigger.event if kind is not None else "",
        text=Text(row.id, row.name, row.parties, row.stage, row.stage_date) if row else None,
        stage=stage.value if stage else None,
        who=trigger.who if row else (),
        count=event.count,
        waiting=tuple(waiting),
        reached=reached(row, trigger) if row else None,
    )


def _documents(found: Sequence[Awaited]) -> set[str]:
    told = {one.said.document for event in found for one in event.waiting}
    return told | {event.reached.document for event in found if event.reached and event.reached.document}
