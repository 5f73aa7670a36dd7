"""Exports that people look at: a calendar, a feed, a static site."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.export_out import export, picked, to_file
from servanda.cli.root import Sentence

if TYPE_CHECKING:
    from servanda.views import Filter, LedgerView


@click.command("ics")
@picked
@to_file
def ics(output: Path | None, **options: Any) -> None:
    """A calendar of all deadlines that are still open, also those that have passed with nothing found.

    For Outlook, Google and Apple. An event keeps its identity, so that a later export replaces it. 'servanda
    due --format ics' has those of the next months. Needs icalendar: pip install 'servanda[calendar]'.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.output import opened
        from servanda.export import ledger_dates

        with opened(output) as out:
            ledger_dates.write_calendar(view, out, wanted)

    export(options, write)


@click.command("atom")
@picked
@to_file
def atom(output: Path | None, **options: Any) -> None:
    """A feed of the newest changes: commitments made, said again, kept or dropped, stages reached.

    They are sought among the newest 500 acts; --since and --until narrow what is found there.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.output import opened
        from servanda.export import ledger_dates

        with opened(output) as out:
            ledger_dates.write_feed(view, out, wanted)

    export(options, write)


@click.command("site")
@picked
@click.option("--title", metavar="TEXT", help="What the site is called.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder: new, empty, or an older site, which is replaced.",
)
def site(output: Path, title: str | None, **options: Any) -> None:
    """A site of static pages: open index.html, or put the folder on any server.

    A page for each agreement with its drawn course, each commitment, party and document with its acts marked
    in the text; lists, deadlines, meetings. Every quotation leads to its place in the text. The pages load
    nothing from anywhere and need no script. A large ledger makes hundreds of thousands of pages:
    narrow it.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.progress import counted
        from servanda.export import site as pages

        with counted("making the site:", None, "rows and pages") as seen:
            try:
                pages.write(view, output, wanted, title=title or pages.TITLE, seen=seen)
            except pages.NotASite as error:
                raise Sentence(str(error)) from error
            except OSError as error:
                raise Sentence(f"{output}: cannot be written: {error.strerror or error}") from error

    export(options, write)
