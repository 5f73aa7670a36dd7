"""What the ledger holds of two parties, in light rows: enough to choose from, without reading any body."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, func, select

from servanda.insight.brief.answer import Heard
from servanda.insight.brief.rules import rules
from servanda.ledger.rows import among
from servanda.ledger.tables import act, document, heard, matter, matter_act, matter_party
from servanda.model.commitment import SETTLED, Standing
from servanda.views import ActRow, Filter, LedgerView
from servanda.views.acts import act_rows
from servanda.views.matters import COMMITMENT, matter_listing
from servanda.views.statuses import status
from servanda.views.values import day

#: Acts of one matter whose words are fetched: the newest.
TELLINGS = 4


@dataclass(frozen=True, slots=True)
class Vow:
    """A commitment of the pair in columns. `side` is the one who is bound, None where both are."""

    id: str
    title: str
    side: str | None
    type: str | None
    standing: str
    first: date | None
    last: date | None
    due: date | None
    deadline: str | None
    trigger: str | None
    agreement: str | None

    @property
    def settled(self) -> bool:
        """Whether nothing more is awaited."""
        return Standing(self.standing) in SETTLED

    def status(self, as_of: date) -> str:
        """The status on a day."""
        return status(self.standing, self.due.isoformat() if self.due else None, as_of)


def vows_between(view: LedgerView, one: str, other: str) -> tuple[list[Vow], bool]:
    """The newest commitments of one toward the other, or of both, and whether there are more."""
    wanted, most = Filter(parties=(one, other)), rules().commitments
    listing = matter_listing(view.connection, COMMITMENT, wanted, view.as_of)
    keys = listing.keys(view.connection, since=None, until=None, after=None, limit=most + 1)
    ids = [str(key.id) for key in keys[:most]]
    bound = _bound(view.connection, ids, (one, other))
    columns = (
        matter.c.id,
        matter.c.title,
        matter.c.type,
        matter.c.standing,
        matter.c.first,
        matter.c.last,
        matter.c.due,
    )
    query = select(*columns, matter.c.deadline, matter.c.trigger, matter.c.instrument)
    rows = {row.id: row for row in among(view.connection, query, matter.c.id, ids)}
    vows = [_vow(rows[id], bound[id]) for id in ids if id in rows and bound.get(id)]
    return vows, len(keys) > most


def _bound(connection: Connection, ids: Sequence[str], parties: tuple[str, str]) -> dict[str, set[str]]:
    """Which of two parties are bound by each matter."""
    query = select(matter_party.c.matter, matter_party.c.party).where(
        matter_party.c.party.in_(parties), matter_party.c.role == "actor"
    )
    bound: defaultdict[str, set[str]] = defaultdict(set)
    for row in among(connection, query, matter_party.c.matter, ids):
        bound[row.matter].add(row.party)
    return bound


def _vow(row: Any, bound: set[str]) -> Vow:
    return Vow(
        id=row.id,
        title=row.title,
        side=next(iter(bound)) if len(bound) == 1 else None,
        type=row.type,
        standing=row.standing or Standing.OPEN.value,
        first=day(row.first),
        last=day(row.last),
        due=day(row.due),
        deadline=row.deadline,
        trigger=row.trigger,
        agreement=row.instrument,
    )


@dataclass(frozen=True, slots=True)
class Tellings:
    """The newest acts that say a matter, newest first, and the publishers of all of them."""

    acts: tuple[ActRow, ...]
    publishers: frozenset[str]


def tellings(
    connection: Connection, ids: Iterable[str], most: int = TELLINGS, role: str = "said"
) -> dict[str, Tellings]:
    """How each matter is told."""
    query = (
        select(matter_act.c.matter, act.c.no, act.c.told, act.c.start, document.c.publisher)
        .join(act, act.c.id == matter_act.c.act)
        .join(document, document.c.no == act.c.document)
        .where(matter_act.c.role == role)
    )
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in among(connection, query, matter_act.c.matter, ids):
        found[row.matter].append(row)
    newest = {
        id: sorted(rows, key=lambda row: (row.told or "", -row.start, row.no), reverse=True)[:most]
        for id, rows in found.items()
    }
    numbers = sorted({row.no for rows in newest.values() for row in rows})
    by_number = dict(zip(numbers, act_rows(connection, numbers), strict=True))
    return {
        id: Tellings(
            tuple(by_number[row.no] for row in rows),
            frozenset(row.publisher for row in found[id] if row.publisher),
        )
        for id, rows in newest.items()
    }


def matters_of(connection: Connection, acts: Iterable[str], kind: str) -> set[str]:
    """The matters of one kind that any of these acts say."""
    query = select(matter_act.c.matter).where(matter_act.c.role == "said")
    ids = {row.matter for row in among(connection, query, matter_act.c.act, acts)}
    # In two steps: together, the database would rather walk along all matters of the kind.
    kinds = among(connection, select(matter.c.id, matter.c.kind), matter.c.id, ids)
    return {row.id for row in kinds if row.kind == kind}


def heard_of(connection: Connection, one: str, other: str) -> tuple[Heard, ...]:
    """How often each tells of the other."""

    def told(publisher: str, party: str) -> Heard:
        where = (heard.c.publisher == publisher, heard.c.party == party)
        count, last = connection.execute(select(func.count(), func.max(heard.c.told)).where(*where)).one()
        return Heard(publisher, party, count, day(last))

    return told(one, other), told(other, one)


def counted(connection: Connection, column: Column[Any], most: int = 1_000_000) -> int:
    """How many rows a table has, up to `most`."""
    part = select(column).limit(most).subquery()
    return connection.execute(select(func.count()).select_from(part)).scalar_one()
