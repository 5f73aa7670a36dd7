"""CSV: one row an act, lists joined by semicolons, quotations verbatim."""

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from servanda.export.rows import COLUMNS, rows
from servanda.model import Reading


def write(readings: Iterable[Reading], out: TextIO, *, explain: bool = False) -> None:
    """A header and the acts of every reading; `explain` adds the column `because`."""
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow([*COLUMNS, *(["because"] if explain else [])])
    for reading in readings:
        for act, row in zip(reading.acts, rows(reading), strict=True):
            because = ["; ".join(act.because)] if explain else []
            sheet.writerow([*map(_cell, row.values()), *because])


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
