"""Which documents are of one series, and what counts as a position (`data/changes.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.yamlio import CodebookError, load_packaged
from servanda.linking.rulebook import see_weights
from servanda.model import ActType

_NAME = "changes.yaml"
FEATURES = frozenset({"title", "parties", "joint", "level", "publisher"})


class SeriesFile(msgspec.Struct, forbid_unknown_fields=True):
    """How likely two documents are of one series."""

    weights: dict[str, float]
    sure: float
    doubt: float
    margin: float
    looked: int
    named: int


class ChangesFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    series: SeriesFile
    title_stop: list[str]
    positions: list[ActType]


@dataclass(frozen=True, slots=True)
class ChangesRules:
    """The rules, compiled."""

    weights: Mapping[str, float]
    sure: float
    doubt: float
    margin: float
    looked: int
    named: int
    title_stop: frozenset[str]
    positions: frozenset[ActType]


@cache
def changes_rules() -> ChangesRules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    return checked(load_packaged("servanda.insight", _NAME, ChangesFile))


def checked(file: ChangesFile) -> ChangesRules:
    """`file` compiled. Raises CodebookError where thresholds or weights do not fit together."""
    series = file.series
    if not 0 < series.doubt <= series.sure:
        raise CodebookError(f"data/{_NAME}: doubt must be above 0 and not above sure")
    see_weights(_NAME, series.weights, FEATURES)
    return ChangesRules(
        weights=series.weights,
        sure=series.sure,
        doubt=series.doubt,
        margin=series.margin,
        looked=series.looked,
        named=series.named,
        title_stop=frozenset(file.title_stop),
        positions=frozenset(file.positions),
    )
