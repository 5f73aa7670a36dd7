"""Counts of commitments for a terminal: the numbers with an example each, the rule, what it leaves out."""

from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.export import count_words as words
from servanda.export.console import console
from servanda.export.ledger_items import Cited, cited
from servanda.insight.count import Count
from servanda.views import Quotation

#: Beyond this many columns lines get hard to read.
WIDEST = 110


def write(answer: Count, out: TextIO) -> None:
    """The answer, as wide as the terminal, but no wider than is good to read."""
    screen = console(out)
    screen.width = min(screen.width, WIDEST)
    sources = cited(answer.sources)
    screen.print(Text(words.title(answer), style="bold"))
    screen.print(Text(words.ruled(answer), style="dim"))
    screen.print()
    screen.print(Text(words.total(answer), style="" if answer.tellings else "dim"))
    if answer.lines:
        screen.print(_table(answer, sources))
    for note in (words.more(answer), words.sums(answer)):
        if note:
            screen.print(Text(note, style="dim"))
    if answer.tellings:
        _heading(screen, "The rule")
        _indented(screen, Text(words.explained(answer)), 2)
    if answer.left_out:
        _heading(screen, "What it leaves out")
        for one in answer.left_out:
            _indented(screen, Text(words.left_out(one)), 2)
            _quoted(screen, one.example, sources)
    if answer.tellings:
        screen.print()
        screen.print(Text(words.others(answer)))
    if answer.items:
        _heading(screen, f"The newest {len(answer.items)} of {answer.tellings:,} tellings")
        for item in answer.items:
            style = "dim" if item.left_out else "green"
            _indented(screen, Text(words.item(item), style=style), 2)
            _quoted(screen, item.quotation, sources)


def _table(answer: Count, sources: Cited) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, leading=1)
    table.add_column(answer.by or "", ratio=3, overflow="fold")
    table.add_column("number", justify="right", width=7)
    table.add_column("for example", ratio=8, overflow="fold")
    for line in answer.lines:
        quote, place = words.quoted(line.example, sources)
        example = Text(quote)
        example.append(f"\n{place}", style="dim")
        table.add_row(Text(line.name, style="" if line.value else "dim"), f"{line.count:,}", example)
    return table


def _heading(screen: Console, title: str) -> None:
    screen.print()
    screen.print(Text(title, style="bold underline"))


def _quoted(screen: Console, quotation: Quotation | None, sources: Cited) -> None:
    quote, place = words.quoted(quotation, sources)
    if quote:
        _indented(screen, Text(quote, style="italic"), 4)
        _indented(screen, Text(place, style="dim"), 4)


def _indented(screen: Console, text: Text, indent: int) -> None:
    screen.print(Padding(text, (0, 0, 0, indent), expand=False))
