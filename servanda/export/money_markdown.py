"""Money as Markdown, ready to paste into a note."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from servanda.export import money_words as words
from servanda.export import wording
from servanda.export.ledger_items import Cited, cite, cited
from servanda.export.markdown import escape
from servanda.insight.money import Envelope, Money


def write(answer: Money, out: TextIO) -> None:
    """The answer in two lines, the sums as tables, the envelopes with their announcements."""
    out.write(f"## {escape(words.often(answer))}\n\n**{escape(words.fresh(answer))}**\n")
    if not answer.envelopes:
        return
    _table(words.HEADS, map(words.cells, answer.sums), out)
    if answer.lines:
        heads = (answer.by or "", *words.HEADS)
        _table(heads, ((name, *cells) for name, cells in words.rows(answer)), out)
    for note in (words.more_lines(answer), words.joint(answer), f"as of {answer.as_of}; {words.NOTE}"):
        if note:
            out.write(f"\n{escape(note)}\n")
    out.write(f"\n### {escape(words.listed(answer))}\n")
    sources = cited(answer.sources)
    for one in answer.listed:
        _envelope(one, sources, out)
    if rest := words.more(answer):
        out.write(f"\n{escape(rest)}\n")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], out: TextIO) -> None:
    numbers = len(words.HEADS) - 1
    rule = ["---"] * (len(heads) - numbers) + ["---:"] * numbers
    out.write(f"\n| {' | '.join(map(escape, heads))} |\n| {' | '.join(rule)} |\n")
    for row in rows:
        out.write(f"| {' | '.join(map(escape, row))} |\n")


def _envelope(one: Envelope, sources: Cited, out: TextIO) -> None:
    out.write(f"\n#### {escape(words.head(one))}\n\n{escape(words.account(one))} ({escape(one.id)})\n\n")
    for told in one.announcements:
        words_ = told.quotation
        place = cite(words_.document, words_.start, words_.end, sources)
        out.write(f"- {escape(words.told(told, one.currency))}\n")
        out.write(f"  > {escape('“' + wording.one_line(words_.quote) + '”')}\n  > {escape(place)}\n")
    if rest := words.left(one):
        out.write(f"- {escape(rest)}\n")
