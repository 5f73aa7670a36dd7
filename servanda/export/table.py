"""The table for people: each document under its heading, one row an act, as wide as the terminal."""

from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.export import wording
from servanda.export.console import console
from servanda.model import Act, Modality, Reading

#: Below this many columns an act is told in lines of its own.
NARROW = 100

#: Columns after the day, with their share of the width.
COLUMNS = {"who → whom": 5, "what": 5, "how far": 3, "deadline": 4, "in the words": 12}

#: How far an act goes, as a colour; the word always stands beside it.
STYLES = {
    Modality.DONE: "green",
    Modality.DECIDED: "cyan",
    Modality.PROMISED: "yellow",
    Modality.INTENDED: "magenta",
    Modality.CALLED_FOR: "blue",
    Modality.HYPOTHETICAL: "dim",
}


def write(readings: Iterable[Reading], out: TextIO, *, explain: bool = False) -> None:
    """Each document with its acts, printed as soon as it is read."""
    screen = console(out)
    for reading in readings:
        _heading(screen, reading)
        if reading.acts and screen.width < NARROW:
            for act in reading.acts:
                _lines(screen, reading, act, explain)
        elif reading.acts:
            screen.print(_table(reading, explain))
        screen.print()


def _heading(screen: Console, reading: Reading) -> None:
    document = reading.document
    screen.print(Text(wording.title(document), style="bold"))
    screen.print(Text(f"{wording.origin(document)} · {wording.counts(reading)}", style="dim"))


def _table(reading: Reading, explain: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, leading=1)
    table.add_column("when", width=10)
    for name, share in COLUMNS.items():
        table.add_column(name, ratio=share, overflow="fold")
    for act in reading.acts:
        words = _quotation(act)
        if explain:
            words.append("\n" + _because(act), style="dim")
        sides = Text(wording.sides(act))
        table.add_row(_when(reading, act), sides, _what(act), _how_far(act), wording.due(act.deadline), words)
    return table


def _lines(screen: Console, reading: Reading, act: Act, explain: bool) -> None:
    """An act on a narrow terminal: who and what, how far and by when, then the words."""
    head = Text(f"{_when(reading, act)} {wording.sides(act)}: ").append(_what(act))
    tail = Text(" · ").join(filter(None, [_how_far(act), Text(wording.due(act.deadline))]))
    screen.print()
    screen.print(head)
    screen.print(Padding(tail, (0, 0, 0, 2)))
    screen.print(Padding(_quotation(act), (0, 0, 0, 2)))
    if explain:
        screen.print(Padding(Text(_because(act), style="dim"), (0, 0, 0, 2)))


def _when(reading: Reading, act: Act) -> str:
    """The day of the document that tells the act; an older fact retold has no day of its own."""
    published = reading.document.published
    if "recap" in act.flags:
        return "earlier"
    return published.isoformat() if published else "undated"


def _what(act: Act) -> Text:
    text = Text(wording.what(act))
    if act.instrument:
        text.append(f"\n{wording.one_line(act.instrument)}", style="italic")
    if act.money:
        text.append(f"\n{wording.money(act.money)}", style="bold")
    return text


def _how_far(act: Act) -> Text:
    text = Text(wording.how_far(act), style=STYLES[act.modality])
    return text.append("\ncommitment", style="bold") if act.commitment else text


def _quotation(act: Act) -> Text:
    return Text(f"“{wording.one_line(act.quote)}”")


def _because(act: Act) -> str:
    reasons = "; ".join(map(wording.one_line, act.because)) or "no reason given"
    return f"because: {reasons} (confidence {act.confidence:.2f})"
