"""A comparison as Markdown: facts and acts of both sides in tables, ready to paste into a note."""

from collections.abc import Iterable
from typing import TextIO

from servanda.export import compare_words as words
from servanda.export.ledger_items import Cited, cite, cited
from servanda.export.markdown import escape
from servanda.insight.compare import Comparison, Kind, Line, OneSided, Telling


def write(answer: Comparison | OneSided, out: TextIO) -> None:
    """The comparison, or that only one side has told."""
    if isinstance(answer, OneSided):
        out.write(f"# {escape(answer.meeting.title)}\n\n{escape(words.one_sided(answer))}\n")
        return
    names = words.names(answer)
    out.write(f"# {escape(words.title(answer))}\n\n{escape(words.summary(answer))}\n\n")
    _table(("", *names), words.facts(answer), out)
    sources = cited(answer.sources)
    for kinds in words.SECTIONS:
        lines = answer.of(*kinds)
        if lines:
            out.write(f"\n## {escape(words.heading(kinds[0], names))}\n\n")
            _lines(kinds[0], lines, names, sources, out)
    for note in (words.left(answer), words.left_out(answer)):
        if note:
            out.write(f"\n{escape(note)}\n")


def _lines(kind: Kind, lines: Iterable[Line], names: tuple[str, str], sources: Cited, out: TextIO) -> None:
    if kind is Kind.DIFFERS:
        rows = [
            (
                str(line.number),
                "; ".join(map(words.difference, line.differences)),
                _said(line.a),
                _said(line.b),
            )
            for line in lines
        ]
        _table(("#", "differs in", *names), rows, out)
    elif kind is Kind.BOTH:
        _table(("#", *names), [(str(line.number), _said(line.a), _said(line.b)) for line in lines], out)
    else:
        for line in lines:
            one = line.a or line.b
            assert one is not None
            place = cite(one.words.document, one.words.start, one.words.end, sources)
            out.write(f"- {line.number}: {escape(f'“{one.words.quote}”')} ({escape(place)})\n")
            if line.near:
                out.write(f"  - {escape(words.near(line) or '')}\n")


def _said(one: Telling | None) -> str:
    return f"“{one.words.quote}” ({one.words.start}–{one.words.end})" if one else ""


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]], out: TextIO) -> None:
    cells = [escape(head) for head in heads]
    out.write(f"| {' | '.join(cells)} |\n|{'---|' * len(cells)}\n")
    for row in rows:
        out.write(f"| {' | '.join(map(escape, row))} |\n")
