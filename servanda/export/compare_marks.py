"""A text with the stretches marked that lines of a page speak of, each with its number and colour."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from servanda.export import wording

_PERCENT = re.compile(r"(\d[\d.]*)%")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `[start, end)` that line `number` speaks of.

    `strong` are stretches within, set in bold; `near` is the line of the other text that comes nearest.
    """

    start: int
    end: int
    number: int
    colour: str
    label: str
    strong: tuple[tuple[int, int], ...] = ()
    near: int | None = None


def marked(text: str, marks: Sequence[Mark], side: str) -> str:
    """`text` as HTML; `side` is the letter with which the ids of its marks begin."""
    inside = [(one, max(one.start, 0), min(one.end, len(text))) for one in marks]
    edges = {0, len(text)}
    for one, start, end in inside:
        edges.update((start, end, *(at for pair in one.strong for at in pair)))
    parts = []
    for start, end in pairwise(sorted(edge for edge in edges if 0 <= edge <= len(text))):
        opening = [one for one, first, _ in inside if first == start]
        covering = sorted(
            (one for one, first, last in inside if first <= start and end <= last),
            key=lambda one: (one.end - one.start, one.number),
        )
        parts.append("".join(_number(one, side) for one in opening))
        parts.append(_piece(text[start:end], start, end, covering, side))
    return "".join(parts)


def _number(one: Mark, side: str) -> str:
    near = f' data-near="{one.near}"' if one.near else ""
    return (
        f'<a class="n {one.colour}" id="{side}{one.number}" href="#l{one.number}" data-n="{one.number}"{near}'
        f' aria-label="act {one.number}: {shown(one.label)}">{one.number}</a>'
    )


def _piece(words: str, start: int, end: int, covering: Sequence[Mark], side: str) -> str:
    body = shown(words)
    if not covering:
        return body
    inner = covering[0]
    if any(first <= start and end <= last for one in covering for first, last in one.strong):
        body = f"<b>{body}</b>"
    numbers = " ".join(str(one.number) for one in covering)
    deep = " deep" if len(covering) > 1 else ""
    return f'<mark class="{inner.colour}{deep}" data-side="{side}" data-n="{numbers}">{body}</mark>'


def bold(quote: str, strong: Sequence[tuple[int, int]]) -> str:
    """`quote` as HTML with some stretches in bold."""
    edges = sorted({0, len(quote), *(at for pair in strong for at in pair)})
    parts = []
    for start, end in pairwise(edges):
        words = shown(quote[start:end])
        parts.append(f"<b>{words}</b>" if any(a <= start and end <= b for a, b in strong) else words)
    return "".join(parts)


def places(quote: str, offset: int, words: Iterable[str | None]) -> tuple[tuple[int, int], ...]:
    """Where words stand in a quotation that begins at `offset`: "4%" also as "4 per cent"."""
    found = (match for one in words if one for match in _pattern(one).finditer(quote))
    return tuple((offset + match.start(), offset + match.end()) for match in found)


def _pattern(words: str) -> re.Pattern[str]:
    share = _PERCENT.fullmatch(words)
    if share:
        return re.compile(rf"(?<![\d.]){re.escape(share.group(1))}\s*(?:%|per\s?cent)")
    if words.isdigit():
        return re.compile(rf"(?<![\d.,]){',?'.join(words)}(?![\d,])")
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def shown(text: str) -> str:
    """`text` escaped, with what could act on a page replaced."""
    return escape(wording.clean(text))
