"""Timelines for a terminal: a lane under its heading, an event a line, its words below."""

from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.export import wording
from servanda.export.console import console
from servanda.export.ledger_columns import STAGES, STATUSES, told
from servanda.export.timeline_words import label, sign
from servanda.views import Event, EventKind, Lane, Timeline

#: Beyond this many columns lines get hard to read.
WIDEST = 110


def write(timeline: Timeline, out: TextIO) -> None:
    """Every lane, its events in order."""
    screen = console(out)
    screen.width = min(screen.width, WIDEST)
    screen.print(Text(wording.one_line(timeline.title), style="bold"))
    screen.print(Text(f"as of {timeline.as_of}", style="dim"))
    for lane in timeline.lanes:
        _lane(screen, lane)
    if not timeline.lanes:
        screen.print(Text("nothing is told of these", style="dim"))
    if timeline.cut:
        screen.print()
        screen.print(Text("… more: --limit N, or --since and --until", style="dim"))


def _lane(screen: Console, lane: Lane) -> None:
    screen.print()
    screen.print(Text(wording.one_line(lane.title), style="bold underline"))
    head = " · ".join(filter(None, [wording.parties(lane.parties), told(lane.standing), lane.id]))
    screen.print(Text(head, style="dim"))
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=12, overflow="fold")
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for event in lane.events:
        grid.add_row(Text(event.when, style="" if event.exact else "dim"), sign(event), _words(event))
    if not lane.events:
        grid.add_row("", "", Text("no dated event is told", style="dim"))
    screen.print(Padding(grid, (0, 0, 0, 2), expand=False))


def _words(event: Event) -> Text:
    style = (
        STAGES.get(event.stage or "", "")
        if event.kind is EventKind.STAGE
        else STATUSES.get(event.status or "", "")
    )
    text = Text(label(event), style="dim" if event.status == "implied" else style)
    if event.quote and wording.one_line(event.quote) not in label(event):
        text.append(f"\n“{wording.one_line(event.quote)}”", style="italic dim")
    if event.document:
        text.append(f"\n{wording.one_line(event.document)}", style="dim")
    return text
