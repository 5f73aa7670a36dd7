"""Engines: how connections to an SQLite file and to a PostgreSQL server are made and set up.

The one invariant: every connection to SQLite has `recursive_triggers` on, without which an `INSERT OR
REPLACE` deletes rows and no trigger hears of it.
"""

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import NoSuchModuleError

from servanda.ledger.address import Address
from servanda.ledger.problems import USAGE, Damaged, LedgerError

#: The option of a connection that says how its transaction begins.
BEGIN = "servanda_begin"
#: Seconds to wait for a server to answer.
ANSWER = 10
_MAGIC = b"SQLite format 3\0"
_PRAGMAS = (
    "recursive_triggers=ON",
    "cell_size_check=ON",
    "synchronous=FULL",
    "cache_size=-65536",  # KiB
    "temp_store=MEMORY",
    "journal_size_limit=67108864",
)


def engine_for(address: Address, *, read_only: bool, create: bool, patience: float) -> Engine:
    """An engine for `address`. `patience` is how many seconds a writer waits for another.

    Raises LedgerError where there is nothing to connect to.
    """
    if address.path is not None:
        _look(address.path, create=create and not read_only)
        return _sqlite(address.path, read_only=read_only, patience=patience)
    return _postgres(address, patience=patience)


def _look(path: Path, *, create: bool) -> None:
    """See that `path` is a database, or can become one."""
    if path.is_dir():
        raise LedgerError("is a folder: a ledger is a file")
    try:
        with path.open("rb") as file:
            first = file.read(len(_MAGIC))
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise LedgerError(f"the folder {path.parent} does not exist") from None
        if not create:
            raise LedgerError("there is no ledger here: `servanda add` makes one") from None
        return
    except OSError as error:
        raise LedgerError(f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    if first and first != _MAGIC:
        raise Damaged("is no ledger: the file is not an SQLite database, or its first page is damaged")


def _sqlite(path: Path, *, read_only: bool, patience: float) -> Engine:
    uri = f"file:{quote(str(path.absolute()))}?mode={'ro' if read_only else 'rwc'}"
    if read_only and _unwritable(path):
        uri += "&immutable=1"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
        )
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))

    return engine


def _unwritable(path: Path) -> bool:
    """Whether nothing beside the file can be written: then nobody else writes either, and SQLite need not
    look for others. A log that lies beside it must be read all the same."""
    return not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()


def patiently(attempt: Callable[[], None], patience: float) -> None:
    """Run `attempt` until SQLite is not busy: the switch to WAL does not wait for others by itself."""
    give_up = time.monotonic() + patience
    while True:
        try:
            return attempt()
        except Exception as error:
            code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
            if code is None or code & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.02)


def _postgres(address: Address, *, patience: float) -> Engine:
    assert address.url is not None
    try:
        return create_engine(
            address.url,
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": ANSWER,
                "options": _options(address, patience),
                "prepare_threshold": None,
            },
        )
    except (ModuleNotFoundError, NoSuchModuleError):
        raise LedgerError("PostgreSQL needs its driver: pip install 'servanda[postgres]'", USAGE) from None


def _options(address: Address, patience: float) -> str:
    """Settings of a session: the ones of the address, then ours."""
    given = address.url.query.get("options", "") if address.url is not None else ""
    own = f"-c lock_timeout={int(patience * 1000)} -c timezone=UTC"
    return f"{given if isinstance(given, str) else ' '.join(given)} {own}".strip()
