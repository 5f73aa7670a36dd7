"""A comparison for people: facts and acts of both sides next to each other; in lines on a narrow terminal."""

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.export import compare_words as words
from servanda.export import wording
from servanda.export.console import console
from servanda.export.ledger_items import Cited, cite, cited
from servanda.export.ledger_table import NARROW
from servanda.insight.compare import Comparison, Kind, Line, OneSided, Telling

_STYLES = {
    Kind.ATTRIBUTED_A: "magenta",
    Kind.ATTRIBUTED_B: "magenta",
    Kind.DIFFERS: "yellow",
    Kind.ONLY_A: "cyan",
    Kind.ONLY_B: "cyan",
    Kind.UNCLEAR: "dim",
    Kind.BOTH: "green",
}


def write(answer: Comparison | OneSided, out: TextIO) -> None:
    """The comparison, or that only one side has told."""
    screen = console(out)
    if isinstance(answer, OneSided):
        screen.print(Text(wording.one_line(answer.meeting.title), style="bold"))
        screen.print(Text(words.one_sided(answer)))
        return
    names = words.names(answer)
    screen.print(Text(words.title(answer), style="bold"))
    screen.print(Text(words.summary(answer)))
    screen.print()
    wide = screen.width >= NARROW
    _facts(screen, answer, names, wide)
    for kinds in words.SECTIONS:
        lines = answer.of(*kinds)
        if lines:
            _section(screen, kinds[0], lines, names, cited(answer.sources), wide)
    for note in (words.left(answer), words.left_out(answer)):
        if note:
            screen.print(Text(note, style="dim"))


def _facts(screen: Console, answer: Comparison, names: tuple[str, str], wide: bool) -> None:
    if wide:
        table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
        table.add_column("", width=14, style="dim")
        for name in names:
            table.add_column(name, ratio=1, overflow="fold")
        for row in words.facts(answer):
            table.add_row(*map(Text, row))
        screen.print(table)
        return
    for name, one, other in words.facts(answer):
        same = one == other
        screen.print(Text(f"{name}: {one}" if same else f"{name}: {names[0]}: {one}; {names[1]}: {other}"))


def _section(
    screen: Console, kind: Kind, lines: Sequence[Line], names: tuple[str, str], sources: Cited, wide: bool
) -> None:
    screen.print()
    screen.print(Text(words.heading(kind, names), style=f"bold {_STYLES[kind]}"))
    if kind in (Kind.ATTRIBUTED_A, Kind.ATTRIBUTED_B):
        screen.print(Text(words.CAUTION, style="dim"))
    if wide and kind in (Kind.BOTH, Kind.DIFFERS):
        _side_by_side(screen, lines, names)
        return
    for line in lines:
        _in_lines(screen, line, names, sources)


def _side_by_side(screen: Console, lines: Sequence[Line], names: tuple[str, str]) -> None:
    differ = any(line.differences for line in lines)
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, leading=1)
    table.add_column("", width=3, justify="right", style="dim")
    if differ:
        table.add_column("differs in", ratio=4, overflow="fold")
    for name in names:
        table.add_column(name, ratio=6, overflow="fold")
    for line in lines:
        told = [Text("\n".join(map(words.difference, line.differences)), style="yellow")] if differ else []
        table.add_row(str(line.number), *told, *(_quoted(one) for one in (line.a, line.b)))
    screen.print(table)


def _quoted(one: Telling | None) -> Text:
    if one is None:
        return Text("")
    place = one.words
    text = Text(f"“{wording.one_line(place.quote)}”")
    return text.append(f"\ncharacters {place.start}–{place.end}", style="dim")


def _in_lines(screen: Console, line: Line, names: tuple[str, str], sources: Cited) -> None:
    for at, one in enumerate((line.a, line.b)):
        if one is None:
            continue
        head = f"{line.number:>2}. {names[at]}: " if line.a and line.b else f"{line.number:>2}. "
        screen.print(Padding(Text(f"{head}{words.telling(one)}"), (0, 0, 0, 1)))
        _below(screen, Text(f"“{wording.one_line(one.words.quote)}”", style="italic"))
        place = one.words
        _below(screen, Text(cite(place.document, place.start, place.end, sources), style="dim"))
    for unlike in line.differences:
        _below(screen, Text(words.difference(unlike), style="yellow"))
    nearest = words.near(line)
    if nearest:
        _below(screen, Text(nearest, style="dim"))


def _below(screen: Console, text: Text) -> None:
    screen.print(Padding(text, (0, 0, 0, 5)))
