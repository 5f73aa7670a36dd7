"""Open commitments of the pair: what is due, who owes what, what waits; each in one section only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from servanda.insight.brief.answer import Item, Part
from servanda.insight.brief.pair import Tellings, Vow, tellings
from servanda.insight.brief.rules import rules
from servanda.insight.brief.weighing import freshness, nearness
from servanda.ledger.rows import among
from servanda.ledger.tables import matter
from servanda.model import ActType, DeadlineKind
from servanda.model.commitment import Standing, Status
from servanda.views import ActRow, CommitmentRow, LedgerView
from servanda.views.values import loaded


@dataclass(frozen=True, slots=True)
class Sorted:
    """Commitments by section, each in the order in which they are shown."""

    due: list[Vow]
    waiting: list[Vow]
    ours: list[Vow]
    theirs: list[Vow]
    both: list[Vow]


@dataclass(frozen=True, slots=True)
class Day:
    """The days that a brief goes by: as of when, the last day that is near, and the last meeting."""

    as_of: date
    near: date
    met: date | None


def near_from(as_of: date, meeting: date | None) -> date:
    """The last day on which a deadline is near."""
    try:
        return max(as_of, meeting or as_of) + timedelta(days=rules().near)
    except OverflowError:
        return date.max


def sorted_vows(vows: Iterable[Vow], day: Day, one: str, without: Iterable[str] = ()) -> Sorted:
    """Open commitments by section. `without` are ids that are told elsewhere."""
    left_out = set(without)
    pending = _once(vow for vow in vows if not vow.settled and vow.id not in left_out)
    due = [vow for vow in pending if vow.due and (_late(vow, day) or day.as_of <= vow.due <= day.near)]
    taken = {vow.id for vow in due}
    waiting = [vow for vow in pending if vow.id not in taken and _waits(vow)]
    taken |= {vow.id for vow in waiting}
    rest = [vow for vow in pending if vow.id not in taken and not (vow.due and vow.due < day.as_of)]
    rest.sort(key=lambda vow: (-_weight(vow, day.as_of), vow.id))
    return Sorted(
        due=_due_first(due, day),
        waiting=sorted(waiting, key=lambda vow: (-freshness(vow.last, day.as_of), vow.id)),
        ours=[vow for vow in rest if vow.side == one],
        theirs=[vow for vow in rest if vow.side not in (one, None)],
        both=[vow for vow in rest if vow.side is None],
    )


def _once(vows: Iterable[Vow]) -> list[Vow]:
    """Promises of one side for one day in nearly the same words are told once, as they were told last.

    The ledger keeps them apart until it is sure that they are one; two pages have no room for that.
    """
    kept: list[Vow] = []
    by_day: defaultdict[tuple[str | None, date], list[frozenset[str]]] = defaultdict(list)
    for vow in sorted(vows, key=lambda vow: (vow.last or date.min, vow.id), reverse=True):
        if vow.due is not None:
            words = frozenset(vow.title.casefold().split())
            told = by_day[vow.side, vow.due]
            if any(len(words & one) >= rules().alike * len(words | one) for one in told):
                continue
            told.append(words)
        kept.append(vow)
    return kept


def _late(vow: Vow, day: Day) -> bool:
    return vow.status(day.as_of) == Status.OVERDUE_NOTHING_FOUND


def _waits(vow: Vow) -> bool:
    if vow.standing == Standing.WAITING:
        return True
    return vow.due is None and vow.deadline is not None and DeadlineKind(vow.deadline) in rules().awaited


def _due_first(due: Sequence[Vow], day: Day) -> list[Vow]:
    """What is near and what is late by turns: the soonest, then the latest that was missed, and so on.

    Cut anywhere, the list has both.
    """
    ahead = sorted((vow for vow in due if vow.due and vow.due >= day.as_of), key=_by_due)
    late = sorted((vow for vow in due if vow.due and vow.due < day.as_of), key=_by_due, reverse=True)
    places = [(at, 0, vow) for at, vow in enumerate(ahead)] + [(at, 1, vow) for at, vow in enumerate(late)]
    return [vow for _, _, vow in sorted(places, key=lambda place: place[:2])]


def _by_due(vow: Vow) -> tuple[date, str]:
    return vow.due or date.max, vow.id


def _weight(vow: Vow, as_of: date) -> float:
    weights, given = rules().weights, rules()
    weight = weights.near * nearness(vow.due, as_of) + weights.fresh * freshness(vow.last, as_of)
    weight += weights.agreement * (vow.agreement is not None)
    weight += weights.checkable * (vow.type is not None and ActType(vow.type) in given.checkable)
    lasting = vow.deadline is not None and DeadlineKind(vow.deadline) in given.lasting
    return weight + weights.lasting * lasting


def parts(
    view: LedgerView, vows: Sorted, day: Day, sides: tuple[str, str], cut: bool
) -> dict[str, Part[Item]]:
    """The sections of open commitments as lines. `cut` tells that not all of the pair were looked at."""
    lines = rules().lines
    shown = {
        "due": vows.due[: lines.due],
        "waiting": vows.waiting[: lines.waiting],
        "ours": vows.ours[: lines.ours],
        "theirs": vows.theirs[: lines.theirs],
        "both": vows.both[: lines.both],
    }
    ids = [vow.id for some in shown.values() for vow in some]
    made = _items(view, ids, day, sides)
    counts = {name: len(getattr(vows, name)) for name in shown}
    return {
        name: Part(
            tuple(made[vow.id] for vow in some if vow.id in made), counts[name] - len(some), at_least=cut
        )
        for name, some in shown.items()
    }


def _items(view: LedgerView, ids: Sequence[str], day: Day, sides: tuple[str, str]) -> dict[str, Item]:
    told = tellings(view.connection, ids)
    conditions = _conditions(view.connection, ids)
    return {
        row.id: _item(row, told[row.id], conditions.get(row.id), day, sides)
        for row in view.commitments_by_id(ids)
        if row.id in told
    }


def _item(
    row: CommitmentRow, told: Tellings, condition: str | None, day: Day, sides: tuple[str, str]
) -> Item:
    awaited = row.deadline_kind is not None and DeadlineKind(row.deadline_kind) in rules().awaited
    return Item(
        id=row.id,
        title=row.title,
        type=row.type,
        actors=row.actors,
        recipients=row.recipients,
        status=row.status,
        deadline=row.deadline,
        due=row.due,
        waits_on=(row.deadline if awaited else None) or condition,
        money=row.money,
        told=row.last,
        told_by=_told_by(row, told, sides),
        fresh=day.met is not None and row.first is not None and row.first > day.met,
        quotations=tuple(act.words for act in _cited(row, told.acts)),
    )


def _conditions(connection: Connection, ids: Iterable[str]) -> Mapping[str, str]:
    """The words of the condition on which each commitment waits."""
    rows = among(connection, select(matter.c.id, matter.c.body), matter.c.id, ids)
    told = {row.id: loaded(row.body).get("condition") for row in rows}
    return {id: words for id, words in told.items() if words}


def _told_by(row: CommitmentRow, told: Tellings, sides: tuple[str, str]) -> str | None:
    """The other side, where none but its documents tell of the promise."""
    (bound,) = (row.actors[0],) if len(row.actors) == 1 else (None,)
    if bound not in sides or len(told.publishers) != 1:
        return None
    other = sides[1] if bound == sides[0] else sides[0]
    return other if other in told.publishers else None


def _cited(row: CommitmentRow, acts: Sequence[ActRow]) -> list[ActRow]:
    """The act whose words are the commitment's, and one that tells of the deadline where it does not."""
    lead = next((act for act in acts if act.quote == row.quote), acts[0])
    if row.due is None or lead.due == row.due:
        return [lead]
    return [lead, *[act for act in acts if act.due == row.due][:1]]
