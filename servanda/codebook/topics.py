"""`Topic`: what an act or an instrument is about, told by the words of its quotation (`data/topics.yaml`).

Words are looked up from left to right; the longest phrase at a place is the only one that counts there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.yamlio import CodebookError, load_data

_WORD = re.compile(r"[^\W_]+")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its id, its name for people, and the words that tell it."""

    id: str
    name: str
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicFailure:
    """A sentence or phrase that does not bear out its topic: `expected` tells whether it should have."""

    topic: str
    sentence: str
    expected: bool


class TopicRow(msgspec.Struct, forbid_unknown_fields=True, rename={"counter_examples": "counter-examples"}):
    """One topic of the file."""

    id: str
    name: str
    words: list[str]
    examples: list[str]
    counter_examples: list[str]


class TopicFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of `data/topics.yaml`."""

    hides: list[str]
    topics: list[TopicRow]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase in its words. `cased` asks for these very letters; no topics: it hides what stands in it."""

    words: Words
    topics: frozenset[str]
    cased: bool
    size: int


#: The phrases of one first word by their second in lower case, those of one word under each and under "";
#: the longest first, exact letters before any letters.
_Starting = Mapping[str, tuple[_Phrase, ...]]


class TopicBook:
    """All topics, and where a text tells them."""

    def __init__(self, topics: Iterable[Topic], hides: Iterable[str] = ()) -> None:
        self.topics = tuple(topics)
        self._by_first = _by_first(self.topics, tuple(hides))

    def of(self, text: str) -> tuple[str, ...]:
        """The ids of the topics that `text` tells, sorted; linear in the length of the text."""
        words = _WORD.findall(text)
        lower = list(map(str.lower, words))
        by_first = self._by_first
        found: set[str] = set()
        free = 0
        # Most words begin no phrase.
        for at in [at for at, word in enumerate(lower) if word in by_first]:
            if at < free:
                continue
            after = by_first[lower[at]]
            following = lower[at + 1] if at + 1 < len(lower) else ""
            for phrase in after.get(following, after[""]):
                if phrase.size == 1 and not phrase.cased:
                    found |= phrase.topics
                    break
                end = at + phrase.size
                if tuple((words if phrase.cased else lower)[at:end]) == phrase.words:
                    found |= phrase.topics
                    free = end
                    break
        return tuple(sorted(found))

    def check(self) -> list[TopicFailure]:
        """What fails: phrases that tell no topic of theirs, examples missed, counter-examples told."""
        return [
            TopicFailure(topic.id, sentence, expected)
            for topic in self.topics
            for sentence, expected in _rows(topic)
            if (topic.id in self.of(sentence)) is not expected
        ]


def topics_of(text: str) -> tuple[str, ...]:
    """The ids of the topics that `text` tells, sorted. Empty where no word of any topic stands."""
    return topic_book().of(text)


@cache
def topic_book() -> TopicBook:
    """The topics that ship with the codebook. Raises CodebookError where the file is wrong."""
    return checked(load_data("topics.yaml", TopicFile), "topics.yaml")


def checked(file: TopicFile, name: str) -> TopicBook:
    """`file` as a book. Raises CodebookError where an id or a word stands twice, or examples are missing."""
    topics = [
        Topic(row.id, row.name, tuple(row.words), tuple(row.examples), tuple(row.counter_examples))
        for row in file.topics
    ]
    for ids in ([topic.id for topic in topics], *([*topic.words] for topic in topics), file.hides):
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise CodebookError(f"{name}: {twice[0]!r} stands twice")
    for topic in topics:
        if not (topic.words and topic.examples and topic.counter_examples):
            raise CodebookError(f"{name}: {topic.id} needs words, examples and counter-examples")
    return TopicBook(topics, file.hides)


def _rows(topic: Topic) -> Iterator[tuple[str, bool]]:
    yield from ((word, True) for word in topic.words)
    yield from ((sentence, True) for sentence in topic.examples)
    yield from ((sentence, False) for sentence in topic.counter_examples)


def _by_first(topics: tuple[Topic, ...], hides: tuple[str, ...]) -> Mapping[str, _Starting]:
    """Phrases by their first word in lower case."""
    told: dict[tuple[Words, bool], set[str]] = {}
    for phrase in hides:
        told[_words(phrase), phrase != phrase.lower()] = set()
    for topic in topics:
        for word in topic.words:
            cased = word != word.lower()
            for form in (_words(word), _plural(_words(word), cased)):
                told.setdefault((form, cased), set()).add(topic.id)
    grouped: dict[str, list[_Phrase]] = {}
    for (words, cased), ids in told.items():
        grouped.setdefault(words[0].lower(), []).append(_Phrase(words, frozenset(ids), cased, len(words)))
    return {first: _starting(phrases) for first, phrases in grouped.items()}


def _starting(phrases: list[_Phrase]) -> _Starting:
    """Phrases of one first word by their second: "the" begins many, of which few can stand at a place."""
    ordered = sorted(phrases, key=_longest_first)
    seconds = ["", *(phrase.words[1].lower() for phrase in ordered if phrase.size > 1)]
    return {
        second: tuple(one for one in ordered if one.size == 1 or one.words[1].lower() == second)
        for second in seconds
    }


def _longest_first(phrase: _Phrase) -> tuple[int, bool, Words]:
    return (-len(phrase.words), not phrase.cased, phrase.words)


def _words(phrase: str) -> Words:
    words = tuple(_WORD.findall(phrase))
    if not words:
        raise CodebookError(f"topics.yaml: {phrase!r} holds no word")
    return words


def _plural(words: Words, cased: bool) -> Words:
    """The phrase with its last word in the plural, by the plain rules of English."""
    *head, last = words
    if last.endswith("s") and not last.endswith("ss"):
        return words
    if not cased and last.endswith(("ss", "sh", "ch", "x")):
        return (*head, last + "es")
    if not cased and last.endswith("y") and last[-2:-1] not in tuple("aeiou"):
        return (*head, last[:-1] + "ies")
    return (*head, last + "s")
