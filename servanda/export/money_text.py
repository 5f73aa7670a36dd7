"""Money for a terminal: how often it was announced and how much is new, then sums and envelopes."""

from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.export import money_words as words
from servanda.export import wording
from servanda.export.console import console
from servanda.export.ledger_items import Cited, cite, cited
from servanda.insight.money import Envelope, Money, Told

#: Beyond this many columns lines get hard to read.
WIDEST = 110


def write(answer: Money, out: TextIO) -> None:
    """The answer in two lines, the sums by currency and by what was asked, the envelopes."""
    screen = console(out)
    screen.width = min(screen.width, WIDEST)
    screen.print(Text(words.often(answer), style="bold"))
    screen.print(Text(words.fresh(answer), style="bold" if answer.envelopes else "dim"))
    if not answer.envelopes:
        return
    screen.print(_sums(answer))
    if answer.lines:
        screen.print(_lines(answer))
    for note in (words.more_lines(answer), words.joint(answer), f"as of {answer.as_of}; {words.NOTE}"):
        if note:
            screen.print(Text(note, style="dim"))
    screen.print()
    screen.print(Text(words.listed(answer), style="bold underline"))
    sources = cited(answer.sources)
    for one in answer.listed:
        _envelope(screen, one, sources)
    if rest := words.more(answer):
        screen.print()
        screen.print(Text(rest, style="dim"))


def _sums(answer: Money) -> Table:
    table = _table()
    for one in answer.sums:
        table.add_row(*words.cells(one))
    return table


def _lines(answer: Money) -> Table:
    table = _table(answer.by or "")
    for name, cells in words.rows(answer):
        table.add_row(Text(name), *cells)
    return table


def _table(first: str | None = None) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    if first is not None:
        table.add_column(first, overflow="fold")
    table.add_column(words.HEADS[0])
    for head in words.HEADS[1:]:
        table.add_column(head, justify="right", style="green" if head == "new" else "")
    return table


def _envelope(screen: Console, one: Envelope, sources: Cited) -> None:
    screen.print()
    screen.print(Text(words.head(one), style="bold"))
    _put(screen, Text(words.account(one)), 2)
    _put(screen, Text(one.id, style="dim"), 2)
    for place, told in enumerate(one.announcements):
        _told(screen, told, one.currency, sources, quoted=place == 0)
    if rest := words.left(one):
        _put(screen, Text(rest, style="dim"), 2)


def _told(screen: Console, one: Told, currency: str | None, sources: Cited, *, quoted: bool) -> None:
    style = words.STYLES.get(one.role, "") if one.asked else "dim"
    _put(screen, Text(words.told(one, currency), style=style), 2)
    if quoted:
        _put(screen, Text(f"“{wording.one_line(one.quotation.quote)}”", style="italic"), 4)
    place = cite(one.quotation.document, one.quotation.start, one.quotation.end, sources)
    _put(screen, Text(place.split(" · ", 2)[-1], style="dim"), 4)


def _put(screen: Console, text: Text, by: int) -> None:
    screen.print(Padding(text, (0, 0, 0, by), expand=False))
