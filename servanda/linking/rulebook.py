"""The rules of linking as data: YAML files read by their schema, and their words as patterns."""

import re
from collections.abc import Collection, Iterable
from typing import TypeVar

from servanda.codebook.phrases import any_of
from servanda.codebook.yamlio import CodebookError, load_packaged

T = TypeVar("T")


def read_rules(name: str, schema: type[T]) -> T:
    """The file `data/NAME` by its schema. Raises CodebookError where it is wrong."""
    return load_packaged("servanda.linking", name, schema)


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of `phrases` as whole words, in letters of any case."""
    return re.compile(rf"(?<!\w){any_of(phrases)}(?!\w)", re.IGNORECASE)


def see_thresholds(name: str, floor: float, join: float) -> None:
    """Raise CodebookError where a pair could be put together that is not even linked."""
    if not 0 < floor <= join:
        raise CodebookError(f"data/{name}: floor must be above 0 and not above join")


def see_weights(name: str, weights: Collection[str], features: Collection[str]) -> None:
    """Raise CodebookError where a feature has no weight, or a weight no feature."""
    wrong = sorted(set(features) ^ set(weights))
    if wrong:
        raise CodebookError(f"data/{name}: weights must name each feature once; look at {wrong[0]}")
