"""For tests of the fold: documents as read, ledgers made of them, and all that such a ledger says."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy import select

from bench.synthetic import Generator
from servanda.api import Ledger, open_ledger
from servanda.api.reading import documents_of
from servanda.engine import read_documents
from servanda.engine.adding import AddReport, add_readings, built_in
from servanda.ledger.store import Store
from servanda.ledger.tables import FOLDED
from servanda.model import Reading

ROOT = Path(__file__).parent.parent.parent

#: Numbers of entries, and when they were made: what the order of coming may decide.
_BY_ORDER = frozenset(
    {
        "document.no",
        "document.learnt",
        "address.document",
        "account.document",
        "act.no",
        "act.document",
        "act_party.act",
        "act_topic.act",
        "heard.document",
        "searched.no",
    }
)

State = dict[str, list[tuple[object, ...]]]


@cache
def sample_readings() -> tuple[Reading, ...]:
    """The documents of the sample file, as the reader reads them."""
    documents = documents_of([ROOT / "examples" / "documents.jsonl"], None, None)
    return tuple(read_documents(documents))


@cache
def synthetic_readings(count: int = 60) -> tuple[Reading, ...]:
    """Documents from a seed, of few states, so that they tell of the same things again and again."""
    return tuple(Generator(seed=5, states=4).readings(count))


@contextmanager
def new_ledger() -> Iterator[Ledger]:
    """An empty ledger that goes when it is closed."""
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        yield ledger


def add(ledger: Ledger, *readings: Reading) -> AddReport:
    """Enter documents as the built-in reader's, in one transaction."""
    return add_readings(ledger.store, readings, built_in())


def add_in_batches(ledger: Ledger, readings: Sequence[Reading], random: Random, most: int) -> None:
    """Enter documents in calls of one to `most`."""
    at = 0
    while at < len(readings):
        size = random.randint(1, most)
        add(ledger, *readings[at : at + size])
        at += size


def state(store: Store) -> State:
    """All folded rows, each table sorted, without what the order of coming may decide."""
    found: State = {}
    with store.reading() as connection:
        for table in FOLDED:
            columns = [one for one in table.columns if f"{table.name}.{one.name}" not in _BY_ORDER]
            found[table.name] = sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
    return found


def see_same(one: State, other: State, tables: Iterable[str] | None = None) -> None:
    """See that two ledgers say the same, table by table."""
    for name in tables or one:
        mine, theirs = one[name], other[name]
        only = [row for row in mine if row not in theirs], [row for row in theirs if row not in mine]
        assert mine == theirs, f"{name}: {only}"


def see_sound(ledger: Ledger) -> None:
    """See that a ledger is whole, and its rows those that the entries amount to, also behind a rebuilding."""
    assert [str(one) for one in ledger.verify().findings] == []
    before = state(ledger.store)
    ledger.rebuild()
    see_same(before, state(ledger.store))
