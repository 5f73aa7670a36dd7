"""`Rules`: weights, families of types and cues by which commitments are linked (`data/commitments.yaml`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.yamlio import CodebookError
from servanda.linking.rulebook import pattern, read_rules, see_thresholds
from servanda.model import ActType
from servanda.model.commitment import EvidenceKind

_NAME = "commitments.yaml"


class _Again(msgspec.Struct, forbid_unknown_fields=True):
    floor: float
    join: float
    margin: float
    weights: dict[str, float]
    years: float
    words: float
    words_helped: float
    words_all: float
    rare: int
    retold: list[str]


class _Evidence(msgspec.Struct, forbid_unknown_fields=True):
    floor: float
    margin: float
    words: float
    words_helped: float
    words_all: float
    rare: int
    kept_by: dict[ActType, list[ActType]]
    dropped_by: list[ActType]
    weights: dict[str, float]
    cues: dict[EvidenceKind, list[str]]


class RulesFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    families: dict[str, list[ActType]]
    again: _Again
    evidence: _Evidence


@dataclass(frozen=True, slots=True)
class Weighing:
    """Weights by feature, and the score from which a pair counts.

    `words` is the least likeness of words, `rare` the least number of rare stems in common; `helped` the
    least likeness where sum, figures, text or last day are the same, and no rare stem is asked for. `all` is
    the likeness from which one rare stem will do.
    """

    weights: Mapping[str, float]
    floor: float
    margin: float
    words: float
    helped: float
    all: float
    rare: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules, compiled.

    `join` is the score from which two acts are put together, `witnesses` the types of done acts that can be
    evidence.
    """

    akin: frozenset[tuple[ActType, ActType]]
    again: Weighing
    join: float
    years: float
    retold: re.Pattern[str]
    evidence: Weighing
    kept_by: Mapping[ActType, frozenset[ActType]]
    dropped_by: frozenset[ActType]
    cues: tuple[tuple[EvidenceKind, re.Pattern[str]], ...]
    witnesses: frozenset[ActType]


@cache
def rules() -> Rules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    return checked(read_rules(_NAME, RulesFile))


def checked(file: RulesFile) -> Rules:
    """`file` compiled. Raises CodebookError where thresholds do not stand in order, or a kind has no cue."""
    again, evidence = file.again, file.evidence
    see_thresholds(_NAME, again.floor, again.join)
    missing = [kind for kind in EvidenceKind if kind is not EvidenceKind.KEPT and not evidence.cues.get(kind)]
    if missing:
        raise CodebookError(f"data/{_NAME}: {missing[0].value} has no cues")
    kept_by = {bound: frozenset(types) for bound, types in evidence.kept_by.items()}
    pairs = {(a, b) for family in file.families.values() for a in family for b in family}
    return Rules(
        akin=frozenset(pairs | {(one, one) for one in ActType}),
        again=_weighing(again),
        join=again.join,
        years=again.years,
        retold=pattern(again.retold),
        evidence=_weighing(evidence),
        kept_by=kept_by,
        dropped_by=frozenset(evidence.dropped_by),
        cues=tuple((kind, pattern(words)) for kind, words in evidence.cues.items()),
        witnesses=frozenset(evidence.dropped_by).union(*kept_by.values()),
    )


def _weighing(part: _Again | _Evidence) -> Weighing:
    return Weighing(
        part.weights, part.floor, part.margin, part.words, part.words_helped, part.words_all, part.rare
    )
