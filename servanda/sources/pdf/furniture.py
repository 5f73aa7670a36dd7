"""Running heads, feet and page numbers: what stands at the edge of page after page."""

import re
from collections import Counter
from collections.abc import Sequence

from servanda.sources.pdf.lines import Line

#: The share of a page's height at its top and at its foot where running lines stand.
_EDGE = 0.12
#: A line at the edge of this many pages runs: chapters change, and with them the heads.
_RUNS = 2
_NUMBER = re.compile(
    r"^(?:page|p\.?)?\s*[-–—|/]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:of|/|\|)\s*\d{1,4})?\s*[-–—|/]?$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def running(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[set[int]]:
    """For each page, which of its lines (by place in the list) run through the document."""
    edges = [
        [n for n, line in enumerate(lines) if _at_edge(line, height)]
        for lines, height in zip(pages, heights, strict=True)
    ]
    seen = Counter(
        key for lines, edge in zip(pages, edges, strict=True) for key in {_key(lines[n]) for n in edge}
    )
    return [
        {n for n in edge if seen[_key(lines[n])] >= _RUNS or _NUMBER.match(lines[n].text)}
        for lines, edge in zip(pages, edges, strict=True)
    ]


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom > (1 - _EDGE) * height or line.top < _EDGE * height


def _key(line: Line) -> str:
    """The line without its numbers: "Page 3" and "Page 4" are the same line."""
    return _DIGITS.sub("#", line.text.casefold())
