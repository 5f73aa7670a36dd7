"""`servanda triggers`: which commitments wait on one event, and whether it has come about."""

from datetime import date
from pathlib import Path

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option, opened_view


@click.command("triggers")
@click.argument("event", required=False, metavar="[ID|WORDS]")
@click.option("--event", "asked", metavar="ID|WORDS", help="The same as the argument.")
@click.option("--party", "parties", multiple=True, metavar="PARTY", help="Is bound, or was promised.")
@click.option("--counterpart", metavar="PARTY", help="Toward whom the party is bound.")
@click.option("--topic", metavar="TOPIC", help="On this topic: trade, defence, energy …")
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="So many events."
)
@ledger_option
@as_of_option
@form_option("table", "json", "md", "html")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    event: str | None,
    asked: str | None,
    parties: tuple[str, ...],
    counterpart: str | None,
    topic: str | None,
    limit: int,
    where: str,
    as_of: date | None,
    form: str,
    output: Path | None,
) -> None:
    """Tell which commitments wait on one event, and whether it came.

    Events are an entry into force, a ratification, the next summit, the end of other work.

    ID is an agreement: all that waits on its stages; or a commitment: all that waits on the same as it does.
    WORDS may name the event, the agreement, or both: "entry into force", geothermal. Events on which most
    commitments wait come first, each with whether the ledger knows that it has come about.
    """
    from servanda.cli.output import opened
    from servanda.export import ledger_lines, ledger_sheet_html, ledger_sheet_markdown, ledger_sheet_text
    from servanda.export.triggers_sheet import triggers_sheet
    from servanda.insight.triggers import triggers

    if event and asked:
        raise click.UsageError("name the event once: as the argument, or by --event.")
    with opened_view(where, as_of) as view, opened(output) as out:
        answer = triggers(
            view, event=event or asked, party=parties, counterpart=counterpart, topic=topic, limit=limit
        )
        if form == "json":
            ledger_lines.write_jsonl([answer], out)
        else:
            writers = {"table": ledger_sheet_text, "md": ledger_sheet_markdown, "html": ledger_sheet_html}
            writers[form].write([triggers_sheet(answer)], out)
