"""Gives each chunk its final kind: by where it lies, by the section it stands in, by what it says."""

from collections.abc import Iterator, Mapping, Sequence

from servanda.model import BlockKind
from servanda.sources.dating import find_day
from servanda.sources.headline import is_date_line, kind_of_label
from servanda.sources.html.choice import Run, prune
from servanda.sources.html.chunks import Chunk, Layout
from servanda.sources.html.roles import line_kind, section_kind
from servanda.sources.publishers import of_name

#: A bold line no longer than this that ends no sentence is a heading whatever its tag.
_BOLD_HEADING = 120
#: Where so much of a page is "quoted", its quotation marks up are an indent.
_INDENT_SHARE = 0.6
#: The masthead lies before the first paragraph of this length, or the first sentence of so many words.
_FIRST_PROSE = 90
_SENTENCE = 3
#: The longest masthead line that is its publisher's name, and the longest tail line that is no sentence.
_NAME, _TAIL = 60, 160
#: A date among lines no longer than this together is a masthead's.
_HEAD_LINES = 140
#: A section with more of the main text than this is the main text, whatever its heading.
_SECTION_SHARE = 0.45
#: Below all ranks of headings.
_LOWEST = 99
_RUNNING = frozenset((BlockKind.PARAGRAPH, BlockKind.ITEM))
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
    inner = {
        number: region.kind for region in prune(layout, run) for number in range(region.start, region.end)
    }
    _undo_indents(chunks[start:end])
    _raise_bold(chunks[start:end])
    _label_before(chunks[:start], inner)
    _label_after(chunks, end, inner)
    for number in range(start, end):
        chunks[number].kind = inner.get(number, chunks[number].kind)
    _label_lines(chunks[start:end])
    _label_masthead(chunks[start:end])
    _label_sections(chunks[start:end])
    _label_empty(chunks[start:end])
    _label_tail(chunks[start:end])


def label_words(chunks: Sequence[Chunk]) -> None:
    """Sets the kinds of chunks that come without markup: by their words and their sections alone."""
    _raise_bold(chunks)
    _label_lines(chunks)
    _label_sections(chunks)


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


def _label_before(chunks: Sequence[Chunk], inner: Mapping[int, BlockKind]) -> None:
    """Before the main text: its title stays a heading, all else is what its region is."""
    for number, chunk in enumerate(chunks):
        region = inner.get(number)
        titled = chunk.kind is BlockKind.HEADING and chunk.level == 1
        if not (titled and region in (None, BlockKind.NAVIGATION)):
            chunk.kind = region or _outside(chunk)


def _label_after(chunks: Sequence[Chunk], end: int, inner: Mapping[int, BlockKind]) -> None:
    """After the main text: contacts, facts and links have headings there too."""
    section: BlockKind | None = None
    for number in range(end, len(chunks)):
        chunk = chunks[number]
        if chunk.kind is BlockKind.HEADING:
            section = section_kind(chunk.text)
        chunk.kind = inner.get(number) or section or line_kind(chunk.text) or _outside(chunk)


def _outside(chunk: Chunk) -> BlockKind:
    return BlockKind.NAVIGATION if chunk.linked * 2 > len(chunk.text) else BlockKind.FURNITURE


def _label_lines(chunks: Sequence[Chunk]) -> None:
    """Single lines: share bars, addresses, end marks, links that stand alone."""
    for chunk in chunks:
        if chunk.kind in _BODY:
            if chunk.kind in _RUNNING and is_date_line(chunk.text):
                chunk.kind = BlockKind.FURNITURE
            elif (said := line_kind(chunk.text)) and not _opens_section(chunk):
                chunk.kind = said
            elif _is_bare_link(chunk):
                chunk.kind = BlockKind.RELATED


def _label_masthead(chunks: Sequence[Chunk]) -> None:
    """The date, place, label and byline lines between a title and the first paragraph.

    The title may be a heading of any rank; the heading after it opens the text.
    """
    body = [chunk for chunk in chunks if chunk.kind in _BODY]
    if not any(_is_prose(chunk) for chunk in body):
        return
    titled = False
    for chunk in body:
        if _is_prose(chunk):
            return
        if chunk.kind is BlockKind.HEADING:
            named = len(chunk.text) < _NAME and of_name(chunk.text) is not None
            if chunk.level > 1 and (named or is_date_line(chunk.text) or kind_of_label(chunk.text)):
                chunk.kind = BlockKind.FURNITURE
            elif titled:
                return
            else:
                titled = True
        elif chunk.kind is not BlockKind.CAPTION:
            chunk.kind = BlockKind.FURNITURE


def _label_tail(chunks: Sequence[Chunk]) -> None:
    """What stands behind the last sentence, item or row and is none: topics, signatures, stray headings."""
    for chunk in reversed(chunks):
        if chunk.kind not in _BODY:
            continue
        ended = chunk.text.rstrip("”\"’')").endswith((".", ":", ";", "!", "?"))
        if chunk.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or ended or len(chunk.text) >= _TAIL:
            return
        if chunk.kind is BlockKind.HEADING and (chunk.level == 1 or section_kind(chunk.text)):
            return
        chunk.kind = BlockKind.FURNITURE


def _is_prose(chunk: Chunk) -> bool:
    """Whether a chunk is no masthead line: long, or a sentence, or leads into a list."""
    if chunk.kind in (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TABLE):
        return False
    found = find_day(chunk.text) if len(chunk.text) < _HEAD_LINES else None
    if found and "\n" in chunk.text and not chunk.text.endswith("."):
        return False
    if found and (found[1] == 0 or is_date_line(chunk.text)) and not chunk.text.endswith("."):
        return False
    ended = chunk.text.rstrip("”\"’'").endswith((".", ":", ";", "!", "?"))
    return len(chunk.text) >= _FIRST_PROSE or (ended and len(chunk.text.split()) >= _SENTENCE)


def _opens_section(chunk: Chunk) -> bool:
    return chunk.kind is BlockKind.HEADING and section_kind(chunk.text) is not None


def _is_bare_link(chunk: Chunk) -> bool:
    """A block that is one link: a teaser or a way on. Items that are sentences may well be linked content."""
    if chunk.kind not in _RUNNING or chunk.linked < 0.9 * len(chunk.text):
        return False
    return chunk.kind is BlockKind.PARAGRAPH or not chunk.text.endswith((".", ";", ":"))


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
        section = [c for c in _section(chunks, number, kind) if c.kind in _BODY]
        if sum(c.prose for c in section) <= limit:
            for inner in section:
                inner.kind = kind
            if chunk.kind is BlockKind.HEADING and kind is not BlockKind.QUOTATION:
                chunk.kind = kind
        elif chunk.kind is BlockKind.END:
            chunk.kind = BlockKind.FURNITURE


def _label_empty(chunks: Sequence[Chunk]) -> None:
    """Headings over links alone, whatever their words: they head what is related, and no text."""
    for number in reversed(range(len(chunks))):
        chunk = chunks[number]
        if chunk.kind is BlockKind.HEADING and chunk.level > 1:
            section = list(_section(chunks, number, chunk.kind))
            if section and all(inner.kind is BlockKind.RELATED for inner in section):
                chunk.kind = BlockKind.RELATED


def _section(chunks: Sequence[Chunk], number: int, kind: BlockKind) -> Iterator[Chunk]:
    """What follows chunk `number` up to the next heading that is not below it.

    The headings of teasers are links; they end no list of related news, whatever their rank.
    """
    opener = chunks[number]
    rank = opener.level if opener.kind is BlockKind.HEADING else _LOWEST
    for chunk in chunks[number + 1 :]:
        if chunk.kind is BlockKind.HEADING:
            teaser = kind is BlockKind.RELATED and chunk.linked >= 0.9 * len(chunk.text)
            if not teaser and (chunk.level <= rank < _LOWEST or section_kind(chunk.text)):
                return
        yield chunk
