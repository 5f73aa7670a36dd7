"""A brief as a Word document: real headings and styles; same brief in, same bytes out."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from servanda.export import wording
from servanda.export.brief.drawing import WIDTH
from servanda.export.brief.drawings import Drawing
from servanda.export.brief.pdf import png
from servanda.export.brief.sheet import Note, Row, Section, Sheet
from servanda.export.brief.wordstyle import (
    LATE,
    SOFT,
    columns_of_two,
    described,
    link,
    page_and_styles,
    plain_table,
)
from servanda.export.brief.wordstyle import (
    colour as coloured,
)
from servanda.insight.brief import Brief

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

#: Millimetres of the text, and of the column of days.
TEXT, DAYS = 174, 28

#: What every file in the archive says of when it was written: zip knows no earlier day.
_UNDATED = (1980, 1, 1, 0, 0, 0)


def docx(sheet: Sheet, pictures: Sequence[Drawing], brief: Brief) -> bytes:
    """The document. Raises ImportError where python-docx or Typst, which draws the pictures, is missing."""
    import docx as library

    document = library.Document()
    page_and_styles(document)
    _properties(document, sheet, brief)
    document.add_paragraph("Briefing note", style="Brief Soft")
    document.add_heading(_text(sheet.title), level=1)
    document.add_paragraph(_text(sheet.subtitle))
    _facts(document, sheet)
    for drawing in pictures:
        _picture(document, drawing)
    for section in sheet.sections:
        _section(document, section)
    if sheet.nothing:
        document.add_paragraph(_text(sheet.nothing))
    for line in sheet.about:
        document.add_paragraph(_text(line), style="Brief Soft")
    if sheet.notes:
        document.add_heading("Sources", level=2)
        columns_of_two(document)
        for note in sheet.notes:
            _note(document, note)
    return _saved(document)


def _properties(document: "Document", sheet: Sheet, brief: Brief) -> None:
    properties = document.core_properties
    day = datetime(brief.as_of.year, brief.as_of.month, brief.as_of.day)
    properties.title, properties.subject = _text(sheet.title), _text(sheet.subtitle)
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = day
    properties.revision = 1
    properties.language = "en"


def _facts(document: "Document", sheet: Sheet) -> None:
    if not sheet.facts:
        return
    paragraph = document.add_paragraph()
    for name, value in sheet.facts:
        _run(paragraph, f"{name} ", colour=SOFT)
        _run(paragraph, value, bold=True)
        _run(paragraph, "    ")


def _picture(document: "Document", drawing: Drawing) -> None:
    from docx.shared import Mm

    image = io.BytesIO(png(drawing.svg, WIDTH * 0.72))
    described(document.add_picture(image, width=Mm(TEXT)), drawing.alt)
    document.add_paragraph(_text(drawing.caption), style="Brief Soft")


def _section(document: "Document", section: Section) -> None:
    document.add_heading(_text(section.title), level=2)
    table = plain_table(document, len(section.rows), (DAYS, TEXT - DAYS))
    for cells, row in zip(table.rows, section.rows, strict=True):
        when, words = cells.cells[0].paragraphs[0], cells.cells[1].paragraphs[0]
        colour = SOFT if row.soft else LATE if row.grave else None
        _run(when, row.when, bold=not row.soft, colour=colour)
        _words(words, row)
    if section.more:
        paragraph = document.add_paragraph(f"{section.more}: ", style="Brief Soft")
        _run(paragraph, section.command, style="Brief Command")


def _words(paragraph: "Paragraph", row: Row) -> None:
    if row.lead:
        _run(paragraph, f"{row.lead} ", bold=True)
    if row.text:
        _run(paragraph, f"{row.text} ")
    for quoted in row.quotes:
        _run(paragraph, f"“{_text(quoted.words)}”")
        _run(paragraph, f"[{quoted.cite}]", raised=True)
        _run(paragraph, " ")
    if row.marks:
        _run(paragraph, f"({'; '.join(row.marks)}) ", italic=True, colour=LATE if row.grave else None)
    for cite in row.cites:
        _run(paragraph, f"[{cite}]", raised=True)


def _note(document: "Document", note: Note) -> None:
    paragraph = document.add_paragraph(style="Brief Source")
    _run(paragraph, f"{note.number}  ", bold=True)
    _run(paragraph, f"{note.head}. ")
    if note.link:
        link(paragraph, note.link, _text(note.address))
    else:
        _run(paragraph, note.address)
    for quoted in note.quotes:
        _run(paragraph, f" {quoted.cite} ", bold=True)
        _run(paragraph, f"“{_text(quoted.words)}”")


def _run(
    paragraph: "Paragraph",
    words: str,
    *,
    bold: bool | None = None,
    italic: bool | None = None,
    raised: bool | None = None,
    colour: str | None = None,
    style: str | None = None,
) -> None:
    run = paragraph.add_run(_kept(words), style=style)
    run.bold, run.italic, run.font.superscript = bold, italic, raised
    if colour is not None:
        run.font.color.rgb = coloured(colour)


def _kept(words: str) -> str:
    """Words cleaned as elsewhere, with the blanks at their ends."""
    head, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{head}{_text(words)}{tail}" if words.strip() else words


def _text(words: str) -> str:
    """Words without what XML does not take."""
    return wording.one_line(words).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _saved(document: "Document") -> bytes:
    """The archive with every file undated, so that it depends on nothing but the brief."""
    made, whole = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(whole, "w") as written:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _UNDATED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, given.read(name))
    return whole.getvalue()
