"""`servanda changes`: what changed in the wording from one statement to the next."""

from datetime import date
from pathlib import Path

import click

from servanda.cli.asking import Ended, as_of_option, form_option, ledger_option, opened_view


@click.command("changes")
@click.argument("documents", nargs=-1, required=True, metavar="[BEFORE] AFTER")
@ledger_option
@as_of_option
@form_option("table", "json", "md", "html")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    documents: tuple[str, ...], where: str, as_of: date | None, form: str, output: Path | None
) -> None:
    """Tell what changed in the wording since the last statement of the same series.

    Documents are named by id, address or path. With one, the last statement of its series is found; where
    several may be meant, they are named. New, stronger, weaker, changed, not said again, unchanged: each with
    the words of both, and what makes the difference.
    """
    from servanda.api.tellings import telling
    from servanda.cli.output import opened
    from servanda.export import ledger_lines, ledger_sheet_html, ledger_sheet_markdown, ledger_sheet_text
    from servanda.export.changes_sheet import changes_sheet
    from servanda.insight.changes import changes
    from servanda.sources import SourceError

    if len(documents) > 2:
        raise click.UsageError("name one document, or two")
    with opened_view(where, as_of) as view, opened(output) as out:
        try:
            told_of = [telling(view, one) for one in documents]
        except SourceError as error:
            raise Ended(error.message, error.exit_code) from error
        answer = changes(view, told_of[-1], told_of[0] if len(told_of) == 2 else None)
        if form == "json":
            ledger_lines.write_jsonl([answer], out)
            return
        writers = {"table": ledger_sheet_text, "md": ledger_sheet_markdown, "html": ledger_sheet_html}
        writers[form].write([changes_sheet(answer)], out)
