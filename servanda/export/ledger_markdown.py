"""Rows of a ledger as a Markdown table, ready to paste into a note."""

from collections.abc import Iterable
from typing import TextIO

from servanda.export.ledger_columns import COLUMNS
from servanda.export.markdown import escape
from servanda.views import Row


def write(listed: str, rows: Iterable[Row], out: TextIO, *, more: str | None = None) -> None:
    """The rows of the list called `listed`; `more` is a line below that tells what is left out."""
    columns = COLUMNS[listed]
    found = list(rows)
    if not found:
        out.write(f"no {listed} found\n")
        return
    out.write(f"| {' | '.join(column.title for column in columns)} |\n")
    out.write(f"|{'|'.join('---:' if column.justify == 'right' else '---' for column in columns)}|\n")
    for row in found:
        cells = (column.cell(row).replace("\n", ", ") for column in columns)
        out.write(f"| {' | '.join(map(escape, cells))} |\n")
    if more:
        out.write(f"\n{escape(more)}\n")
