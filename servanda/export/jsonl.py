"""JSON Lines: one line a document, the form other programs measure against."""

from collections.abc import Iterable
from typing import TextIO

from servanda.model import Reading, encode


def write(readings: Iterable[Reading], out: TextIO, *, explain: bool = False) -> None:  # noqa: ARG001
    """Each reading as one line. `because` always stands in it, so `explain` adds nothing."""
    for reading in readings:
        out.write(encode(reading).decode() + "\n")
