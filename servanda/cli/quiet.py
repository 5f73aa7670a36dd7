"""`servanda quiet`: who has fallen silent about whom, and what lies unmentioned between them."""

from datetime import date
from pathlib import Path

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option, opened_view
from servanda.cli.options import DAY


@click.command("quiet")
@click.option("--party", metavar="PARTY", help="The silent issuer, or whom it is silent about.")
@click.option("--counterpart", metavar="PARTY", help="What the party has said about this one.")
@click.option("--since", type=DAY, help="Measure the rhythm from this day on; about three years unless told.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    metavar="N",
    help="So many silences of a kind.",
)
@click.option(
    "--least",
    type=click.IntRange(1),
    metavar="N",
    help="Gaps between days of telling from which a rhythm is known; three unless told.",
)
@ledger_option
@as_of_option
@form_option("table", "json", "md")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    party: str | None,
    counterpart: str | None,
    since: date | None,
    limit: int,
    least: int | None,
    where: str,
    as_of: date | None,
    form: str,
    output: Path | None,
) -> None:
    """Tell who has gone quiet about whom.

    A silence is the time since an issuer's releases last told of a party. It is measured against the usual
    gap between such releases, and only as far as the ledger holds other releases of the issuer: what nobody
    collected is no silence. The most silent come first, each with what is still open between the two.
    """
    from servanda.cli.output import opened
    from servanda.export import ledger_lines, quiet_markdown, quiet_text
    from servanda.insight.quiet import quiet

    with opened_view(where, as_of) as view, opened(output) as out:
        answer = quiet(view, party=party, counterpart=counterpart, since=since, limit=limit, least=least)
        if form == "json":
            ledger_lines.write_jsonl([answer], out)
        elif form == "md":
            quiet_markdown.write(answer, out)
        else:
            quiet_text.write(answer, out)
