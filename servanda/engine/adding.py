"""Documents into a ledger: what is new is read, and entered with its acts, a batch in one transaction.

The one invariant: a transaction holds whole documents, so that whatever ends the process, the ledger holds
each
document with its coding and all that follows from them, or nothing of it.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import islice
from typing import TypeVar

from sqlalchemy import select

from servanda.engine.garbage import batches_apart
from servanda.engine.processes import read_documents
from servanda.engine.storable import Flawed, Written, sound, written
from servanda.ledger.store import Store
from servanda.ledger.tables import entry as entries
from servanda.ledger.writing import Draft, Writer
from servanda.linking.fold import Fold, FoldReport
from servanda.linking.fold.documents import Shelf
from servanda.model import Document, EntryKind, Reading
from servanda.version import __version__

#: A transaction takes no more documents once there are so many, or so many bytes of what is entered, or once
#: getting them has taken so many seconds: what was read must not be lost for long.
BATCH = 1024
BYTES = 16_000_000
SECONDS = 1.0
#: How many documents are looked up at once before they are read.
AHEAD = 16

#: The name under which the built-in reader codes.
READER = "reader"

T = TypeVar("T")
U = TypeVar("U")


@dataclass(slots=True)
class AddReport:
    """What an addition did. Counts of documents; `moved` are (agreement, stage before, stage after)."""

    new: int = 0
    versions: int = 0
    addresses: int = 0
    recoded: int = 0
    unchanged: int = 0
    acts: int = 0
    agreements: int = 0
    moved: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """All documents that were looked at."""
        return self.new + self.versions + self.addresses + self.recoded + self.unchanged

    def note(self, report: FoldReport) -> None:
        """Count what one fold brought."""
        self.agreements += len(report.new)
        self.moved += report.moved
        self.closed += report.closed


@dataclass(frozen=True, slots=True)
class Coder:
    """Who codes, and in which version."""

    name: str
    version: str


def add_documents(
    store: Store,
    documents: Iterable[Document],
    *,
    jobs: int = 1,
    at: datetime | None = None,
    report: AddReport | None = None,
    seen: Callable[[Document], None] = lambda _: None,
    skipped: Callable[[str], None] | None = None,
) -> AddReport:
    """Read and enter what the ledger does not hold yet. `seen` is called for every document looked at.

    `at` is when the ledger learns it, now unless told; it is never before the last entry. A document with
    characters that no ledger can keep is told to `skipped` as a sentence and passed over; without `skipped`
    it raises ValueError, and what was entered before stays.
    """
    report = report or AddReport()
    fresh = _unknown(store, _storable(documents, sound, skipped), report, seen)
    readings = read_documents(fresh, jobs=jobs)
    return add_readings(store, readings, built_in(), at=at, report=report, seen=seen, skipped=skipped)


def add_readings(
    store: Store,
    readings: Iterable[Reading],
    coder: Coder,
    *,
    at: datetime | None = None,
    report: AddReport | None = None,
    seen: Callable[[Document], None] = lambda _: None,
    skipped: Callable[[str], None] | None = None,
) -> AddReport:
    """Enter documents that `coder` has read. A document that the ledger holds already is left as it is.

    The last coding of a document by anybody but the built-in reader is in effect; the others stay as entries.
    `skipped` is as in `add_documents`.
    """
    report = report or AddReport()
    stream = _storable(readings, written, skipped)
    with batches_apart() as apart:
        while batch := _batch(stream):
            with apart(), store.writing() as writer:
                fold = Fold(writer.connection, writer.flush)
                fold.shelf.look_up((one.document.id, one.sha256) for one in batch)
                for one in batch:
                    _enter(writer, fold, one, coder, at or datetime.now(UTC), report)
                report.note(fold.finish())
            del fold
            for one in batch:
                seen(one.document)
    return report


def _batch(stream: Iterator[Written]) -> list[Written]:
    """The documents of one transaction; none where the stream has ended. Where it ends changes no ledger."""
    batch: list[Written] = []
    size, begun = 0, time.monotonic()
    for one in stream:
        batch.append(one)
        size += len(one.head) + len(one.body)
        if len(batch) == BATCH or size >= BYTES or time.monotonic() - begun >= SECONDS:
            break
    return batch


def _storable(
    items: Iterable[T], form: Callable[[T], U], skipped: Callable[[str], None] | None
) -> Iterator[U]:
    """Those of `items` that a ledger can keep, in the `form` that they need; the flaws of others are told."""
    for item in items:
        try:
            found = form(item)
        except Flawed as flaw:
            if skipped is None:
                raise
            skipped(f"{flaw}; skipped")
        else:
            yield found


def _unknown(
    store: Store, documents: Iterable[Document], report: AddReport, seen: Callable[[Document], None]
) -> Iterator[Document]:
    """The documents that are not in the ledger, so that nothing is read twice."""
    stream = iter(documents)
    while batch := list(islice(stream, AHEAD)):
        with store.reading() as connection:
            shelf = Shelf(connection)
            shelf.look_up((one.id, one.sha256) for one in batch)
            known = [shelf.held(one.id, one.sha256) for one in batch]
        for document, held in zip(batch, known, strict=True):
            if held:
                report.unchanged += 1
                seen(document)
            else:
                yield document


def _enter(writer: Writer, fold: Fold, one: Written, coder: Coder, at: datetime, report: AddReport) -> None:
    document = one.document
    if fold.shelf.held(document.id, one.sha256):
        if coder.name == READER or _said(writer, document.id, coder.name) == one.body:
            report.unchanged += 1
            return
        report.recoded += 1
    else:
        entry = writer.hold(Draft(EntryKind.DOCUMENT, document.id, one.head, coder.name, coder.version, at))
        entered = fold.document(entry, document)
        if entered.twin is not None:
            report.addresses += 1
            if coder.name == READER:
                return
        elif entered.version > 1:
            report.versions += 1
        else:
            report.new += 1
    report.acts += len(one.coding.acts)
    entry = writer.hold(Draft(EntryKind.CODING, document.id, one.body, coder.name, coder.version, at))
    fold.coding(entry, one.coding)


def _said(writer: Writer, document: str, coder: str) -> bytes | None:
    """The last coding of a document by `coder`."""
    writer.flush()
    query = select(entries.c.body).where(
        entries.c.kind == EntryKind.CODING.value, entries.c.subject == document, entries.c.coder == coder
    )
    return writer.connection.scalar(query.order_by(entries.c.seq.desc()).limit(1))


@cache
def built_in() -> Coder:
    """The built-in reader; its version is that of the package and the digest of its weights."""
    weights = (files("servanda.reading") / "data" / "weights.bin").read_bytes()
    return Coder(READER, f"{__version__}+{sha256(weights).hexdigest()[:8]}")
