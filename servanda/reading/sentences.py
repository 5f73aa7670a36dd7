"""Blocks → sentences, by punctuation and a list of abbreviations (`codebook/data/words`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from servanda.codebook.words import word_list
from servanda.model import Block, BlockKind, Span
from servanda.reading.blocks import BULLET

_STOP = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9À-Þ]|\s*$)|[.!?]?[”\"](?=\s+[A-Z][a-z])")
#: A city, perhaps with its region, a date and an agency, then a dash and a capital.
_PLACE_LINE = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]*(?:[ ,]{1,2}(?:[A-ZÀ-Þ][\w.'’-]*|de|del|la|le|the|of)){0,4}"
    r"(?:,?\s*(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+|[A-Z][a-z]{2,8}\.?\s+\d{1,2}),?(?:\s+\d{4})?)?"
    r"\s*(?:\([A-Z][\w /]{1,15}\)\s*)?\s(?:–|—|--|-)\s+(?=[“\"A-ZÀ-Þ])"
)
_LAST_WORD = re.compile(r"[\w.&’'-]+$")
#: A longer "sentence" is a table or a list run together; it is cut at the next space.
MAX_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands: `block` counts blocks, `order` sentences of the document, from 0."""

    span: Span
    block: int
    kind: BlockKind
    order: int


def sentences_of(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """All sentences of `blocks`, in order, without their bullets."""
    found: list[Sentence] = []
    for number, block in enumerate(blocks):
        for span in _split(text, _body(text, block)):
            found.append(Sentence(span, number, block.kind, len(found)))
    return tuple(found)


def _body(text: str, block: Block) -> Span:
    """A block without its bullet or its place line ("OTTAWA, October 30, 2025 – ")."""
    mark = BULLET.match(text, block.span.start, block.span.end)
    if mark is None and block.kind is BlockKind.PARAGRAPH:
        mark = _PLACE_LINE.match(text, block.span.start, block.span.end)
    return Span(mark.end(), block.span.end) if mark else block.span


def _split(text: str, body: Span) -> Iterator[Span]:
    start = body.start
    for stop in _STOP.finditer(text, body.start, body.end):
        if stop.end() < body.end and _is_abbreviation(text[start : stop.start() + 1]):
            continue
        yield from _cut(text, start, stop.end())
        start = stop.end()
    yield from _cut(text, start, body.end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_LENGTH:
        at = text.rfind(" ", start + 1, start + MAX_LENGTH)
        at = at if at > start else start + MAX_LENGTH
        yield Span(start, at)
        start = at
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield Span(start, end)


def _is_abbreviation(before: str) -> bool:
    """Whether the full stop that closes `before` belongs to an abbreviation or an initial."""
    if not before.endswith("."):
        return False
    word = _LAST_WORD.search(before[:-1][-24:])
    if not word:
        return False
    token = word.group()
    return token.lower() in _abbreviations() or (len(token) == 1 and token.isupper()) or "." in token


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word_list("abbreviations"))
