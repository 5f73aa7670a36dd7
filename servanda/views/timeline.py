"""Timelines: what happened, and what is due, of agreements, commitments and meetings, in lanes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from servanda.views.dates import stretch
from servanda.views.rows import AgreementRow, CommitmentRow, MeetingRow, StageRow


class EventKind(StrEnum):
    """What an event is."""

    STAGE = "stage"
    SAID = "said"
    DEADLINE = "deadline"
    MEETING = "meeting"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a place in time.

    `start` and `end` bound the days it may have been: both are the same where the day is known, and either is
    None where nothing bounds it. `exact` tells that the words give the date, of whatever precision.
    `document`, `begin` and `stop` point at the words that prove it.
    """

    kind: EventKind
    title: str
    start: date | None
    end: date | None
    when: str
    exact: bool = True
    stage: str | None = None
    status: str | None = None
    parties: tuple[str, ...] = ()
    id: str | None = None
    document: str | None = None
    begin: int | None = None
    stop: int | None = None
    quote: str | None = None

    @property
    def place(self) -> tuple[date, date]:
        """Where it is sorted: by the last day it may have been, then by the first."""
        last = self.end or self.start or date.min
        return last, self.start or date.min


@dataclass(frozen=True, slots=True)
class Lane:
    """One thing followed through time."""

    id: str
    title: str
    parties: tuple[str, ...]
    standing: str | None
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes, in the order asked for. `cut` tells that there is more than was asked for."""

    title: str
    as_of: date
    lanes: tuple[Lane, ...]
    cut: bool = False


def agreement_lane(row: AgreementRow, commitments: Sequence[CommitmentRow] = ()) -> Lane:
    """The stages of an agreement, and the deadlines of commitments on it."""
    events = [*_stages(row.stages), *(due for one in commitments for due in deadlines(one))]
    return Lane(row.id, row.name, row.parties, row.stage, tuple(events))


def commitment_lane(row: CommitmentRow, said: Sequence[Event]) -> Lane:
    """When a commitment was said, what was told of it since, and when it is due."""
    events = sorted([*said, *deadlines(row)], key=lambda event: event.place)
    parties = tuple(dict.fromkeys((*row.actors, *row.recipients)))
    return Lane(row.id, row.title, parties, row.status, tuple(events))


def meeting_lane(title: str, rows: Sequence[MeetingRow]) -> Lane:
    """Meetings in one lane, in order."""
    events = sorted((_meeting(row) for row in rows), key=lambda event: event.place)
    return Lane("meetings", title, (), None, tuple(events))


def deadline_lane(title: str, rows: Sequence[CommitmentRow]) -> Lane:
    """The deadlines of commitments in one lane, in order."""
    events = sorted((due for row in rows for due in deadlines(row)), key=lambda event: event.place)
    return Lane("commitments", title, (), None, tuple(events))


def deadlines(row: CommitmentRow) -> list[Event]:
    """The deadline of a commitment as an event; none where no day follows from it."""
    if row.due is None:
        return []
    start = row.due_from if row.due_from and row.due_from <= row.due else row.due
    event = Event(
        kind=EventKind.DEADLINE,
        title=row.title,
        start=start,
        end=row.due,
        when=row.due.isoformat(),
        status=row.status,
        parties=row.actors,
        id=row.id,
        quote=row.quote,
    )
    return [event]


def _meeting(row: MeetingRow) -> Event:
    known = stretch(row.start)
    last = stretch(row.end) or known
    when = " to ".join(dict.fromkeys(one for one in (row.start, row.end) if one)) or "date unknown"
    return Event(
        kind=EventKind.MEETING,
        title=row.title,
        start=known[0] if known else None,
        end=last[1] if last else None,
        when=when,
        exact=known is not None,
        status=row.status,
        parties=row.parties,
        id=row.id,
        document=row.documents[0] if row.documents else None,
    )


def _stages(rows: Sequence[StageRow]) -> list[Event]:
    """Stages in the order of the course. What is not dated lies between what stands before and after it."""
    events = [_stage(row) for row in rows]
    for at, event in enumerate(events):
        if event.exact:
            continue
        before = [one.start for one in events[:at] if one.start is not None]
        after = [one.end for one in events[at + 1 :] if one.end is not None]
        start = max(before, default=None)
        end = event.end or min(after, default=None)
        if start and end and start > end:
            start = None
        events[at] = replace(event, start=start, end=end, when=_between(event, start, end))
    return events


def _stage(row: StageRow) -> Event:
    known = stretch(row.date)
    exact = known is not None and row.dated != "by" and not row.implied
    return Event(
        kind=EventKind.STAGE,
        title=row.stage.replace("_", " "),
        start=known[0] if known and exact else None,
        end=known[1] if known else None,
        when=row.date or "",
        exact=exact,
        stage=row.stage,
        status="implied" if row.implied else None,
        parties=(row.party,) if row.party else (),
        id=row.act,
        document=row.document,
        begin=row.start,
        stop=row.end,
        quote=row.quote,
    )


def _between(event: Event, start: date | None, end: date | None) -> str:
    """When an undated stage was reached, in words."""
    if event.when:
        return f"by {event.when}"
    if start and end:
        return f"between {start} and {end}"
    if end:
        return f"before {end}"
    return f"after {start}" if start else "date unknown"
