"""Silences for a terminal: a pair under its heading, its three numbers, and what lies unmentioned."""

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from servanda.export import quiet_words, wording
from servanda.export.console import console
from servanda.export.ledger_columns import STAGES, STATUSES
from servanda.export.ledger_items import Cited, cite, cited
from servanda.insight.quiet import Quiet, Silence
from servanda.views import Quotation

#: Beyond this many columns lines get hard to read.
WIDEST = 110


def write(answer: Quiet, out: TextIO) -> None:
    """The quiet pairs, those not judged, and the numbers of the rest."""
    screen = console(out)
    screen.width = min(screen.width, WIDEST)
    sources = cited(answer.sources)
    screen.print(Text(quiet_words.title(answer), style="bold"))
    screen.print(Text(quiet_words.scope(answer), style="dim"))
    for one in answer.quiet:
        _silence(screen, one, sources)
    if not answer.quiet:
        screen.print()
        screen.print(Text(quiet_words.nothing(answer), style="dim"))
    _not_judged(screen, answer, sources)
    _short(screen, "Within the rhythm", answer.within, sources)
    _short(screen, "Told of too seldom to know a rhythm", answer.unknown, sources)
    screen.print()
    screen.print(Text(quiet_words.rest(answer), style="dim"))


def _silence(screen: Console, one: Silence, sources: Cited) -> None:
    screen.print()
    screen.print(Text(quiet_words.head(one), style="bold"))
    lines = Text("\n").join(
        [
            Text(quiet_words.rhythm(one), style="yellow"),
            Text(quiet_words.covered(one)),
            Text(quiet_words.answered(one)),
            Text(f"last told {one.last}"),
        ]
    )
    _indented(screen, lines, 2)
    _quoted(screen, one.quotation, sources, 4)
    if one.pending:
        _indented(screen, Text(quiet_words.between(one)), 2)
    for item in one.pending:
        style = STATUSES.get(item.stands) or STAGES.get(item.stands, "")
        _indented(screen, Text(quiet_words.pending(item), style=style), 4)
        _indented(screen, Text(quiet_words.pending_heard(item), style="dim"), 6)
        _quoted(screen, item.quotation, sources, 6)
    if left := quiet_words.left_out(one):
        _indented(screen, Text(left, style="dim"), 4)


def _not_judged(screen: Console, answer: Quiet, sources: Cited) -> None:
    if not answer.issuers and not answer.holes:
        return
    screen.print()
    screen.print(Text(quiet_words.NOT_JUDGED, style="bold"))
    for issuer in answer.issuers:
        _indented(screen, Text(quiet_words.issuer(issuer), style="magenta"), 2)
    for one in answer.holes:
        _indented(screen, Text(quiet_words.short(one)), 2)
        _indented(screen, Text(f"{quiet_words.covered(one)}; last told {one.last}", style="dim"), 4)
        _quoted(screen, one.quotation, sources, 4)


def _short(screen: Console, title: str, silences: Iterable[Silence], sources: Cited) -> None:
    found = tuple(silences)
    if not found:
        return
    screen.print()
    screen.print(Text(title, style="bold"))
    for one in found:
        _indented(screen, Text(f"{quiet_words.short(one)}; last told {one.last}"), 2)
        _quoted(screen, one.quotation, sources, 4)


def _quoted(screen: Console, words: Quotation | None, sources: Cited, by: int) -> None:
    if words is None:
        return
    text = Text(f"“{wording.one_line(words.quote)}”", style="italic dim")
    text.append(f"\n{cite(words.document, words.start, words.end, sources)}", style="not italic dim")
    _indented(screen, text, by)


def _indented(screen: Console, text: Text, by: int) -> None:
    screen.print(Padding(text, (0, 0, 0, by), expand=False))
