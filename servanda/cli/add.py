"""`servanda add`: documents into a ledger, and what follows from them."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.asking import form_option, ledger_option, opened_ledger
from servanda.cli.options import DAY
from servanda.cli.problems import Problems

if TYPE_CHECKING:
    from servanda.api.ledger import Ledger
    from servanda.engine.adding import AddReport
    from servanda.model import Document, Reading


@click.command("add")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@ledger_option
@click.option("--publisher", metavar="CODE", help="Who issued the documents, where they do not say: CAN, EU.")
@click.option("--published", type=DAY, help="When they were issued, where they do not say.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option(
    "--coded",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Acts that another coder wrote down, a JSON line a document, as 'servanda read' prints them.",
)
@click.option("--coder", metavar="NAME", help="Who wrote the acts of --coded down.")
@click.option("--allow-private", is_flag=True, help="Addresses on this machine and its network too.")
@click.option("--archive", type=click.Path(file_okay=False, path_type=Path), help="Keep fetched bodies here.")
@form_option("table", "json")
def command(sources: tuple[str, ...], where: str, form: str, **options: Any) -> int:
    """Read documents and store them with their acts.

    SOURCE is a file, a folder, a pattern, an address or "-" for standard input, as for 'servanda read'. The
    same document twice changes nothing; a changed one is kept as a new version. A run that was interrupted is
    taken up again by the next. Prints what came in and what moved.
    """
    from servanda.export.ledger_added import added_sheet, moved_rows
    from servanda.sources import SourceError

    coded = options["coded"]
    if not (sources or coded):
        raise click.UsageError("name what to add: a file, a folder, an address, or - for standard input")
    if coded and not options["coder"]:
        raise click.UsageError("--coded needs the name of who coded it: --coder NAME")
    problems = Problems("servanda add")
    try:
        documents = _opened(sources, problems, options)
    except SourceError as error:
        problems.tell(error.message, error.exit_code)
        return problems.exit_code
    if documents is None:  # nothing to keep: no ledger is made for it
        return problems.exit_code
    with opened_ledger(where, create=True) as ledger:
        try:
            report = _add(ledger, documents, problems, options)
        except SourceError as error:
            problems.tell(error.message, error.exit_code)
            return problems.exit_code
        with ledger.view() as view:
            moved = moved_rows(view, report)
        _print(report, moved, form, added_sheet)
    return problems.exit_code


def _opened(
    sources: tuple[str, ...], problems: Problems, options: dict[str, Any]
) -> "Iterator[Document] | None":
    """The documents, the first of them at hand; None where nothing could be opened. Raises SourceError."""
    from servanda.sources import open_documents

    documents = open_documents(
        sources,
        publisher=options["publisher"],
        published=options["published"],
        allow_private=options["allow_private"],
        archive=options["archive"],
        on_problem=problems.add,
        on_warning=problems.add,
    )
    first = next(documents, None)
    if first is None and problems.exit_code and not options["coded"]:
        return None
    return documents if first is None else chain([first], documents)


def _add(
    ledger: "Ledger", documents: "Iterator[Document]", problems: Problems, options: dict[str, Any]
) -> "AddReport":
    from servanda.cli.progress import counted
    from servanda.cli.read import in_english
    from servanda.engine.adding import add_documents

    if options["coded"]:
        readings = _coded(options["coded"], documents, problems)
        return ledger.add_coded(readings, coder=options["coder"], skipped=problems.tell)
    with counted("adding", None, "documents") as advance:
        return add_documents(
            ledger.store,
            in_english(documents, problems),
            jobs=options["jobs"],
            seen=lambda _: advance(1),
            skipped=problems.tell,
        )


def _coded(path: Path, documents: "Iterator[Document]", problems: Problems) -> "Iterator[Reading]":
    """The readings of a file; a line without its text has that of the document of the same id."""
    from dataclasses import replace

    import msgspec

    from servanda.model.wire import ReadingLine, from_line

    known = {document.id: document for document in documents}
    with path.open(encoding="utf-8") as lines:
        for number, text in enumerate(lines, start=1):
            if not text.strip():
                continue
            try:
                line = msgspec.json.decode(text, type=ReadingLine)
                own = known.get(line.id)
                reading = from_line(line, own.text if own else None)
            except ValueError as error:
                problems.tell(f"{path}, line {number}: {error}")
                continue
            yield replace(reading, document=own) if own else reading


def _print(report: "AddReport", moved: Any, form: str, sheet: Any) -> None:
    from servanda.cli.output import opened

    with opened(None) as out:
        if form == "json":
            import msgspec

            out.write(msgspec.json.encode({"added": report, "moved": moved}).decode() + "\n")
            return
        from servanda.export.ledger_sheet_text import write

        write([sheet(report, moved)], out)
