"""Reading documents in one process or in several, with the same readings in the same order."""

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from servanda.engine.batches import batches
from servanda.model import Account, Act, Document, Reading

if TYPE_CHECKING:
    from servanda.reading import Reader

#: What is read in one document.
Found = tuple[tuple[Act, ...], tuple[Account, ...]]

#: Batches that wait or run for each process: enough to keep it busy, few enough to bound memory.
AHEAD = 2

_reader: "Reader | None" = None


def read_documents(documents: Iterable[Document], *, jobs: int = 1) -> Iterator[Reading]:
    """The readings of `documents`, in order, read by `jobs` processes, this one alone where it is 1.

    Documents are taken as they are needed: memory does not grow with their number.
    Raises ValueError where `jobs` is below 1.
    """
    if jobs < 1:
        raise ValueError(f"documents cannot be read by {jobs} processes")
    return _here(documents) if jobs == 1 else _in_processes(documents, jobs)


def _here(documents: Iterable[Document]) -> Iterator[Reading]:
    for batch in batches(documents):
        yield from _readings(batch, _read(batch))


def _in_processes(documents: Iterable[Document], jobs: int) -> Iterator[Reading]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start)
    waiting: deque[tuple[list[Document], Future[list[Found]]]] = deque()
    try:
        for batch in batches(documents):
            if len(waiting) == jobs * AHEAD:
                done, future = waiting.popleft()
                yield from _readings(done, future.result())
            with _interrupts_ignored():
                waiting.append((batch, pool.submit(_read, batch)))
        while waiting:
            done, future = waiting.popleft()
            yield from _readings(done, future.result())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _start() -> None:
    """A new process: an interrupt ends it at once and without words, and its reader is made ready."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _the_reader()


def _read(batch: Sequence[Document]) -> list[Found]:
    """What is found in each document. The documents themselves need not travel back."""
    return [(reading.acts, reading.accounts) for reading in _the_reader().read_many(batch)]


def _readings(batch: Sequence[Document], found: Sequence[Found]) -> Iterator[Reading]:
    return (
        Reading(document, acts, accounts) for document, (acts, accounts) in zip(batch, found, strict=True)
    )


def _the_reader() -> "Reader":
    """The reader of this process, made when first needed."""
    global _reader
    if _reader is None:
        from servanda.reading import Reader

        _reader = Reader()
    return _reader


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes started here begin deaf to interrupts: one that comes while they load would print a trace."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
