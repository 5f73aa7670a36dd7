"""`Vocabulary`: the words and weights by which instruments are recognised (`data/instruments.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.yamlio import CodebookError
from servanda.linking.rulebook import read_rules, see_thresholds, see_weights

_NAME = "instruments.yaml"

FEATURES = (
    "name_same",
    "name_within",
    "acronym",
    "words",
    "words_apart",
    "subject",
    "parties",
    "unplaced",
    "kind",
    "year",
    "relation",
    "binding",
    "time",
    "covers",
)


class VocabularyFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    stop: list[str]
    months: list[str]
    common: list[str]
    spelling: dict[str, str]
    kinds: dict[str, list[str]]
    generic: list[str]
    near: list[tuple[str, str]]
    ranks: list[str]
    subjects: dict[str, list[str]]
    weights: dict[str, float]
    floor: float
    join: float
    margin: float
    common_weight: float
    telling: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in normal form. `kinds` maps a word to its kind, `subjects` stand in order of precedence."""

    stop: frozenset[str]
    months: frozenset[str]
    common: frozenset[str]
    spelling: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, str]
    generic: frozenset[str]
    near: frozenset[frozenset[str]]
    ranks: frozenset[str]
    subjects: tuple[tuple[str, tuple[frozenset[str], ...]], ...]
    weights: Mapping[str, float]
    floor: float
    join: float
    margin: float
    common_weight: float
    telling: float


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships. Raises CodebookError where the file is wrong."""
    return checked(read_rules(_NAME, VocabularyFile))


def checked(file: VocabularyFile) -> Vocabulary:
    """`file` as a vocabulary. Raises CodebookError for weights, kinds or thresholds that do not fit."""
    see_weights(_NAME, file.weights, FEATURES)
    for pair in file.near:
        unknown = [kind for kind in pair if kind not in file.kinds]
        if unknown:
            raise CodebookError(f"data/{_NAME}: near names {unknown[0]}, which is no kind")
    see_thresholds(_NAME, file.floor, file.join)
    if not file.floor <= file.weights["covers"] < file.join:
        raise CodebookError(f"data/{_NAME}: covers must make a link that joins nothing")
    kinds: dict[str, str] = {}
    for kind, words in file.kinds.items():
        for word in words:
            kinds.setdefault(word, kind)
    return Vocabulary(
        stop=frozenset(file.stop),
        months=frozenset(file.months),
        common=frozenset(file.common),
        spelling={word: tuple(form.split()) for word, form in file.spelling.items()},
        kinds=kinds,
        generic=frozenset(file.generic),
        near=frozenset(frozenset(pair) for pair in file.near),
        ranks=frozenset(file.ranks),
        subjects=tuple(
            (name, tuple(frozenset(line.split()) for line in lines)) for name, lines in file.subjects.items()
        ),
        weights=dict(file.weights),
        floor=file.floor,
        join=file.join,
        margin=file.margin,
        common_weight=file.common_weight,
        telling=file.telling,
    )
