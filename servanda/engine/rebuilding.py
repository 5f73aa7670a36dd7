"""The folded tables from nothing: to rebuild, to ask about an earlier day, and to verify."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection

from servanda.ledger.store import Store
from servanda.ledger.tables import FOLDED
from servanda.ledger.writing import Writer
from servanda.linking.fold import Fold
from servanda.model import Entry

#: Entries folded at once.
PART = 400


def rebuild(store: Store, progress: Callable[[int], None] | None = None) -> int:
    """Fill the folded tables anew from the entries, in one transaction; gives their number."""
    with store.writing() as writer:
        for table in reversed(FOLDED):
            writer.connection.execute(table.delete())
        return _fold(writer.connection, store.entries(), progress)


def _fold(connection: Connection, entries: Iterator[Entry], progress: Callable[[int], None] | None) -> int:
    count = 0
    while part := list(islice(entries, PART)):
        fold = Fold(connection)
        fold.take_all(part)
        fold.finish()
        count += len(part)
        if progress is not None:
            progress(len(part))
    return count


@contextmanager
def folded_until(store: Store, last: int) -> Iterator[Store]:
    """The ledger as it stood after entry `last`: a copy in a file that goes when it is closed."""
    folder = tempfile.TemporaryDirectory(prefix="servanda-")
    with folder, Store.open(Path(folder.name) / "then.db") as then:
        with then.writing() as writer:
            _copy(store, writer, last)
        yield then


def _copy(store: Store, writer: Writer, last: int) -> None:
    entries = store.entries(until=last)
    while part := list(islice(entries, PART)):
        writer.append_same(part)
        fold = Fold(writer.connection)
        fold.take_all(part)
        fold.finish()
