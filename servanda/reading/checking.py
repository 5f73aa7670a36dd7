"""`check`: every cue of the codebook proven by its own sentences.

A cue must hold somewhere in each of its examples and nowhere in its counter-examples.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.codebook.lexicon import Lexicon, lexicon
from servanda.codebook.types import Cue, type_entries
from servanda.model import BlockKind, Span
from servanda.reading.cues import CueMatcher
from servanda.reading.frames import frames_of
from servanda.reading.parse import Parsed, Parser
from servanda.reading.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence of a cue that does not bear it out: `expected` tells whether the cue should have held."""

    cue_id: str
    sentence: str
    expected: bool


def check(
    cues: Iterable[Cue] | None = None, parser: Parser | None = None, words: Lexicon | None = None
) -> list[Failure]:
    """What fails among `cues` (by default all of the codebook), in their order; empty where all is well."""
    known = list(cues) if cues is not None else [c for entry in type_entries().values() for c in entry.cues]
    words = words or lexicon()
    rows = [row for cue in known for row in _rows(cue)]
    pairs = ((sentence, _whole(sentence)) for _, sentence, _ in rows)
    parsed = (parser or Parser()).parse_all(pairs)
    return [
        Failure(cue.id, sentence, expected)
        for (cue, sentence, expected), result in zip(rows, parsed, strict=True)
        if holds(cue, result, words) is not expected
    ]


def holds(cue: Cue, parsed: Parsed, words: Lexicon) -> bool:
    """Whether `cue` holds for any frame of the sentence."""
    matcher = CueMatcher([cue], words)
    return any(matcher.match(frame) for frame in frames_of(parsed, words.act_nouns))


def _rows(cue: Cue) -> Iterator[tuple[Cue, str, bool]]:
    yield from ((cue, sentence, True) for sentence in cue.examples)
    yield from ((cue, sentence, False) for sentence in cue.counter_examples)


def _whole(sentence: str) -> Sentence:
    """The whole text as one sentence: examples are single sentences."""
    return Sentence(Span(0, len(sentence)), 0, BlockKind.PARAGRAPH, 0)
