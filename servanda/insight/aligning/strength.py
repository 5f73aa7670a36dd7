"""How strong words are: how far a promise goes, what is taken back beside it, how a position is put.

Scales and words stand in `data/strength.yaml`, with examples and counter-examples.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.yamlio import CodebookError, load_packaged
from servanda.linking.rulebook import pattern
from servanda.model import Act, ActType, Modality

_PATH = "data/strength.yaml"
#: Characters around the verb within which a word can weaken it.
_NEAR = 14


class _Hedge(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    words: list[str]
    examples: list[str]
    counter_examples: list[str]
    at_most: Modality | None = None


class _ToneExample(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    scale: str
    step: int


class StrengthFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    modalities: list[list[Modality]]
    hedges: list[_Hedge]
    tones: dict[str, list[list[str]]]
    tone_examples: list[_ToneExample]
    tone_of: dict[ActType, str]
    more_is_stronger: list[ActType]


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words of a kind that take something back; with `level` they lower how far the act goes."""

    id: str
    words: re.Pattern[str]
    level: int | None


@dataclass(frozen=True, slots=True)
class Tone:
    """How strongly a position is put: `step` on `scale`, from 0, and the words that tell it."""

    scale: str
    step: int
    words: str


@dataclass(frozen=True, slots=True)
class Strength:
    """The scales, compiled."""

    levels: Mapping[Modality, int]
    hedges: tuple[Hedge, ...]
    tones: Mapping[str, tuple[re.Pattern[str], ...]]
    tone_of: Mapping[ActType, str]
    more_is_stronger: frozenset[ActType]

    def level(self, act: Act) -> int:
        """How far an act goes, from 0: its modality, or less where the verb is hedged."""
        lowered = [
            hedge.level
            for hedge in self.hedges
            if hedge.level is not None and _at_verb(hedge.words, act) is not None
        ]
        return min([self.levels[act.modality], *lowered])

    def hedges_beside(self, words: str) -> dict[str, str]:
        """The hedges beside the verb by their id, each in its words; `words` are those of its sentence."""
        found = ((hedge.id, hedge.words.search(words)) for hedge in self.hedges if hedge.level is None)
        return {id: match.group() for id, match in found if match is not None}

    def tone(self, act: Act) -> Tone | None:
        """How strongly the position is put that an act tells; None where no word of its scale stands."""
        scale = self.tone_of.get(act.type)
        found = self.on_scale(act.quote, scale) if scale else None
        return Tone(scale, *found) if scale and found else None

    def on_scale(self, text: str, scale: str) -> tuple[int, str] | None:
        """The strongest step of a scale that `text` takes, with its words."""
        for step, words in reversed(list(enumerate(self.tones[scale]))):
            match = words.search(text)
            if match is not None:
                return step, match.group()
        return None


@cache
def strength() -> Strength:
    """The scales that ship. Raises CodebookError where the file is wrong."""
    return compiled(strength_file())


def strength_file() -> StrengthFile:
    """The file as it stands, with its examples."""
    return load_packaged("servanda.insight", "strength.yaml", StrengthFile)


def compiled(file: StrengthFile) -> Strength:
    """`file` compiled. Raises CodebookError where a modality has no place or a scale is not known."""
    levels = {one: step for step, line in enumerate(file.modalities) for one in line}
    missing = sorted(set(Modality) - levels.keys())
    if missing:
        raise CodebookError(f"{_PATH}: {missing[0]} has no place among the modalities")
    unknown = sorted(set(file.tone_of.values()) - file.tones.keys())
    if unknown:
        raise CodebookError(f"{_PATH}: there is no scale {unknown[0]}")
    return Strength(
        levels=levels,
        hedges=tuple(
            Hedge(one.id, pattern(one.words), levels[one.at_most] if one.at_most else None)
            for one in file.hedges
        ),
        tones={name: tuple(map(pattern, steps)) for name, steps in file.tones.items()},
        tone_of=file.tone_of,
        more_is_stronger=frozenset(file.more_is_stronger),
    )


def _at_verb(words: re.Pattern[str], act: Act) -> re.Match[str] | None:
    """Where the words stand at the verb: in it, or right beside it."""
    start = max(act.trigger.start - act.span.start, 0)
    end = max(act.trigger.end - act.span.start, 0)
    for match in words.finditer(act.quote):
        if match.start() <= end + _NEAR and match.end() >= start - _NEAR:
            return match
    return None
