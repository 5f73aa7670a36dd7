"""`MoneyRules`: weights and words by which sums of money are linked (`data/money.yaml`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from servanda.codebook.phrases import any_of, plain
from servanda.codebook.yamlio import CodebookError, parse

_NAME = "data/money.yaml"
FEATURES = frozenset({"amount", "recipients", "words", "rare_words", "retold", "gap"})


class MoneyFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    floor: float
    join: float
    margin: float
    weights: dict[str, float]
    years: float
    close: float
    retold: list[str]
    tranche: list[str]
    top_up: list[str]
    on_top: list[str]
    total: list[str]


@dataclass(frozen=True, slots=True)
class MoneyRules:
    """The rules, compiled."""

    floor: float
    join: float
    margin: float
    weights: Mapping[str, float]
    years: float
    close: float
    retold: re.Pattern[str]
    tranche: re.Pattern[str]
    top_up: re.Pattern[str]
    on_top: re.Pattern[str]
    total: re.Pattern[str]


@cache
def money_rules() -> MoneyRules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    text = (files("servanda.linking") / _NAME).read_text(encoding="utf-8")
    return checked(parse(text, MoneyFile, _NAME))


def checked(file: MoneyFile) -> MoneyRules:
    """`file` compiled. Raises CodebookError for thresholds or weights that do not fit together."""
    if not 0 < file.floor <= file.join:
        raise CodebookError(f"{_NAME}: floor must be above 0 and not above join")
    wrong = sorted(FEATURES ^ set(file.weights))
    if wrong:
        raise CodebookError(f"{_NAME}: weights must name each feature once; look at {wrong[0]}")
    words = ("retold", "tranche", "top_up", "on_top", "total")
    patterns = {name: _pattern(getattr(file, name)) for name in words}
    return MoneyRules(
        floor=file.floor,
        join=file.join,
        margin=file.margin,
        weights=file.weights,
        years=file.years,
        close=file.close,
        **patterns,
    )


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(plain(phrase) for phrase in phrases)}(?!\w)", re.IGNORECASE)
