"""Lines in reading order to chunks: paragraphs, items, headings, with words joined that a line end broke."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from servanda.model import BlockKind
from servanda.sources.html.chunks import Chunk
from servanda.sources.html.spacing import squeeze
from servanda.sources.pdf.lines import HYPHEN, Line

_BULLET = re.compile(r"^(?:[•●▪■◦‣⁃∙·➢❖✓\uf0b7\uf0a7]|[-–—](?=\s))\s*(?=\S)")
_NUMBERED = re.compile(r"^(?:\d{1,3}[.)]|\([a-z0-9]{1,4}\)|[a-z][.)]|[ivx]{1,4}[.)])\s+\S")
_ENDS = (".", ":", ";", "!", "?", "”", '"')
#: A line this much larger than the running text is a heading.
_HEADING = 1.12
#: A line this much larger is the title, or as large as one.
_TITLE = 1.4
#: A gap between lines this much wider than usual parts paragraphs.
_WIDE = 1.35
#: A line that begins this many points further right than its column begins a paragraph.
_INDENT = 8.0
#: A line that ends before this share of the column's width ends its paragraph, if it ends a sentence.
_SHORT = 0.85


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `rank` is a heading's."""

    lines: list[Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    rank: int = 0

    @property
    def page(self) -> int:
        return self.lines[0].page


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of lines in reading order, over the ends of columns and pages."""
    body = _body_size(lines)
    spacing = _spacing(lines)
    done: list[Paragraph] = []
    for line in lines:
        kind = _kind(line, body)
        if done and _continues(done[-1], line, kind, spacing, lines):
            done[-1].lines.append(line)
        else:
            rank = (1 if line.size > _TITLE * body else 2) if kind is BlockKind.HEADING else 0
            done.append(Paragraph([line], kind, rank))
    return done


def chunk_of(paragraph: Paragraph, known: Counter[str]) -> tuple[Chunk, list[tuple[int, int]]]:
    """The chunk of a paragraph, with the places in its text where a new page begins."""
    first = paragraph.lines[0].text
    bullet = _BULLET.match(first)
    text, breaks = _joined(paragraph.lines, bullet.end() if bullet else 0, known)
    level = 1 if paragraph.kind is BlockKind.ITEM else paragraph.rank
    bold = paragraph.kind is not BlockKind.HEADING and all(line.bold > 0.9 for line in paragraph.lines)
    return Chunk(paragraph.kind, text, level, "- " if bullet else "", 0, bold, paragraph.page), breaks


def word_counts(lines: Sequence[Line]) -> Counter[str]:
    """How often each word stands unbroken in the document, hyphens included."""
    return Counter(
        word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
    )


def _joined(lines: Sequence[Line], skip: int, known: Counter[str]) -> tuple[str, list[tuple[int, int]]]:
    text = squeeze(lines[0].text[skip:])
    breaks = []
    for before, line in pairwise(lines):
        following = squeeze(line.text)
        text = _end_word(text, following, known)
        if line.page != before.page:
            breaks.append((len(text), line.page))
        text += following
    return text.replace(HYPHEN, "-"), breaks


def _end_word(text: str, following: str, known: Counter[str]) -> str:
    """`text` ready to go on: a broken word loses its hyphen unless it is written with one elsewhere."""
    if not text.endswith((HYPHEN, "-")) or not following[:1].isalpha():
        return text + " "
    head = re.search(r"[^\W\d_]*$", text[:-1])
    tail = re.match(r"[^\W\d_]+", following)
    if not head or not head[0] or not tail or not following[0].islower():
        return text[:-1] + "-"
    whole, parted = (head[0] + tail[0]).lower(), f"{head[0]}-{tail[0]}".lower()
    return text[:-1] + ("-" if known[parted] > known[whole] else "")


def _body_size(lines: Sequence[Line]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _spacing(lines: Sequence[Line]) -> float:
    """The usual way from one baseline to the next."""
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page]
    return median([step for step in steps if 2 < step < 60] or [14.0])


def _kind(line: Line, body: float) -> BlockKind:
    if _BULLET.match(line.text):
        return BlockKind.ITEM
    short = len(line.text) < 120 and not line.text.endswith((".", ",", ";"))
    if line.size > _HEADING * body and len(line.text) < 200:
        return BlockKind.HEADING
    return BlockKind.HEADING if short and line.bold > 0.9 and len(line.text) > 2 else BlockKind.PARAGRAPH


def _continues(done: Paragraph, line: Line, kind: BlockKind, spacing: float, lines: Sequence[Line]) -> bool:
    """Whether `line` goes on with the paragraph before it."""
    last = done.lines[-1]
    if kind is BlockKind.ITEM or _NUMBERED.match(line.text):
        return False
    if (kind is BlockKind.HEADING) != (done.kind is BlockKind.HEADING) or abs(
        line.size - last.size
    ) > 0.1 * last.size:
        return False
    ended = last.text.endswith(_ENDS)
    below = last.page == line.page and last.bottom > line.bottom
    if not below:  # the next column or page
        return not ended and done.kind is not BlockKind.HEADING and not line.text[:1].isupper()
    if last.bottom - line.bottom > _WIDE * spacing:
        return False
    if done.kind is BlockKind.HEADING:
        return True
    indented = line.left - last.left > _INDENT and done.kind is BlockKind.PARAGRAPH and len(done.lines) > 1
    width = max(
        (other.right - other.left for other in lines if abs(other.left - last.left) < 40), default=1.0
    )
    short = ended and last.right - last.left < _SHORT * width
    return not (indented or short)
