"""The runs of three words of a document, by which two documents are compared.

One invariant: how alike two documents are is counted from these alone, so that the answer is the same on
every machine, whatever finds the pairs worth comparing.
"""

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.model import Document
from servanda.sources.body import body_blocks

#: Words in a shingle.
_WORDS = 3
#: Texts shorter than this, in words, are compared exactly only.
_FEW = 30

#: CRC-32 of each shingle, sorted, each once.
Checks = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of one document, as bytes and as checksums; the two do not stand in the same order."""

    texts: list[bytes]
    checks: Checks


def shingles(document: Document) -> Shingles | None:
    """The shingles of a document's main text, None where it is too short to be compared by them."""
    words = " ".join(body_blocks(document)).lower().split()
    if len(words) < _FEW:
        return None
    runs = {" ".join(words[n : n + _WORDS]) for n in range(len(words) - _WORDS + 1)}
    texts = [run.encode("utf-8", "replace") for run in runs]
    checks = np.unique(np.fromiter(map(zlib.crc32, texts), np.uint32, count=len(texts)))
    return Shingles(texts, checks)


def checks_of(document: Document) -> Checks | None:
    """The checksums alone."""
    made = shingles(document)
    return made.checks if made else None


def likeness(one: Checks, other: Checks) -> float:
    """The share of common shingles among all of both (Jaccard's measure), 0 to 1."""
    common = np.intersect1d(one, other, assume_unique=True).size
    return float(common / (one.size + other.size - common))
