"""`servanda count`: how many commitments there are, by a rule that is named and explained."""

from datetime import date
from pathlib import Path

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option, opened_view
from servanda.cli.options import DAY

RULES = ("toronto", "broad", "granular")
DIMENSIONS = ("subject", "partner", "minister", "type", "year", "party")


@click.command("count")
@click.option(
    "--rule", type=click.Choice(RULES), default="broad", show_default=True, help="What counts as one."
)
@click.option("--by", type=click.Choice(DIMENSIONS), help="The numbers of each; the total only unless told.")
@click.option("--party", metavar="PARTY", help="Bound by them: a code or name.")
@click.option("--counterpart", metavar="PARTY", help="Bound too, or whom they are made to.")
@click.option("--since", type=DAY, help="Told on or after this day.")
@click.option("--until", type=DAY, help="Told on or before this day.")
@click.option("--topic", metavar="TOPIC", help="On this topic: trade, defence, energy …")
@click.option("--document", metavar="ID", help="Told in this document.")
@click.option(
    "--limit", type=click.IntRange(1), default=25, show_default=True, metavar="N", help="So many lines."
)
@click.option(
    "--items",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="List the newest N tellings, each with what the rule makes of it.",
)
@ledger_option
@as_of_option
@form_option("table", "json", "csv", "md")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    rule: str,
    by: str | None,
    party: str | None,
    counterpart: str | None,
    since: date | None,
    until: date | None,
    topic: str | None,
    document: str | None,
    limit: int,
    items: int,
    where: str,
    as_of: date | None,
    form: str,
    output: Path | None,
) -> None:
    """Count commitments by a rule that is named.

    The rule is explained in the answer: toronto counts what the G7 and G20 research groups would, as we read
    their definition; broad each commitment once, however often it is said; granular each time it is said.
    What a rule leaves out is counted by reason, and the totals by the other rules stand beside.
    """
    from servanda.cli.output import opened
    from servanda.export import count_csv, count_markdown, count_text, ledger_lines
    from servanda.insight.count import count

    with opened_view(where, as_of) as view, opened(output) as out:
        answer = count(
            view,
            rule=rule,
            by=by,
            party=party,
            counterpart=counterpart,
            since=since,
            until=until,
            topic=topic,
            document=document,
            limit=limit,
            items=items,
        )
        if form == "json":
            ledger_lines.write_jsonl([answer], out)
        else:
            {"table": count_text, "csv": count_csv, "md": count_markdown}[form].write(answer, out)
