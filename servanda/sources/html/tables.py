"""Tables: those that hold data become a block a row; those that only lay out a page are walked through."""

from collections.abc import Iterator

from lxml import etree

from servanda.model import BlockKind
from servanda.sources.html.spacing import squeeze

_BLOCKS = ("p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "article", "section", "blockquote")
_UNREAD = frozenset(("script", "style", "noscript", "template"))
#: A cell longer than this holds running text: its table lays out a page.
_LONG_CELL = 1500
#: A cell longer than this that outweighs all others of its table is what the table frames.
_FRAMED = 400


def is_data_table(table: etree._Element) -> bool:
    """Whether a table's cells are data: not a frame for a page's parts."""
    if table.get("role") in ("presentation", "none"):
        return False
    if any(inner is not table for inner in table.iter("table")):
        return False
    rows = list(table.iter("tr"))
    width = max((len(_cells(row)) for row in rows), default=0)
    if width < 2:
        return False
    if next(table.iter("th"), None) is not None:
        return True
    if len(rows) < 2:
        return False
    cells = [cell for row in rows for cell in _cells(row)]
    return not _is_dominated(cells) and all(_is_data_cell(cell) for cell in cells)


def table_rows(table: etree._Element) -> Iterator[tuple[BlockKind, str]]:
    """The caption and rows of a data table, the cells of a row parted by " | "."""
    for caption in table.iter("caption"):
        if text := _text(caption):
            yield BlockKind.CAPTION, text
    for row in table.iter("tr"):
        cells = [_text(cell) for cell in _cells(row)]
        if any(cells):
            yield BlockKind.TABLE, " | ".join(cells)


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _is_dominated(cells: list[etree._Element]) -> bool:
    """Whether one cell is the page and the others its frame."""
    lengths = [len("".join(map(str, cell.itertext())).strip()) for cell in cells]
    longest = max(lengths, default=0)
    return longest > _FRAMED and longest > 0.6 * sum(lengths)


def _is_data_cell(cell: etree._Element) -> bool:
    """A data cell holds at most a few paragraphs or one list, and no page."""
    blocks = sum(1 for _ in cell.iter(*_BLOCKS))
    return blocks <= 8 and len("".join(map(str, cell.itertext()))) <= _LONG_CELL


def _text(element: etree._Element) -> str:
    """The words of a cell on one line: its blocks and lines parted by a space."""
    parts: list[str] = []
    _gather(element, parts, 0)
    return squeeze("".join(parts))


def _gather(element: etree._Element, parts: list[str], depth: int) -> None:
    if element.tag in _UNREAD or depth > 200:
        return
    parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            apart = " " if child.tag in ("p", "div", "li", "br", "ul", "ol") else ""
            parts.append(apart)
            _gather(child, parts, depth + 1)
            parts.append(apart)
        parts.append(child.tail or "")
