"""`Writer`: appends entries in one transaction, in which linking may also fill the folded tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from servanda.ledger.chain import GENESIS, entry_hash, moment_from, moment_text
from servanda.ledger.problems import Damaged
from servanda.ledger.tables import entry
from servanda.model.entry import Entry, EntryKind

_COLUMNS = tuple(column.name for column in entry.columns)
_INSERT = f"INSERT INTO entry ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' for _ in _COLUMNS)})"
_COPY = f"COPY entry ({', '.join(_COLUMNS)}) FROM STDIN"


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it is appended: what the ledger does not add by itself."""

    kind: EntryKind
    subject: str
    body: bytes
    coder: str
    version: str
    at: datetime


class Writer:
    """Appends behind the last entry. It lives as long as its transaction: all of it is kept, or nothing."""

    def __init__(self, connection: Connection) -> None:
        """`connection` is in a transaction that no other writer can be in."""
        self.connection = connection
        self._waiting: list[tuple[Any, ...]] = []
        row = connection.execute(
            select(entry.c.seq, entry.c.hash, entry.c.at).order_by(entry.c.seq.desc()).limit(1)
        ).first()
        self._seq: int = row.seq if row else 0
        self._hash: str = row.hash if row else GENESIS
        self._at: str = row.at if row else ""

    @property
    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry, as this transaction sees it."""
        return self._seq, self._hash

    def append(
        self, kind: EntryKind, subject: str, body: bytes, *, coder: str, version: str, at: datetime
    ) -> Entry:
        """Append one entry. `at` is raised to the time of the last entry where it lies before it.

        Raises ValueError where a text cannot be stored, or `at` tells no time zone.
        """
        return self.append_many([Draft(kind, subject, body, coder, version, at)])[0]

    def hold(self, draft: Draft) -> Entry:
        """Append an entry that is written to the table with others: by `flush`, or before the next one.

        Raises ValueError as `append` does.
        """
        row = self._next(draft)
        self._waiting.append(row)
        return entry_from(row)

    def flush(self) -> None:
        """Write what is held to the table."""
        rows, self._waiting = self._waiting, []
        self._insert(rows)

    def append_many(self, drafts: Iterable[Draft]) -> list[Entry]:
        """Append `drafts` in their order. Memory is that of the list: pass long streams in parts."""
        self.flush()
        before = self._seq, self._hash, self._at
        rows: list[tuple[Any, ...]] = []
        try:
            rows += map(self._next, drafts)
            self._insert(rows)
        except BaseException:
            self._seq, self._hash, self._at = before
            raise
        return [entry_from(row) for row in rows]

    def _next(self, draft: Draft) -> tuple[Any, ...]:
        """The row that `draft` becomes behind the last entry."""
        kind = EntryKind(draft.kind).value
        _storable(draft)
        at = max(self._at, moment_text(draft.at))
        fields = (
            self._seq + 1, kind, draft.subject, at, draft.coder, draft.version, draft.body, self._hash,
        )  # fmt: skip
        self._seq, self._hash, self._at = self._seq + 1, entry_hash(*fields), at
        return (*fields, self._hash)

    def append_same(self, entries: Iterable[Entry]) -> int:
        """Append entries of another ledger as they are, hashes and times included; gives how many.

        Raises Damaged at the first that does not follow the last entry here.
        """
        self.flush()
        before = self._seq
        rows: list[tuple[Any, ...]] = []
        for one in entries:
            fields = (one.seq, one.kind.value, one.subject, moment_text(one.at), one.coder, one.version)
            follows = (one.seq, one.previous) == (self._seq + 1, self._hash) and fields[3] >= self._at
            if not follows or entry_hash(*fields, one.body, one.previous) != one.hash:
                raise Damaged(f"entry {one.seq} does not follow entry {self._seq}: nothing was copied")
            rows.append((*fields, one.body, one.previous, one.hash))
            self._seq, self._hash, self._at = one.seq, one.hash, fields[3]
            if len(rows) == 1000:
                self._insert(rows)
                rows = []
        self._insert(rows)
        return self._seq - before

    def _insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        if not rows:
            return
        if self.connection.dialect.name == "sqlite":
            self.connection.exec_driver_sql(_INSERT, list(rows))
            return
        cursor: Any = self.connection.connection.cursor()
        with cursor, cursor.copy(_COPY) as copy:
            for row in rows:
                copy.write_row(row)


def _storable(draft: Draft) -> None:
    for text in (draft.subject, draft.coder, draft.version):
        if "\0" in text:
            raise ValueError(f"{text!r} holds a zero character, which no ledger can keep")


def entry_from(row: Sequence[Any]) -> Entry:
    """An entry from its row. Raises Damaged where a field is not of its type."""
    seq, kind, subject, at, coder, version, body, previous, hash_ = row
    texts = (kind, subject, at, coder, version, previous, hash_)
    if type(body) is not bytes or any(type(one) is not str for one in texts):
        raise Damaged(f"entry {seq} is damaged: a field is not of its type")
    try:
        return Entry(seq, EntryKind(kind), subject, moment_from(at), coder, version, body, previous, hash_)
    except ValueError:
        raise Damaged(f"entry {seq} is damaged: its kind or its time is none") from None
