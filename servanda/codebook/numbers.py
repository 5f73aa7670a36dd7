"""`NumberBook`: what number words are worth (`data/numbers.yaml`)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.yamlio import load_data


class Sums(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around sums of money; see the data file."""

    hedges: tuple[str, ...]
    rates: tuple[str, ...]
    not_codes: frozenset[str]
    weak_units: frozenset[str]


class _NumberFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ones: dict[str, int]
    articles: dict[str, int]
    tens: dict[str, int]
    fractions: dict[str, float]
    magnitudes: dict[str, float]
    letters: dict[str, float]
    vague: tuple[str, ...]
    sums: Sums


@dataclass(frozen=True, slots=True)
class NumberBook:
    """Number words in lower case. Patterns are regular expressions without capturing groups.

    `words` matches counting words ("a", "three", "twenty-four").
    """

    counts: Mapping[str, int]
    fractions: Mapping[str, float]
    magnitudes: Mapping[str, float]
    letters: Mapping[str, float]
    vague: tuple[str, ...]
    words: str
    sums: Sums

    def count(self, words: str) -> int | None:
        """The whole number that `words` or figures tell, None where they tell none.

        "three" is 3, "twenty-four" is 24, "90" is 90, "a" is 1, "many" is None.
        """
        if words.isascii() and words.isdigit():
            return int(words)
        parts = [self.counts.get(part) for part in re.split(r"[-\s]+", words.lower())]
        known = [part for part in parts if part is not None]
        return sum(known) if known and len(known) == len(parts) else None

    def scale(self, words: str) -> float | None:
        """What a magnitude multiplies by: "million" is 1e6, "bn" is 1e9, None where it is no magnitude."""
        key = " ".join(words.lower().split())
        return self.magnitudes.get(key, self.letters.get(key))


def longest_first(words: Iterable[str]) -> str:
    """An alternation that prefers the longest of `words`; a space stands for any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,4}") for word in ordered)


@cache
def numbers() -> NumberBook:
    """The number words that ship with the codebook. Raises CodebookError where the data is wrong."""
    file = load_data("numbers.yaml", _NumberFile)
    ones, tens = longest_first({**file.ones, **file.articles}), longest_first(file.tens)
    return NumberBook(
        counts={**file.ones, **file.articles, **file.tens},
        fractions=file.fractions,
        magnitudes=file.magnitudes,
        letters=file.letters,
        vague=file.vague,
        sums=file.sums,
        words=rf"(?:(?:{tens})(?:[-\s](?:{longest_first(file.ones)}))?|{ones})",
    )
