"""The console that tables are printed on: colour and width of a terminal, plain text elsewhere."""

import os
import sys
from typing import TextIO

from rich.console import Console

#: Columns of a table that goes to a file or a pipe; COLUMNS in the environment overrides it.
PLAIN_WIDTH = 160


def console(out: TextIO | None = None) -> Console:
    """A console on `out`, stdout unless given."""
    stream = out or sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PLAIN_WIDTH
    return Console(file=stream, width=width, highlight=False, emoji=False, markup=False)
