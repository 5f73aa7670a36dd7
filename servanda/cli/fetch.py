"""`servanda fetch`: pages into an archive, from which they can be read again years later."""

from pathlib import Path

import click


@click.command("fetch")
@click.argument("addresses", nargs=-1, metavar="[ADDRESS...]")
@click.option("--archive", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="DIR")
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
    from servanda.sources import Problem, SourceError
    from servanda.sources.fetching import Archive, Fetcher, FetchLog, Rules
    from servanda.sources.fetching.fetcher import LOG
    from servanda.sources.fetching.warc import write_warc

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
        damaged = list(kept.damaged())
        for digest in damaged:
            problems.add(Problem(str(archive), f"body {digest} is damaged", 1))
        click.echo(f"{sum(1 for _ in kept.digests())} bodies, {len(damaged)} damaged")
    if warc:
        try:
            click.echo(f"{write_warc(kept, FetchLog(archive / LOG), warc)} records in {warc}")
        except (SourceError, OSError) as error:
            problems.tell(f"{warc}: {error}", getattr(error, "exit_code", 3))
    return problems.exit_code
