"""A brief's timeline: agreements, meetings and deadlines on lines of time, small enough for half a page.

The one invariant: no label covers another; what finds no room keeps its mark without a label.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from servanda.export.brief.days import day_words
from servanda.export.brief.drawing import (
    COLOURS,
    INK,
    LATE,
    RULE,
    SOFT,
    WIDTH,
    escaped,
    picture,
    text,
    width,
)  # fmt: skip
from servanda.export.brief.noting import cut
from servanda.export.ledger_columns import told
from servanda.export.timeline_scale import Scale, scale_of
from servanda.export.timeline_svg import GROUP_OF
from servanda.export.timeline_words import full
from servanda.insight.brief import Brief
from servanda.views import Event, EventKind, Lane, Timeline

LEFT, RIGHT = 158.0, 676.0
SIZE, LABEL = 9.5, 8.5
#: Height of a row of labels, and rows of a lane.
ROW, ROWS = 10.0, 3
#: Years ahead that are drawn.
AHEAD = 1
LATE_ONES = ("overdue_nothing_found", "missed", "passed_nothing_found")


@dataclass(frozen=True, slots=True)
class _Placed:
    event: Event
    x: float
    words: str
    at: float
    row: int | None


def time_picture(brief: Brief) -> str | None:
    """The picture of what the lines tell; None where nothing of it has a day."""
    timeline = _dated(brief)
    if not timeline.lanes:
        return None
    scale = scale_of(timeline, LEFT, RIGHT)
    numbers = {row.id: number for number, row in enumerate(brief.agreements.rows, start=1)}
    lanes, top = [], 4.0
    for lane in timeline.lanes:
        placed = _placed(lane, scale)
        rows = 1 + max((one.row for one in placed if one.row is not None), default=0)
        height = 15 + rows * ROW
        lanes.append(_lane(lane, placed, top, height, numbers.get(lane.id)))
        top += height
    parts = [*_axis(scale, top, brief), *lanes]
    words = " ".join(full(event) for lane in timeline.lanes for event in lane.events[:10])
    return picture(top + 26, f"Timeline of {timeline.title} as of {timeline.as_of}. {words}", parts)


def _dated(brief: Brief) -> Timeline:
    """What lines tell, with a day that is not so far ahead that all else would be pushed together."""
    told = {row.id for part in brief.parts.values() for row in part.rows}
    last = date(min(brief.as_of.year + AHEAD, date.max.year), 12, 31)
    lanes = []
    for lane in brief.timeline.lanes:
        shown = [event for event in lane.events if lane.id in told or event.id in told]
        events = tuple(event for event in shown if event.end and event.end <= last)
        if events:
            lanes.append(replace(lane, events=events))
    return replace(brief.timeline, lanes=tuple(lanes))


def _placed(lane: Lane, scale: Scale) -> list[_Placed]:
    """Events from left to right, each label in the lowest row that is free."""
    spots = sorted(((_x(event, scale), event) for event in lane.events), key=lambda spot: spot[0])
    free = [LEFT - 4] * ROWS
    placed: list[_Placed] = []
    for x, event in spots:
        words = _label(event)
        if placed and (placed[-1].x, placed[-1].words) == (x, words):
            continue
        wide = width(words, LABEL)
        at = min(x - 4, WIDTH - wide)
        row = next((row for row, edge in enumerate(free) if edge <= at), None)
        if row is not None:
            free[row] = at + wide + 5
        placed.append(_Placed(event, x, words, at, row))
    return placed


def _x(event: Event, scale: Scale) -> float:
    assert event.end is not None
    finish = scale.at(event.end)
    begin = scale.at(event.start) if event.start and event.kind is not EventKind.DEADLINE else finish
    return round((begin + finish) / 2, 1) if event.exact else finish


def _label(event: Event) -> str:
    if event.kind is EventKind.STAGE:
        day = day_words(event.when) if event.exact else ""
        side = f" ({', '.join(event.parties)})" if event.parties else ""
        return " ".join(filter(None, [cut(event.title, 22) + side, day]))
    return day_words(event.when.partition(" to ")[0])


def _axis(scale: Scale, bottom: float, brief: Brief) -> Iterable[str]:
    for day, words in scale.marks():
        x = scale.at(day)
        yield f'<path d="M{x} 4V{bottom:.0f}" stroke="{RULE}" stroke-width="0.5"/>'
        yield text(x, bottom + 11, words, LABEL, more=' text-anchor="middle"', colour=SOFT)
    x = scale.at(brief.as_of)
    yield f'<path d="M{x} 2V{bottom:.0f}" stroke="{INK}" stroke-width="0.9" stroke-dasharray="3 2"/>'
    words = f"as of {day_words(brief.as_of)}"
    if brief.for_ is not None and brief.for_ <= scale.last:
        x = scale.at(brief.for_)
        yield f'<path d="M{x} 2V{bottom:.0f}" stroke="{INK}" stroke-width="0.9"/>'
        words += f", meeting {day_words(brief.for_)}"
    room = width(words, LABEL) / 2
    yield text(min(x, WIDTH - room), bottom + 22, words, LABEL, more=' text-anchor="middle"')


def _lane(lane: Lane, placed: list[_Placed], top: float, height: float, number: int | None) -> str:
    line = top + height - 8
    title = cut(f"{f'{number}. ' if number else ''}{lane.title[:1].upper()}{lane.title[1:]}", 36)
    parts = [
        f'<path d="M{LEFT:.0f} {line:.1f}H{RIGHT:.0f}" stroke="{RULE}" stroke-width="1"/>',
        text(0, line + 3, title, SIZE),
    ]
    for one in placed:
        if one.row is not None:
            parts.append(text(one.at, line - 8 - one.row * ROW, one.words, LABEL, colour=_ink(one.event)))
        parts.append(_mark(one.event, one.x, line))
    return "".join(parts)


def _ink(event: Event) -> str:
    return LATE if event.status in LATE_ONES else INK if event.exact else SOFT


def _mark(event: Event, x: float, y: float) -> str:
    """A circle for a stage, a square for a meeting, a diamond for a deadline; hollow for what lies ahead."""
    colour = INK
    if event.kind is EventKind.STAGE:
        colour = COLOURS[GROUP_OF.get(event.stage or "", "g4")]
    elif event.status in LATE_ONES:
        colour = LATE
    open_ = not event.exact or event.status in ("scheduled", "invited")
    style = f'fill="{"#ffffff" if open_ else colour}" stroke="{colour}" stroke-width="1.2"'
    title = f"<title>{escaped(full(event))}</title>"
    if event.kind is EventKind.DEADLINE:
        return f'<path d="M{x} {y - 4.8}l4.8 4.8l-4.8 4.8l-4.8 -4.8z" {style}>{title}</path>'
    if event.kind is EventKind.MEETING:
        return f'<rect x="{x - 3.6}" y="{y - 3.6}" width="7.2" height="7.2" {style}>{title}</rect>'
    return f'<circle cx="{x}" cy="{y}" r="4" {style}>{title}</circle>'


def legend(brief: Brief) -> str:
    """What the marks mean, in words."""
    kinds = {event.kind for lane in brief.timeline.lanes for event in lane.events}
    parts = [
        ("circle: stage of an agreement", EventKind.STAGE in kinds),
        ("square: meeting (hollow where it lies ahead)", EventKind.MEETING in kinds),
        (
            "diamond: last day of a promise (red where it has passed and nothing is found)",
            EventKind.DEADLINE in kinds,
        ),
    ]
    return "; ".join(told(words) for words, there in parts if there).capitalize()
