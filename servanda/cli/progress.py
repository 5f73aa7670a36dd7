"""The progress bar: on stderr, only on a terminal, only where the work takes a while."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic

from servanda.model import Reading

#: Seconds before the bar appears.
PATIENCE = 1.0


def watched(readings: Iterable[Reading], *, busy: bool) -> Iterator[Reading]:
    """`readings`, counted on stderr as they pass.

    `busy` tells that stdout takes the output: where that is a terminal too, the output itself shows progress.
    """
    if not sys.stderr.isatty() or (busy and sys.stdout.isatty()):
        yield from readings
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("reading", total=None)
    begun, documents, acts = monotonic(), 0, 0
    try:
        for reading in readings:
            documents += 1
            acts += len(reading.acts)
            spent = monotonic() - begun
            if spent > PATIENCE:
                bar.start()
                words = f"{documents:,} documents, {acts:,} acts, {documents / spent:,.0f} a second"
                bar.update(task, description=words)
            yield reading
    finally:
        bar.stop()


@contextmanager
def counted(doing: str, total: int | None, noun: str) -> Iterator[Callable[[int], None]]:
    """A function that counts work done, on stderr where that is a terminal: "adding 3,120 documents".

    `total` is how much there is in all, None where that is not known.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total)
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            bar.update(task, completed=done, description=f"{doing} {done:,} {noun}")

        yield advance
