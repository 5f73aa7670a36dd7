"""`servanda read`: documents in, their acts out, nothing stored."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.options import DAY
from servanda.cli.problems import Problems

if TYPE_CHECKING:
    from servanda.model import Document, Reading

FORMATS = ("table", "json", "jsonl", "csv", "md", "html")


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--publisher", metavar="CODE", help="Who issued the documents, where they do not say: CAN, EU.")
@click.option("--published", type=DAY, help="When they were issued, where they do not say.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--explain", is_flag=True, help="Say for each act why it was read.")
@click.option("--allow-private", is_flag=True, help="Addresses on this machine and its network too.")
@click.option("--archive", type=click.Path(file_okay=False, path_type=Path), help="Keep fetched bodies here.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    sources: tuple[str, ...],
    form: str,
    publisher: str | None,
    published: date | None,
    jobs: int,
    explain: bool,
    allow_private: bool,
    archive: Path | None,
    output: Path | None,
) -> int:
    """Read documents into cited acts.

    SOURCE is a file (text, HTML, PDF, Word, JSON Lines), a folder, a pattern, an address or "-" for
    standard input. JSON Lines hold one document a line: {"id", "text", "published", "publisher", "title"}.
    The output is the same for any number of processes.
    """
    from servanda.cli.output import opened
    from servanda.cli.progress import watched
    from servanda.engine import read_documents
    from servanda.export import writer
    from servanda.sources import SourceError, open_documents

    problems = Problems("servanda read")
    try:
        documents = open_documents(
            sources,
            publisher=publisher,
            published=published,
            allow_private=allow_private,
            archive=archive,
            on_problem=problems.add,
            on_warning=problems.add,
        )
        readings = read_documents(in_english(documents, problems), jobs=jobs)
        with opened(output) as out:
            seen = watched(_noting_empty(readings, problems), busy=output is None)
            writer(form)(seen, out, explain=explain)
    except SourceError as error:
        problems.tell(error.message, error.exit_code)
    if form != "table":
        problems.tell_empty()
    return problems.exit_code


def in_english(documents: Iterable["Document"], problems: Problems) -> Iterator["Document"]:
    """The documents that the reader can read; the others are told."""
    for document in documents:
        language = document.language.lower()
        if language.split("-")[0] in ("en", "und", ""):
            yield document
        else:
            problems.tell(f"{document.source or document.id}: no English reader for {language} yet: skipped")


def _noting_empty(readings: Iterable["Reading"], problems: Problems) -> Iterator["Reading"]:
    for reading in readings:
        if not reading.acts:
            problems.note_empty(reading.document.title or reading.document.id)
        yield reading
