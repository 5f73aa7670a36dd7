"""`servanda list`: agreements, commitments, acts, meetings and documents of a ledger."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option, opened_view
from servanda.cli.options import DAY

if TYPE_CHECKING:
    from typing import TextIO

    from servanda.views import Filter, LedgerView, Row

F = TypeVar("F", bound=Callable[..., Any])

#: Rows that people get unless they ask for more; programs get all.
SHOWN = 50

_party = click.option(
    "--party",
    "parties",
    multiple=True,
    metavar="PARTY",
    help="Takes part: a code or name. Several: all of them.",
)
_counterpart = click.option(
    "--counterpart", metavar="PARTY", help="What the party did toward this one, or with it."
)
_type = click.option("--type", metavar="TYPE", help="Of this type of act: promise, sign, pledge_funds …")
_topic = click.option("--topic", metavar="TOPIC", help="On this topic: trade, defence, energy …")
_stage = click.option("--stage", metavar="STAGE", help="Stands at, or is to bring about, this stage.")
_status = click.option("--status", metavar="STATUS", help="With this status: open, due_soon, delivered …")
_still_open = click.option(
    "--still-open", is_flag=True, help="Not delivered, missed, dropped or superseded."
)
_publisher = click.option("--publisher", metavar="PARTY", help="Issued by this party.")
_agreement = click.option("--agreement", metavar="ID", help="On this agreement.")


def _shared(command: F) -> F:
    """The options that every list has."""
    for option in (
        click.option(
            "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
        ),
        click.option("--limit", type=click.IntRange(1), metavar="N", help=f"So many; tables show {SHOWN}."),
        form_option("table", "json", "jsonl", "csv", "md"),
        as_of_option,
        ledger_option,
        click.option(
            "--text", metavar="WORDS", help="In which these words are found; “in quotes” side by side."
        ),
        click.option("--until", type=DAY, help="Told on or before this day."),
        click.option("--since", type=DAY, help="Told on or after this day."),
    ):
        command = option(command)
    return command


@click.group("list")
def command() -> None:
    """List what a ledger holds.

    The newest come first. Parties are codes or names: KOR, "South Korea". Any beginning of an id that is
    unique will do as an id.
    """


@command.command("agreements")
@_party
@_counterpart
@_topic
@_stage
@_shared
def agreements(**options: Any) -> None:
    """Agreements, and the stage at which each stands.

    With --format jsonl each line holds the stages and every place where the agreement is named.
    """
    _list("agreements", options)


@command.command("commitments")
@_party
@_counterpart
@_type
@_topic
@_stage
@_status
@_still_open
@_agreement
@_shared
def commitments(**options: Any) -> None:
    """Commitments: who is to do what, by when, and what came of it."""
    _list("commitments", options)


@command.command("acts")
@_party
@_counterpart
@_type
@_topic
@_agreement
@_shared
def acts(**options: Any) -> None:
    """Acts, each with the clause that tells it."""
    _list("acts", options)


@command.command("meetings")
@_party
@_counterpart
@_topic
@_status
@_shared
def meetings(**options: Any) -> None:
    """Meetings: who met, when and where, and who is to meet."""
    _list("meetings", options)


@command.command("documents")
@_party
@_counterpart
@_type
@_topic
@_publisher
@_shared
def documents(**options: Any) -> None:
    """Documents, and how many acts were read in each."""
    _list("documents", options)


def _list(listed: str, options: dict[str, Any]) -> None:
    from servanda.cli.output import opened
    from servanda.views import Filter

    where, as_of = options.pop("where"), options.pop("as_of")
    form, limit, output = options.pop("form"), options.pop("limit"), options.pop("output")
    wanted = Filter(**options)
    with opened_view(where, as_of) as view, opened(output) as out:
        _write(listed, view, wanted, form, limit, out)


def _write(
    listed: str, view: "LedgerView", wanted: "Filter", form: str, limit: int | None, out: "TextIO"
) -> None:
    from servanda.export import ledger_lines, ledger_markdown, ledger_table

    stream = view.stream(
        listed, wanted, part=min(limit or SHOWN, 500) + 1 if form in ("table", "md") else 500
    )
    if form in ("table", "md"):
        rows = list(islice(stream, (limit or SHOWN) + 1))
        shown = rows[: limit or SHOWN]
        more = (
            f"… more: --limit {4 * len(shown)}, or --format jsonl for all" if len(rows) > len(shown) else None
        )
        (ledger_table if form == "table" else ledger_markdown).write(listed, shown, out, more=more)
        return
    picked = islice(stream, limit)
    if form == "csv":
        ledger_lines.write_csv(_kind(listed), picked, out)
    else:
        write = ledger_lines.write_json if form == "json" else ledger_lines.write_jsonl
        write(_with_mentions(view, picked) if listed == "agreements" else picked, out)


def _with_mentions(view: "LedgerView", rows: Iterable["Row"]) -> Iterator[dict[str, Any]]:
    """The line of each agreement; where it is named is fetched for many at a time."""
    from servanda.export.ledger_lines import agreement_line
    from servanda.views import AgreementRow

    stream = iter(rows)
    while part := [row for row in islice(stream, 200) if isinstance(row, AgreementRow)]:
        places = view.mentions([row.id for row in part])
        yield from (agreement_line(row, places[row.id]) for row in part)


def _kind(listed: str) -> "type[Row]":
    from servanda import views

    kinds: dict[str, type[Row]] = {
        "agreements": views.AgreementRow,
        "commitments": views.CommitmentRow,
        "acts": views.ActRow,
        "meetings": views.MeetingRow,
        "documents": views.DocumentRow,
    }
    return kinds[listed]
