"""Changes in wording as Markdown: the words of both statements in tables."""

from collections.abc import Sequence
from typing import TextIO

from servanda.export import changes_words as words
from servanda.export.ledger_items import Cited, cite, cited
from servanda.export.markdown import escape
from servanda.insight.changes import Changes, Kind, Line, Wording


def write(answer: Changes, out: TextIO) -> None:
    """What changed, or which earlier statements may be meant."""
    out.write(f"# {escape(words.title(answer))}\n\n{escape(words.summary(answer))}\n")
    found = words.found(answer)
    if found:
        out.write(f"\n{escape(found)}\n")
    if answer.before is None:
        if answer.candidates:
            out.write("\n")
        out.writelines(f"- {escape(words.candidate(one))}\n" for one in answer.candidates)
        return
    sources = cited(answer.sources)
    for kind, title in words.SECTIONS:
        lines = answer.of(kind)
        if lines:
            out.write(f"\n## {escape(title)}\n\n")
            _lines(kind, lines, words.names(answer), sources, out)


def _lines(kind: Kind, lines: Sequence[Line], names: tuple[str, str], sources: Cited, out: TextIO) -> None:
    if kind in (Kind.STRONGER, Kind.WEAKER, Kind.CHANGED):
        heads = ("#", "what changed", *names)
        out.write(f"| {' | '.join(map(escape, heads))} |\n|{'---|' * len(heads)}\n")
        for line in lines:
            why = "; ".join(map(words.reason, line.reasons))
            row = (str(line.number), why, _said(line.before), _said(line.after))
            out.write(f"| {' | '.join(map(escape, row))} |\n")
        return
    for line in lines:
        one = line.after or line.before
        assert one is not None
        place = cite(one.words.document, one.words.start, one.words.end, sources)
        out.write(f"- {line.number}: {escape(f'“{one.words.quote}”')} ({escape(place)})\n")
        if line.near:
            out.write(f"  - {escape(words.near(line) or '')}\n")


def _said(one: Wording | None) -> str:
    return f"“{one.words.quote}” ({one.words.start}–{one.words.end})" if one else ""
