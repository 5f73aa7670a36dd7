"""`walk`: an element tree to chunks in page order. Nothing that a reader of the page sees is left out."""

import re
from collections.abc import Callable
from functools import lru_cache

from lxml import etree

from servanda.model import BlockKind
from servanda.sources.html.chunks import Chunk, Extent, Layout, Region
from servanda.sources.html.roles import region_kind
from servanda.sources.html.spacing import Line, paragraphs, unbullet
from servanda.sources.html.tables import is_data_table, table_rows
from servanda.sources.words import words

_SKIPPED = frozenset(words("tags")["skipped"])
_INLINE = frozenset(words("tags")["inline"])
_BOLD = frozenset(("b", "strong"))
_OUTER = frozenset(("html", "head", "body"))
_EXTENTS = frozenset(
    ("html", "div", "section", "article", "main", "td", "body", "center", "form", "fieldset")
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|sr-only|wb-inv|screen-reader-text|element-invisible|hide-text|u-hidden)(?:$|\s)"
)
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])caption(?:$|[\s_-])", re.IGNORECASE)
_APART_CLASS = re.compile(r"(?:^|[\s_-])(?:item|meta|label|category|date)(?:$|[\s_-])", re.IGNORECASE)
#: Elements nested deeper than this are read as running text: no page means it.
_DEPTH = 220
_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}


def walk(root: etree._Element) -> Layout:
    """The layout of a page."""
    # From the root, not from the body: where a page leaves tags out, the parser takes those it does not know,
    # such as <main>, for a part of the head. What belongs in a head is skipped by its own names.
    walker = _Walker()
    walker.block(root, "html")
    return walker.layout


class _Walker:
    """Walks a tree once. Text gathers in a buffer until an element ends the block."""

    def __init__(self) -> None:
        self.layout = Layout()
        self._lines = [Line("")]
        self._parts: list[str] = []
        self._in_link = 0
        self._in_bold = 0
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._marker = ""
        self._numbers: list[int | None] = []
        self._quotes = 0
        self._depth = 0
        self._handlers: dict[str, Callable[[etree._Element, str], None]] = {
            "a": self._link,
            "br": self._break,
            "pre": self._pre,
            "ul": self._list,
            "ol": self._list,
            "menu": self._list,
            "li": self._item,
            "blockquote": self._quotation,
            "table": self._table,
            "figcaption": self._caption,
            "caption": self._caption,
            "summary": self._summary,
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(_BOLD, self._strong),
            **dict.fromkeys(_INLINE, self._inline),
        }

    def block(self, element: etree._Element, tag: str) -> None:
        """An element that begins and ends a block, with all it holds."""
        self._flush()
        start = len(self.layout.chunks)
        if element.get("role") == "heading":
            self._framed(element, BlockKind.HEADING, int_of(element.get("aria-level"), 2))
        elif tag not in _OUTER and _CAPTION_CLASS.search(element.get("class") or ""):
            self._framed(element, BlockKind.CAPTION, 0)
        else:
            self._children(element)
        self._flush()
        end = len(self.layout.chunks)
        if end > start:
            if tag in _EXTENTS:
                self.layout.extents.append(Extent(element, start, end))
            kind = None if tag in _OUTER else region_kind(element, tag)
            if kind:
                self.layout.regions.append(Region(kind, start, end))

    def _children(self, element: etree._Element) -> None:
        if self._depth >= _DEPTH:
            self._say("".join(map(str, element.itertext())))
            return
        self._depth += 1
        if element.text:
            self._say(element.text)
        for child in element:
            tag = child.tag
            if tag.__class__ is str and tag not in _SKIPPED and not _is_hidden(child):
                handler = self._handlers.get(tag)
                handler(child, tag) if handler else self.block(child, tag)
            if child.tail:
                self._say(child.tail)
        self._depth -= 1

    def _say(self, text: str) -> None:
        self._parts.append(text)
        if self._in_link or self._in_bold:
            size = len(text) if not text.isspace() else 0
            self._lines[-1].linked += size if self._in_link else 0
            self._lines[-1].bold += size if self._in_bold else 0

    def _end_line(self) -> None:
        """Gives the open line its text: joined once, since a paragraph may have very many parts."""
        if self._parts:
            self._lines[-1].text = "".join(self._parts)
            self._parts = []

    def _flush(self) -> None:
        if not self._parts and len(self._lines) == 1:
            return
        self._end_line()
        lines, self._lines = self._lines, [Line("")]
        if len(lines) == 1 and not lines[0].text.strip():
            return
        for group in paragraphs(lines):
            text = "\n".join(line.text for line in group)
            self._emit(text, sum(line.linked for line in group), all(line.is_bold for line in group))

    def _emit(self, text: str, linked: int, bold: bool) -> None:
        kind, level, marker = self._kind, self._level, self._marker
        if kind is BlockKind.PARAGRAPH and (bare := unbullet(text)) is not None:
            kind, level, marker, text = BlockKind.ITEM, 1, "- ", bare
        elif kind is BlockKind.PARAGRAPH and self._quotes:
            kind, level = BlockKind.QUOTATION, self._quotes
        self.layout.chunks.append(Chunk(kind, text, level, marker, linked, bold))
        if kind is BlockKind.ITEM and marker.strip():
            self._marker = " " * len(marker)

    def _framed(self, element: etree._Element, kind: BlockKind, level: int, marker: str = "") -> None:
        """The element's content, as blocks of `kind`."""
        self._flush()
        before = self._kind, self._level, self._marker
        self._kind, self._level, self._marker = kind, level, marker
        self._children(element)
        self._flush()
        self._kind, self._level, self._marker = before

    def _heading(self, element: etree._Element, tag: str) -> None:
        self._framed(element, BlockKind.HEADING, _HEADINGS[tag])

    def _summary(self, element: etree._Element, _tag: str) -> None:
        """What stands over a part that opens at a click: its heading."""
        self._framed(element, BlockKind.HEADING, 3)

    def _caption(self, element: etree._Element, _tag: str) -> None:
        self._framed(element, BlockKind.CAPTION, 0)

    def _inline(self, element: etree._Element, _tag: str) -> None:
        name = element.get("class")
        # Parts of a line of facts ("News release", "3 May 2024") are set apart by style sheets alone.
        apart = name is not None and _is_apart(name)
        if apart:
            self._say(" ")
        self._children(element)
        if apart:
            self._say(" ")

    def _link(self, element: etree._Element, _tag: str) -> None:
        linking = 1 if element.get("href") is not None else 0
        self._in_link += linking
        self._children(element)
        self._in_link -= linking

    def _strong(self, element: etree._Element, _tag: str) -> None:
        self._in_bold += 1
        self._children(element)
        self._in_bold -= 1

    def _break(self, _element: etree._Element, _tag: str) -> None:
        self._end_line()
        self._lines.append(Line(""))

    def _pre(self, element: etree._Element, _tag: str) -> None:
        self._flush()
        for group in paragraphs(map(Line, "".join(map(str, element.itertext())).splitlines())):
            self._emit(" ".join(line.text for line in group), 0, False)

    def _list(self, element: etree._Element, tag: str) -> None:
        self._flush()
        self._numbers.append(int_of(element.get("start"), 1) if tag == "ol" else None)
        kind, level, marker = self._kind, self._level, self._marker
        self._kind = BlockKind.PARAGRAPH
        self.block(element, tag)
        self._kind, self._level, self._marker = kind, level, marker
        self._numbers.pop()

    def _item(self, element: etree._Element, tag: str) -> None:
        self._flush()
        depth = max(1, len(self._numbers))
        number = self._numbers[-1] if self._numbers else None
        if number is not None:
            number = int_of(element.get("value"), number)
            self._numbers[-1] = number + 1
        marker = "  " * (depth - 1) + ("- " if number is None else f"{number}. ")
        start = len(self.layout.chunks)
        self._framed(element, BlockKind.ITEM, depth, marker)
        kind = region_kind(element, tag)
        if kind and len(self.layout.chunks) > start:
            self.layout.regions.append(Region(kind, start, len(self.layout.chunks)))

    def _quotation(self, element: etree._Element, tag: str) -> None:
        self._flush()
        self._quotes += 1
        self.block(element, tag)
        self._quotes -= 1

    def _table(self, element: etree._Element, tag: str) -> None:
        if not is_data_table(element):
            self.block(element, tag)
            return
        self._flush()
        for kind, text in table_rows(element):
            self.layout.chunks.append(Chunk(kind, text))


def int_of(text: str | None, default: int) -> int:
    """The whole number an attribute holds, or `default`."""
    return int(text) if text and text.strip().lstrip("-").isdecimal() else default


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style, name = element.get("style"), element.get("class")
    return bool((style and _HIDDEN_STYLE.search(style)) or (name and _is_hidden_name(name)))


@lru_cache(maxsize=4096)
def _is_hidden_name(name: str) -> bool:
    return _HIDDEN_CLASS.search(name) is not None


@lru_cache(maxsize=4096)
def _is_apart(name: str) -> bool:
    return _APART_CLASS.search(name) is not None
