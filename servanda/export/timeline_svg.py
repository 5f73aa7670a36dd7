"""A drawn timeline as one SVG image: self-contained, for light and dark screens.

Its description tells in words what the drawing shows.
"""

from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from textwrap import wrap
from typing import TextIO

from servanda.export import wording
from servanda.export.ledger_columns import told
from servanda.export.timeline_layout import FOOT, LEFT, RIGHT, ROW, WIDTH, LaidLane, Layout, Placed, laid
from servanda.export.timeline_words import full
from servanda.views import EventKind, Timeline

#: Stages by what they mean to a reader; each group has a colour.
GROUPS = {
    "in talks": ("exploring", "negotiating", "paused", "agreed_in_principle"),
    "agreed, not at work": ("concluded", "signed", "adopted", "partly_approved", "approved"),
    "at work": ("provisional", "in_force", "operative"),
    "halted": ("suspended", "exit_notified"),
    "over": ("ended", "abandoned"),
}
GROUP_OF = {stage: f"g{number}" for number, stages in enumerate(GROUPS.values()) for stage in stages}

#: Events that the description of the image tells one by one.
DESCRIBED = 40


def write(timeline: Timeline, out: TextIO) -> None:
    """The image as a file of its own."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(drawing(timeline))


def drawing(timeline: Timeline, *, headed: bool = True) -> str:
    """The image as an element that can stand in a page; `headed` draws title and day above."""
    layout = laid(timeline, headed=headed)
    height = f"{layout.height:.0f}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height}" width="{WIDTH:.0f}"'
        f' height="{height}" role="img" aria-labelledby="timeline-title timeline-desc">',
        f'<title id="timeline-title">Timeline: {_text(timeline.title)}</title>',
        f'<desc id="timeline-desc">{_described(timeline)}</desc>',
        f"<style>{style()}</style>",
        _title(timeline) if headed else "",
        _legend(layout.head - 30),
        *(_band(lane, number) for number, lane in enumerate(layout.lanes)),
        *_axis(layout),
        *(_lane(lane) for lane in layout.lanes),
        "</svg>\n",
    ]
    return "\n".join(parts)


@cache
def style() -> str:
    """The style sheet inside the image."""
    return (files("servanda.export") / "page" / "timeline_drawing.css").read_text(encoding="utf-8")


def _described(timeline: Timeline) -> str:
    """The image in words: each lane with its events, as many as can be listened to."""
    words, left = [f"As of {timeline.as_of}."], DESCRIBED
    for lane in timeline.lanes:
        words.append(f"{lane.title}{f', {told(lane.standing)}' if lane.standing else ''}:")
        words += [full(event) for event in lane.events[: max(left, 0)]]
        left -= len(lane.events)
    if left < 0:
        words.append(f"And {-left} more events.")
    return _text(" ".join(words))


def _title(timeline: Timeline) -> str:
    return (
        f'<text class="title" x="16" y="28">{_text(_cut(timeline.title, 100))}</text>'
        f'<text class="soft" x="16" y="46">as of {timeline.as_of}</text>'
    )


def _legend(y: float) -> str:
    """What the colours and shapes mean, in a row at `y`."""
    parts, x = "", LEFT
    for number, name in enumerate(GROUPS):
        parts += f'<rect class="c g{number}" x="{x:.0f}" y="{y}" width="18" height="6" rx="3"/>'
        parts += f'<text class="soft" x="{x + 23:.0f}" y="{y + 7}">{name}</text>'
        x += 38 + 6.1 * len(name)
    for shape, name in (("deadline", "deadline"), ("meeting", "meeting"), ("range", "day not told")):
        parts += _sample(shape, x + 7, y + 3)
        parts += f'<text class="soft" x="{x + 20:.0f}" y="{y + 7}">{name}</text>'
        x += 36 + 6.1 * len(name)
    return f'<g aria-hidden="true">{parts}</g>'


def _sample(shape: str, x: float, y: float) -> str:
    if shape == "range":
        return f'<path class="range s plain" d="M{x - 9:.0f} {y}h18"/>'
    return _shape(EventKind(shape), x, y, "c plain mark")


def _axis(layout: Layout) -> Iterable[str]:
    bottom = layout.height - FOOT
    top = layout.lanes[0].top if layout.lanes else bottom
    for day, words in layout.scale.marks():
        x = layout.scale.at(day)
        yield f'<path class="grid" d="M{x} {top}V{bottom + 5}"/>'
        yield f'<text class="soft" x="{x}" y="{bottom + 20}" text-anchor="middle">{words}</text>'
    x = layout.scale.at(layout.timeline.as_of)
    yield f'<path class="now" d="M{x} {top - 4}V{bottom}"/>'
    yield f'<text class="soft" x="{x}" y="{bottom + 33}" text-anchor="middle">as of {_today(layout)}</text>'


def _today(layout: Layout) -> str:
    day = layout.timeline.as_of
    return f"{day.day} {day:%b %Y}"


def _band(lane: LaidLane, number: int) -> str:
    if number % 2:
        return ""
    return f'<rect class="band" x="0" y="{lane.top}" width="{WIDTH:.0f}" height="{lane.height}"/>'


def _lane(lane: LaidLane) -> str:
    parts = [f'<path class="rule" d="M{LEFT:.0f} {lane.line}H{RIGHT:.0f}"/>']
    for segment in lane.segments:
        width = segment.end - segment.start
        group = GROUP_OF.get(segment.stage, "plain")
        parts.append(
            f'<rect class="c {group}" x="{segment.start}" y="{lane.line - 3}" width="{width:.1f}" height="6"'
            f' rx="3"><title>{_text(told(segment.stage))}</title></rect>'
        )
    parts += [_event(one, lane.line) for one in lane.placed]
    if not lane.placed:
        parts.append(f'<text class="soft" x="{LEFT + 6}" y="{lane.line - 8}">no date is told</text>')
    return f"<g>{_heading(lane)}{''.join(parts)}</g>"


def _heading(lane: LaidLane) -> str:
    """Title, parties and stage of a lane, left of its line."""
    lines = wrap(wording.one_line(lane.lane.title), 34)
    lines = [*lines[:2], _cut(" ".join(lines[2:]), 34)] if len(lines) > 3 else lines
    below = _cut(", ".join(filter(None, [wording.parties(lane.lane.parties), told(lane.lane.standing)])), 40)
    y = lane.top + 18
    parts = []
    for line in lines:
        parts.append(f'<text class="name" x="16" y="{y}">{_text(line)}</text>')
        y += 14.5
    parts.append(f'<text class="soft" x="16" y="{y}">{_text(below)}</text>' if below else "")
    return "".join(parts)


def _event(one: Placed, line: float) -> str:
    event, colour = one.event, _colour(one)
    parts = [f"<title>{_text(full(event))}</title>"]
    if one.begin is not None:
        told = " told" if event.exact else ""
        parts.append(f'<path class="range{told} s {colour}" d="M{one.begin} {line}H{one.finish}"/>')
    if one.row is not None:
        y = line - 16 - one.row * ROW
        if one.row:
            parts.append(f'<path class="lead" d="M{one.x} {line - 6}V{y + 1}"/>')
        soft = ' class="soft"' if not event.exact else ""
        parts.append(f'<text{soft} x="{one.x + 4:.1f}" y="{y:.1f}">{_text(one.words)}</text>')
    hollow = f"hollow s {colour}" if not event.exact else f"c mark {colour}"
    parts.append(_shape(event.kind, one.x, line, hollow))
    return f"<g>{''.join(parts)}</g>"


def _colour(one: Placed) -> str:
    event = one.event
    if event.kind is EventKind.STAGE:
        return GROUP_OF.get(event.stage or "", "plain")
    if event.status in ("overdue_nothing_found", "missed", "passed_nothing_found"):
        return "late"
    return "kept" if event.status in ("delivered", "kept", "held") else "plain"


def _shape(kind: EventKind, x: float, y: float, style: str) -> str:
    if kind is EventKind.DEADLINE:
        return f'<path class="{style}" d="M{x} {y - 7}l7 7l-7 7l-7 -7z"/>'
    if kind is EventKind.MEETING:
        return f'<rect class="{style}" x="{x - 5}" y="{y - 5}" width="10" height="10" rx="1.5"/>'
    if kind is EventKind.EVIDENCE:
        return f'<path class="{style}" d="M{x} {y - 7}l7 12h-14z"/>'
    return f'<circle class="{style}" cx="{x}" cy="{y}" r="6"/>'


def _cut(text: str, letters: int) -> str:
    line = wording.one_line(text)
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"


def _text(text: str) -> str:
    return escape(wording.one_line(text))
