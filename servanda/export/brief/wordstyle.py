"""The page, the styles and the few things of Word that python-docx has no words for."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shape import InlineShape
    from docx.table import Table
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"

#: Colours as python-docx takes them.
INK, SOFT, LATE = "1C1F24", "5A6270", "B3261E"

#: Sizes of letters in points.
TEXT, SMALL, SOURCE = 9, 7, 6.5


def colour(value: str) -> Any:
    """A colour by its six digits."""
    from docx.shared import RGBColor

    return RGBColor.from_string(value)


def page_and_styles(document: "Document") -> None:
    """A4, and styles that a reader can change in one place."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(14)
    _letters(document.styles["Normal"], TEXT, INK)
    _spaced(document.styles["Normal"], 0, 1)
    headings: tuple[tuple[str, float, float], ...] = (("Heading 1", 17, 0), ("Heading 2", 10, 6))
    for name, size, before in headings:
        _letters(document.styles[name], size, INK)
        _spaced(document.styles[name], before, 2)
        document.styles[name].font.bold = True
    small: tuple[tuple[str, float, str], ...] = (("Brief Soft", SMALL, SOFT), ("Brief Source", SOURCE, INK))
    for name, size, tone in small:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _letters(style, size, tone)
    source = document.styles["Brief Source"].paragraph_format
    source.left_indent, source.first_line_indent = Mm(4), Mm(-4)
    command = document.styles.add_style("Brief Command", WD_STYLE_TYPE.CHARACTER)
    command.font.name, command.font.size = "Courier New", Pt(SMALL - 0.5)


def _letters(style: Any, size: float, tone: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour(tone)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(kind), None)
    for kind in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(kind), FONT)


def _spaced(style: Any, before: float, after: float) -> None:
    from docx.shared import Pt

    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.0


def plain_table(document: "Document", rows: int, widths: tuple[int, ...]) -> "Table":
    """A table without lines; `widths` are in millimetres."""
    from docx.shared import Mm

    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def columns_of_two(document: "Document") -> None:
    """What follows stands in two columns, on the same page."""
    from docx.enum.section import WD_SECTION
    from docx.oxml.ns import qn

    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "340")


def described(shape: "InlineShape", words: str) -> None:
    """What a picture shows, for those who cannot see it."""
    shape._inline.docPr.set("descr", words)


def link(paragraph: "Paragraph", address: str, words: str) -> None:
    """Words that lead to an address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), target)
    run = paragraph.add_run(words)
    run.font.underline = True
    element.append(run._r)
    paragraph._p.append(element)
