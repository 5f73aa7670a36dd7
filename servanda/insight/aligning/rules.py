"""By what clauses of two documents are aligned (`data/aligning.yaml`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.yamlio import CodebookError, load_packaged
from servanda.linking.rulebook import pattern, see_thresholds, see_weights
from servanda.linking.stems import stem, wording
from servanda.model import ActType, Stage

_NAME = "aligning.yaml"
FEATURES = frozenset(
    {
        "words",
        "rare_words",
        "type",
        "doers",
        "parties",
        "money",
        "figures",
        "deadline",
        "agreement",
        "step",
    }
)


class AimsFile(msgspec.Struct, forbid_unknown_fields=True):
    """Words that open an aim, with examples."""

    beside: list[str]
    words: list[str]
    multiples: list[str]
    examples: list[str]
    counter_examples: list[str]


class AligningFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    floor: float
    join: float
    margin: float
    words: float
    words_other: float
    words_helped: float
    weights: dict[str, float]
    akin: float
    strange: float
    generic: list[str]
    families: dict[str, list[ActType]]
    steps: dict[ActType, Stage]
    talks: list[Stage]
    aims: AimsFile


@dataclass(frozen=True, slots=True)
class AligningRules:
    """The rules, compiled.

    `words` is the least likeness of words, `other` the least under another type, `helped` the least where
    something else agrees. `generic` are stems that tell little. `akin` and `strange` are what a pair of types
    that differ counts for.
    """

    floor: float
    join: float
    margin: float
    words: float
    other: float
    helped: float
    weights: Mapping[str, float]
    akin: float
    strange: float
    generic: frozenset[str]
    families: frozenset[tuple[ActType, ActType]]
    steps: Mapping[ActType, Stage]
    talks: frozenset[str]
    aims: re.Pattern[str]
    aims_beside: re.Pattern[str]
    multiples: re.Pattern[str]

    def types(self, a: ActType, b: ActType) -> float:
        """How much two types have in common, in [-1, 1]."""
        if a is b:
            return 1.0
        return self.akin if (a, b) in self.families else self.strange


@cache
def aligning_rules() -> AligningRules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    return checked(aligning_file())


def aligning_file() -> AligningFile:
    """The file as it stands, with its examples."""
    return load_packaged("servanda.insight", _NAME, AligningFile)


def checked(file: AligningFile) -> AligningRules:
    """`file` compiled. Raises CodebookError where thresholds or weights do not fit together."""
    see_thresholds(_NAME, file.floor, file.join)
    see_weights(_NAME, file.weights, FEATURES)
    if not 0 < file.words_helped <= file.words <= file.words_other <= 1:
        raise CodebookError(f"data/{_NAME}: words_helped, words and words_other must stand in order, above 0")
    return AligningRules(
        floor=file.floor,
        join=file.join,
        margin=file.margin,
        words=file.words,
        other=file.words_other,
        helped=file.words_helped,
        weights=file.weights,
        akin=file.akin,
        strange=file.strange,
        generic=frozenset(map(stem, file.generic)) | wording().common,
        families=frozenset((a, b) for family in file.families.values() for a in family for b in family),
        steps=file.steps,
        talks=frozenset(file.talks),
        aims=pattern([*file.aims.beside, *file.aims.words]),
        aims_beside=pattern(file.aims.beside),
        multiples=pattern(file.aims.multiples),
    )
