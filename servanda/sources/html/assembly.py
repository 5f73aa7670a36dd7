"""Chunks to canonical text and its block map: the one place where the text of a page is made."""

from collections.abc import Iterable

from servanda.model import Block, BlockKind, Span
from servanda.sources.html.chunks import Chunk

#: Rows of a table and items of a list follow each other line by line; all else is parted by an empty line.
_TIGHT = frozenset((BlockKind.ITEM, BlockKind.TABLE))


def assemble(chunks: Iterable[Chunk]) -> tuple[str, tuple[Block, ...]]:
    """The canonical text of `chunks` and one block for each, in order, none overlapping another."""
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    before: BlockKind | None = None
    for chunk in chunks:
        gap = "" if before is None else "\n" if before is chunk.kind and chunk.kind in _TIGHT else "\n\n"
        start = length + len(gap) + len(chunk.marker)
        parts += (gap, chunk.marker, chunk.text)
        length = start + len(chunk.text)
        blocks.append(Block(chunk.kind, Span(start, length), chunk.level, chunk.page))
        before = chunk.kind
    return "".join(parts), tuple(blocks)
