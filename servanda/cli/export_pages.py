"""Exports that people read: a static site."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.export_out import export, picked
from servanda.cli.root import Sentence

if TYPE_CHECKING:
    from servanda.views import Filter, LedgerView


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
