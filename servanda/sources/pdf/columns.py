"""The reading order of a page's lines: one column, or two with headings across them."""

from collections.abc import Sequence
from itertools import groupby

from servanda.sources.pdf.lines import Line

#: Where a gutter is looked for, as shares of the width of the text.
_GUTTER = [0.35 + 0.01 * step for step in range(31)]
#: A gutter may be crossed by this share of the lines (titles, footnotes), and each side needs that share.
_CROSSING, _SIDE = 0.25, 0.25
#: Fewer lines than this make no columns.
_FEW = 8
#: Lines whose baselines differ by less than this share of their height stand on one line.
_SAME = 0.5


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Lines as a person reads them; parts of one line are joined."""
    gutter = _gutter(lines)
    if gutter is None:
        return _downwards(lines)
    ordered: list[Line] = []
    for across, band in _bands(lines, gutter):
        if across:
            ordered += _downwards(band)
        else:
            ordered += _downwards([line for line in band if line.middle < gutter])
            ordered += _downwards([line for line in band if line.middle >= gutter])
    return ordered


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the white stripe between two columns runs, or None."""
    if len(lines) < _FEW:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, float] | None = None
    for share in _GUTTER:
        place = left + share * (right - left)
        crossing = sum(line.left < place < line.right for line in lines)
        if best is None or (crossing, abs(share - 0.5)) < (
            best[0],
            abs((best[1] - left) / (right - left) - 0.5),
        ):
            best = (crossing, place)
    if best is None or best[0] > _CROSSING * len(lines):
        return None
    sides = [sum(line.right <= best[1] for line in lines), sum(line.left >= best[1] for line in lines)]
    return best[1] if min(sides) >= _SIDE * len(lines) and _are_full(lines, best[1]) else None


def _are_full(lines: Sequence[Line], gutter: float) -> bool:
    """Columns of text are wide: the right-hand parts of a table or a list of dates are not."""
    right = max(line.right for line in lines)
    wide = [line for line in lines if line.left >= gutter and line.right - line.left > 0.5 * (right - gutter)]
    return len(wide) >= 0.5 * sum(line.left >= gutter for line in lines)


def _bands(lines: Sequence[Line], gutter: float) -> list[tuple[bool, list[Line]]]:
    """Stripes of the page from the top: lines across the gutter, then those in columns, and so on."""
    downwards = sorted(lines, key=lambda line: -line.top)
    grouped = groupby(downwards, key=lambda line: line.left < gutter < line.right)
    return [(across, list(group)) for across, group in grouped]


def _downwards(lines: Sequence[Line]) -> list[Line]:
    """Lines from the top, each joined from its parts from the left."""
    done: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.bottom, line.left)):
        if done and _on_one_line(done[-1], line):
            done[-1] = _joined(*sorted((done[-1], line), key=lambda part: part.left))
        else:
            done.append(line)
    return done


def _on_one_line(one: Line, other: Line) -> bool:
    height = min(one.top - one.bottom, other.top - other.bottom)
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    apart = one.right <= other.left + 1 or other.right <= one.left + 1
    return apart and overlap > _SAME * height


def _joined(left: Line, right: Line) -> Line:
    weight = len(left.text) + len(right.text)
    return Line(
        text=f"{left.text} {right.text}",
        left=left.left,
        bottom=min(left.bottom, right.bottom),
        right=max(left.right, right.right),
        top=max(left.top, right.top),
        size=max(left.size, right.size),
        bold=(left.bold * len(left.text) + right.bold * len(right.text)) / weight,
        page=left.page,
    )
