"""`verify`: whether a ledger still holds what was entered, and if not, where it does not.

The one invariant: a change of any byte of any entry is found, and named by the entry. The last entries cannot
vouch for themselves: whoever noted the head that an earlier report gave can have it looked for.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, func, select

from servanda.ledger.address import address_of
from servanda.ledger.chain import GENESIS
from servanda.ledger.checks import postgres, sqlite
from servanda.ledger.checks.entries import Walk
from servanda.ledger.checks.finding import REBUILD, Finding, entry_name
from servanda.ledger.checks.quotations import Quotations
from servanda.ledger.checks.rows import Raw, by_number, raw_rows
from servanda.ledger.migrations import MIGRATIONS, schema_version
from servanda.ledger.problems import UNREADABLE, Damaged, words_of
from servanda.ledger.search_schema import SQLITE_INDEXES
from servanda.ledger.store import Store
from servanda.ledger.tables import document, entry

#: So many findings are told; a ledger with more is not to be mended one by one.
MOST = 1000
#: Entries between two words on progress.
STEP = 500
#: Gives the names of folded tables that do not follow from the entries.
FoldedDifferences = Callable[[Store], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at: entries, quotations, the head to be noted; what is wrong; what was left out."""

    name: str
    entries: int
    quotations: int
    head: tuple[int, str]
    findings: tuple[Finding, ...]
    unchecked: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def verify_at(
    where: str | Path, *, folded_differences: FoldedDifferences | None = None, patience: float = 60.0
) -> Report:
    """`verify` for a ledger that may be too damaged to be opened: then the report says that."""
    try:
        with Store.open(where, create=False, patience=patience) as store:
            return verify(store, folded_differences=folded_differences)
    except Damaged as error:
        finding = Finding("the ledger", f"it {error.message}".split("`")[0].rstrip(" :,"))
    except UNREADABLE as error:
        finding = Finding("the ledger", f"it cannot be read ({words_of(error)})")
    return Report(address_of(where).name, 0, 0, (0, ""), (finding,), ("all behind the damage",))


def verify(
    store: Store,
    progress: Callable[[int], None] | None = None,
    *,
    folded_differences: FoldedDifferences | None = None,
    known_head: tuple[int, str] | None = None,
) -> Report:
    """Recompute every hash, re-slice every quotation, and look at all around them.

    `progress` is told how many entries were looked at since it was told last. `known_head` is the head of an
    earlier report: (number, hash) of an entry that must still be there.
    """
    findings: list[Finding] = []
    unchecked: list[str] = []
    walk = Walk()
    with store.looking() as connection, store.looking() as other:
        quotations = Quotations(other)
        for finding in _entries(connection, walk, quotations, progress or (lambda _: None)):
            findings.append(finding)
            if len(findings) >= MOST:
                unchecked.append(f"what lies behind {entry_name(walk.seq)}, since too much is wrong")
                break
    if known_head is not None:
        findings += _guarded(store, "table entry", lambda connection: _known(connection, known_head))
    findings += _around(store, walk.seq, unchecked)
    findings += _folded(store, folded_differences, unchecked)
    head = walk.seq, walk.hash
    return Report(store.name, walk.count, quotations.count, head, tuple(findings), tuple(unchecked))


def _entries(
    connection: Connection, walk: Walk, quotations: Quotations, progress: Callable[[int], None]
) -> Iterator[Finding]:
    """Walk along the chain, and look into each body on the way."""
    told = 0
    for row in raw_rows(connection):
        yield from walk.step(row)
        if isinstance(row, Raw):
            yield from quotations.check(row)
        if walk.count - told >= STEP:
            progress(walk.count - told)
            told = walk.count
    progress(walk.count - told)


def _known(connection: Connection, head: tuple[int, str]) -> Iterator[Finding]:
    """Whether the head that somebody noted is still there."""
    seq, expected = head
    found = GENESIS if seq == 0 else connection.scalar(select(entry.c.hash).where(entry.c.seq == seq))
    if found is None:
        yield Finding(entry_name(seq), "missing, and it was the head that was noted")
    elif found != expected:
        yield Finding(entry_name(seq), "another than the head that was noted")


def _around(store: Store, last: int, unchecked: list[str]) -> Iterator[Finding]:
    """Everything but the entries and what is folded from them."""
    yield from _guarded(store, "table document", lambda connection: _cut(connection, last))
    yield from _guarded(store, "table schema_version", _migrations)
    if store.path is None:
        yield from _guarded(store, "tables", postgres.check_tables)
        yield from _guarded(store, "triggers", postgres.check_triggers)
        unchecked.append("pages and indexes of the server, which pg_amcheck checks")
        return
    if sqlite.is_logged(store.path):
        unchecked.append("the header of the file, since a log with newer pages lies beside it")
    yield from sqlite.check_header(store.path)
    pages = list(_guarded(store, "pages of the file", sqlite.check_pages))
    yield from pages
    if pages:
        yield from _guarded(store, "table entry", lambda connection: _by_number(connection, last))
    yield from _guarded(store, "schema of the file", sqlite.check_schema)
    if store.read_only:
        unchecked.append("search indexes, since the ledger was opened for reading only")
        return
    for name in SQLITE_INDEXES:
        yield from sqlite.check_search(store.trying, name)


def _by_number(connection: Connection, last: int) -> Iterator[Finding]:
    """Which entries cannot be looked up in a file with a damaged page, though they stand in it."""
    for one in islice(by_number(connection, last), MOST):
        yield Finding(entry_name(one.seq), f"it cannot be looked up ({one.why})", REBUILD)


def _cut(connection: Connection, last: int) -> Iterator[Finding]:
    """Whether documents were folded from entries that are there no more."""
    newest = connection.scalar(select(func.max(document.c.no))) or 0
    if newest > last:
        yield Finding(
            f"{entry_name(last)} and behind", f"{entry_name(newest)} was there once, and is missing"
        )


def _migrations(connection: Connection) -> Iterator[Finding]:
    """Whether the list of migrations is that of this version."""
    found = connection.execute(select(schema_version).order_by(schema_version.c.version)).all()
    expected = [(number, one.name) for number, one in enumerate(MIGRATIONS, 1)]
    if [tuple(row) for row in found] != expected:
        yield Finding("table schema_version", "it does not hold the names of the migrations", REBUILD)


def _folded(store: Store, differences: FoldedDifferences | None, unchecked: list[str]) -> Iterator[Finding]:
    """Folded tables against what the entries amount to."""
    if differences is None:
        unchecked.append("whether the folded tables follow from the entries")
        return
    try:
        for name in differences(store):
            yield Finding(f"table {name}", "it does not follow from the entries", REBUILD)
    except Exception as error:  # whatever a fold trips over in damaged rows, the other findings are told
        what = f"they cannot be compared with the entries ({words_of(error)})"
        yield Finding("folded tables", what, REBUILD)


def _guarded(store: Store, where: str, check: Callable[[Connection], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings of one check; that it cannot look is one too."""
    try:
        with store.looking() as connection:
            yield from check(connection)
    except UNREADABLE as error:
        yield Finding(where, f"it cannot be read ({words_of(error)})", REBUILD)
