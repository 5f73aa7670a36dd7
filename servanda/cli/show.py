"""`servanda show`: all that a ledger knows of one thing."""

from datetime import date

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option, opened_view


@click.command("show")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@ledger_option
@as_of_option
@form_option("table", "json", "jsonl", "md")
def command(ids: tuple[str, ...], where: str, as_of: date | None, form: str) -> None:
    """Show all that is known of a thing.

    ID is an agreement, commitment, meeting, act, document or link: any id that 'servanda list' prints, or the
    beginning of one; of a document also its address, of an agreement words of its name. Every statement
    comes with its quotation, its address and its characters.
    """
    from servanda.cli.output import opened
    from servanda.export import ledger_lines, ledger_sheet_markdown, ledger_sheet_text
    from servanda.export.ledger_show import sheet

    with opened_view(where, as_of) as view, opened(None) as out:
        details = [view.get(one) for one in ids]
        if form == "json":
            ledger_lines.write_json(details, out)
        elif form == "jsonl":
            ledger_lines.write_jsonl(details, out)
        else:
            writer = ledger_sheet_text if form == "table" else ledger_sheet_markdown
            writer.write(map(sheet, details), out)
