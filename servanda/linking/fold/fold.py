"""`Fold`: takes entries one by one, then links and groups once for all that came in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection, select

from servanda.ledger.rows import among
from servanda.ledger.tables import entry as entries
from servanda.linking.fold.acts import refresh_act
from servanda.linking.fold.agreements import fold_agreements
from servanda.linking.fold.codings import Changes, Rows, leave_documents, take_coding
from servanda.linking.fold.documents import Entered, Shelf
from servanda.linking.fold.matters import fold_matters
from servanda.linking.fold.verdicts import write_rulings
from servanda.model import Document, Entry, EntryKind, Ruling
from servanda.model.bodies import CodingBody, document_from, verdict_from


@dataclass(slots=True)
class FoldReport:
    """What a fold changed: new agreements, (agreement, stage before, stage after), commitments closed."""

    new: list[str] = field(default_factory=list)
    moved: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


class Fold:
    """Keeps the folded tables of an open transaction true to the entries it is given, in their order."""

    def __init__(self, connection: Connection, settle: Callable[[], None] = lambda: None) -> None:
        """`settle` is called before rows are written: the entries that they speak of must stand by then."""
        self._connection = connection
        self._settle = settle
        self.shelf = Shelf(connection)
        self._changes = Changes()
        self._rows = Rows()
        self._ruled: set[tuple[str, str]] = set()
        self._fresh: set[int] = set()
        self._texts: dict[tuple[str, str], str] = {}

    def take_all(self, entries: Sequence[Entry]) -> None:
        """Take entries of any kind, in their order."""
        for entry in entries:
            if entry.kind is EntryKind.DOCUMENT:
                self.document(entry, document_from(entry.body))
            elif entry.kind is EntryKind.CODING:
                self.coding(entry, msgspec.json.decode(entry.body, type=CodingBody))
            else:
                self.verdict(entry)

    def document(self, entry: Entry, new: Document) -> Entered:
        """Take a document; what was read in its older version falls out of use."""
        self._texts[new.id, new.sha256] = new.text
        entered = self.shelf.enter(entry, new)
        if entered.replaced:
            self._write()
            leave_documents(self._connection, entered.replaced, self._changes)
        if entered.twin is None:
            self._fresh.add(entry.seq)
        return entered

    def coding(self, entry: Entry, body: CodingBody) -> None:
        """Take a coding. One of an older version, or of an unknown document, changes nothing."""
        there = self.shelf.known(body.document, body.sha256)
        if there is None or not there.current:
            return
        if there.no in self._fresh:
            self._fresh.remove(there.no)
        else:
            self._write()
            leave_documents(self._connection, [there.no], self._changes)
        text = self._text(body, there.no)
        take_coding(body, entry, there, text, self._rows, self._changes)

    def verdict(self, entry: Entry) -> None:
        """Take a verdict: on an act, or on which nodes belong together."""
        self._write()
        body = verdict_from(entry.body)
        if body.target.startswith("act_"):
            refresh_act(self._connection, body.target, self._changes)
        if body.matter is not None or body.ruling is Ruling.UNDO:
            self._ruled |= write_rulings(self._connection)

    def finish(self) -> FoldReport:
        """Link and group what changed."""
        self._write()
        report = FoldReport()
        agreements = fold_agreements(
            self._connection, self._changes, {node for matter, node in self._ruled if matter == "instrument"}
        )
        report.new, report.moved = agreements.new, agreements.moved
        report.closed = fold_matters(self._connection, self._changes, self._ruled, agreements.touched)
        return report

    def _text(self, body: CodingBody, no: int) -> str:
        """The text that was coded: at hand where its document came in the same fold."""
        text = self._texts.get((body.document, body.sha256))
        if text is None:
            stored = self._connection.execute(select(entries.c.body).where(entries.c.seq == no)).scalar_one()
            text = document_from(stored).text
        return text

    def _write(self) -> None:
        self._settle()
        self.shelf.write()
        rows, self._rows = self._rows, Rows()
        rows.write(self._connection, self._changes)
        # A verdict holds for its act in later codings too.
        given = select(entries.c.subject).where(entries.c.kind == EntryKind.VERDICT.value).distinct()
        for row in among(self._connection, given, entries.c.subject, (one["id"] for one in rows.acts)):
            refresh_act(self._connection, row.subject, self._changes)
