"""`due`: what falls due, what is overdue with nothing found, what comes round again, what waits."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from servanda.insight.due.answer import Due, Falling, Recurring, Waiting
from servanda.insight.due.finding import Finder, looked_at
from servanda.insight.due.rhythm import rhythm_of
from servanda.insight.due.span import end_of
from servanda.insight.said import Said, last_said
from servanda.views import CommitmentRow, Filter, LedgerView, ViewError

#: How far ahead is looked unless told, and lines of each part.
WITHIN, LIMIT = "90d", 20
NO_INTERVAL = "no interval follows from the words"
NO_BASE = "no document tells from when it is counted"


def due(
    view: LedgerView,
    *,
    within: str | date = WITHIN,
    party: str | Sequence[str] = (),
    counterpart: str | None = None,
    topic: str | None = None,
    limit: int = LIMIT,
) -> Due:
    """What is due by a day, or within a length of time ("90d", "6m"), counted from the day of the view.

    `party` is bound, or promised something; with a `counterpart` the party is bound toward it. Of each part
    the first `limit` are listed. Raises ViewError at an unknown party or a length of time that is none.
    """
    until = within if isinstance(within, date) else end_of(within, view.as_of)
    if until < view.as_of:
        raise ViewError(f"nothing lies between {view.as_of} and {until}: the last day comes before the first")
    parties = (party,) if isinstance(party, str) else tuple(party)
    wanted = Filter(parties=parties, counterpart=counterpart, topic=topic).checked("commitments")
    finder = Finder(view.connection, wanted)
    falling, overdue = finder.falling(view.as_of, until, limit), finder.overdue(view.as_of, limit)
    recurring, waiting = finder.recurring(limit), finder.waiting(limit)
    ids = (*falling.ids, *overdue.ids, *recurring.ids, *waiting.ids)
    rows = {row.id: row for row in view.commitments_by_id(list(dict.fromkeys(ids)))}
    said = last_said(view.connection, rows)
    return Due(
        as_of=view.as_of,
        until=until,
        parties=wanted.parties,
        counterpart=wanted.counterpart,
        topic=topic,
        falling=tuple(_falling(falling.ids, rows, said, view.as_of)),
        overdue=tuple(_falling(overdue.ids, rows, said, view.as_of)),
        recurring=tuple(_recurring(rows[id], said[id], view.as_of) for id in recurring.ids),
        waiting=tuple(Waiting(rows[id], _condition(rows[id]), said[id].words) for id in waiting.ids),
        falling_count=falling.count,
        overdue_count=overdue.count,
        recurring_count=recurring.count,
        waiting_count=waiting.count,
        looked=looked_at(view.connection),
        sources=view.sources({one.words.document for one in said.values()}),
    )


def _falling(
    ids: Sequence[str], rows: dict[str, CommitmentRow], said: dict[str, Said], as_of: date
) -> Iterator[Falling]:
    for id in ids:
        row = rows[id]
        assert row.due is not None
        yield Falling(row, (row.due - as_of).days, said[id].words)


def _recurring(row: CommitmentRow, said: Said, as_of: date) -> Recurring:
    """When it comes round next: counted from its last telling."""
    words = row.deadline or ""
    rhythm, base = rhythm_of(words), said.told
    if rhythm is None or base is None:
        return Recurring(row, words, said.words, base, reason=NO_INTERVAL if rhythm is None else NO_BASE)
    if row.due_from is not None and row.due_from > base:  # it begins later
        base = row.due_from - timedelta(days=1)
    first, last = rhythm.next(base, as_of)
    return Recurring(row, words, said.words, base, first, last)


def _condition(row: CommitmentRow) -> str:
    """The words on which it waits, else its whole clause."""
    return row.deadline or row.quote or row.title
