"""`due`: what falls due, what is overdue with nothing found, what comes round again, what waits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from servanda.insight.due.answer import Due, Falling, Looked, OtherDay, Recurring, Waiting
from servanda.insight.due.finding import Finder, Picked
from servanda.insight.due.looking import Looking, looked_at
from servanda.insight.due.recurring import CANDIDATES, recurring
from servanda.insight.due.span import end_of
from servanda.insight.due.waiting import waiting
from servanda.insight.sayings import quoted, sayings
from servanda.linking.acts import ActNode
from servanda.views import CommitmentRow, Filter, LedgerView, ViewError

#: How far ahead is looked unless told, and lines of each part.
WITHIN, LIMIT = "90d", 20
PARTS = ("falling", "overdue", "recurring", "waiting")
#: Overdue commitments for which it is counted where word was sought of each.
SOUGHT = 200


def due(
    view: LedgerView,
    *,
    within: str | date | timedelta = WITHIN,
    party: str | Sequence[str] = (),
    counterpart: str | None = None,
    topic: str | None = None,
    limit: int = LIMIT,
) -> Due:
    """What is due by a day, or within a length of time ("90d", "6m"), counted from the day of the view.

    `party` is bound, or promised something; with a `counterpart` the party is bound toward it. Of each part
    the first `limit` are listed. Raises ViewError at an unknown party or a length of time that is none.
    """
    until = _until(within, view.as_of)
    parties = (party,) if isinstance(party, str) else tuple(party)
    wanted = Filter(parties=parties, counterpart=counterpart, topic=topic).checked("commitments")
    finder = Finder(view.connection, wanted)
    soon, late = finder.falling(view.as_of, until, limit), finder.overdue(view.as_of, limit)
    again, waits = finder.recurring(max(limit, CANDIDATES)), finder.waiting(limit)
    falling, overdue = _dated(view, soon, late)
    turns = recurring(view, again.ids, limit)
    awaited = waiting(view, waits.ids)
    return Due(
        as_of=view.as_of,
        until=until,
        parties=wanted.parties,
        counterpart=wanted.counterpart,
        topic=topic,
        falling=falling,
        overdue=overdue,
        recurring=turns.shown,
        waiting=awaited,
        falling_count=soon.count,
        overdue_count=late.count,
        recurring_count=again.count - turns.over,
        waiting_count=waits.count,
        at_least=tuple(name for name, one in zip(PARTS, (soon, late, again, waits), strict=True) if one.more),
        looked=looked_at(view.connection),
        sources=view.sources(_documents(falling, overdue, turns.shown, awaited)),
    )


def _until(within: str | date | timedelta, as_of: date) -> date:
    """The last day that is asked about. Raises ViewError where it comes before the first."""
    if isinstance(within, timedelta):
        within = f"{within.days}d"
    until = within if isinstance(within, date) else end_of(within, as_of)
    if until < as_of:
        raise ViewError(f"nothing lies between {as_of} and {until}: the last day comes before the first")
    return until


def _dated(view: LedgerView, soon: Picked, late: Picked) -> tuple[tuple[Falling, ...], tuple[Falling, ...]]:
    """What falls due and what is overdue; of the latter, where word was sought."""
    ids = list(dict.fromkeys((*soon.ids, *late.ids)))
    rows = {row.id: row for row in view.commitments_by_id(ids)}
    said, looking = sayings(view.connection, ids), Looking(view.connection)
    found = {id: _falling(rows[id], said[id], view.as_of) for id in ids if id in said}
    overdue = [found[id] for id in late.ids if id in found]
    sought = [replace(one, looked=_looked(looking, one.commitment)) for one in overdue[:SOUGHT]]
    return tuple(found[id] for id in soon.ids if id in found), (*sought, *overdue[SOUGHT:])


def _falling(row: CommitmentRow, said: Sequence[ActNode], as_of: date) -> Falling:
    assert row.due is not None
    others = [node for node in said if node.due and node.due[1] != row.due]
    return Falling(row, (row.due - as_of).days, quoted(said[-1]), _other(others[-1]) if others else None)


def _other(node: ActNode) -> OtherDay:
    assert node.due is not None
    return OtherDay(node.due[1], node.published, node.publisher, quoted(node))


def _looked(looking: Looking, row: CommitmentRow) -> Looked | None:
    return looking.since(row.last, (*row.actors, *row.recipients))


def _documents(
    falling: Iterable[Falling],
    overdue: Iterable[Falling],
    turns: Iterable[Recurring],
    waits: Iterable[Waiting],
) -> Iterator[str]:
    """The documents that any line quotes."""
    yield from (one.said.document for part in (falling, overdue, turns, waits) for one in part)
    yield from (one.other.said.document for part in (falling, overdue) for one in part if one.other)
    yield from (one.held.document for one in turns if one.held)
    yield from (one.reached.document for one in waits if one.reached and one.reached.document)
