"""`servanda outcome`: what came out of a meeting, a visit or a document, then and since."""

from datetime import date
from pathlib import Path

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option, opened_view
from servanda.cli.options import DAY


@click.command("outcome")
@click.argument("id", required=False, metavar="[MEETING|DOCUMENT]")
@click.option("--party", "parties", multiple=True, metavar="PARTY", help="Of the meeting; name it twice.")
@click.option("--counterpart", metavar="PARTY", help="The other side of the meeting.")
@click.option("--on", type=DAY, help="The meeting of that day; the last one unless told.")
@ledger_option
@as_of_option
@form_option("table", "json", "md", "html")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    id: str | None,
    parties: tuple[str, ...],
    counterpart: str | None,
    on: date | None,
    where: str,
    as_of: date | None,
    form: str,
    output: Path | None,
) -> None:
    """Tell what came out of a meeting, then and since.

    Name a meeting or document by its id, or the beginning of one, or a meeting by its parties: --party Canada
    --counterpart Korea. What the readouts tell as news counts, with what later documents say of it; of what
    nothing was heard, it is said where that was looked for.
    """
    from servanda.cli.output import opened
    from servanda.export import ledger_lines, ledger_sheet_html, ledger_sheet_markdown, ledger_sheet_text
    from servanda.export.outcome_sheet import outcome_sheet
    from servanda.insight.outcome import outcome

    with opened_view(where, as_of) as view, opened(output) as out:
        sides = (*parties, *([counterpart] if counterpart else []))
        if view.empty:
            return
        answer = outcome(view, id, parties=sides, on=on)
        if form == "json":
            ledger_lines.write_jsonl([answer], out)
            return
        writer = {"table": ledger_sheet_text, "md": ledger_sheet_markdown, "html": ledger_sheet_html}[form]
        writer.write([outcome_sheet(answer)], out)
