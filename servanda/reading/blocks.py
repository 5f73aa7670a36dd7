"""Plain text → blocks: headings, paragraphs, list items, with hard-wrapped lines joined again.

A document whose source already told its blocks (HTML, PDF, Word) keeps them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.model import Block, BlockKind, Document, Span

BULLET = re.compile(r"\s*(?:[-–—*•·▪●◦‣o§]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)])\s+(?=\S)")
_LINE = re.compile(r"[^\n]+")
_CLOSED = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")
_END_MARK = re.compile(r"\s*(?:#\s*#\s*#|-\s*30\s*-|\*{3,}|<!--.*-->|_{3,}|-{3,}|={3,})\s*$")
_CONTACT = re.compile(
    r"\s*(?:media (?:contacts?|enquiries|inquiries|relations|office)|contacts?\b|press office|quick facts"
    r"|for (?:more|further) information|notes? to editors?|associated links|related (?:links|products)"
    r"|background(?:er)?s?$"
    r"|tel(?:ephone)?[.:]|e-?mail:|https?://)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool  # whether a blank line stands before it


def blocks_of(document: Document) -> tuple[Block, ...]:
    """The document's blocks in order; found here where the source gave none."""
    if document.blocks:
        return document.blocks
    return tuple(_blocks(document.text))


def _blocks(text: str) -> Iterator[Block]:
    lines = list(_lines(text))
    width = _wrap_width(lines)
    group: list[_Line] = []
    for line in lines:
        if group and not _continues(group[-1], line, width):
            yield _block(group)
            group = []
        group.append(line)
    if group:
        yield _block(group)


def _lines(text: str) -> Iterator[_Line]:
    last = 0
    for found in _LINE.finditer(text):
        body = found.group()
        stripped = body.strip()
        if stripped:
            start = found.start() + len(body) - len(body.lstrip())
            gap = text.count("\n", last, found.start()) > 1
            yield _Line(start, start + len(stripped), stripped, gap)
            last = found.end()


def _wrap_width(lines: list[_Line]) -> int:
    """The width at which the text was wrapped by hand, 0 where it was not.

    Wrapped text has many lines, none long, most of which stop in the middle of a sentence.
    """
    if len(lines) < 5:
        return 0
    lengths = sorted(len(line.text) for line in lines)
    longest = lengths[int(len(lengths) * 0.95)]
    open_ends = sum(not _CLOSED.search(line.text) for line in lines if len(line.text) > 40)
    return longest if longest <= 100 and open_ends >= 0.4 * len(lines) else 0


def _continues(before: _Line, line: _Line, width: int) -> bool:
    """Whether `line` goes on with the sentence that `before` left open."""
    if (BULLET.match(line.text) and line.text[:1] not in "o") or _END_MARK.match(line.text):
        return False
    if _CLOSED.search(before.text) or _END_MARK.match(before.text):
        return bool(width) and not line.gap and not before.text.rstrip().endswith(":")
    if line.text[:1].islower() and (len(before.text) > 30 or not line.gap):
        return True
    if width:
        return len(before.text) >= 0.62 * width
    return not line.gap and len(before.text) > 60


def _block(group: list[_Line]) -> Block:
    first = group[0].text
    span = Span(group[0].start, group[-1].end)
    if _END_MARK.match(first):
        return Block(BlockKind.END, span)
    if BULLET.match(first):
        return Block(BlockKind.ITEM, span, level=1)
    if _is_heading(group):
        return Block(BlockKind.CONTACT if _CONTACT.match(first) else BlockKind.HEADING, span, level=2)
    return Block(BlockKind.PARAGRAPH, span)


def _is_heading(group: list[_Line]) -> bool:
    """Short, unclosed, and standing alone."""
    if len(group) > 2:
        return False
    text = " ".join(line.text for line in group)
    words = text.split()
    if len(words) > 22 or re.search(r"[.!?;,][\"”’)]*$", text):
        return False
    if text.endswith(":"):
        return len(words) <= 9
    capital = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return len(words) <= 6 or capital >= 0.6 * len(words) or text.isupper()
