"""The same release at two addresses: exactly, by its main text, or nearly, by the shingles in common.

One invariant: a document is matched to the earliest that it repeats, so that the order of reading decides and
nothing else. Sketches only propose pairs; the words of both decide, so that the answer is the same with and
without Rensa. Two documents whose publication days lie further apart than a few days are never the same
release: greetings and listings of last year read almost like those of this year.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from servanda.model import Document
from servanda.sources.body import body_digest
from servanda.sources.minhash import Index, OwnIndex, best_index, minhash, packed, unpacked
from servanda.sources.problem import SourceError
from servanda.sources.shingles import Checks, Shingles, likeness, shingles

#: The share of common shingles from which two texts are one release.
NEAR = 0.8
#: Days by which the same release may be dated differently on two sites.
_DAYS = 3


@dataclass(frozen=True, slots=True)
class Twin:
    """The earlier document that one repeats; `likeness` is 1.0 where the words are the same."""

    id: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an archive keeps of a document to find its twins: digest of the words, MinHash numbers, day."""

    digest: str
    numbers: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What `Twins` is told of a document.

    `drawn` is its sketch, None where it is too short to have one. `checks` gives the shingles when they are
    needed; it may raise SourceError where they are gone, and then the document is nobody's twin.
    """

    digest: str
    day: date | None
    drawn: Any
    checks: Callable[[], Checks | None]


class Twins:
    """Finds the earlier twin of each document that is added."""

    def __init__(self, index: Index | None = None) -> None:
        self._index: Index = OwnIndex() if index is None else index
        self._exact: dict[str, Twin] = {}
        self._kept: list[tuple[str, Known]] = []

    def add(self, id_: str, known: Known) -> Twin | None:
        """The twin of a document among those before it; without one the document is kept."""
        earlier = self._exact.get(known.digest)
        if earlier is not None:
            return None if earlier.id == id_ else earlier
        near = None if known.drawn is None else self._nearest(id_, known)
        # Who repeats this one later repeats the first of them all.
        self._exact[known.digest] = near or Twin(id_, 1.0)
        if near is None and known.drawn is not None:
            self._kept.append((id_, known))
            self._index.keep(known.drawn)
        return near

    def _nearest(self, id_: str, known: Known) -> Twin | None:
        best: Twin | None = None
        for place in self._index.near(known.drawn):
            other, kept = self._kept[place]
            if other == id_ or not _one_day(known.day, kept.day):
                continue
            share = _compared(known, kept)
            if share > best.likeness if best else share >= NEAR:
                best = Twin(other, share)
        return best


def sketch(document: Document) -> Sketch:
    """The sketch of a document's main text, as an archive keeps it: the same on every machine."""
    made = shingles(document)
    return Sketch(body_digest(document), packed(minhash(made.checks)) if made else "", document.published)


def from_sketch(kept: Sketch, checks: Callable[[], Checks | None]) -> Known:
    """What an archive knows of a document, for Twins with our own index.

    `checks` is asked when the words are needed: when the document may be a twin, and where its sketch was
    made in a way that is no longer ours.
    """
    drawn = unpacked(kept.numbers)
    if drawn is None and kept.numbers:
        drawn = _redrawn(checks)
    return Known(kept.digest, kept.day, drawn, checks)


def distinct(
    documents: Iterable[Document], on_twin: Callable[[Document, Twin], None], *, index: Index | None = None
) -> Iterator[Document]:
    """The documents that repeat none before them; of the others `on_twin` is told.

    Memory: some three kilobytes a document, and four bytes a word. `index` is the quickest there is unless
    given; whichever it is, the answer is the same.
    """
    index = best_index() if index is None else index
    twins = Twins(index)
    for document in documents:
        made = shingles(document)
        twin = twins.add(document.source or document.id, _known(document, made, index))
        if twin is None:
            yield document
        else:
            on_twin(document, twin)


def _known(document: Document, made: Shingles | None, index: Index) -> Known:
    # Only the checksums are held on to: the shingles themselves are many times as long.
    checks = made.checks if made else None
    drawn = index.draw(made) if made else None
    return Known(body_digest(document), document.published, drawn, lambda: checks)


def _compared(one: Known, other: Known) -> float:
    try:
        mine, theirs = one.checks(), other.checks()
    except SourceError:
        return 0.0
    return 0.0 if mine is None or theirs is None else likeness(mine, theirs)


def _redrawn(checks: Callable[[], Checks | None]) -> Any:
    try:
        found = checks()
    except SourceError:
        return None
    return None if found is None else minhash(found)


def _one_day(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _DAYS
