"""What a ledger costs: loading many documents, and adding one to a small and to a large ledger.

    PYTHONPATH=. python bench/ledger.py [--only load|growth] [--documents N] [--small N] [--large N]

Documents are synthetic (`synthetic.py`) and read already: what is timed is entering, linking and folding.
Reading costs the same whatever the ledger's size. bench/views.py times the questions.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from synthetic import ACTS, Generator

from servanda.engine.adding import Coder, add_readings
from servanda.ledger.store import Store
from servanda.model import Reading

CODER = Coder("bench", "1")
#: Documents added one by one to each ledger, in turns.
SINGLES = 40


def main() -> None:
    """Run the parts asked for."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        if options.only in (None, "load"):
            load(Path(folder) / "load.db", options.documents)
        if options.only in (None, "growth"):
            growth(Path(folder), options.small, options.large)


def load(path: Path, documents: int) -> None:
    """Acts entered each second, and the peak of memory after each fifth."""
    generator = Generator()
    with Store.open(path) as store:
        spent, peaks = 0.0, []
        for _ in range(5):
            part = list(generator.readings(documents // 5))
            start = time.perf_counter()
            add_readings(store, part, CODER)
            spent += time.perf_counter() - start
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    acts = documents // 5 * 5 * ACTS
    print(f"load: {acts:,} acts in {spent:.1f} s: {acts / spent:,.0f} acts a second (asked: 5,000)")
    growth_of = ", ".join(f"{peak:.0f}" for peak in peaks)
    print(
        f"      peak memory after each fifth: {growth_of} MB; {path.stat().st_size / acts:,.0f} bytes an act"
    )


def growth(folder: Path, small: int, large: int) -> None:
    """The time to add one document to a ledger of `small` acts and to one of `large`, in turns."""
    stores, streams = [], []
    for acts in (small, large):
        store = Store.open(folder / f"{acts}.db")
        generator = Generator()
        add_readings(store, generator.readings(acts // ACTS), CODER)
        stores.append(store)
        streams.append(generator.readings(SINGLES + 5))
    times: list[list[float]] = [[], []]
    for _ in range(5):  # warm up
        for store, stream in zip(stores, streams, strict=True):
            _add_next(store, stream)
    for _ in range(SINGLES):
        for taken, store, stream in zip(times, stores, streams, strict=True):
            taken.append(_add_next(store, stream))
    for store in stores:
        store.close()
    few, many = (statistics.median(taken) for taken in times)
    print(
        f"growth: one document into {small:,} acts {few * 1000:.1f} ms, into {large:,} {many * 1000:.1f} ms"
    )
    print(f"        ratio {many / few:.2f} (asked: at most 1.5; medians of {SINGLES} documents, in turns)")


def _add_next(store: Store, stream: Iterator[Reading]) -> float:
    one = next(stream)
    start = time.perf_counter()
    add_readings(store, [one], CODER)
    return time.perf_counter() - start


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=("load", "growth"))
    parser.add_argument("--documents", type=int, default=5_000, help="for load (default %(default)s)")
    parser.add_argument(
        "--small", type=int, default=1_000, help="acts of the small ledger (default %(default)s)"
    )
    parser.add_argument(
        "--large", type=int, default=100_000, help="of the large one (default %(default)s)"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
