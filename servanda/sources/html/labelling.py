"""Gives each chunk its final kind: by where it lies, by the section it stands in, by what it says."""

from collections.abc import Iterator, Sequence

from servanda.model import BlockKind
from servanda.sources.headline import is_date_line, kind_of_label
from servanda.sources.html.choice import Run, prune
from servanda.sources.html.chunks import Chunk, Layout
from servanda.sources.html.roles import line_kind, section_kind

#: A bold line no longer than this that ends no sentence is a heading whatever its tag.
_BOLD_HEADING = 120
#: Where so much of a page is "quoted", its quotation marks up are an indent.
_INDENT_SHARE = 0.6
#: The masthead lies before the first paragraph of this length.
_FIRST_PROSE = 90
#: A section with more of the main text than this is the main text, whatever its heading.
_SECTION_SHARE = 0.45
_BODY = frozenset(
    (
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.TABLE,
        BlockKind.QUOTATION,
        BlockKind.CAPTION,
        BlockKind.HEADING,
    )
)


def label(layout: Layout, run: Run) -> None:
    """Sets the kinds of all chunks of `layout`, whose main text is `run`."""
    chunks, (start, end) = layout.chunks, run
    regions = prune(layout, run)
    _undo_indents(chunks[start:end])
    _raise_bold(chunks[start:end])
    inner: dict[int, BlockKind] = {}
    for region in regions:
        for number in range(region.start, region.end):
            inner[number] = region.kind
    for number in (*range(start), *range(end, len(chunks))):
        _label_outside(chunks[number], inner.get(number), before=number < start)
    for number in range(start, end):
        if number in inner:
            chunks[number].kind = inner[number]
    _label_lines(chunks[start:end])
    _label_sections(chunks[start:end])


def _undo_indents(chunks: Sequence[Chunk]) -> None:
    quoted = [chunk for chunk in chunks if chunk.kind is BlockKind.QUOTATION]
    if sum(chunk.prose for chunk in quoted) > _INDENT_SHARE * sum(chunk.prose for chunk in chunks):
        for chunk in quoted:
            chunk.kind, chunk.level = BlockKind.PARAGRAPH, 0


def _raise_bold(chunks: Sequence[Chunk]) -> None:
    for chunk in chunks:
        short = len(chunk.text) <= _BOLD_HEADING and not chunk.text.endswith((".", ",", ";", "?"))
        if chunk.kind is BlockKind.PARAGRAPH and chunk.bold and short:
            chunk.kind, chunk.level = BlockKind.HEADING, 4


def _label_outside(chunk: Chunk, region: BlockKind | None, *, before: bool) -> None:
    """What lies outside the main text: its title stays a heading, the rest is what its region is."""
    if (
        before
        and chunk.kind is BlockKind.HEADING
        and chunk.level == 1
        and region in (None, BlockKind.NAVIGATION)
    ):
        return
    if region is not None:
        chunk.kind = region
    else:
        chunk.kind = BlockKind.NAVIGATION if chunk.linked * 2 > len(chunk.text) else BlockKind.FURNITURE


def _label_lines(chunks: Sequence[Chunk]) -> None:
    """Single lines: the masthead's dates and labels, share bars, end marks, lists of links."""
    masthead = True
    for chunk in chunks:
        if chunk.kind not in _BODY:
            continue
        if masthead and chunk.kind is not BlockKind.HEADING and len(chunk.text) >= _FIRST_PROSE:
            masthead = False
        said = line_kind(chunk.text)
        if said:
            chunk.kind = said
        elif masthead and (is_date_line(chunk.text) or kind_of_label(chunk.text)) and chunk.level != 1:
            chunk.kind = BlockKind.FURNITURE
        elif _is_bare_link(chunk):
            chunk.kind = BlockKind.RELATED


def _is_bare_link(chunk: Chunk) -> bool:
    """A block that is one link and no sentence."""
    if chunk.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or chunk.text.endswith((".", ";", ":")):
        return False
    return chunk.linked >= 0.9 * len(chunk.text) and len(chunk.text) < 200


def _label_sections(chunks: Sequence[Chunk]) -> None:
    """What stands under "Quick facts", "Contacts", "Related links" …, and what follows the end mark."""
    limit = _SECTION_SHARE * sum(chunk.prose for chunk in chunks if chunk.kind in _BODY)
    for number, chunk in enumerate(chunks):
        if chunk.kind is BlockKind.HEADING:
            kind = section_kind(chunk.text)
        else:
            kind = BlockKind.CONTACT if chunk.kind is BlockKind.END else None
        if kind is None:
            continue
        section = [c for c in _section(chunks, number) if c.kind in _BODY and c.kind is not BlockKind.HEADING]
        if sum(c.prose for c in section) <= limit:
            for inner in section:
                inner.kind = kind
        elif chunk.kind is BlockKind.END:
            chunk.kind = BlockKind.FURNITURE


def _section(chunks: Sequence[Chunk], number: int) -> Iterator[Chunk]:
    """What follows chunk `number` up to the next heading that is not below it."""
    opener = chunks[number]
    for chunk in chunks[number + 1 :]:
        if chunk.kind is BlockKind.HEADING and (
            (opener.kind is BlockKind.HEADING and chunk.level <= opener.level) or section_kind(chunk.text)
        ):
            return
        yield chunk
