"""The same release at two addresses: exactly, by its main text, or nearly, by MinHash over its words.

One invariant: a document is matched to the earliest that it repeats, so that the order of reading decides and
nothing else. Sketches are kept in archives, so they are made in one way only, whatever is installed. Two
documents whose publication days lie further apart than a few days are never the same release: greetings and
listings of last year read almost like those of this year.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from servanda.model import Document
from servanda.sources.body import body_blocks, body_digest

#: Words in a shingle; numbers in a sketch; bands it is cut into to find candidates.
_SHINGLE, SIZE, _BANDS = 3, 128, 32
#: The share of common shingles from which two texts are one release.
NEAR = 0.8
#: Days by which the same release may be dated differently on two sites.
_DAYS = 3
#: Shorter texts, in words, are compared exactly only.
_FEW = 30
_PRIME = np.uint64((1 << 61) - 1)
_MASK = np.uint64((1 << 32) - 1)

Numbers = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Twin:
    """The earlier document that one repeats; `likeness` is 1.0 where the words are the same."""

    id: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a document to find its twins: digest of the words, MinHash numbers, day."""

    digest: str
    numbers: str
    day: date | None = None


def sketch(document: Document) -> Sketch:
    """The sketch of a document's main text."""
    words = " ".join(body_blocks(document)).lower().split()
    numbers = "" if len(words) < _FEW else b64encode(_minhash(words).tobytes()).decode("ascii")
    return Sketch(body_digest(document), numbers, document.published)


class Twins:
    """Finds the earlier twin of each document that is added. Memory: about one kilobyte a document."""

    def __init__(self) -> None:
        self._exact: dict[str, str] = {}
        self._buckets: dict[tuple[int, bytes], list[int]] = {}
        self._kept: list[tuple[str, Numbers, date | None]] = []

    def add(self, id_: str, drawn: Sketch) -> Twin | None:
        """The twin of a document among those before it; without one the document is kept."""
        earlier = self._exact.get(drawn.digest)
        if earlier is not None:
            return None if earlier == id_ else Twin(earlier, 1.0)
        self._exact[drawn.digest] = id_
        if not drawn.numbers:
            return None
        numbers = np.frombuffer(b64decode(drawn.numbers), dtype=np.uint32)
        near = self._nearest(id_, numbers, drawn.day)
        if near is None:
            self._keep(id_, numbers, drawn.day)
        return near

    def _nearest(self, id_: str, numbers: Numbers, day: date | None) -> Twin | None:
        places = {place for key in _keys(numbers) for place in self._buckets.get(key, ())}
        best: Twin | None = None
        for place in sorted(places):
            other, kept, its_day = self._kept[place]
            likeness = float(np.mean(kept == numbers))
            closer = likeness > best.likeness if best else likeness >= NEAR
            if closer and other != id_ and _one_day(day, its_day):
                best = Twin(other, likeness)
        return best

    def _keep(self, id_: str, numbers: Numbers, day: date | None) -> None:
        self._kept.append((id_, numbers, day))
        for key in _keys(numbers):
            self._buckets.setdefault(key, []).append(len(self._kept) - 1)


def distinct(documents: Iterable[Document], on_twin: Callable[[Document, Twin], None]) -> Iterator[Document]:
    """The documents that repeat none before them; of the others `on_twin` is told."""
    twins = Twins()
    for document in documents:
        twin = twins.add(document.source or document.id, sketch(document))
        if twin is None:
            yield document
        else:
            on_twin(document, twin)


def _keys(numbers: Numbers) -> list[tuple[int, bytes]]:
    return [(band, part.tobytes()) for band, part in enumerate(np.split(numbers, _BANDS))]


def _one_day(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _DAYS


def _minhash(words: list[str]) -> Numbers:
    """The least of SIZE hashes over all shingles."""
    shingles = {" ".join(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1)}
    hashes = np.fromiter((zlib.crc32(text.encode("utf-8", "replace")) for text in shingles), np.uint64)
    factors, terms = _permutations()
    least = np.full(SIZE, _MASK, dtype=np.uint64)
    for part in np.array_split(hashes, max(1, len(hashes) // 512)):
        least = np.minimum(least, ((part[:, None] * factors + terms) % _PRIME & _MASK).min(axis=0))
    return least.astype(np.uint32)


def _permutations() -> tuple[Any, Any]:
    """The same SIZE linear functions on every machine and in every run."""
    numbers = np.random.Generator(np.random.PCG64(20251030)).integers(
        1, 1 << 28, size=(2, SIZE), dtype=np.uint64
    )
    return numbers[0], numbers[1]
