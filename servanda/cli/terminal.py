"""The console that commands print on: colour only on a terminal, its width, and plain text elsewhere."""

import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

#: Columns of a table that does not go to a terminal.
PLAIN_WIDTH = 160


def console(out: TextIO | None = None) -> "Console":
    """A console on `out` (stdout unless given)."""
    from rich.console import Console

    stream = out or sys.stdout
    width = None if stream.isatty() else PLAIN_WIDTH
    return Console(file=stream, width=width, highlight=False, soft_wrap=False)
