"""`servanda history`: what a ledger learnt of a thing, and when."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option, opened_view

if TYPE_CHECKING:
    from servanda.views import History


@click.command("history")
@click.argument("id")
@ledger_option
@as_of_option
@form_option("table", "json", "md")
def command(id: str, where: str, as_of: date | None, form: str) -> None:
    """Tell what the ledger learnt of a thing, and when.

    ID is any id of the ledger. Told are its entries, the versions of a document with what changed between
    them, and persons' verdicts, each with the number by which 'servanda undo' takes it back.
    """
    from servanda.cli.output import opened
    from servanda.export import ledger_lines, ledger_sheet_markdown, ledger_sheet_text
    from servanda.export.ledger_review import history_sheet

    with opened_view(where, as_of) as view, opened(None) as out:
        history = view.history(id)
        changes = list(_changes(history))
        if form == "json":
            told = [{"version": title, "changes": lines} for title, lines in changes]
            ledger_lines.write_json([{"id": history.id, "learnt": history.learnt, "versions": told}], out)
        else:
            writer = ledger_sheet_text if form == "table" else ledger_sheet_markdown
            writer.write([history_sheet(history, changes)], out)


def _changes(history: "History") -> Iterator[tuple[str, list[str]]]:
    """Each version after the first, and the lines that it changed."""
    from servanda.sources.difference import difference

    for number, (before, after) in enumerate(pairwise(history.versions), start=2):
        lines = [line for change in difference(before, after) for line in change.lines()]
        yield f"Version {number} changed", lines
