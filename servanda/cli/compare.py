"""`servanda compare`: readouts of one meeting side by side."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from servanda.cli.asking import Ended, as_of_option, form_option, ledger_option, opened_view

if TYPE_CHECKING:
    from servanda.insight.aligning import Told
    from servanda.insight.compare import Comparison, OneSided
    from servanda.views import LedgerView


publishers_option = click.option(
    "--publisher",
    "publishers",
    multiple=True,
    metavar="CODE",
    help="Who issued the first document, and given twice the second, where a file does not say.",
)


@click.command("compare")
@click.argument("documents", nargs=-1, metavar="[A B]")
@click.option("--meeting", metavar="ID", help="Find the pair by the meeting that it tells of.")
@publishers_option
@ledger_option
@as_of_option
@form_option("table", "json", "html", "md")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    documents: tuple[str, ...],
    meeting: str | None,
    publishers: tuple[str, ...],
    where: str,
    as_of: date | None,
    form: str,
    output: Path | None,
) -> None:
    """Put two readouts of one meeting side by side.

    A and B are documents of the ledger (ids or beginnings of ids), or files or addresses, which are read now.
    Each act is told by both, by both with differences (date, sum, rate, how firmly, who, stage), or by one
    only; what one side says that the other will do, and the other does not say, is told first. With --meeting
    the pair is found: of each issuer the document that tells most.
    """
    from servanda.cli.output import opened

    if bool(documents) == bool(meeting) or (documents and len(documents) != 2):
        raise click.UsageError("name two documents, or one meeting by --meeting ID")
    with ledger_for(documents, where, as_of) as view:
        if view is not None and view.empty and meeting:
            return
        answer, told = _answer(view, as_of, documents, meeting, publishers)
    with opened(output) as out:
        _write(answer, told, form, out)


@contextmanager
def ledger_for(documents: tuple[str, ...], where: str, as_of: date | None) -> "Iterator[LedgerView | None]":
    """A view of the ledger; none where there is no such file and only files or addresses are named."""
    from servanda.api.tellings import outside

    if documents and all(map(outside, documents)) and not Path(where).exists() and "://" not in where:
        yield None
        return
    with opened_view(where, as_of) as view:
        yield view


def _answer(
    view: "LedgerView | None",
    as_of: date | None,
    documents: tuple[str, ...],
    meeting: str | None,
    publishers: tuple[str, ...],
) -> "tuple[Comparison | OneSided, tuple[Told, ...]]":
    """The answer, and the two documents for a page that shows their texts."""
    from servanda.insight.aligning import told_of
    from servanda.insight.compare import OneSided, compare, compare_meeting

    if meeting is not None:
        assert view is not None
        found = compare_meeting(view, meeting)
        if isinstance(found, OneSided):
            return found, ()
        return found, tuple(told_of(view, one.source.document) for one in (found.a, found.b))
    a, b = told_by(view, documents, publishers)
    return compare(view or day_of(as_of), a, b), (a, b)


def day_of(as_of: date | None) -> date:
    """The day of an answer that no ledger gives: today (UTC) unless told."""
    return as_of or datetime.now(UTC).date()


def _code(said: str) -> str:
    from servanda.views import ViewError
    from servanda.views.parties import party_code

    try:
        return party_code(said)
    except ViewError as error:
        raise Ended(error.message, error.exit_code) from error


def told_by(
    view: "LedgerView | None", documents: tuple[str, ...], publishers: tuple[str, ...]
) -> "list[Told]":
    """The documents that are named; what one of them lacks ends the command with one sentence."""
    if len(publishers) > len(documents):
        raise click.UsageError("--publisher is given once for each document at most")
    codes = [*map(_code, publishers), *[None] * len(documents)]
    return [_told(view, said, code) for said, code in zip(documents, codes, strict=False)]


def _told(view: "LedgerView | None", said: str, publisher: str | None) -> "Told":
    from servanda.api.tellings import telling
    from servanda.cli.root import BAD_INPUT
    from servanda.sources import SourceError
    from servanda.views import ViewError

    try:
        return telling(view, said, publisher=publisher)
    except (SourceError, ViewError) as error:
        raise Ended(error.message, error.exit_code) from error
    except ValueError as error:
        several = f"{said} does not hold one document: 'servanda add' takes it, then name one by its id"
        raise Ended(several, BAD_INPUT) from error


def _write(answer: "Comparison | OneSided", told: "tuple[Told, ...]", form: str, out: TextIO) -> None:
    from servanda.export import compare_html, compare_markdown, compare_text, ledger_lines

    if form == "json":
        ledger_lines.write_jsonl([answer], out)
    elif form == "html":
        compare_html.write(answer, tuple(one.text for one in told), out)
    elif form == "md":
        compare_markdown.write(answer, out)
    else:
        compare_text.write(answer, out)
