"""`servanda sources`: the catalogue of issuers that can be watched."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from servanda.sources.catalogue import SourceEntry


@click.group("sources")
def command() -> None:
    """List, show and check the sources that can be watched."""


@command.command("list")
def list_command() -> None:
    """Print one line a source: name, publisher, how it is listed, title."""
    from servanda.sources.catalogue import load

    for entry in load().values():
        click.echo(f"{entry.name:<22} {entry.publisher:<6} {entry.listing.kind:<8} {entry.title}")


@command.command("show")
@click.argument("name")
def show_command(name: str) -> None:
    """Print a source with its runbook. NAME is one of the list, or a YAML file of your own."""
    import msgspec

    entry = found(name)
    for key, value in msgspec.to_builtins(entry).items():
        if isinstance(value, dict):
            click.echo(f"{key}:")
            for inner, said in value.items():
                if said is not None:
                    click.echo(f"  {inner}: {said}")
        elif value is not None and key != "runbook":
            click.echo(f"{key}: {value}")
    click.echo("runbook:")
    click.echo(click.wrap_text(" ".join(entry.runbook.split()), initial_indent="  ", subsequent_indent="  "))


@command.command("check")
@click.argument("names", nargs=-1)
@click.option("--live", is_flag=True, help="Ask the sites too: fetch each list and count its items.")
@click.option("--allow-private", is_flag=True, help="Let requests go to private and loopback networks.")
def check_command(names: tuple[str, ...], live: bool, allow_private: bool) -> int:
    """Check sources: their files always, their lists on the web with --live.

    NAMES are sources of the list or YAML files of your own; without any, all are checked.
    """
    from servanda.cli.problems import Problems
    from servanda.sources import Problem, SourceError
    from servanda.sources.catalogue import load
    from servanda.sources.fetching import Fetcher, Rules
    from servanda.sources.watching.listing import list_items

    problems = Problems("servanda sources check")
    entries = [found(name) for name in names] or list(load().values())
    with Fetcher(Rules(allow_private=allow_private)) as fetcher:
        for entry in entries if live else ():
            try:
                count = len(list_items(entry, fetcher))
            except SourceError as error:
                problems.add(error.about(f"source {entry.name}"))
                continue
            click.echo(f"{entry.name:<22} {count} items")
            if not entry.expect.least <= count <= entry.expect.most:
                expected = f"expected are {entry.expect.least} to {entry.expect.most} items"
                problems.add(Problem(f"source {entry.name}", f"lists {count}; {expected}", 1))
    click.echo(f"{len(entries)} sources checked")
    return problems.exit_code


def found(name: str) -> "SourceEntry":
    """The source called `name`, or that in the file of the name. Raises UsageError where there is none."""
    from servanda.sources import SourceError
    from servanda.sources.catalogue import load, load_file

    try:
        if name in load():
            return load()[name]
        if name.endswith((".yaml", ".yml")):
            return load_file(Path(name))
    except SourceError as error:
        raise click.UsageError(error.message) from None
    raise click.UsageError(f"there is no source {name!r}; 'servanda sources list' prints them")
