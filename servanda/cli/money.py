"""`servanda money`: how often money was announced, how much of it is new, and what was told as paid."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option, opened_view
from servanda.cli.options import DAY

if TYPE_CHECKING:
    from servanda.views import LedgerView

BY = ("donor", "recipient", "year", "currency")
SORTS = ("newest", "largest")


@click.command("money")
@click.argument("id", required=False, metavar="[ENVELOPE]")
@click.option("--party", metavar="PARTY", help="Gives or receives it: a code or name.")
@click.option("--counterpart", metavar="PARTY", help="Gives or receives it too.")
@click.option("--donor", metavar="PARTY", help="Gives it.")
@click.option("--recipient", metavar="PARTY", help="Receives it.")
@click.option("--since", type=DAY, help="Announced on or after this day.")
@click.option("--until", type=DAY, help="Announced on or before this day.")
@click.option("--currency", metavar="CUR", help="Told in this currency: EUR, USD …")
@click.option("--topic", metavar="TOPIC", help="On this topic: trade, defence, energy …")
@click.option("--by", type=click.Choice(BY), help="The sums of each.")
@click.option(
    "--sort", type=click.Choice(SORTS), default="newest", show_default=True, help="Which sums come first."
)
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N", help="So many lines."
)
@ledger_option
@as_of_option
@form_option("table", "json", "csv", "md", "html")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    id: str | None, where: str, as_of: date | None, form: str, output: Path | None, **asked: Any
) -> None:
    """Tell how often money was announced, and how much of it is new.

    Sums that are announced again, paid in parts, topped up or told in another currency are one sum. The
    headline sum adds up all announcements, as a reader of headlines would; beside it stands what no earlier
    document tells. Nothing is converted. The id of a sum shows each of its announcements, and why it is what
    it is.
    """
    from servanda.cli.output import opened

    _refuse(id, asked)
    with opened_view(where, as_of) as view, opened(output) as out:
        if id is not None:
            _one(view, id, form, out)
        else:
            _all(view, asked, form, out)


def _refuse(id: str | None, asked: dict[str, Any]) -> None:
    """End the command where one sum is asked for, and narrowed as well."""
    given = [name for name, value in asked.items() if value is not None and name not in ("sort", "limit")]
    if id is not None and given:
        raise click.UsageError(f"one sum is shown as a whole: leave out --{given[0]}, or the id")


def _all(view: "LedgerView", asked: dict[str, Any], form: str, out: TextIO) -> None:
    from servanda.export import ledger_lines, money_csv, money_html, money_markdown, money_text
    from servanda.insight.money import money

    if form == "html":
        asked["by"] = asked["by"] or "donor"  # what the picture is drawn of
    answer = money(view, **asked)
    if form == "json":
        ledger_lines.write_jsonl([answer], out)
        return
    writer = {"table": money_text, "csv": money_csv, "md": money_markdown, "html": money_html}[form]
    writer.write(answer, out)


def _one(view: "LedgerView", id: str, form: str, out: TextIO) -> None:
    from servanda.export import (
        ledger_lines,
        ledger_sheet_html,
        ledger_sheet_markdown,
        ledger_sheet_text,
        money_csv,
    )
    from servanda.export.money_sheet import money_sheet
    from servanda.insight.money import one_envelope

    if view.empty:
        return
    answer = one_envelope(view, id)
    if form == "json":
        ledger_lines.write_jsonl([answer], out)
    elif form == "csv":
        money_csv.write_one(answer, out)
    else:
        writer = {"table": ledger_sheet_text, "md": ledger_sheet_markdown, "html": ledger_sheet_html}[form]
        writer.write([money_sheet(answer)], out)
