"""Speed and memory of appending entries, reading them and verifying them.

    PYTHONPATH=. python bench/ledger_store.py [--entries 500000] [--ledger ADDRESS]

Entries have bodies of 500 bytes. Memory is that of the process, before and at the end.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from servanda.ledger.store import Store
from servanda.ledger.verify import verify
from servanda.ledger.writing import Draft
from servanda.model import EntryKind

PART = 5000
#: A document whose body is 500 bytes.
_TEXT = "The parties met, and agreed to meet again. " * 20


def drafts(first: int, count: int) -> Iterator[Draft]:
    """Documents to be entered, each of its own id."""
    at = datetime(2026, 3, 1, tzinfo=UTC)
    for number in range(first, first + count):
        head = f'{{"id":"{number:09}","text":"'
        body = head + _TEXT[: 498 - len(head)] + '"}'
        yield Draft(EntryKind.DOCUMENT, f"{number:09}", body.encode(), "reader", "1.0", at)


def resident() -> float:
    """Memory of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def measure(where: str, entries: int) -> None:
    """Append, stream and verify; print the rates."""
    with Store.open(where) as store:
        with store.writing() as writer:
            writer.append_many(drafts(0, PART))
        warm = resident()
        began = time.perf_counter()
        for first in range(PART, PART + entries, PART):
            with store.writing() as writer:
                writer.append_many(drafts(first, PART))
        report("append_many", entries, began, warm)
        began = time.perf_counter()
        with store.writing() as writer:
            for draft in drafts(PART + entries, 5000):
                writer.append(
                    draft.kind, draft.subject, draft.body, coder=draft.coder, version="1.0", at=draft.at
                )
        report("append, one by one", 5000, began, warm)
        began = time.perf_counter()
        report("stream", sum(1 for _ in store.entries()), began, warm)
        began = time.perf_counter()
        found = verify(store)
        report("verify", found.entries, began, warm)
        print(f"sound: {found.ok}")


def report(what: str, count: int, began: float, warm: float) -> None:
    """One line of figures."""
    rate = count / (time.perf_counter() - began)
    print(f"{what:20} {rate:>10,.0f} entries/s   memory {warm:.0f} MB -> {resident():.0f} MB")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=500_000)
    parser.add_argument("--ledger", help="a new path or postgresql:// address")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(told.ledger or str(Path(folder) / "ledger.db"), told.entries)


if __name__ == "__main__":
    main()
