"""`servanda export`: a ledger, or what a filter picks of it, in the formats of other programs."""

import click

from servanda.cli.export_graphs import ftm, graphml
from servanda.cli.export_pages import atom, ics, site
from servanda.cli.export_rows import csv, jsonl, parquet, plover


@click.group("export")
def command() -> None:
    """Give a ledger to other programs.

    Every format takes the same filters; without one, everything is written. Files appear when they are
    complete. The same ledger and day give the same bytes.
    """


for one in (jsonl, csv, parquet, graphml, ftm, plover, ics, atom, site):
    command.add_command(one)
