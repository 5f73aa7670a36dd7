"""Counts of commitments as Markdown, ready to paste into a note."""

from typing import TextIO

from servanda.export import count_words as words
from servanda.export.ledger_items import Cited, cited
from servanda.export.markdown import escape
from servanda.insight.count import Count
from servanda.views import Quotation


def write(answer: Count, out: TextIO) -> None:
    """The numbers as a table, the rule, and what it leaves out."""
    sources = cited(answer.sources)
    out.write(f"## {escape(words.title(answer))}\n\n{escape(words.ruled(answer))}\n\n")
    out.write(f"**{escape(words.total(answer))}**\n")
    if answer.lines:
        out.write(f"\n| {escape(answer.by or '')} | number | for example |\n|---|---:|---|\n")
    for line in answer.lines:
        example = " ".join(words.quoted(line.example, sources))
        out.write(f"| {escape(line.name)} | {line.count} | {escape(example)} |\n")
    for note in (words.more(answer), words.sums(answer)):
        if note:
            out.write(f"\n{escape(note)}\n")
    if answer.tellings:
        out.write(f"\n### The rule\n\n{escape(words.explained(answer))}\n")
    if answer.left_out:
        out.write("\n### What it leaves out\n\n")
    for one in answer.left_out:
        out.write(f"- {escape(words.left_out(one))}{_quoted(one.example, sources)}\n")
    if answer.tellings:
        out.write(f"\n{escape(words.others(answer))}\n")
    if answer.items:
        out.write(f"\n### The newest {len(answer.items)} tellings\n\n")
    for item in answer.items:
        out.write(f"- {escape(words.item(item))}{_quoted(item.quotation, sources)}\n")


def _quoted(quotation: Quotation | None, sources: Cited) -> str:
    quote, place = words.quoted(quotation, sources)
    return f"\n  > {escape(quote)}\n  > {escape(place)}" if quote else ""
