"""Sheets for a terminal."""

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.export.console import console
from servanda.export.ledger_sheet import Item, Section, Sheet

#: Beyond this many columns lines get hard to read.
WIDEST = 110


def write(sheets: Iterable[Sheet], out: TextIO) -> None:
    """Each sheet, as wide as the terminal, but no wider than is good to read."""
    screen = console(out)
    screen.width = min(screen.width, WIDEST)
    for number, sheet in enumerate(sheets):
        if number:
            screen.print()
        _sheet(screen, sheet)


def _sheet(screen: Console, sheet: Sheet) -> None:
    screen.print(Text(sheet.title, style="bold"))
    if sheet.kind or sheet.id:
        screen.print(Text(f"{sheet.kind} {sheet.id}".strip(), style="dim"))
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for name, value, style in sheet.facts:
        if value:
            facts.add_row(name, Text(value, style=style))
    if facts.row_count:
        screen.print()
        screen.print(facts)
    for section in sheet.sections:
        _section(screen, section)


def _section(screen: Console, section: Section) -> None:
    screen.print()
    screen.print(Text(section.title, style="bold underline"))
    for item in section.items:
        _item(screen, item)
    if section.note:
        _put(screen, Text(section.note, style="dim"), 2)


def _put(screen: Console, words: Text, indent: int) -> None:
    screen.print(Padding(words, (0, 0, 0, indent), expand=False))


def _item(screen: Console, item: Item) -> None:
    _put(screen, Text(item.head, style=item.style), 2)
    for line in item.lines:
        _put(screen, Text(line), 4)
    if item.quote:
        _put(screen, Text(f"“{item.quote}”", style="italic"), 4)
    if item.cite:
        _put(screen, Text(item.cite, style="dim"), 4)
