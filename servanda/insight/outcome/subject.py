"""`Subject`: the meeting, visit or document whose outcome is asked for, and the documents that tell of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, exists, select

from servanda.codebook.parties import PartyBook
from servanda.ledger.rows import among
from servanda.ledger.tables import act, act_party, document, matter, matter_act
from servanda.views import Filter, LedgerView, MeetingRow, ViewError
from servanda.views.dates import stretch
from servanda.views.matters import meeting_rows
from servanda.views.parties import party_name

#: Days after a meeting in which a statement of its parties still belongs to it.
AFTER = 3
#: Meetings that are looked through where one is asked for by its parties.
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """`first` and `last` are its days, as far as known. `numbers` are those of its readouts.

    `mixed` are the ids of documents that tell of meetings of others too.
    """

    id: str
    title: str
    kind: str
    parties: tuple[str, ...]
    start: str | None
    end: str | None
    place: str | None
    first: date | None
    last: date | None
    numbers: tuple[int, ...]
    mixed: frozenset[str] = frozenset()


def subject_of(view: LedgerView, id: str) -> Subject:
    """The meeting or document of an id, or of the beginning of one. Raises ViewError for anything else."""
    found = view.find(id)
    if found.kind == "meeting":
        (row,) = meeting_rows(view.connection, [found.id], view.as_of)
        return _meeting(view, row)
    if found.kind == "document":
        return _document(view, found.id)
    raise ViewError(f"{found.id} is of the kind {found.kind}: an outcome is asked of a meeting or a document")


def subject_between(view: LedgerView, parties: Sequence[str], on: date | None = None) -> Subject:
    """The meeting of `parties` that was held last, or that fell on a day.

    Several that began on the same day are taken together. Raises ViewError where there is none.
    """
    held: list[MeetingRow] = []
    for row in view.meetings(Filter(parties=tuple(parties)), limit=LOOKED_AT):
        days = stretch(row.start)
        if days is None or days[0] > view.as_of or row.status in ("called_off", "invited"):
            continue
        if on is None or days[0] <= on <= (stretch(row.end) or days)[1]:
            held.append(row)
    codes = Filter(parties=tuple(parties)).checked("meetings").parties
    names = " and ".join(map(party_name, codes)) + (f" on {on}" if on else "")
    if not held:
        raise ViewError(f"no meeting of {names} is known: 'servanda list meetings' prints those that are")
    last = max(row.start or "" for row in held)
    best = [row for row in held if (row.start or "") == last]
    return _together([_meeting(view, row) for row in best], f"Meetings of {names}")


def _meeting(view: LedgerView, row: MeetingRow) -> Subject:
    days = stretch(row.start)
    first = days[0] if days else None
    last = (stretch(row.end) or days or (None, None))[1]
    told = _readouts(view.connection, row.id)
    states = [one for one in row.parties if PartyBook.load().is_state(one)]
    days_told = [date.fromisoformat(day) for day in told.values() if day]
    if days_told and first is not None and len(states) == 2:
        until = max(days_told[-1], last or first) + timedelta(days=AFTER)
        told |= _beside(view.connection, states, days_told[0], until)
    numbers = tuple(sorted(told))
    return Subject(
        row.id, row.title, "meeting", row.parties, row.start, row.end, row.place, first, last, numbers,
        _mixed(view.connection, numbers, row.parties),
    )  # fmt: skip


def _together(same_day: Sequence[Subject], title: str) -> Subject:
    """Meetings of the same parties that began on one day are one visit; that of most readouts leads."""
    lead = max(same_day, key=lambda one: (len(one.numbers), one.id))
    if len(same_day) == 1:
        return lead
    return replace(
        lead,
        title=f"{title}, {lead.start}",
        kind="visit",
        end=max((one.end for one in same_day if one.end), default=None),
        place=next((one.place for one in same_day if one.place), None),
        last=max((one.last for one in same_day if one.last), default=None),
        numbers=tuple(sorted({no for one in same_day for no in one.numbers})),
        mixed=frozenset().union(*(one.mixed for one in same_day)),
    )


def _document(view: LedgerView, id: str) -> Subject:
    current = select(document).where(document.c.id == id, document.c.current == 1)
    row = view.connection.execute(current).first()
    if row is None:
        raise ViewError(f"{id} is known by another text: 'servanda show {id}' tells which")
    day = date.fromisoformat(row.published) if row.published else None
    title = row.title or id
    return Subject(id, title, "document", (), row.published, None, None, day, day, (row.no,))


def _readouts(connection: Connection, id: str) -> dict[int, str]:
    """The numbers and days of the documents that tell of the meeting as held, oldest first.

    Where none does, of all that name it.
    """
    query = (
        select(act.c.document, act.c.modality, act.c.told)
        .join(matter_act, matter_act.c.act == act.c.id)
        .where(matter_act.c.matter == id, matter_act.c.role == "said")
        .order_by(act.c.told, act.c.document)
    )
    rows = connection.execute(query).all()
    held = {row.document: row.told for row in rows if row.modality == "done"}
    return held or {row.document: row.told for row in rows}


def _beside(connection: Connection, parties: Sequence[str], first: date, last: date) -> dict[int, str]:
    """Documents of those days that tell of an act of both parties."""
    one, other = act_party.alias(), act_party.alias()
    both = exists().where(other.c.act == one.c.act, other.c.party == parties[1])
    query = (
        select(act.c.document, act.c.told)
        .distinct()
        .join(one, one.c.act == act.c.no)
        .where(one.c.party == parties[0], one.c.told >= first.isoformat(), one.c.told <= last.isoformat())
        .where(both)
    )
    return {row.document: row.told for row in connection.execute(query)}


def _mixed(connection: Connection, numbers: Sequence[int], parties: Sequence[str]) -> frozenset[str]:
    """The ids of documents that tell of meetings of others too."""
    query = (
        select(document.c.id, matter.c.id.label("meeting"))
        .select_from(act)
        .join(document, document.c.no == act.c.document)
        .join(matter_act, matter_act.c.act == act.c.id)
        .join(matter, matter.c.id == matter_act.c.matter)
        .where(matter.c.kind == "meeting", matter_act.c.role == "said")
    )
    told = [(row.id, row.meeting) for row in among(connection, query, act.c.document, numbers)]
    rows = meeting_rows(connection, {meeting for _, meeting in told}, date.max)
    others = {row.id for row in rows if not set(row.parties) <= set(parties)}
    return frozenset(name for name, meeting in told if meeting in others)
