"""Which of many documents may be alike, without comparing each with each: MinHash, cut into bands.

Two makers do the same work. Ours (numpy) is always there, and its numbers are kept in archives. Rensa's is
quicker where it is installed; its numbers change with its versions, so they never leave the run that drew
them. Both only propose pairs. A pair that has 80 % of its shingles in common is passed over by chance less
than once in a million times by either, and a pair that is more alike more rarely still.
"""

from base64 import b64decode, b64encode
from functools import cache
from hashlib import blake2b
from importlib import import_module
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from servanda.sources.shingles import Checks, Shingles

#: Numbers in a sketch; bands it is cut into.
SIZE, BANDS = 128, 32
#: What stands before a sketch that is kept: whoever changes how its numbers are made must change this too.
TAG = "m1:"
#: Pairs that the sketches judge to be less alike than this are not proposed.
_WORTH = 0.6
#: Shingles hashed at a time: the work table stays small enough for the processor's cache.
_AT_ONCE = 128

Numbers = NDArray[np.uint32]


class Index(Protocol):
    """Proposes which documents may be alike. Documents are known by the order in which they were kept."""

    def draw(self, made: Shingles) -> Any:
        """The sketch of a document, which only this index can read."""

    def near(self, drawn: Any) -> list[int]:
        """The kept documents that may be like the one with this sketch, in their order."""

    def keep(self, drawn: Any) -> None:
        """Keeps a document's sketch."""


class OwnIndex:
    """Ours. Memory: about three kilobytes a document."""

    def __init__(self) -> None:
        # Of each band, the documents by its numbers. Most stand alone: lists for them doubled the memory.
        self._bands: list[dict[int, int | list[int]]] = [{} for _ in range(BANDS)]
        self._count = 0
        # One row a document; it grows by doubling, so that many can be compared at once.
        self._kept: NDArray[np.uint32] = np.empty((64, SIZE), np.uint32)

    def draw(self, made: Shingles) -> Numbers:
        """SIZE numbers, the same on every machine."""
        return minhash(made.checks)

    def near(self, drawn: Numbers) -> list[int]:
        """Those that share a band with `drawn` and enough of all numbers."""
        found: set[int] = set()
        for band, key in zip(self._bands, _keys(drawn), strict=True):
            held = band.get(key)
            if held is not None:
                found.update((held,) if isinstance(held, int) else held)
        if not found:
            return []
        places = sorted(found)
        alike = (self._kept[places] == drawn).sum(axis=1) >= _WORTH * SIZE
        return [place for place, is_alike in zip(places, alike, strict=True) if is_alike]

    def keep(self, drawn: Numbers) -> None:
        """Keeps a sketch."""
        for band, key in zip(self._bands, _keys(drawn), strict=True):
            held = band.setdefault(key, self._count)
            if isinstance(held, list):
                held.append(self._count)
            elif held != self._count:
                band[key] = [held, self._count]
        if self._count == len(self._kept):
            self._kept = np.concatenate((self._kept, np.empty_like(self._kept)))
        self._kept[self._count] = drawn
        self._count += 1


class RensaIndex:
    """Rensa's, for one run. Raises ImportError where it is not installed."""

    def __init__(self) -> None:
        self._rensa = import_module("rensa")
        self._bands = self._rensa.RMinHashLSH(threshold=_WORTH, num_perm=SIZE, num_bands=BANDS)
        self._kept: list[Any] = []

    def draw(self, made: Shingles) -> Any:
        """Rensa's sketch object."""
        drawn = self._rensa.RMinHash(num_perm=SIZE, seed=1)
        drawn.update(made.texts)
        return drawn

    def near(self, drawn: Any) -> list[int]:
        """Those that share a band with `drawn` and enough of all numbers."""
        places = set(self._bands.query(drawn))
        return sorted(place for place in places if drawn.jaccard(self._kept[place]) >= _WORTH)

    def keep(self, drawn: Any) -> None:
        """Keeps a sketch."""
        self._bands.insert(len(self._kept), drawn)
        self._kept.append(drawn)


def best_index() -> Index:
    """The quickest index that works on this machine."""
    return RensaIndex() if _rensa_works() else OwnIndex()


@cache
def _rensa_works() -> bool:
    """Whether Rensa is installed, in a version that has what we call and finds a document like itself."""
    try:
        trial = RensaIndex()
        drawn = trial.draw(Shingles([b"the ministers met", b"ministers met in"], np.empty(0, np.uint32)))
        trial.keep(drawn)
        return trial.near(drawn) == [0]
    except Exception:
        return False


def minhash(checks: Checks) -> Numbers:
    """The least value of each of SIZE hash functions over all shingles."""
    factors, terms = _functions()
    least = np.full(SIZE, np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(checks), _AT_ONCE):
        part = checks[start : start + _AT_ONCE].astype(np.uint64)
        # The upper half of a product modulo 2**64: products run over, and that is meant.
        hashes = (part[:, None] * factors + terms) >> np.uint64(32)
        least = np.minimum(least, hashes.min(axis=0).astype(np.uint32))
    return least


def packed(numbers: Numbers) -> str:
    """A sketch of ours as it is kept."""
    return TAG + b64encode(numbers.astype("<u4").tobytes()).decode("ascii")


def unpacked(text: str) -> Numbers | None:
    """The sketch that was kept as `text`, None where it was made in another way or is damaged."""
    try:
        data = b64decode(text.removeprefix(TAG), validate=True)
    except ValueError:
        return None
    if not text.startswith(TAG) or len(data) != SIZE * 4:
        return None
    return np.frombuffer(data, dtype="<u4").astype(np.uint32)


def _keys(numbers: Numbers) -> list[int]:
    """The numbers of each band as one."""
    data, width = numbers.tobytes(), SIZE * 4 // BANDS
    return [int.from_bytes(data[start : start + width]) for start in range(0, len(data), width)]


@cache
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Factors (odd) and terms of the hash functions."""
    # From a digest: what a library's random generator gives may change from one version to the next.
    drawn = b"".join(blake2b(f"servanda sketch {n}".encode(), digest_size=16).digest() for n in range(SIZE))
    table = np.frombuffer(drawn, dtype="<u8").astype(np.uint64).reshape(SIZE, 2)
    return table[:, 0] | np.uint64(1), table[:, 1].copy()
