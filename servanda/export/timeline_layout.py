"""Where each event of a drawn timeline stands: marks on a line per lane, labels in rows above it.

The one invariant: no label covers another, and no line from a mark to its label crosses one. Labels begin at
their marks and run to the right; they are set from the last event to the first, each in the lowest row that
is free, so that below it only labels of later events stand, which begin further right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from servanda.export.timeline_scale import Scale, scale_of
from servanda.export.timeline_words import label
from servanda.views import Event, EventKind, Lane, Timeline

WIDTH, LEFT, RIGHT = 1100.0, 250.0, 850.0

#: Height of the head with title and legend, of the axis below, of a row of labels, of a lane without labels.
HEAD, FOOT, ROW, BARE = 88.0, 38.0, 16.0, 34.0

#: Height of title and day alone.
TITLE = 44.0

#: Rows of labels in one lane; what finds no room has its words only in its tooltip and in the table.
ROWS = 7

#: Width of a letter, and letters of a label.
LETTER, LETTERS = 6.0, 38


@dataclass(frozen=True, slots=True)
class Placed:
    """An event at `x`, which may have been anywhere from `begin` to `finish` where its day is not told.

    `row` counts rows of labels upwards from the line; None where there is no room.
    """

    event: Event
    x: float
    begin: float | None
    finish: float
    words: str
    row: int | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the line at one stage."""

    stage: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class LaidLane:
    """A lane from `top`, its line at `line`."""

    lane: Lane
    top: float
    line: float
    height: float
    placed: tuple[Placed, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole drawing."""

    timeline: Timeline
    scale: Scale
    lanes: tuple[LaidLane, ...]
    head: float
    height: float


def laid(timeline: Timeline, *, headed: bool = True) -> Layout:
    """The drawing of a timeline, with room for its title where it is `headed`.

    Events without any date are not drawn.
    """
    scale = scale_of(timeline, LEFT, RIGHT)
    head = HEAD if headed else HEAD - TITLE
    lanes, top = [], head
    for lane in timeline.lanes:
        placed = _placed(lane.events, scale)
        rows = 1 + max((one.row for one in placed if one.row is not None), default=-1)
        height = max(BARE + rows * ROW, 66.0)
        segments = _segments(lane.events, scale, timeline.as_of)
        lanes.append(LaidLane(lane, top, top + height - 18, height, placed, segments))
        top += height
    return Layout(timeline, scale, tuple(lanes), head, top + FOOT)


def _placed(events: Sequence[Event], scale: Scale) -> tuple[Placed, ...]:
    dated = [(_spot(event, scale), event) for event in events if event.end is not None]
    dated.sort(key=lambda one: one[0][0])
    free = [WIDTH] * ROWS
    placed = []
    for (x, begin, finish), event in reversed(dated):
        words = _short(event)
        row = next((at for at, edge in enumerate(free) if x + 8 + len(words) * LETTER <= edge), None)
        if row is not None:
            free[row] = x - 6
        placed.append(Placed(event, x, begin, finish, words, row))
    return tuple(reversed(placed))


def _spot(event: Event, scale: Scale) -> tuple[float, float | None, float]:
    """Where the mark stands, and the stretch in which the event may lie.

    A month or year that is told has its mark in the middle; what is only known to be true by a day has it at
    that day. A deadline is its last day.
    """
    assert event.end is not None
    finish = scale.at(event.end)
    begin = scale.at(event.start) if event.start and event.kind is not EventKind.DEADLINE else finish
    x = round((begin + finish) / 2, 1) if event.exact else finish
    return x, (begin if finish - begin >= 4 else None), finish


def _short(event: Event) -> str:
    """The words of a label: what and when, within the letters there are."""
    if event.kind is EventKind.MEETING:
        words = event.title
    elif event.kind is EventKind.STAGE:
        return f"{label(event)} {_when(event)}".strip()[: LETTERS + 6]
    else:
        words = label(event)
    return words if len(words) <= LETTERS else words[: LETTERS - 1].rstrip() + "…"


def _when(event: Event) -> str:
    return event.when if event.exact or event.when.startswith("by ") else ""


def _segments(events: Sequence[Event], scale: Scale, as_of: date) -> tuple[Segment, ...]:
    """The line in colours: from each stage to the next, and from the last one to the day of the timeline."""
    stages = [event for event in events if event.kind is EventKind.STAGE and event.end and not event.parties]
    stages = stages or [event for event in events if event.kind is EventKind.STAGE and event.end]
    segments = []
    for at, event in enumerate(stages):
        start = _spot(event, scale)[0]
        end = _spot(stages[at + 1], scale)[0] if at + 1 < len(stages) else scale.at(as_of)
        if end > start and event.stage:
            segments.append(Segment(event.stage, start, end))
    return tuple(segments)
