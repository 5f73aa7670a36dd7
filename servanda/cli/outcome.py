"""`servanda outcome`: what came out of a meeting, a visit or a document, then and since."""

from datetime import date
from pathlib import Path

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option, opened_view
from servanda.cli.options import DAY


@click.command("outcome")
@click.argument("id", required=False, metavar="[MEETING|DOCUMENT]")
@click.option("--party", metavar="PARTY", help="One side of the meeting: a code or name.")
@click.option("--counterpart", metavar="PARTY", help="The other side.")
@click.option("--on", type=DAY, help="The day of the meeting, where several are told.")
@click.option(
    "--limit", type=click.IntRange(1), default=100, show_default=True, metavar="N", help="So many lines."
)
@ledger_option
@as_of_option
@form_option("table", "json", "md", "html")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    id: str | None,
    party: str | None,
    counterpart: str | None,
    on: date | None,
    limit: int,
    where: str,
    as_of: date | None,
    form: str,
    output: Path | None,
) -> None:
    """Tell what came out of a meeting, then and since.

    Name a meeting or document by its id, or the beginning of one, or a meeting by its parties: --party Canada
    --counterpart Korea --on 2025-10-30. A document stands for the meetings that it tells of, and one that
    closes a visit for all of the visit. What the readouts tell as news counts, with what later documents say
    of it; of what nothing was heard, it is said where that was looked for.
    """
    from servanda.cli.output import opened
    from servanda.export import ledger_lines, ledger_sheet_html, ledger_sheet_markdown, ledger_sheet_text
    from servanda.export.outcome_sheet import outcome_sheet
    from servanda.insight.outcome import outcome

    with opened_view(where, as_of) as view, opened(output) as out:
        if view.empty:
            return
        answer = outcome(view, id, party=party, counterpart=counterpart, on=on, limit=limit)
        if form == "json":
            ledger_lines.write_jsonl([answer], out)
            return
        writer = {"table": ledger_sheet_text, "md": ledger_sheet_markdown, "html": ledger_sheet_html}[form]
        writer.write([outcome_sheet(answer)], out)
