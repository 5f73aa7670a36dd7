"""Silences as Markdown: a table of the quiet pairs with their numbers, then each with its quotations."""

from collections.abc import Iterable
from typing import TextIO

from servanda.export import quiet_words, wording
from servanda.export.ledger_items import Cited, cite, cited
from servanda.export.markdown import escape
from servanda.insight.quiet import Quiet, Silence
from servanda.views import Quotation

HEADS = ("issuer on party", "last told", "silent, days", "usual gap", "collected", "times")


def write(answer: Quiet, out: TextIO) -> None:
    """The quiet pairs, those not judged, and the numbers of the rest."""
    sources = cited(answer.sources)
    out.write(f"# {escape(quiet_words.title(answer))}\n\n{escape(quiet_words.scope(answer))}\n\n")
    if answer.quiet:
        out.write(f"| {' | '.join(HEADS)} |\n|---|---|---:|---:|---:|---:|\n")
        for one in answer.quiet:
            out.write(f"| {' | '.join(map(escape, _cells(one)))} |\n")
    else:
        out.write(f"{escape(quiet_words.nothing(answer))}\n")
    for one in answer.quiet:
        _silence(one, sources, out)
    if answer.issuers or answer.holes:
        out.write(f"\n## {quiet_words.NOT_JUDGED}\n\n")
        for issuer in answer.issuers:
            out.write(f"- {escape(quiet_words.issuer(issuer))}\n")
        _lines(answer.holes, sources, out)
    for title, silences in (("Within the rhythm", answer.within), ("No rhythm known", answer.unknown)):
        if silences:
            out.write(f"\n## {title}\n\n")
            _lines(silences, sources, out)
    out.write(f"\n{escape(quiet_words.rest(answer))}\n")


def _cells(one: Silence) -> tuple[str, ...]:
    usual, times = f"{one.usual:g}" if one.usual else "", f"{one.ratio:.1f}" if one.ratio else ""
    collected = f"{one.covered} ({one.share:.0%})"
    return quiet_words.pair(one), one.last.isoformat(), str(one.gap), usual, collected, times


def _silence(one: Silence, sources: Cited, out: TextIO) -> None:
    out.write(f"\n## {escape(quiet_words.head(one))}\n\n")
    said = (quiet_words.rhythm(one), quiet_words.covered(one), quiet_words.answered(one))
    for line in said:
        out.write(f"- {escape(line)}\n")
    out.write(f"- last told {one.last}{_quoted(one.quotation, sources)}\n")
    if one.pending:
        out.write(f"\n{escape(quiet_words.between(one))}:\n\n")
    for item in one.pending:
        line = f"{quiet_words.pending(item)} ({quiet_words.pending_heard(item)})"
        out.write(f"- {escape(line)}{_quoted(item.quotation, sources)}\n")
    if left := quiet_words.left_out(one):
        out.write(f"\n{escape(left)}\n")


def _lines(silences: Iterable[Silence], sources: Cited, out: TextIO) -> None:
    for one in silences:
        line = f"{quiet_words.short(one)}; last told {one.last}"
        out.write(f"- {escape(line)}{_quoted(one.quotation, sources)}\n")


def _quoted(words: Quotation | None, sources: Cited) -> str:
    """A quotation and where it stands, as the end of an item."""
    if words is None:
        return ""
    place = cite(words.document, words.start, words.end, sources)
    return f": “{escape(wording.one_line(words.quote))}” ({escape(place)})"
