"""Two readouts as one self-contained page: the texts next to each other, each act marked and numbered."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import TextIO

from servanda.export import compare_words, wording
from servanda.insight.compare import Comparison, Kind, Line, Side

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="{policy}" />
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p class="soft">as of {as_of}: {short}</p>
<ul class="legend">{legend}</ul>
{lines}
<div class="sides">{sides}</div>
<script>{script}</script>
</body>
</html>
"""
@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    number: int
    kind: Kind


def write(answer: Comparison, texts: Sequence[str], out: TextIO) -> None:
    """The page. `texts` are those of the two documents."""
    style, script = _file("compare.css"), _file("compare.js")
    a, b = compare_words.names(answer)
    kinds = {line.kind for line in answer.lines}
    legend = "".join(
        f'<li><span class="{kind.value}">{escape(words)}</span></li>'
        for kind, words in compare_words.short((a, b))
        if kind in kinds
    )
    out.write(
        PAGE.format(
            policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "base-uri 'none'; form-action 'none'",
            title=escape(compare_words.title(answer)),
            style=style,
            as_of=answer.as_of,
            short=escape(compare_words.summary(answer)),
            legend=legend,
            lines=_lines(answer, (a, b)),
            sides=_side(answer, answer.a, a, "a", texts[0]) + _side(answer, answer.b, b, "b", texts[1]),
            script=script,
        )
    )


def _lines(answer: Comparison, sides: tuple[str, str]) -> str:
    """What a reader looks for first: what is attributed, and what differs, in words."""
    found = answer.of(Kind.ATTRIBUTED_A, Kind.ATTRIBUTED_B, Kind.DIFFERS)
    items = "".join(f'<li class="{line.kind.value}">{_line(line, sides)}</li>' for line in found)
    return f'<h2>Where they part</h2><ol class="lines">{items}</ol>' if items else ""


def _line(line: Line, sides: tuple[str, str]) -> str:
    links = " ".join(
        f'<a href="#{side}{line.number}">{line.number}{side.upper()}</a>'
        for side, telling in (("a", line.a), ("b", line.b))
        if telling is not None
    )
    if line.kind is Kind.DIFFERS:
        return f"{links} · {escape('; '.join(map(compare_words.difference, line.differences)))}"
    telling = line.a or line.b
    assert telling is not None
    quote = escape(wording.one_line(telling.words.quote))
    return f"{links} · {escape(compare_words.heading(line.kind, sides))}: <q>{quote}</q>"


def _side(answer: Comparison, side: Side, name: str, letter: str, text: str) -> str:
    source = side.source
    tellings = [(line, line.a if letter == "a" else line.b) for line in answer.lines]
    marks = [
        _Mark(one.words.start, one.words.end, line.number, line.kind)
        for line, one in tellings
        if one is not None
    ]
    where = " · ".join(filter(None, [str(source.published or ""), source.address or source.document]))
    title = escape(wording.one_line(source.title or source.document))
    return (
        f'<article><h2>{escape(name)}</h2><p><strong>{title}</strong></p><p class="cite">{escape(where)}</p>'
        f'<div class="text">{"".join(_marked(text, marks, letter))}</div></article>'
    )


def _marked(text: str, marks: list[_Mark], letter: str) -> Iterator[str]:
    """The text with its acts marked; where clauses lie in each other, the inner one is shown."""
    edges = sorted({0, len(text), *(one.start for one in marks), *(one.end for one in marks)})
    opened: set[int] = set()
    for start, end in pairwise(edges):
        over = [one for one in marks if one.start <= start and end <= one.end]
        words = escape(text[start:end])
        if not over:
            yield words
            continue
        inner = min(over, key=lambda one: (one.end - one.start, one.number))
        number, id = "", ""
        if inner.number not in opened:
            opened.add(inner.number)
            number, id = f"<sup>{inner.number}</sup>", f' id="{letter}{inner.number}"'
        yield f'<mark class="{inner.kind.value}" data-n="{inner.number}"{id}>{number}{words}</mark>'


def _file(name: str) -> str:
    return (files("servanda.export") / "page" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
