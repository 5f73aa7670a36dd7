"""Agreements by stage: stages as columns, agreements as numbered marks."""

from servanda.export.brief.drawing import COLOURS, FONT, INK, RULE, SOFT, WIDTH, escaped, picture, text
from servanda.export.timeline_svg import GROUP_OF
from servanda.insight.brief import Brief, Marked

#: Columns: what stands over each, and the stages in it.
COLUMNS = (
    (("exploring",), ("exploring",)),
    (("in talks,", "paused"), ("negotiating", "paused")),
    (("agreed in", "principle"), ("agreed_in_principle",)),
    (("concluded",), ("concluded",)),
    (("signed,", "adopted"), ("signed", "adopted")),
    (("partly", "approved"), ("partly_approved",)),
    (("approved",), ("approved",)),
    (("in force,", "operative"), ("provisional", "in_force", "operative")),
    (("suspended,", "leaving"), ("suspended", "exit_notified")),
    (("over",), ("ended", "abandoned")),
)

SIZE, MARK, STEP = 9.5, 7.5, 18.0
#: Marks of a column that are drawn; of more, their number is told.
MOST = 8


def stages_picture(brief: Brief) -> str | None:
    """The picture; None where no agreement stands anywhere."""
    if not brief.stages:
        return None
    numbers = {row.id: number for number, row in enumerate(brief.agreements.rows, start=1)}
    column = WIDTH / len(COLUMNS)
    found = [[one for one in brief.stages if one.stage in stages] for _, stages in COLUMNS]
    for some in found:
        some.sort(key=lambda one: numbers.get(one.id, len(numbers) + 1))
    rows = max(2 if len(some) > 3 else 1 for some in found)
    crowded = any(len(some) > MOST + 1 for some in found)
    bottom = 30 + rows * STEP + (9 if crowded else 0)
    parts = [f'<path d="M0 26.5H{WIDTH:.0f}" stroke="{RULE}" stroke-width="0.8"/>']
    for at, (words, _) in enumerate(COLUMNS):
        middle = (at + 0.5) * column
        parts += _heading(middle, words, bool(found[at]))
        parts += _marks(middle, found[at], numbers)
        if at:
            parts.append(f'<path d="M{at * column:.1f} 4V{bottom:.0f}" stroke="{RULE}" stroke-width="0.5"/>')
    told = (f"{one.stage.replace('_', ' ')}: {one.name}" for one in brief.stages[:20])
    return picture(bottom + 2, f"Agreements by stage. {'; '.join(told)}", parts)


def _heading(middle: float, words: tuple[str, ...], filled: bool) -> list[str]:
    colour, first = INK if filled else SOFT, 20.5 - (len(words) - 1) * 10
    return [
        text(middle, first + at * 10, word, SIZE, more=' text-anchor="middle"', colour=colour)
        for at, word in enumerate(words)
    ]


def _marks(middle: float, found: list[Marked], numbers: dict[str, int]) -> list[str]:
    """Marks in rows of three; a full one binds, a hollow one does not, or it is not told."""
    parts = []
    shown = found[: MOST if len(found) > MOST + 1 else len(found)]
    in_row = 3 if len(found) <= 6 else 4
    for at, one in enumerate(shown):
        row, place = divmod(at, in_row)
        many = min(in_row, len(shown) - row * in_row)
        x, y = middle + (place - (many - 1) / 2) * (2 * MARK + 1.5), 38 + row * STEP
        parts.append(_mark(x, y, one, numbers.get(one.id)))
    if len(found) > len(shown):
        parts.append(
            text(
                middle, 38 + 2 * STEP, f"and {len(found) - len(shown)} more", 8, more=' text-anchor="middle"'
            )
        )
    return parts


def _mark(x: float, y: float, one: Marked, number: int | None) -> str:
    colour = COLOURS[GROUP_OF.get(one.stage, "g4")]
    full = one.binding == "binding"
    size = MARK if number else MARK / 2
    fill = colour if full else "#ffffff"
    circle = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{fill}" stroke="{colour}" stroke-width="1.5">'
        f"<title>{escaped(one.name)}</title></circle>"
    )
    if number is None:
        return circle
    inside = (
        f'<text x="{x:.1f}" y="{y + 3.2:.1f}" font-family="{FONT}" font-size="9" font-weight="bold"'
        f' text-anchor="middle" fill="{"#ffffff" if full else colour}">{number}</text>'
    )
    return circle + inside
