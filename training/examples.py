"""Coded documents → one training example for each candidate of the reader."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from servanda.model import ActType, Span
from servanda.reading.actors import Sides
from servanda.reading.acts import remember
from servanda.reading.candidates import Candidate, Scene
from servanda.reading.frames import Frame
from servanda.reading.parse import Parsed
from servanda.reading.reader import AHEAD, Reader
from training.coded import Coded, CodedAct


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate with the act that a coder saw in it, or None."""

    document: str
    candidate: Candidate
    act: CodedAct | None
    weight: float


def examples(reader: Reader, coded: Iterable[Coded], weight: float) -> Iterator[Example]:
    """Every candidate of every document, in order."""
    group: list[Coded] = []
    for item in coded:
        group.append(item)
        if len(group) == AHEAD:
            yield from _examples(reader, group, weight)
            group = []
    yield from _examples(reader, group, weight)


def _examples(reader: Reader, group: Sequence[Coded], weight: float) -> Iterator[Example]:
    for item, (document, parsed) in zip(group, reader.parsed([c.document for c in group]), strict=True):
        scene = Scene(document, reader.tools)
        for sentence in parsed:
            found = scene.candidates(sentence)
            anchored = _anchored(sentence, [c.frame for c in found], item.acts)
            for candidate in found:
                act = anchored.get(candidate.frame.head)
                if act is not None:
                    remember(
                        scene.cast, ActType(act.type), act.flags, Sides(act.actors, act.recipients, "coder")
                    )
                yield Example(document.id, candidate, act, weight)


def _anchored(sentence: Parsed, frames: Sequence[Frame], acts: Iterable[CodedAct]) -> dict[int, CodedAct]:
    """Which frame carries which act: the highest head inside the act's trigger."""
    heads: dict[int, CodedAct] = {}
    for act in acts:
        if not sentence.start[0] <= act.trigger.start < sentence.end[-1]:
            continue
        inside = [f.head for f in frames if _touches(sentence, f.head, act.trigger) and f.head not in heads]
        if inside:
            heads[min(inside, key=lambda at: (_depth(sentence, at), at))] = act
    return heads


def _touches(sentence: Parsed, at: int, span: Span) -> bool:
    return sentence.start[at] < span.end and sentence.end[at] > span.start


def _depth(sentence: Parsed, at: int) -> int:
    depth = 0
    while sentence.head[at] != at:
        at, depth = sentence.head[at], depth + 1
    return depth
