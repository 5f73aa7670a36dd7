"""`servanda watch`: what sources published since the last look, kept in an archive."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.options import DAY
from servanda.cli.problems import Problems

if TYPE_CHECKING:
    from servanda.sources.catalogue import SourceEntry
    from servanda.sources.watching import Seen, Tally, Versions


@click.command("watch")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@click.option(
    "--archive",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="Keep bodies, requests and versions in this folder; a run goes on from what it holds.",
)
@click.option("--since", type=DAY, help="Leave out what was published before this day.")
@click.option("--once", is_flag=True, help="Look once and end; without it, look again and again.")
@click.option(
    "--every", type=click.FloatRange(1), default=60, show_default=True, help="Minutes between looks."
)
@click.option("--show-changes/--no-changes", default=True, help="Print what changed in a changed page.")
@click.option("--allow-private", is_flag=True, help="Let requests go to private and loopback networks.")
def command(
    sources: tuple[str, ...],
    archive: Path,
    since: date | None,
    once: bool,
    every: float,
    show_changes: bool,
    allow_private: bool,
) -> int:
    """Look for new and changed documents of sources.

    SOURCE is a name of 'servanda sources list' or a YAML file of your own; without any, all are looked at.
    Bodies, requests and versions are kept in the archive DIR, and 'servanda read DIR' reads what is there.
    A run that is interrupted is taken up again by the next. Prints a line for each new or changed page.
    """
    from servanda.cli.sources import found
    from servanda.sources.catalogue import load
    from servanda.sources.fetching import Archive
    from servanda.sources.watching import Versions

    problems = Problems("servanda watch")
    entries = [found(name) for name in sources] or list(load().values())
    with _alone(archive):
        kept = Archive(archive)
        kept.sweep()
        versions = Versions(kept)
        while True:
            tallies = [
                _look(entry, versions, since, problems, show_changes, allow_private) for entry in entries
            ]
            _print_summary(tallies)
            if once:
                return problems.exit_code
            time.sleep(every * 60)


def _look(
    entry: "SourceEntry",
    versions: "Versions",
    since: date | None,
    problems: Problems,
    show_changes: bool,
    allow_private: bool,
) -> "Tally":
    """One pass over one source."""
    from servanda.sources.fetching import Fetcher, Rules
    from servanda.sources.watching import Tally, watch

    tally = Tally(entry.name)
    rules = Rules(pace=entry.pace, allow_private=allow_private)
    with Fetcher(rules, versions.archive) as fetcher, _progress(tally) as advance:
        for seen in watch(entry, fetcher, versions, since=since, tally=tally, on_problem=problems.add):
            advance()
            _print_seen(seen, show_changes)
    return tally


def _print_seen(seen: "Seen", show_changes: bool) -> None:
    """A line for what is new, changed or repeated; the others are only counted."""
    if seen.page is None or seen.version is None:
        return
    day = seen.version.published or "no date"
    click.echo(f"{seen.outcome.value:<9} {day:<10}  {seen.version.title or 'no title'}  {seen.item.address}")
    if seen.version.same_as:
        click.echo(f"          the same release as {seen.version.same_as}")
    for change in seen.changes if show_changes else ():
        for line in change.lines():
            click.echo(f"          {line}")


def _print_summary(tallies: Sequence["Tally"]) -> None:
    """A table: what each source listed and what became of it."""
    from rich.console import Console
    from rich.table import Table

    from servanda.sources.watching import Outcome

    table = Table(
        "source", "listed", *(outcome.value for outcome in Outcome), "note", box=None, pad_edge=False
    )
    for tally in tallies:
        counts = (str(tally.counts.get(outcome, 0)) for outcome in Outcome)
        table.add_row(tally.source, str(tally.listed), *counts, tally.note)
    Console(stderr=True).print(table)


@contextmanager
def _progress(tally: "Tally") -> Iterator["Advance"]:
    """A bar on stderr where that is a terminal, else nothing."""
    import sys

    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(tally.source, total=None)
        yield lambda: bar.update(task, advance=1, total=tally.listed)


if TYPE_CHECKING:
    from collections.abc import Callable

    Advance = Callable[[], None]


@contextmanager
def _alone(archive: Path) -> Iterator[None]:
    """Holds the archive for this run. Raises UsageError where another run holds it."""
    archive.mkdir(parents=True, exist_ok=True)
    with (archive / ".lock").open("w") as lock:
        try:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # no such locks on Windows
            pass
        except OSError:
            raise click.UsageError(f"{archive} is in use by another run") from None
        yield
