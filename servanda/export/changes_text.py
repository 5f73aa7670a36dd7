"""Changes in wording for people: the words of both statements next to each other."""

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.export import changes_words as words
from servanda.export import wording
from servanda.export.console import console
from servanda.export.ledger_items import Cited, cite, cited
from servanda.export.ledger_table import NARROW
from servanda.insight.changes import Changes, Kind, Line, Wording

_STYLES = {
    Kind.WEAKER: "yellow",
    Kind.DROPPED: "red",
    Kind.STRONGER: "green",
    Kind.NEW: "cyan",
    Kind.CHANGED: "magenta",
    Kind.UNCLEAR: "dim",
    Kind.UNCHANGED: "",
}
_PAIRED = frozenset({Kind.WEAKER, Kind.STRONGER, Kind.CHANGED})


def write(answer: Changes, out: TextIO) -> None:
    """What changed, or which earlier statements may be meant."""
    screen = console(out)
    screen.print(Text(words.title(answer), style="bold"))
    screen.print(Text(words.summary(answer)))
    found = words.found(answer)
    if found:
        screen.print(Text(found, style="dim"))
    if answer.before is None:
        for one in answer.candidates:
            screen.print(Padding(Text(words.candidate(one)), (0, 0, 0, 2)))
        return
    sources = cited(answer.sources)
    for kind, title in words.SECTIONS:
        lines = answer.of(kind)
        if lines:
            _section(screen, kind, title, lines, words.names(answer), sources)


def _section(
    screen: Console, kind: Kind, title: str, lines: Sequence[Line], names: tuple[str, str], sources: Cited
) -> None:
    screen.print()
    screen.print(Text(title, style=f"bold {_STYLES[kind]}".strip()))
    if kind is Kind.DROPPED:
        screen.print(Text(words.CAUTION, style="dim"))
    if kind in _PAIRED and screen.width >= NARROW:
        screen.print(_table(lines, names, _STYLES[kind]))
        return
    for line in lines:
        _in_lines(screen, line, names, sources, _STYLES[kind])


def _table(lines: Sequence[Line], names: tuple[str, str], style: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, leading=1)
    table.add_column("", width=3, justify="right", style="dim")
    table.add_column("what changed", ratio=4, overflow="fold")
    for name in names:
        table.add_column(name, ratio=6, overflow="fold")
    for line in lines:
        why = Text("\n".join(map(words.reason, line.reasons)), style=style)
        table.add_row(str(line.number), why, *map(_quoted, (line.before, line.after)))
    return table


def _quoted(one: Wording | None) -> Text:
    if one is None:
        return Text("")
    text = Text(f"“{wording.one_line(one.words.quote)}”")
    return text.append(f"\ncharacters {one.words.start}–{one.words.end}", style="dim")


def _in_lines(screen: Console, line: Line, names: tuple[str, str], sources: Cited, style: str) -> None:
    screen.print(Padding(Text(f"{line.number:>2}. {words.what(line)}"), (0, 0, 0, 1)))
    sides = [(name, one) for name, one in zip(names, (line.before, line.after), strict=True) if one]
    if line.kind is Kind.UNCHANGED:
        sides = sides[1:]
    for name, one in sides:
        by = f"{name}: " if len(sides) > 1 else ""
        _below(screen, Text(f"{by}“{wording.one_line(one.words.quote)}”", style="italic"))
        place = cite(one.words.document, one.words.start, one.words.end, sources)
        _below(screen, Text(place, style="dim"))
    for reason in line.reasons:
        _below(screen, Text(words.reason(reason), style=style))
    nearest = words.near(line)
    if nearest:
        _below(screen, Text(nearest, style="dim"))


def _below(screen: Console, text: Text) -> None:
    screen.print(Padding(text, (0, 0, 0, 5)))
