"""Documents into a ledger: what is new is read, and entered with its acts, a batch in one transaction.

The one invariant: a transaction holds whole documents, so that whatever ends the process, the ledger holds
each
document with its coding and all that follows from them, or nothing of it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import islice

from servanda import __version__
from servanda.engine.processes import read_documents
from servanda.ledger.store import Store, Writer
from servanda.linking.fold import Fold, FoldReport
from servanda.linking.fold.documents import known
from servanda.model import Document, EntryKind, Reading
from servanda.model.bodies import coding_body, document_body

#: Documents in one transaction.
BATCH = 32

#: The name under which the built-in reader codes.
READER = "reader"


@dataclass(slots=True)
class AddReport:
    """What an addition did. Counts of documents; `moved` are (agreement, stage before, stage after)."""

    new: int = 0
    versions: int = 0
    addresses: int = 0
    unchanged: int = 0
    acts: int = 0
    agreements: int = 0
    moved: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """All documents that were looked at."""
        return self.new + self.versions + self.addresses + self.unchanged

    def note(self, report: FoldReport) -> None:
        """Count what one fold brought."""
        self.agreements += len(report.new)
        self.moved += report.moved
        self.closed += report.closed


def add_documents(
    store: Store,
    documents: Iterable[Document],
    *,
    jobs: int = 1,
    at: datetime | None = None,
    report: AddReport | None = None,
    seen: Callable[[Document], None] = lambda _: None,
) -> AddReport:
    """Read and enter what the ledger does not hold yet. `seen` is called for every document looked at.

    `at` is when the ledger learns it, now unless told; it is never before the last entry.
    """
    report = report or AddReport()
    fresh = _unknown(store, documents, report, seen)
    readings = read_documents(fresh, jobs=jobs)
    add_readings(store, readings, coder=READER, version=reader_version(), at=at, report=report, seen=seen)
    return report


def add_readings(
    store: Store,
    readings: Iterable[Reading],
    *,
    coder: str,
    version: str,
    at: datetime | None = None,
    report: AddReport | None = None,
    seen: Callable[[Document], None] = lambda _: None,
) -> AddReport:
    """Enter documents that `coder` has read. A document that the ledger holds already is left as it is."""
    report = report or AddReport()
    stream = iter(readings)
    while batch := list(islice(stream, BATCH)):
        with store.writing() as writer:
            fold = Fold(writer.connection)
            for reading in batch:
                _enter(writer, fold, reading, coder, version, at or datetime.now(UTC), report)
            report.note(fold.finish())
        for reading in batch:
            seen(reading.document)
    return report


def _unknown(
    store: Store, documents: Iterable[Document], report: AddReport, seen: Callable[[Document], None]
) -> Iterator[Document]:
    """The documents that are not in the ledger, so that nothing is read twice."""
    for document in documents:
        with store.reading() as connection:
            there = known(connection, document.id, document.sha256)
        if there is not None and there.current:
            report.unchanged += 1
            seen(document)
        else:
            yield document


def _enter(
    writer: Writer, fold: Fold, reading: Reading, coder: str, version: str, at: datetime, report: AddReport
) -> None:
    document = reading.document
    there = known(writer.connection, document.id, document.sha256)
    if there is not None and there.current:
        report.unchanged += 1
        return
    body = document_body(document)
    entered = fold.document(
        writer.append(EntryKind.DOCUMENT, document.id, body, coder=coder, version=version, at=at)
    )
    if entered.twin:
        report.addresses += 1
        return
    if entered.version > 1:
        report.versions += 1
    else:
        report.new += 1
    report.acts += len(reading.acts)
    coding = coding_body(reading)
    fold.coding(writer.append(EntryKind.CODING, document.id, coding, coder=coder, version=version, at=at))


@cache
def reader_version() -> str:
    """The version of the built-in reader: that of the package, and the digest of its weights."""
    weights = (files("servanda.reading") / "data" / "weights.bin").read_bytes()
    return f"{__version__}+{sha256(weights).hexdigest()[:8]}"
