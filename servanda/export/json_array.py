"""JSON: one array of documents for any number of them, each with its canonical text."""

from collections.abc import Iterable
from typing import TextIO

from servanda.model import Reading, encode


def write(readings: Iterable[Reading], out: TextIO, *, explain: bool = False) -> None:  # noqa: ARG001
    """An array with one document a line. `because` always stands in it, so `explain` adds nothing."""
    before = "[\n"
    for reading in readings:
        out.write(before + encode(reading, with_text=True).decode())
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")
