"""What the formats of `servanda export` share: the filters, where the output goes, the bar that counts."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from servanda.cli.asking import Ended, as_of_option, ledger_option, opened_view
from servanda.cli.options import DAY
from servanda.cli.root import Sentence

if TYPE_CHECKING:
    from servanda.views import Filter, LedgerView

F = TypeVar("F", bound=Callable[..., Any])

#: The kinds of records (`servanda.export.ledger_records`), written here so that help needs no import.
KINDS = ("agreements", "commitments", "acts", "meetings", "money", "documents")

USAGE = 2


def picked(command: F) -> F:
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


def to_file(command: F) -> F:
    """The option -o for one file."""
    return click.option(
        "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
    )(command)


def to_files(command: F) -> F:
    """The options of formats with one kind a file."""
    for option in (
        click.option(
            "-o", "--output", type=click.Path(path_type=Path), help="Write to this file, or folder of files."
        ),
        click.option("--what", type=click.Choice(KINDS), help="This kind only; else a file for each."),
    ):
        command = option(command)
    return command


def export(options: dict[str, Any], write: "Callable[[LedgerView, Filter], None]") -> None:
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


def files(what: str | None, output: Path | None, ending: str) -> list[tuple[str, Path | None]]:
    """The kinds to write, each with its file. A folder gets a file for each kind."""
    if what is not None:
        inside = output is not None and output.is_dir()
        return [(what, output / f"{what}.{ending}" if output and inside else output)]
    if output is None:
        raise click.UsageError(f"--what names the kind, or -o a folder for all: one of {', '.join(KINDS)}.")
    return [(kind, folder(output) / f"{kind}.{ending}") for kind in KINDS]


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
