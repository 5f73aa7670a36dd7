"""Rows of a ledger as a table for people, as wide as the terminal; on a narrow one each row in lines."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.export.console import console
from servanda.export.ledger_columns import COLUMNS, Column
from servanda.views import Row

#: Below this many columns a row is told in lines of its own.
NARROW = 92


def write(listed: str, rows: Iterable[Row], out: TextIO, *, more: str | None = None) -> None:
    """The rows of the list called `listed`; `more` is a line below that tells what is left out."""
    screen = console(out)
    columns = COLUMNS[listed]
    found = list(rows)
    if not found:
        screen.print(Text(f"no {listed} found", style="dim"))
    elif screen.width < NARROW:
        for row in found:
            _lines(screen, row, columns)
    else:
        screen.print(_table(found, columns))
    if more:
        screen.print(Text(more, style="dim"))


def _table(rows: Sequence[Row], columns: Sequence[Column]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, leading=1)
    for column in columns:
        if column.width:
            table.add_column(column.title, width=column.width, justify=column.justify, overflow="fold")
        else:
            table.add_column(column.title, ratio=column.share, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(column, row) for column in columns))
    return table


def _cell(column: Column, row: Row) -> Text:
    first, *rest = column.cell(row).split("\n")
    text = Text(first, style=column.style(row))
    for line in rest:
        text.append(f"\n{line}", style="dim")
    return text


def _lines(screen: Console, row: Row, columns: Sequence[Column]) -> None:
    """A row on a narrow terminal: what matters most, then the rest."""
    lead = max(columns, key=lambda column: column.share)
    screen.print(Text(lead.cell(row).split("\n")[0], style="bold"))
    parts = Text()
    for column in columns:
        words = column.cell(row)
        lines = words.split("\n")[1:] if column is lead else words.split("\n")
        said = ", ".join(filter(None, lines))
        if said:
            parts.append(" · " if parts else "")
            parts.append(f"{column.title} " if column.named and column is not lead else "", style="dim")
            parts.append(said, style=column.style(row) if column is not lead else "")
    screen.print(Padding(parts, (0, 0, 0, 2), expand=False))
    screen.print()
