"""`Chunk`: a stretch of a page before it is known what it is for; `Region`: a run of chunks with a role."""

from dataclasses import dataclass, field

from lxml import etree

from servanda.model import BlockKind


@dataclass(slots=True)
class Chunk:
    """One block in the making. `linked` counts the characters of `text` that stand in links.

    `marker` is written before the text and lies outside the block's span ("- ", "12. ").
    """

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    linked: int = 0
    bold: bool = False
    page: int | None = None

    @property
    def prose(self) -> int:
        """How much the chunk looks like running text, in characters."""
        length = len(self.text)
        if self.kind is BlockKind.HEADING or (length < 40 and not self.text.endswith((".", ":", ";"))):
            return 0
        return max(0, length - 2 * self.linked)


@dataclass(slots=True)
class Region:
    """The chunks `[start, end)` come from one element that is a `kind` of region by its markup."""

    kind: BlockKind
    start: int
    end: int


@dataclass(slots=True)
class Extent:
    """The chunks `[start, end)` that an element holds."""

    element: etree._Element
    start: int
    end: int


@dataclass(slots=True)
class Layout:
    """All chunks of a page in page order, with the regions and containers they come from."""

    chunks: list[Chunk] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)
