"""Sums drawn as bars, currency by currency: of what was announced, what is new and what may be."""

from collections.abc import Sequence
from html import escape

from servanda.export import money_words as words
from servanda.export import wording
from servanda.insight.money import Money, Sums

WIDTH, LEFT, BAR, ROW, HEAD = 860, 190, 300, 22, 30
#: Bars of a currency, and currencies, that are drawn; the table has them all.
MOST, CURRENCIES = 12, 6
#: Letters of a name that fit beside its bar.
LETTERS = 27


def drawing(answer: Money) -> str:
    """The picture as an element of a page; "" where there is nothing to draw."""
    blocks = list(words.by_currency(answer).items())[:CURRENCIES]
    parts, y = [], HEAD
    for currency, lines in blocks:
        block, y = _block(currency, lines[:MOST], y)
        parts += block
    if not parts:
        return ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}"'
        f' role="img" aria-labelledby="money-title"><title id="money-title">{_title(answer)}</title>'
        f"{_legend()}{''.join(parts)}</svg>"
    )


def _block(currency: str | None, lines: Sequence[tuple[str, Sums]], y: int) -> tuple[list[str], int]:
    """The bars of one currency, all to one scale: bars of two currencies cannot be compared."""
    longest = max(one.headline for _, one in lines) or 1.0
    parts = [f'<text class="name" x="0" y="{y + 16}">{_text(currency or "currency not told")}</text>']
    y += HEAD
    for name, one in lines:
        parts.append(_row(name, one, y, BAR / longest))
        y += ROW
    return parts, y + ROW // 2


def _row(name: str, one: Sums, y: int, scale: float) -> str:
    """A name, its bar, and the sums in words."""
    shown = name if len(name) <= LETTERS else name[: LETTERS - 1].rstrip() + "…"
    unclear = f", {words.amount(one.unclear)} unclear" if one.unclear else ""
    new = words.amount(one.new) if one.new else "nothing"
    said = f"{new} new of {words.amount(one.headline)}{unclear}"
    bars = [("told", 0.0, one.headline), ("new", 0.0, one.new), ("unclear", one.new, one.unclear)]
    drawn = "".join(
        f'<rect class="{kind}" x="{LEFT + start * scale:.1f}" y="{y}" width="{length * scale:.1f}"'
        f' height="14"/>'
        for kind, start, length in bars
        if length
    )
    end = LEFT + one.headline * scale + 8
    return (
        f'<text x="{LEFT - 10}" y="{y + 12}" text-anchor="end">{_text(shown)}</text>{drawn}'
        f'<text class="soft" x="{end:.1f}" y="{y + 12}">{_text(said)}</text>'
    )


def _legend() -> str:
    """What the colours mean."""
    parts, x = [], LEFT
    for kind, said in (("new", "new"), ("unclear", "unclear whether new"), ("told", "told before")):
        parts.append(f'<rect class="{kind}" x="{x}" y="4" width="14" height="14"/>')
        parts.append(f'<text class="soft" x="{x + 20}" y="16">{said}</text>')
        x += 60 if kind == "new" else 160
    return "".join(parts)


def _title(answer: Money) -> str:
    by = f", by {answer.by}" if answer.by else ""
    return _text(f"{words.subject(answer)}{by}: what was announced, and how much of it is new")


def _text(text: str) -> str:
    return escape(wording.one_line(text))
