"""Readings to what people and programs take away: one file per format.

In: a stream of readings and an open text file. Out: the format, written as the readings come.
Each format has `write(readings, out, *, explain=False)`; the command line and the API call it by name.
"""

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, TextIO, cast

from servanda.model import Reading

#: Format name, as people type it, to the module that writes it.
FORMATS = {
    "table": "servanda.export.table",
    "json": "servanda.export.json_array",
    "jsonl": "servanda.export.jsonl",
    "csv": "servanda.export.csv_rows",
    "md": "servanda.export.markdown",
    "html": "servanda.export.html",
}


class Writer(Protocol):
    """Writes readings one by one; with `explain` it also says why each act was read."""

    def __call__(self, readings: Iterable[Reading], out: TextIO, *, explain: bool = False) -> None: ...


def writer(name: str) -> Writer:
    """The writer of the format `name`. Raises KeyError where there is none."""
    return cast(Writer, import_module(FORMATS[name]).write)
