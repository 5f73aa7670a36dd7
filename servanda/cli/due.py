"""`servanda due`: what falls due, what is overdue, what comes round again, what waits."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from servanda.cli.asking import Ended, as_of_option, form_option, ledger_option, opened_view

if TYPE_CHECKING:
    from servanda.insight.due import Due
    from servanda.views import LedgerView


@click.command("due")
@click.option(
    "--within",
    default="90d",
    show_default=True,
    metavar="TIME",
    help="How far to look ahead: 90d, 12w, 6m, 1y.",
)
@click.option("--party", "parties", multiple=True, metavar="PARTY", help="Is bound, or was promised.")
@click.option("--counterpart", metavar="PARTY", help="Toward whom the party is bound.")
@click.option("--topic", metavar="TOPIC", help="On this topic: trade, defence, energy …")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    metavar="N",
    help="So many of each part.",
)
@ledger_option
@as_of_option
@form_option("table", "json", "md", "html", "ics", "atom")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    within: str,
    parties: tuple[str, ...],
    counterpart: str | None,
    topic: str | None,
    limit: int,
    where: str,
    as_of: date | None,
    form: str,
    output: Path | None,
) -> None:
    """Tell what is due, overdue, coming round again, or waiting.

    Every line has the words that set the deadline. --format ics is a calendar for Outlook, Google and Apple,
    whose events keep their identity when a deadline moves; --format atom a feed of what changed.
    """
    from servanda.cli.output import opened
    from servanda.insight.due import due

    with opened_view(where, as_of) as view, opened(output) as out:
        answer = due(view, within=within, party=parties, counterpart=counterpart, topic=topic, limit=limit)
        try:
            _write(answer, form, view, out)
        except ImportError as error:
            raise Ended(str(error), 2) from error


def _write(answer: "Due", form: str, view: "LedgerView", out: TextIO) -> None:
    from servanda.export import ledger_lines, ledger_sheet_html, ledger_sheet_markdown, ledger_sheet_text
    from servanda.export.due_sheet import due_sheet, scope

    if form == "json":
        ledger_lines.write_jsonl([answer], out)
    elif form == "ics":
        from servanda.export import calendar_ics

        calendar_ics.write(calendar_ics.entries_of(answer), out, name=f"Deadlines{scope(answer)}")
    elif form == "atom":
        from servanda.export import feed_atom
        from servanda.insight.changed import changed

        answered = changed(view, parties=answer.parties, counterpart=answer.counterpart, topic=answer.topic)
        feed_atom.write(answered, out)
    else:
        writers = {"table": ledger_sheet_text, "md": ledger_sheet_markdown, "html": ledger_sheet_html}
        writers[form].write([due_sheet(answer)], out)
