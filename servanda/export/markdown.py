"""Markdown: each document under a heading, its acts as a table, ready to paste into a note."""

import re
from collections.abc import Iterable
from typing import TextIO

from servanda.export import wording
from servanda.model import Act, Reading

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write(readings: Iterable[Reading], out: TextIO, *, explain: bool = False) -> None:
    """One section a document; `explain` adds a list of reasons below the table."""
    for number, reading in enumerate(readings):
        out.write("\n" if number else "")
        out.write(f"## {escape(wording.title(reading.document))}\n\n")
        out.write(f"{escape(wording.origin(reading.document))} · {wording.counts(reading)}\n")
        if reading.acts:
            out.write("\n| # | who → whom | what | how far | deadline | in the words |\n")
            out.write("|---:|---|---|---|---|---|\n")
            for place, act in enumerate(reading.acts, start=1):
                out.write(f"| {place} | {' | '.join(map(escape, _cells(act)))} |\n")
        if explain:
            _reasons(reading, out)


def escape(text: str) -> str:
    """`text` on one line, so that no letter of it acts as Markdown or HTML."""
    return _MARKS.sub(r"\\\1", wording.one_line(text)).replace("&", "&amp;")


def _cells(act: Act) -> tuple[str, ...]:
    extra = [act.instrument or "", wording.money(act.money)]
    what = ", ".join(filter(None, [wording.what(act), *extra]))
    how_far = wording.how_far(act) + (", commitment" if act.commitment else "")
    return wording.sides(act), what, how_far, wording.due(act.deadline), f"“{act.quote}”"


def _reasons(reading: Reading, out: TextIO) -> None:
    out.write("\n" if reading.acts else "")
    for place, act in enumerate(reading.acts, start=1):
        reasons = escape("; ".join(act.because) or "no reason given")
        out.write(f"- {place}: {reasons} (confidence {act.confidence:.2f})\n")
