"""Documents a second of `distinct` over a corpus with repetitions: our index against Rensa's, same answers.

Called by `bench/sources.py --only duplicates`.
"""

import importlib.util
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from servanda.model import Document
from servanda.sources.duplicates import distinct
from servanda.sources.minhash import Index, OwnIndex, RensaIndex
from servanda.sources.shingles import Shingles, shingles

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "sources"))
from near_corpus import near_corpus

RELEASES = 1000


def twins_of(documents: list[Document], index: Index) -> dict[str, tuple[str, float]]:
    """Who repeats whom, and how nearly."""
    found: dict[str, tuple[str, float]] = {}
    for _ in distinct(documents, lambda d, twin: found.update({d.id: (twin.id, twin.likeness)}), index=index):
        pass
    return found


def _indexed(made: list[Shingles], index: Index) -> None:
    """The sketches and the search alone, without cutting texts into shingles and comparing words."""
    for one in made:
        drawn = index.draw(one)
        index.near(drawn)
        index.keep(drawn)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def duplicates(rounds: int) -> int:
    """Prints speeds and their ratios, median of `rounds`, in turns; 1 where the answers differ."""
    documents = list(near_corpus(RELEASES))
    made = [one for one in map(shingles, documents) if one]
    ours = twins_of(documents, OwnIndex())
    near = sum(likeness < 1 for _, likeness in ours.values())
    print(
        f"{len(documents)} documents, {len(ours)} of them repeat another, {near} of these not word for word"
    )
    if not importlib.util.find_spec("rensa"):
        rate = len(documents) / min(_seconds(lambda: twins_of(documents, OwnIndex())) for _ in range(rounds))
        print(f"own {rate:.0f} documents/s; rensa is not installed: pip install 'servanda[dedup]'")
        return 0
    for name, run in (
        ("all of distinct", lambda make: twins_of(documents, make())),
        ("sketches and search", lambda make: _indexed(made, make())),
    ):
        times = [
            tuple(_seconds(partial(run, make)) for make in (OwnIndex, RensaIndex)) for _ in range(rounds)
        ]
        own, rensa = (len(documents) / statistics.median(column) for column in zip(*times, strict=True))
        print(f"{name:<20} own {own:6.0f}/s  rensa {rensa:6.0f}/s  ratio {rensa / own:.2f}")
    same = twins_of(documents, RensaIndex()) == ours
    print(f"the same answer with and without rensa: {'yes' if same else 'NO'}")
    return int(not same)
