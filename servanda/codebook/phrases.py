"""`PhraseIndex`: finds many fixed phrases in a text, longest first, in one pass."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_FIRST_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")
_ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"})
_CLASSES = {"'": "['’‘ʼ]", "-": "[-‐‑–]", " ": r"\s+"}
# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ð": "d", "þ": "th"}
)


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found at `[start, end)`: `phrase` is its plain spelling, `value` what is known of it."""

    start: int
    end: int
    phrase: str
    value: T


class PhraseIndex(Generic[T]):
    """An index of phrases, each with a value.

    Spaces match any run of white space, so that a phrase may run over the end of a line; straight and
    curly apostrophes, and hyphens and dashes, match each other. Letters match exactly: add the variants
    that are wanted (`with_variants`). A phrase counts only where it does not begin or end inside a word.
    """

    def __init__(self, phrases: Mapping[str, T]) -> None:
        self._values = {plain(phrase): value for phrase, value in phrases.items()}
        by_word: dict[str, list[str]] = defaultdict(list)
        for phrase in self._values:
            first = _FIRST_WORD.match(phrase)
            if first is None:
                raise ValueError(f"a phrase must begin with a letter or digit: {phrase!r}")
            by_word[first.group()].append(phrase)
        self._by_word = dict(by_word)
        self._patterns: dict[str, re.Pattern[str]] = {}
        initials = "".join(sorted({re.escape(word[0]) for word in by_word}))
        self._words = re.compile(rf"(?<!\w)[{initials}][^\W_]*") if by_word else re.compile(r"(?!)")

    def scan(self, text: str) -> Iterator[Hit[T]]:
        """The phrases in `text` from left to right, none overlapping another, the longest at each place."""
        done = 0
        by_word = self._by_word
        for word in self._words.finditer(text):
            key = word.group()
            if key not in by_word or word.start() < done:
                continue
            match = self._pattern(key).match(text, word.start())
            if match is None:
                continue
            done = match.end()
            phrase = plain(match.group())
            yield Hit(match.start(), done, phrase, self._values[phrase])

    def _pattern(self, word: str) -> re.Pattern[str]:
        """All phrases that begin with `word`, compiled when first needed."""
        pattern = self._patterns.get(word)
        if pattern is None:
            longest_first = sorted(self._by_word[word], key=len, reverse=True)
            body = "|".join(phrase_pattern(phrase) for phrase in longest_first)
            pattern = self._patterns[word] = re.compile(rf"(?:{body})(?!\w)")
        return pattern


def plain(text: str) -> str:
    """`text` with single spaces, straight apostrophes and plain hyphens."""
    return _SPACES.sub(" ", text).translate(_ALIKE)


def phrase_pattern(phrase: str) -> str:
    """The regular expression that a plain phrase stands for."""
    return "".join(_CLASSES.get(char) or re.escape(char) for char in phrase)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words or phrases, the longest first."""
    longest_first = sorted((plain(word) for word in words), key=len, reverse=True)
    return "(?:" + "|".join(phrase_pattern(word) for word in longest_first) + ")"


def unaccented(text: str) -> str:
    """`text` in plain letters: "Côte" gives "Cote"."""
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(char for char in apart if not unicodedata.combining(char))


def with_variants(phrases: Mapping[str, T]) -> dict[str, T]:
    """The phrases, and their spellings without accents and in capitals where these are free."""
    grown = dict(phrases)
    for make in (unaccented, str.upper):
        for phrase, value in list(grown.items()):
            grown.setdefault(make(phrase), value)
    return grown
