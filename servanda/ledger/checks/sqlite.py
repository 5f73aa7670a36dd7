"""What can be wrong with an SQLite file around its entries: header, pages, schema, search indexes."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, StaticPool, create_engine

from servanda.ledger.checks.finding import REBUILD, RESTORE, Finding
from servanda.ledger.migrations import APPLICATION, migrate
from servanda.ledger.problems import UNREADABLE, words_of

#: So many complaints of SQLite's own check are told.
MOST = 100

#: The file's first bytes that never change: where they begin, what they are, what they say.
_HEADER = (
    (18, b"\x02\x02\x00", "how the file is written and read"),
    (21, b"\x40\x20\x20", "how pages are filled"),
    (44, b"\x00\x00\x00\x04", "the format of the schema"),
    (48, b"\x00\x00\x00\x00", "the suggested size of the cache"),
    (52, b"\x00\x00\x00\x00", "the largest root page"),
    (56, b"\x00\x00\x00\x01", "the encoding of texts"),
    (60, b"\x00\x00\x00\x00\x00\x00\x00\x00", "the user's version"),
    (72, bytes(20), "room for later versions"),
)
_TREE = re.compile(r"(?:On tree|Tree|On tree page)\D{0,6}(\d+)")
_OF = re.compile(r"(?:missing from index|entries in index|in) ([a-z_0-9.]+)$")


def check_header(path: Path) -> Iterator[Finding]:
    """The first hundred bytes against what SQLite writes."""
    if is_logged(path):
        return
    with path.open("rb") as file:
        first = file.read(100)
    for start, expected, what in _HEADER:
        if first[start : start + len(expected)] != expected:
            where = f"header of the file, byte {start}"
            yield Finding(where, f"{what} is not as it was written", "`servanda rebuild` writes it anew")


def is_logged(path: Path) -> bool:
    """Whether what was written last still stands in the log beside the file, perhaps a newer header too."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def check_pages(connection: Connection) -> Iterator[Finding]:
    """SQLite's own check of every page, row and index."""
    names = _names(connection)
    try:
        for line in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars().all():
            if line != "ok":
                yield _told(" ".join(str(line).split()), names)
    except UNREADABLE as error:
        yield Finding("pages of the file", f"SQLite cannot check them all ({words_of(error)})")
        yield from _each_table(connection, sorted(names.values()))
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION:
        yield Finding("header of the file, byte 68", "it does not say that this is a ledger", REBUILD)


def _each_table(connection: Connection, names: list[str]) -> Iterator[Finding]:
    """Which tables cannot be checked, where a check of all of them breaks off."""
    for kind, name in (one.split(" ", 1) for one in names):
        if kind == "table":
            try:
                lines = connection.exec_driver_sql(f'PRAGMA integrity_check("{name}")').scalars().all()
                sound = lines == ["ok"]
            except UNREADABLE:
                sound = False
            if not sound:
                advice = RESTORE if name == "entry" else REBUILD
                yield Finding(f"table {name}", "a page of it or of its indexes is damaged", advice)


def _names(connection: Connection) -> dict[int, str]:
    """What stands on which root page."""
    try:
        rows = connection.exec_driver_sql("SELECT rootpage, type, name FROM sqlite_schema").all()
    except UNREADABLE:
        return {}
    return {page: f"{kind} {name}" for page, kind, name in rows if page}


def _told(line: str, names: dict[int, str]) -> Finding:
    """A complaint of SQLite, with the name of the table or index."""
    tree, of = _TREE.search(line), _OF.search(line)
    where = "pages of the file"
    if tree is not None:
        where = names.get(int(tree[1]), "pages of the file")
    elif of is not None:
        where = next((name for name in names.values() if name.endswith(f" {of[1]}")), f"table {of[1]}")
    return Finding(where, line[:200], RESTORE if where == "table entry" else REBUILD)


def check_schema(connection: Connection) -> Iterator[Finding]:
    """Tables, indexes and triggers against what the migrations make; triggers of others, too."""
    try:
        found = _schema(connection)
    except UNREADABLE as error:
        yield Finding("schema of the file", f"it cannot be read ({words_of(error)})")
        return
    expected = _expected()
    for key, sql in expected.items():
        if key not in found:
            yield Finding(" ".join(key), "missing", REBUILD)
        elif found[key] != sql:
            yield Finding(" ".join(key), "not as it was made", REBUILD)
    for key in found.keys() - expected.keys():
        if key[0] == "trigger":
            yield Finding(" ".join(key), "none of the ledger's own", "remove it with DROP TRIGGER")


def _schema(connection: Connection) -> dict[tuple[str, str], tuple[str, str]]:
    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_schema").all()
    return {(kind, name): (of, sql or "") for kind, name, of, sql in rows}


@cache
def _expected() -> dict[tuple[str, str], tuple[str, str]]:
    """The schema of a new ledger."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        migrate(connection)
        found = _schema(connection)
    engine.dispose()
    return found


def check_search(trying: Callable[[], AbstractContextManager[Connection]], name: str) -> Iterator[Finding]:
    """A search index against the texts that it indexes.

    FTS5 is asked by way of an insertion, which it does not carry out: `trying` gives a connection that may
    write, and takes back what is written.
    """
    question = f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)"
    try:
        with trying() as connection:
            connection.exec_driver_sql(question)
    except UNREADABLE as error:
        yield Finding(f"search index {name}", f"it does not fit its texts ({words_of(error)})", REBUILD)
