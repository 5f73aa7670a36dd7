"""Exports of rows: JSON Lines, CSV, Parquet, and events for users of event data."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.export_out import KINDS, binary, counting, export, files, picked, to_file, to_files
from servanda.cli.root import complain

if TYPE_CHECKING:
    from servanda.views import Filter, LedgerView


@click.command("jsonl")
@picked
@to_file
def jsonl(output: Path | None, **options: Any) -> None:
    """JSON Lines: all that the ledger holds, one object a line.

    KIND tells what an object is: agreement, commitment, act, meeting, envelope (of money) or document. Each
    tells where its words stand: the text of `document` from `start` to `end` is `quote`. Documents come with
    their texts.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.output import opened
        from servanda.export import ledger_jsonl

        with opened(output) as out, counting(view, KINDS, wanted, output) as seen:
            ledger_jsonl.write(view, out, wanted, seen=seen)

    export(options, write)


@click.command("csv")
@picked
@to_files
def csv(what: str | None, output: Path | None, **options: Any) -> None:
    """CSV: one kind a file, for spreadsheets.

    Without --what, -o is a folder that gets a file for each kind. Lists are joined by semicolons. A cell that
    a spreadsheet would compute (it begins with =, +, - or @) gets an apostrophe before it. The texts of
    documents are in jsonl and parquet.
    """

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.cli.output import opened
        from servanda.export import ledger_csv

        for kind, path in files(what, output, "csv"):
            with opened(path) as out, counting(view, (kind,), wanted, path) as seen:
                ledger_csv.write(view, out, wanted, what=kind, seen=seen)

    export(options, write)


@click.command("parquet")
@picked
@to_files
def parquet(what: str | None, output: Path | None, **options: Any) -> None:
    """Parquet: one kind a file with typed columns, for data frames.

    Without --what, -o is a folder that gets a file for each kind. Needs pyarrow: pip install
    'servanda[frames]'.
    """
    if output is None:
        raise click.UsageError("Parquet is not for a terminal: -o names its file or folder.")

    def write(view: "LedgerView", wanted: "Filter") -> None:
        from servanda.export import ledger_parquet

        for kind, path in files(what, output, "parquet"):
            assert path is not None
            with binary(path) as out, counting(view, (kind,), wanted, path) as seen:
                ledger_parquet.write(view, out, wanted, what=kind, seen=seen)

    export(options, write)


@click.command("plover")
@picked
@to_file
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

        with opened(output) as out, counting(view, ("acts",), wanted, output) as seen:
            losses = events.write(view, out, wanted, seen=seen)
        for sentence in losses.sentences():
            complain(sentence)

    export(options, write)
