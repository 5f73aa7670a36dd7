"""`servanda export`: a ledger, or what a filter picks of it, in the formats of other programs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from servanda.cli.asking import Ended, as_of_option, ledger_option, opened_view
from servanda.cli.options import DAY
from servanda.cli.root import complain

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from servanda.views import Filter, LedgerView

F = TypeVar("F", bound=Callable[..., Any])

#: The kinds of records (`servanda.export.ledger_records`), written here so that help needs no import.
KINDS = ("agreements", "commitments", "acts", "meetings", "money", "documents")

USAGE = 2


def _picked(command: F) -> F:
    """The options that every format has."""
    for option in (
        as_of_option,
        ledger_option,
        click.option("--text", metavar="WORDS", help="In which these words are found."),
        click.option("--until", type=DAY, help="Told on or before this day."),
        click.option("--since", type=DAY, help="Told on or after this day."),
        click.option("--topic", metavar="TOPIC", help="On this topic: trade, defence, energy …"),
        click.option(
            "--counterpart", metavar="PARTY", help="What the party did toward this one, or with it."
        ),
        click.option(
            "--party",
            "parties",
            multiple=True,
            metavar="PARTY",
            help="Takes part: a code or name. Several: all of them.",
        ),
    ):
        command = option(command)
    return command


def _to_file(command: F) -> F:
    """The option -o for one file."""
    return click.option(
        "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
    )(command)


def _to_files(command: F) -> F:
    """The options of formats with one kind a file."""
    for option in (
        click.option(
            "-o", "--output", type=click.Path(path_type=Path), help="Write to this file, or folder of files."
        ),
        click.option("--what", type=click.Choice(KINDS), help="This kind only; else a file for each."),
    ):
        command = option(command)
    return command


@click.group("export")
def command() -> None:
    """Give a ledger to other programs.

    Every format takes the same filters; without one, everything is written. Files appear when they are
    complete. The same ledger and day give the same bytes.
    """


@command.command("jsonl")
@_picked
@_to_file
def jsonl(output: Path | None, **options: Any) -> None:
    """JSON Lines: all that the ledger holds, one object a line.

    KIND tells what an object is: agreement, commitment, act, meeting, envelope (of money) or document. Each
    tells where its words stand: the text of `document` from `start` to `end` is `quote`. Documents come with
    their texts.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.output import opened
        from servanda.export import ledger_jsonl

        with opened(output) as out, _counting(view, KINDS, wanted, output) as seen:
            ledger_jsonl.write(view, out, wanted, seen=seen)

    _export(options, write)


@command.command("csv")
@_picked
@_to_files
def csv(what: str | None, output: Path | None, **options: Any) -> None:
    """CSV: one kind a file, for spreadsheets.

    Without --what, -o is a folder that gets a file for each kind. Lists are joined by semicolons. A cell that
    a spreadsheet would compute (it begins with =, +, - or @) gets an apostrophe before it. The texts of
    documents are in jsonl and parquet.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.output import opened
        from servanda.export import ledger_csv

        for kind, path in _files(what, output, "csv"):
            with opened(path) as out, _counting(view, (kind,), wanted, path) as seen:
                ledger_csv.write(view, out, wanted, what=kind, seen=seen)

    _export(options, write)


@command.command("parquet")
@_picked
@_to_files
def parquet(what: str | None, output: Path | None, **options: Any) -> None:
    """Parquet: one kind a file with typed columns, for data frames.

    Without --what, -o is a folder that gets a file for each kind. Needs pyarrow: pip install
    'servanda[frames]'.
    """
    if output is None:
        raise click.UsageError("Parquet is not for a terminal: -o names its file or folder.")

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.export_out import binary
        from servanda.export import ledger_parquet

        for kind, path in _files(what, output, "parquet"):
            assert path is not None
            with binary(path) as out, _counting(view, (kind,), wanted, path) as seen:
                ledger_parquet.write(view, out, wanted, what=kind, seen=seen)

    _export(options, write)


@command.command("graphml")
@_picked
@_to_file
def graphml(output: Path | None, **options: Any) -> None:
    """GraphML: a network for Gephi, networkx, igraph, yEd.

    \b
    nodes  party, agreement, commitment (attribute kind)
    edges  bound_by    commitment → party that is bound
           toward      commitment → party to which it is made
           party_to    party → agreement
           moves       commitment → agreement that it is to bring to a stage
           amends      agreement → older agreement (relation: amends, extends, replaces, …)

    Dates are text, since GraphML has no dates.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.output import opened
        from servanda.export import graph_graphml

        kinds = ("agreements", "commitments")
        with opened(output) as out, _counting(view, kinds, wanted, output) as seen:
            graph_graphml.write(view, out, wanted, seen=seen)

    _export(options, write)


@command.command("ftm")
@_picked
@_to_file
def ftm(output: Path | None, **options: Any) -> None:
    """followthemoney entities, one JSON object a line, for Aleph and OpenSanctions tools.

    \b
    PublicBody          a state and its government
    Organization        any other party
    Article             a document, with its address (sourceUrl)
    Project             an agreement, a commitment or a sum of money; keywords tell which, status is the
                        stage of an agreement and the status of the others, endDate the deadline
    ProjectParticipant  a side: role party, bound, toward, donor or recipient
    Event               a meeting
    Documentation       a quotation: the document, what it proves (role), the words (summary)
    UnknownLink         a commitment and the agreement that it is to move; an agreement and the older one
                        that it changes

    Left out: single acts, with modality and flags; offsets of quotations stand in recordId. Sums are
    announced, not paid, so that there is no Payment.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.output import opened
        from servanda.export import ftm as entities

        kinds = ("agreements", "commitments", "meetings", "money", "documents")
        with opened(output) as out, _counting(view, kinds, wanted, output) as seen:
            entities.write(view, out, wanted, seen=seen)

    _export(options, write)


@command.command("plover")
@_picked
@_to_file
def plover(output: Path | None, **options: Any) -> None:
    """Acts as PLOVER events, one CSV row an act, for users of event data.

    Event and context are those of the PLOVER draft codebook of 2021. Cooperation that is promised is AGREE
    (a promised RETREAT: CONCEDE); what others are called on to do is REQUEST; other deeds that are not done
    have the auxiliary mode future. Actors who act together are all source actors. The date is the document's.

    Lost, and told only in the column "lost": the type of act and its modality (done, decided, promised, …),
    attribution, commitments, deadlines, money, instruments and their stages, topics without a context, which
    organisation an IGO is. Not told at all: actors' sectors, places, and acts without a counterpart
    (domestic_step, issue_output); these are counted on stderr.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.output import opened
        from servanda.export import plover as events

        with opened(output) as out, _counting(view, ("acts",), wanted, output) as seen:
            losses = events.write(view, out, wanted, seen=seen)
        for sentence in losses.sentences():
            complain(sentence)

    _export(options, write)


def _export(options: dict[str, Any], write: "Callable[[LedgerView, Filter], None]") -> None:
    """Open the ledger and write; what is not installed is told in one sentence."""
    from servanda.views import Filter

    where, as_of = options.pop("where"), options.pop("as_of")
    wanted = Filter(**options)
    with opened_view(where, as_of) as view:
        wanted.checked("agreements")
        try:
            write(view, wanted)
        except ImportError as error:
            raise Ended(str(error), USAGE) from error


def _files(what: str | None, output: Path | None, ending: str) -> list[tuple[str, Path | None]]:
    """The kinds to write, each with its file. A folder gets a file for each kind."""
    from servanda.cli.export_out import folder

    if what is not None:
        inside = output is not None and output.is_dir()
        return [(what, output / f"{what}.{ending}" if output and inside else output)]
    if output is None:
        raise click.UsageError(f"--what names the kind, or -o a folder for all: one of {', '.join(KINDS)}.")
    return [(kind, folder(output) / f"{kind}.{ending}") for kind in KINDS]


def _counting(
    view: "LedgerView", kinds: tuple[str, ...], wanted: "Filter", output: Path | None
) -> "AbstractContextManager[Callable[[int], None]]":
    from servanda.cli.export_out import counting

    return counting(view, kinds, wanted, output)
