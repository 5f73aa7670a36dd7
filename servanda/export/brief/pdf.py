"""A brief as PDF of at most two pages, set by Typst; same brief in, same bytes out.

Words reach the typesetter as data, never as markup. Its own letters are used, so that no page depends on the
fonts of a machine; what they lack is shown as a box.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from itertools import accumulate
from typing import Any

import msgspec

from servanda.export.brief.composing import composed
from servanda.export.brief.drawings import Drawing, drawings
from servanda.export.brief.fitting import ROOM, fitted, note_lines
from servanda.export.brief.sheet import Note, Sheet
from servanda.insight.brief import Brief

#: Pages that a brief may have, sizes of letters in points, and how room is lost where it does not fit.
PAGES, SIZE, SMALL, SHRINK, TRIES = 2, 8.8, 6.9, 0.96, 30

#: How much more than estimated may fit.
HOPED = 1.2

_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


def pdf(brief: Brief) -> bytes:
    """The document. Raises ImportError where Typst is not installed."""
    room, made, cut = ROOM * HOPED, b"", brief
    for _ in range(TRIES):
        cut = fitted(cut, room)
        made = _compiled(composed(cut), drawings(cut), brief)
        if pages(made) <= PAGES:
            break
        room *= SHRINK
    return made


def pages(made: bytes) -> int:
    """How many pages a document of ours has."""
    return len(_PAGE.findall(made))


def _compiled(sheet: Sheet, pictures: Sequence[Drawing], brief: Brief) -> bytes:
    import typst

    data = msgspec.json.encode(_data(sheet, pictures, brief)).decode()
    template = (files("servanda.export.brief") / "brief.typ").read_bytes()
    made = typst.compile(template, format="pdf", ignore_system_fonts=True, sys_inputs={"data": data})
    assert isinstance(made, bytes)
    return made


def _data(sheet: Sheet, pictures: Sequence[Drawing], brief: Brief) -> dict[str, Any]:
    notes = [{**asdict(note), "head": note.head, "link": note.link} for note in sheet.notes]
    return {
        **asdict(sheet),
        "notes": notes,
        "day": [brief.as_of.year, brief.as_of.month, brief.as_of.day],
        "pictures": [asdict(one) for one in pictures],
        "left": _left(sheet.notes),
        "footer": f"{sheet.title}. {sheet.subtitle}",
        "size": SIZE,
        "small": SMALL,
    }


def _left(notes: Sequence[Note]) -> int:
    """How many sources stand in the left column, so that both are about as long."""
    lengths = list(accumulate(note_lines(note) for note in notes))
    return next((at for at, length in enumerate(lengths, start=1) if length * 2 >= lengths[-1]), 0)


def png(svg: str, width: float) -> bytes:
    """A picture as PNG, `width` points wide, sharp enough for print. Raises ImportError without Typst."""
    import typst

    page = (
        f"#set page(width: {width}pt, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), width: 100%)"
    )
    made = typst.compile(
        page.encode(), format="png", ppi=220, ignore_system_fonts=True, sys_inputs={"svg": svg}
    )
    assert isinstance(made, bytes)
    return made
