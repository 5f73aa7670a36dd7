"""Questions and histories as sheets."""

from collections.abc import Iterable, Sequence

from servanda.export import wording
from servanda.export.ledger_items import cited, questions_section
from servanda.export.ledger_sheet import Item, Section, Sheet
from servanda.views.details import QuestionRow, Source
from servanda.views.histories import History

Changes = Iterable[tuple[str, Sequence[str]]]


def review_sheet(questions: Sequence[QuestionRow], sources: Iterable[Source], *, more: bool) -> Sheet:
    """The questions that wait for a person, each with the words of both sides."""
    known = cited(sources)
    sections = [questions_section(one, known) for one in questions]
    if more:
        sections.append(Section("…", note="more: --limit N, or --format jsonl for all"))
    title = "What waits for a person" if questions else "Nothing waits for a person"
    return Sheet(title, "", "", (), tuple(sections))


def history_sheet(history: History, changes: Changes) -> Sheet:
    """What the ledger learnt and when; `changes` are the versions of a document and what each changed."""
    learnt = tuple(
        Item(
            f"{one.at[:19].replace('T', ' ')}  {one.kind}: {wording.one_line(one.what)}",
            "yellow" if one.kind == "verdict" else "",
            (wording.one_line(f"entry {one.entry}, by {one.coder} {one.version}"),),
        )
        for one in history.learnt
    )
    sections = [Section("Learnt", learnt, None if learnt else "nothing")]
    sections += [Section(title, tuple(map(_change, lines)), _same(lines)) for title, lines in changes]
    return Sheet(f"History of {wording.one_line(history.id)}", history.kind, "", (), tuple(sections))


def _change(line: str) -> Item:
    return Item(
        wording.one_line(line), "green" if line.startswith("+") else "red" if line.startswith("-") else "dim"
    )


def _same(lines: Sequence[str]) -> str | None:
    return None if lines else "no word of the main text changed"
