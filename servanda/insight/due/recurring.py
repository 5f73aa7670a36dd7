"""What comes round again: when it took place last, and when it does next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from servanda.insight.due.answer import Recurring
from servanda.insight.due.occurring import last_time
from servanda.insight.due.rhythm import Rhythm, rhythm_of
from servanda.insight.sayings import quoted, sayings
from servanda.linking.acts import ActNode
from servanda.views import ActRow, CommitmentRow, LedgerView, Quotation

#: Commitments, those heard of last, among which the next to come round are sought; of the first of these in
#: order it is asked when they took place last.
CANDIDATES, ASKED = 60, 20
NO_INTERVAL = "no interval follows from the words"
NO_BASE = "no document tells from when it is counted"


@dataclass(frozen=True, slots=True)
class Turns:
    """Those that are shown, the next first; `over` counts those found that come round no more."""

    shown: tuple[Recurring, ...]
    over: int


def recurring(view: LedgerView, ids: Sequence[str], limit: int) -> Turns:
    """Of the commitments with these ids the `limit` that come round next; those without a day come last."""
    said, heard = sayings(view.connection, ids), sayings(view.connection, ids, "evidence")
    rows = [row for row in view.commitments_by_id(ids) if row.id in said]
    roughly = [_turn(row, said[row.id], None, view.as_of) for row in rows]
    going = sorted((one for one in roughly if not _over(one, view.as_of)), key=_order)
    shown = []
    for one in going[: max(limit, ASKED)]:
        nodes = said[one.commitment.id]
        held = last_time(view, nodes[0], heard.get(one.commitment.id, ()))
        shown.append(_turn(one.commitment, nodes, held, view.as_of) if held is not None else one)
    return Turns(tuple(sorted(shown, key=_order)[:limit]), len(roughly) - len(going))


def _order(one: Recurring) -> tuple[date, date, str]:
    return one.last or date.max, one.first or date.max, one.commitment.id


def _over(one: Recurring, as_of: date) -> bool:
    """Whether its last time has passed."""
    return one.until is not None and (one.until < as_of or (one.first is not None and one.first > one.until))


def _turn(
    row: CommitmentRow, said: Sequence[ActNode], held: ActRow | ActNode | None, as_of: date
) -> Recurring:
    """When a commitment comes round, counted from when it was held, else from when it was said last."""
    last = next((node for node in reversed(said) if node.act.deadline is not None), said[-1])
    due = last.act.deadline
    words = due.text if due is not None else row.deadline or ""
    rhythm, base = rhythm_of(words), (_day(held) if held is not None else None) or said[-1].published
    found = Recurring(
        row, words, quoted(said[-1]), base, _words(held), until=due.end if due else None,
        exact=rhythm is not None and rhythm.exact,
    )  # fmt: skip
    if rhythm is None or base is None:
        return replace(found, reason=NO_INTERVAL if rhythm is None else NO_BASE)
    if due is not None and due.start is not None and due.start > base:  # it begins later
        base = due.start - timedelta(days=1)
    return _counted(found, rhythm, base, as_of)


def _counted(found: Recurring, rhythm: Rhythm, base: date, as_of: date) -> Recurring:
    try:
        first, last, passed = rhythm.next(base, as_of)
    except (OverflowError, ValueError):  # beyond the calendar
        return replace(found, reason=NO_INTERVAL)
    return replace(found, base=base, first=first, last=last, passed=passed)


def _day(held: ActRow | ActNode) -> date | None:
    return held.told if isinstance(held, ActRow) else held.published


def _words(held: ActRow | ActNode | None) -> Quotation | None:
    if isinstance(held, ActRow):
        return held.words
    return quoted(held) if held is not None else None
