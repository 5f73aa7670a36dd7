"""`Lexicon`: which classes of the trade a word belongs to (`data/words/verbs.yaml`, `nouns.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from servanda.codebook.words import word_file, word_list


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word classes by lemma. A lemma may have several classes, most have none."""

    verbs: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, tuple[str, ...]]
    act_nouns: frozenset[str]

    def verb(self, lemma: str) -> tuple[str, ...]:
        """Classes of a verb, with its particle where it has one ("step up")."""
        return self.verbs.get(lemma, ())

    def noun(self, lemma: str) -> tuple[str, ...]:
        """Classes of a noun."""
        return self.nouns.get(lemma, ())


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the codebook."""
    return Lexicon(_by_word("verbs"), _by_word("nouns"), frozenset(word_list("act_nouns")))


def _by_word(name: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for label, words in sorted(word_file(name).items()):
        for word in words:
            classes = found.setdefault(str(word), [])
            if label not in classes:
                classes.append(label)
    return {word: tuple(classes) for word, classes in found.items()}
