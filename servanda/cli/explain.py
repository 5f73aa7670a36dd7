"""`servanda explain`: why tellings are linked, why an act was read."""

import click

from servanda.cli.asking import form_option, ledger_option, opened_view


@click.command("explain")
@click.argument("id")
@ledger_option
@form_option("table", "json", "jsonl", "md")
def command(id: str, where: str, form: str) -> None:
    """Print the features by which tellings were linked.

    ID is a link, or an agreement, commitment, meeting, act or telling whose links are then printed: each with
    its features, their values and weights, what they add, and the score.
    """
    from servanda.cli.output import opened
    from servanda.export import ledger_lines, ledger_sheet_markdown, ledger_sheet_text
    from servanda.export.ledger_show import sheet

    with opened_view(where, None) as view, opened(None) as out:
        links = view.explain(id)
        if form in ("json", "jsonl"):
            (ledger_lines.write_json if form == "json" else ledger_lines.write_jsonl)(links, out)
        elif not links:
            found = view.find(id)
            out.write(f"{found.kind} {found.id} stands alone: no other telling was found alike\n")
        else:
            writer = ledger_sheet_text if form == "table" else ledger_sheet_markdown
            writer.write(map(sheet, links), out)
