"""`Ledger`: a ledger opened from Python; the command line uses the same."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from os import PathLike, fspath
from types import TracebackType
from typing import TYPE_CHECKING, Any

from servanda.api.questions import Questions
from servanda.engine.adding import AddReport, Coder, add_documents, add_readings, built_in
from servanda.engine.rebuilding import folded_until, rebuild
from servanda.ledger.store import Store
from servanda.model import Document, Reading, Verdict

if TYPE_CHECKING:
    from servanda.ledger.verify import Report
    from servanda.views import LedgerView


def open_ledger(where: str | PathLike[str], *, read_only: bool = False, create: bool = True) -> "Ledger":
    """The ledger at a path or a `postgresql://` address; made where there is none. Raises LedgerError.

    One that an older version wrote is folded anew, unless `read_only`.
    """
    store = Store.open(fspath(where), read_only=read_only, create=create)
    if not read_only and store.unfolded:
        rebuild(store)
    return Ledger(store)


class Ledger(Questions):
    """An open ledger: add to it, rule on it, ask it. Close it, or use it in a `with` statement."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger's connections."""
        self.store.close()

    def add(
        self,
        sources: Any,
        *,
        publisher: str | None = None,
        published: date | None = None,
        jobs: int = 1,
        at: datetime | None = None,
        seen: Callable[[Document], None] = lambda _: None,
        skipped: Callable[[str], None] | None = None,
    ) -> AddReport:
        """Read and enter what is new in `sources`: paths, addresses, documents, or one of these.

        The same document twice changes nothing; a changed one becomes a new version. `at` is when the ledger
        learns it, now unless told. Raises SourceError at the first source that cannot be read, LedgerError
        where the ledger cannot be written, ValueError at a document with characters that no ledger can keep;
        what was entered before stays. With `skipped`, such a document is passed over and `skipped` is told.
        """
        from servanda.api.reading import ReadDocument, documents_of

        many = [sources] if isinstance(sources, str | PathLike | Document | ReadDocument) else list(sources)
        read = [one.reading for one in many if isinstance(one, ReadDocument)]
        rest = [one for one in many if not isinstance(one, ReadDocument)]
        report = AddReport()
        if read:
            add_readings(self.store, read, built_in(), at=at, report=report, seen=seen, skipped=skipped)
        if rest:
            documents = documents_of(rest, publisher, published)
            add_documents(self.store, documents, jobs=jobs, at=at, report=report, seen=seen, skipped=skipped)
        return report

    def add_coded(
        self,
        readings: Iterable[Reading],
        *,
        coder: str,
        version: str = "",
        at: datetime | None = None,
        skipped: Callable[[str], None] | None = None,
    ) -> AddReport:
        """Enter documents that somebody else has coded, under the name of that coder.

        Raises ValueError at characters that no ledger can keep, unless `skipped` takes the sentence.
        """
        return add_readings(self.store, readings, Coder(coder, version), at=at, skipped=skipped)

    def rule(self, verdict: Verdict, *, at: datetime | None = None) -> int:
        """Enter a person's verdict; gives the number of its entry, by which it can be undone.

        Raises LookupError where the target is not known, ValueError where the verdict makes no sense on it.
        """
        from servanda.engine.ruling import enter

        return enter(self.store, verdict, at or datetime.now(UTC))

    def verify(self, progress: Callable[[int], None] | None = None) -> "Report":
        """Recompute every hash and re-slice every quotation; compare the folded tables with the entries."""
        from servanda.engine.rebuilding import differences
        from servanda.ledger.verify import verify

        return verify(self.store, progress=progress, folded_differences=differences)

    def rebuild(self, progress: Callable[[int], None] | None = None) -> int:
        """Fold everything again from the entries; gives their number."""
        return rebuild(self.store, progress=progress)

    @contextmanager
    def view(self, as_of: date | None = None) -> "Iterator[LedgerView]":
        """The ledger as it stood at the end of `as_of` (UTC), today unless told, for questions."""
        from servanda.views import LedgerView

        today = datetime.now(UTC).date()
        if as_of is None or as_of >= today:
            with self.store.reading() as connection:
                yield LedgerView(connection, as_of or today)
            return
        moment = datetime.combine(as_of, time.max, UTC)
        last = self.store.known_by(moment)
        if last == self.store.head()[0]:
            with self.store.reading() as connection:
                yield LedgerView(connection, as_of)
        else:
            with folded_until(self.store, last) as then, then.reading() as connection:
                yield LedgerView(connection, as_of)
