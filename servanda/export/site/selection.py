"""What a site shows: the ids that a filter picks, and what these lead to, in a temporary database.

So that memory stays constant, and a page links only to pages that there will be.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from servanda.export.ledger_records import PART
from servanda.export.site.picking import cited_by_agreements, cited_by_commitments
from servanda.ledger.rows import chunks
from servanda.model.commitment import SETTLED
from servanda.views import AgreementRow, CommitmentRow, DocumentRow, Filter, LedgerView, MeetingRow
from servanda.views.documents import document_rows
from servanda.views.view import EVERYTHING

_SCHEMA = """
CREATE TABLE thing (kind TEXT, place INTEGER, id TEXT, PRIMARY KEY (kind, place)) WITHOUT ROWID;
CREATE UNIQUE INDEX thing_by_id ON thing (kind, id);
CREATE TABLE tie (party TEXT, role TEXT, place INTEGER, id TEXT,
  PRIMARY KEY (party, role, place)) WITHOUT ROWID;
CREATE TABLE due (part TEXT, day TEXT, id TEXT, PRIMARY KEY (part, day, id)) WITHOUT ROWID;
"""

#: Parts of the page of deadlines, in its order.
OVERDUE, COMING, WAITING = "overdue", "coming", "waiting"
DEADLINES = (COMING, OVERDUE, WAITING)

#: How parties are tied to things.
AGREEMENT, PROMISED, RECEIVED, ISSUED = "agreement", "promised", "received", "issued"


class Selection:
    """Ids by kind ("agreement", "commitment", "meeting", "document", "party"), each kind in its order."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._places = 0

    def count(self, kind: str) -> int:
        """How many there are of a kind."""
        return self._one("SELECT count(*) FROM thing WHERE kind = ?", kind)

    def has(self, kind: str, id: str) -> bool:
        """Whether there is a page for it."""
        return bool(self._one("SELECT count(*) FROM thing WHERE kind = ? AND id = ?", kind, id))

    def ids(self, kind: str, limit: int = -1) -> Iterator[str]:
        """The ids of a kind, the newest first."""
        return self._ids("SELECT id FROM thing WHERE kind = ? ORDER BY place LIMIT ?", kind, limit)

    def tied(self, party: str, role: str, limit: int = -1) -> Iterator[str]:
        """The ids tied to a party in a role, the newest first."""
        query = "SELECT id FROM tie WHERE party = ? AND role = ? ORDER BY place LIMIT ?"
        return self._ids(query, party, role, limit)

    def count_tied(self, party: str, role: str) -> int:
        """How many are tied to a party in a role."""
        return self._one("SELECT count(*) FROM tie WHERE party = ? AND role = ?", party, role)

    def parties(self, limit: int = -1) -> list[tuple[str, int]]:
        """Parties with how often they are tied to something, the most first."""
        query = "SELECT party, count(*) AS n FROM tie GROUP BY party ORDER BY n DESC, party LIMIT ?"
        return [(party, n) for party, n in self._database.execute(query, (limit,))]

    def due(self, part: str, limit: int = -1) -> Iterator[str]:
        """Commitments of a part of the deadlines, by day; what is overdue, the newest first."""
        order = "DESC" if part == OVERDUE else "ASC"
        query = f"SELECT id FROM due WHERE part = ? ORDER BY day {order}, id LIMIT ?"
        return self._ids(query, part, limit)

    def count_due(self, part: str) -> int:
        """How many commitments are in a part of the deadlines."""
        return self._one("SELECT count(*) FROM due WHERE part = ?", part)

    def put(self, kind: str, id: str) -> bool:
        """Enter a thing; False where it is there already."""
        self._places += 1
        made = self._database.execute(
            "INSERT OR IGNORE INTO thing VALUES (?, ?, ?)", (kind, self._places, id)
        )
        return made.rowcount > 0

    def tie(self, role: str, id: str, parties: Sequence[str]) -> None:
        """Tie a thing to parties."""
        for party in dict.fromkeys(parties):
            self._places += 1
            self._database.execute("INSERT INTO tie VALUES (?, ?, ?, ?)", (party, role, self._places, id))

    def put_due(self, part: str, day: str, id: str) -> None:
        """Enter a commitment among the deadlines."""
        self._database.execute("INSERT OR IGNORE INTO due VALUES (?, ?, ?)", (part, day, id))

    def _one(self, query: str, *values: Any) -> int:
        return int(self._database.execute(query, values).fetchone()[0])

    def _ids(self, query: str, *values: Any) -> Iterator[str]:
        for (id,) in self._database.execute(query, values):
            yield id


@contextmanager
def selected(
    view: LedgerView, wanted: Filter, seen: Callable[[int], None] = lambda _: None
) -> Iterator[Selection]:
    """The selection of `wanted`, thrown away afterwards. Raises ViewError where a party is unknown."""
    with TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "selection.db", isolation_level=None)
        try:
            database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN; {_SCHEMA}")
            selection = Selection(database)
            _fill(selection, view, wanted, seen)
            yield selection
        finally:
            database.close()


def _fill(selection: Selection, view: LedgerView, wanted: Filter, seen: Callable[[int], None]) -> None:
    for row in view.stream("agreements", wanted):
        if isinstance(row, AgreementRow):
            _put_agreement(selection, row)
            seen(1)
    for row in view.stream("commitments", wanted):
        if isinstance(row, CommitmentRow):
            _put_commitment(selection, row, view)
            seen(1)
    for row in view.stream("meetings", wanted):
        if isinstance(row, MeetingRow):
            selection.put("meeting", row.id)
            seen(1)
    for row in view.stream("documents", wanted):
        if isinstance(row, DocumentRow):
            _put_document(selection, row)
            seen(1)
    if wanted != EVERYTHING:
        _put_cited(selection, view)
    for party, _ in selection.parties():
        selection.put("party", party)


def _put_agreement(selection: Selection, row: AgreementRow) -> None:
    if selection.put("agreement", row.id):
        selection.tie(AGREEMENT, row.id, row.parties)


def _put_commitment(selection: Selection, row: CommitmentRow, view: LedgerView) -> None:
    selection.put("commitment", row.id)
    selection.tie(PROMISED, row.id, row.actors)
    selection.tie(RECEIVED, row.id, row.recipients)
    if row.agreement and not selection.has("agreement", row.agreement):
        for one in view.agreements_by_id([row.agreement]):
            _put_agreement(selection, one)
    if row.standing in SETTLED:
        return
    if row.due and row.due >= view.as_of:
        selection.put_due(COMING, row.due.isoformat(), row.id)
    elif row.due:
        selection.put_due(OVERDUE, row.due.isoformat(), row.id)
    elif row.deadline_kind in ("event", "condition") or row.status == "waiting":
        selection.put_due(WAITING, "", row.id)


def _put_document(selection: Selection, row: DocumentRow) -> None:
    if selection.put("document", row.id) and row.publisher:
        selection.tie(ISSUED, row.id, [row.publisher])


def _put_cited(selection: Selection, view: LedgerView) -> None:
    """The documents that prove what was picked, where the filter itself does not pick them."""
    for kind, cited in (("agreement", cited_by_agreements), ("commitment", cited_by_commitments)):
        for part in chunks(list(selection.ids(kind)), PART):
            numbers = cited(view.connection, part)
            for row in document_rows(view.connection, sorted(numbers, reverse=True)):
                _put_document(selection, row)
