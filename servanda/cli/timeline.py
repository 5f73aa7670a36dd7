"""`servanda timeline`: what happened and what is due, of things of a ledger or between parties."""

from datetime import date
from pathlib import Path

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option, opened_view
from servanda.cli.options import DAY


@click.command("timeline")
@click.argument("subjects", nargs=-1, required=True, metavar="ID|PARTY...")
@ledger_option
@click.option("--since", type=DAY, help="Of parties: told on or after this day.")
@click.option("--until", type=DAY, help="Of parties: told on or before this day.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    metavar="N",
    help="Of parties: so many agreements, meetings and deadlines, the newest.",
)
@as_of_option
@form_option("text", "json", "html", "svg")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    subjects: tuple[str, ...],
    where: str,
    since: date | None,
    until: date | None,
    limit: int,
    as_of: date | None,
    form: str,
    output: Path | None,
) -> None:
    """Tell in order what happened and what is due.

    ID is an agreement, commitment or meeting; each has a lane of its own. PARTY is a code or name; of several
    parties it is what all of them take part in. --format html or svg draws it.
    """
    from servanda.cli.output import opened
    from servanda.export import ledger_lines, timeline_html, timeline_svg, timeline_text
    from servanda.export.ledger_items import cited

    with opened_view(where, as_of) as view, opened(output) as out:
        timeline = view.timeline(subjects, since=since, until=until, limit=limit)
        if form == "text":
            timeline_text.write(timeline, out)
        elif form == "json":
            ledger_lines.write_jsonl([timeline], out)
        elif form == "svg":
            timeline_svg.write(timeline, out)
        else:
            named = {event.document for lane in timeline.lanes for event in lane.events if event.document}
            timeline_html.write(timeline, cited(view.sources(named)), out)
