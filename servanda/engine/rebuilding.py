"""The folded tables from nothing: to rebuild, to ask about an earlier day, and to verify."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, Table, select

from servanda.engine.garbage import batches_apart
from servanda.ledger.renewing import empty_folded
from servanda.ledger.rows import chunks
from servanda.ledger.store import Store
from servanda.ledger.tables import FOLDED
from servanda.ledger.writing import Writer
from servanda.linking.fold import Fold
from servanda.model import Entry

#: Entries folded at once.
PART = 1_000


def rebuild(store: Store, progress: Callable[[int], None] | None = None) -> int:
    """Fill the folded tables anew from the entries, in one transaction; gives their number."""
    with store.writing() as writer:
        empty_folded(writer.connection)
        return _folded(writer.connection, store.entries(), progress)


def _folded(
    connection: Connection, entries: Iterable[Entry], progress: Callable[[int], None] | None = None
) -> int:
    """Fold entries; gives how many."""
    count = 0
    with batches_apart() as apart:
        for part in chunks(entries, PART):
            with apart():
                fold = Fold(connection)
                fold.take_all(part)
                fold.finish()
            count += len(part)
            if progress is not None:
                progress(len(part))
    return count


def _copied(writer: Writer, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries of another ledger, each copied before it is given."""
    for part in chunks(entries, PART):
        writer.append_same(part)
        yield from part


@contextmanager
def folded_until(store: Store, last: int) -> Iterator[Store]:
    """The ledger as it stood after entry `last`: a copy in a file that goes when it is closed."""
    folder = tempfile.TemporaryDirectory(prefix="servanda-")
    with folder, Store.open(Path(folder.name) / "then.db") as then:
        with then.writing() as writer:
            _folded(writer.connection, _copied(writer, store.entries(until=last)))
        yield then


def differences(store: Store) -> list[str]:
    """The folded tables whose rows are not what the entries amount to, sorted; none in a sound ledger."""
    with folded_until(store, store.head()[0]) as anew, store.reading() as here, anew.reading() as there:
        return sorted(table.name for table in FOLDED if _digest(here, table) != _digest(there, table))


def _digest(connection: Connection, table: Table) -> int:
    """A sum over all rows, so that their order does not count."""
    columns = [column for column in table.columns if (table.name, column.name) not in _CHANCE]
    total = 0
    for row in connection.execution_options(yield_per=PART).execute(select(*columns)):
        digest = sha256(repr(tuple(row)).encode("utf-8", "surrogatepass")).digest()
        total += int.from_bytes(digest[:16], "big")
    return total


#: What may differ between ledgers with the same entries: numbers that a table gives by itself.
_CHANCE = frozenset({("searched", "no")})
