"""Where exports go: files that appear only when they are complete, and the bar that counts records."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from servanda.cli.root import Sentence

if TYPE_CHECKING:
    from servanda.views import Filter, LedgerView


@contextmanager
def binary(path: Path) -> Iterator[BinaryIO]:
    """A stream of bytes on `path`, which is replaced when all is written. Raises Sentence where it cannot."""
    part = path.with_name(f".{path.name}.part")
    try:
        out = part.open("wb")
    except OSError as error:
        raise Sentence(f"{path}: cannot be written: {error.strerror or error}") from error
    try:
        with out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def folder(path: Path) -> Path:
    """A folder for several files, made where there is none. Raises Sentence where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Sentence(f"{path}: cannot be made a folder: {error.strerror or error}") from error
    return path


@contextmanager
def counting(
    view: "LedgerView", kinds: tuple[str, ...], wanted: "Filter", output: Path | None
) -> Iterator[Callable[[int], None]]:
    """Counts records on stderr, unless they themselves run over the terminal."""
    from servanda.cli.progress import counted

    if output is None and sys.stdout.isatty():
        yield lambda _: None
        return
    with counted("exporting", _total(view, kinds, wanted), "records") as seen:
        yield seen


def _total(view: "LedgerView", kinds: tuple[str, ...], wanted: "Filter") -> int | None:
    """How many records there are; None where a filter picks some of them."""
    from sqlalchemy import func, select

    from servanda.ledger.tables import act, document, instrument, matter
    from servanda.views import Filter

    if wanted != Filter():
        return None
    counts = {
        "agreements": select(func.count()).select_from(instrument),
        "acts": select(func.count()).select_from(act),
        "documents": select(func.count()).select_from(document).where(document.c.current == 1),
        **{
            kind: select(func.count()).select_from(matter).where(matter.c.kind == name)
            for kind, name in (("commitments", "commitment"), ("meetings", "meeting"), ("money", "money"))
        },
    }
    return sum(view.connection.execute(counts[kind]).scalar_one() for kind in kinds)
