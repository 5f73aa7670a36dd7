"""Cutting a brief to two pages of A4, by an estimate of what its lines need."""

from math import ceil

from servanda.export.brief.composing import composed
from servanda.export.brief.sheet import Note, Row, Section, Sheet
from servanda.insight.brief import Brief

#: Millimetres of two pages that lines can fill where letters are as estimated, and of what else stands there.
ROOM, HEAD, PICTURES = 2 * 258.0, 34.0, 62.0

#: Browsers and Word set with the letters of the machine, which may run wider.
CAREFUL = ROOM * 0.9

#: Millimetres: a line of text, a heading, a line of the sources, which stand in two columns.
LINE, HEADING, SMALL = 3.75, 6.6, 2.75

#: Letters of a line of text, and of a line of the sources.
LETTERS, SMALL_LETTERS = 112, 74

#: Sections in the order in which they give way, first those that can best be looked up later.
GIVE_WAY = (
    "wording", "both", "theirs", "ours", "contacts", "since", "agreements", "waiting", "money", "disputed",
    "due", "ahead",
)  # fmt: skip

#: Lines that each section keeps, from the first round of cutting to the last.
FLOORS = (5, 4, 3, 2, 1)


def fitted(brief: Brief, room: float = CAREFUL) -> Brief:
    """The brief with as many lines as two pages hold; the others are counted. `room` is in millimetres."""
    for floor in FLOORS:
        for name in GIVE_WAY:
            while needed(composed(brief)) > room and len(brief.parts[name]) > floor:
                brief = brief.cut(name, len(brief.parts[name]) - 1)
    return brief


def needed(sheet: Sheet) -> float:
    """The millimetres that a sheet fills."""
    body = sum(_section(section) for section in sheet.sections)
    notes = sum(note_lines(note) * SMALL + 0.7 for note in sheet.notes) / 2
    closing = (ceil(len(sheet.nothing) / LETTERS) + len(sheet.about) * 2) * LINE
    return HEAD + (PICTURES if sheet.sections else 0) + body + notes + closing + HEADING


def _section(section: Section) -> float:
    return HEADING + (SMALL + 0.6 if section.more else 0) + sum(_row(row) for row in section.rows)


def _row(row: Row) -> float:
    return ceil(len(row_words(row)) / LETTERS) * LINE + 0.5


def row_words(row: Row) -> str:
    """A line as it is read."""
    quotes = " ".join(f"“{one.words}” [{one.cite}]" for one in row.quotes)
    cites = f"[{', '.join(row.cites)}]" if row.cites else ""
    return " ".join(filter(None, [row.lead, row.text, quotes, "; ".join(row.marks), cites]))


def note_lines(note: Note) -> int:
    """The lines that a source fills in its column."""
    texts = [f"{note.number} {note.head} {note.address}", *(one.words for one in note.quotes)]
    return sum(ceil((len(text) + 3) / SMALL_LETTERS) for text in texts)
