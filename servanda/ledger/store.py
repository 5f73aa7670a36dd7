"""`Store`: a ledger in an SQLite file or a PostgreSQL database, whose entries are appended, never altered."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, select

from servanda.ledger.address import Address, address_of
from servanda.ledger.chain import GENESIS, moment_text
from servanda.ledger.engines import BEGIN, engine_for, patiently
from servanda.ledger.migrations import MIGRATIONS, migrate, refuse_newer, version_of
from servanda.ledger.problems import Damaged, LedgerError, plainly
from servanda.ledger.tables import document, entry
from servanda.ledger.writing import Writer, entry_from
from servanda.model.entry import Entry, EntryKind

#: Seconds that a writer waits for another before it gives up.
PATIENCE = 60.0
#: Of the advisory lock that makes one writer on PostgreSQL: "servanda" in ASCII.
_LOCK = int.from_bytes(b"servanda", "big")
#: Entries fetched at a time while streaming.
_PART = 200


class Store:
    """An open ledger. Of one process: after a fork, or in another process, open it again."""

    def __init__(self, address: Address, engine: Engine, *, read_only: bool) -> None:
        """Use `Store.open`."""
        self._address = address
        self._engine = engine
        self.read_only = read_only

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        read_only: bool = False,
        create: bool = True,
        patience: float = PATIENCE,
    ) -> "Store":
        """Open the ledger at a path or `postgresql://` address, make it where there is none and `create`.

        Tables of an older version are brought up to date, unless `read_only`. Raises LedgerError.
        """
        address = address_of(where)
        engine = engine_for(address, read_only=read_only, create=create, patience=patience)
        store = cls(address, engine, read_only=read_only)
        try:
            with plainly():
                store._prepare(create=create, patience=patience)
        except UnicodeDecodeError:
            store.close()
            raise Damaged("is damaged: `servanda verify` tells where") from None
        except BaseException:
            store.close()
            raise
        return store

    @property
    def name(self) -> str:
        """Where the ledger lies, as it can be shown: without a password."""
        return self._address.name

    @property
    def unfolded(self) -> bool:
        """Whether the folded tables wait to be filled, as after an update that made them anew."""
        with self.reading() as connection:
            some = connection.execute(select(entry.c.seq).limit(1)).first()
            return some is not None and connection.execute(select(document.c.no).limit(1)).first() is None

    @property
    def path(self) -> Path | None:
        """The file, None for PostgreSQL."""
        return self._address.path

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction of one writer: what is done within is kept as a whole, or not at all.

        Raises LedgerError where the ledger may only be read, or another process writes for too long.
        """
        if self.read_only:
            raise LedgerError("was opened for reading only")
        with plainly(), self._alone() as connection:
            writer = Writer(connection)
            yield writer
            writer.flush()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot: all questions asked within see the ledger as it stood at the first moment."""
        with plainly(), self.looking() as connection:
            # A transaction takes its snapshot with its first question.
            connection.execute(select(entry.c.seq).order_by(entry.c.seq.desc()).limit(1)).first()
            yield connection

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """For checks of a ledger that may be damaged: `reading` with drivers' errors as they come."""
        with self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with _taken_back(connection):
                yield connection

    @contextmanager
    def trying(self) -> Iterator[Connection]:
        """For checks that must write to look: whatever is written within is taken back."""
        with self._engine.connect() as connection, _taken_back(connection):
            yield connection

    def entries(
        self, since: int = 0, until: int | None = None, kind: EntryKind | None = None
    ) -> Iterator[Entry]:
        """The entries after number `since`, up to and with number `until`, in order, as a stream.

        Raises Damaged at an entry that is none; whether hashes are right, only `verify` looks.
        """
        query = select(entry).where(entry.c.seq > since).order_by(entry.c.seq)
        if until is not None:
            query = query.where(entry.c.seq <= until)
        if kind is not None:
            query = query.where(entry.c.kind == EntryKind(kind).value)
        with self.reading() as connection:
            for row in connection.execution_options(yield_per=_PART).execute(query):
                yield entry_from(row)

    def entry(self, seq: int) -> Entry | None:
        """The entry of this number, None where there is none."""
        with self.reading() as connection:
            row = connection.execute(select(entry).where(entry.c.seq == seq)).first()
            return entry_from(row) if row else None

    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry; (0, the genesis hash) of an empty ledger."""
        with self.reading() as connection:
            query = select(entry.c.seq, entry.c.hash).order_by(entry.c.seq.desc()).limit(1)
            row = connection.execute(query).first()
            return (row.seq, row.hash) if row else (0, GENESIS)

    def known_by(self, moment: datetime) -> int:
        """Number of the last entry that the ledger had learnt by `moment`, 0 where none."""
        with self.reading() as connection:
            query = select(entry.c.seq).where(entry.c.at <= moment_text(moment))
            return connection.scalar(query.order_by(entry.c.at.desc(), entry.c.seq.desc()).limit(1)) or 0

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A transaction that no other writer is in."""
        with self._engine.connect() as connection:
            connection = connection.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield connection

    def _prepare(self, *, create: bool, patience: float) -> None:
        """See that the tables are there and of this version."""
        with self._engine.connect() as connection, connection.begin():
            _see_encoding(connection)
            version = version_of(connection)
        refuse_newer(version)
        if version < len(MIGRATIONS):
            if self.read_only or (version == 0 and not create):
                raise LedgerError(_NOT_YET if version == 0 else _OLDER)
            if self._engine.dialect.name == "sqlite":
                patiently(self._log_ahead, patience)
            with self._alone() as connection:
                migrate(connection)

    def _log_ahead(self) -> None:
        """Let readers read while one writes. The file remembers it."""
        with self._engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.cursor().execute("PRAGMA journal_mode=WAL")


@contextmanager
def _taken_back(connection: Connection) -> Iterator[None]:
    """A transaction that ends with nothing done: a damaged file may refuse even an empty commit."""
    transaction = connection.begin()
    try:
        yield
    finally:
        transaction.rollback()


_NOT_YET = "there is no ledger here: `servanda add` makes one"
_OLDER = "was written by an older version: open it once for writing, to bring its tables up to date"


def _see_encoding(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
        if encoding != "UTF8":
            raise LedgerError(f"the database keeps its texts in {encoding}: make one whose encoding is UTF8")
