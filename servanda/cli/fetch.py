"""`servanda fetch`: pages into an archive, from which they can be read again years later."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from servanda.cli.problems import Problems
    from servanda.sources.fetching import Archive


@click.command("fetch")
@click.argument("addresses", nargs=-1, metavar="[ADDRESS...]")
@click.option(
    "--archive",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="Keep bodies and the log of requests in this folder; it is made where it is missing.",
)
@click.option(
    "--warc", type=click.Path(dir_okay=False, path_type=Path), help="Export the archive to this file."
)
@click.option("--verify", is_flag=True, help="Recompute the digest of every body in the archive.")
@click.option("--fresh", is_flag=True, help="Fetch bodies even where the server says they have not changed.")
@click.option("--allow-private", is_flag=True, help="Let requests go to private and loopback networks.")
def command(
    addresses: tuple[str, ...],
    archive: Path,
    warc: Path | None,
    verify: bool,
    fresh: bool,
    allow_private: bool,
) -> int:
    """Fetch addresses into an archive.

    Every request is a line in its log. Robots.txt, the pace of one request a second to a host and
    Retry-After are kept to. A page that the archive holds is asked for with its validators. Prints one
    line an address: status, size, digest.
    """
    from servanda.cli.problems import Problems
    from servanda.sources import SourceError
    from servanda.sources.fetching import Archive, Fetcher, Rules

    if not (addresses or warc or verify):
        raise click.UsageError("name an address, or --warc FILE, or --verify")
    problems = Problems("servanda fetch")
    kept = Archive(archive)
    with Fetcher(Rules(allow_private=allow_private), kept) as fetcher:
        for address in addresses:
            try:
                got = fetcher.fetch(address, fresh=fresh)
            except SourceError as error:
                problems.add(error.about(address))
                continue
            state = "unchanged" if got.unchanged else "fetched"
            click.echo(f"{state:<9} {len(got.data):>10,} bytes  {got.sha256}  {got.address}")
    if verify:
        _verify(kept, problems)
    if warc:
        _export(kept, warc, problems)
    return problems.exit_code


def _verify(archive: "Archive", problems: "Problems") -> None:
    """Tells every body that is no longer what was fetched."""
    from servanda.sources import Problem

    damaged = list(archive.damaged())
    for digest in damaged:
        problems.add(Problem(str(archive.root), f"body {digest} is damaged", 1))
    click.echo(f"{sum(1 for _ in archive.digests())} bodies, {len(damaged)} damaged")


def _export(archive: "Archive", path: Path, problems: "Problems") -> None:
    """Writes the archive as WARC."""
    from servanda.sources import SourceError
    from servanda.sources.fetching import FetchLog
    from servanda.sources.fetching.fetcher import LOG
    from servanda.sources.fetching.warc import write_warc

    try:
        count = write_warc(archive, FetchLog(archive.root / LOG), path)
    except (SourceError, OSError) as error:
        problems.tell(f"{path}: {error}", getattr(error, "exit_code", 3))
    else:
        click.echo(f"{count} records in {path}")
