"""Where a command writes: stdout, or a file that appears only when it is complete."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from servanda.cli.root import Sentence


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """A text stream in UTF-8 on `path`, on stdout where there is none.

    A regular file is replaced when all is written; after a failure it is as it was before.
    Raises Sentence where the file cannot be written.
    """
    if path is None:
        yield _stdout()
        return
    special = path.exists() and not path.is_file()
    part = path if special else path.with_name(f".{path.name}.part")
    try:
        out = part.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise Sentence(f"{path}: cannot be written: {error.strerror or error}") from error
    try:
        with out:
            yield out
        if not special:
            part.replace(path)
    finally:
        if not special:
            part.unlink(missing_ok=True)


def _stdout() -> TextIO:
    """stdout in UTF-8; on a terminal in its own encoding, with a stand-in for what it cannot show."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and sys.stdout.isatty():
        reconfigure(errors="replace")
    elif reconfigure:
        reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout
