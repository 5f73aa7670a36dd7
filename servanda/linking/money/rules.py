"""`MoneyRules`: weights and words by which sums of money are linked (`data/money.yaml`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.linking.rulebook import pattern, read_rules, see_thresholds, see_weights

_NAME = "money.yaml"
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
    return checked(read_rules(_NAME, MoneyFile))


def checked(file: MoneyFile) -> MoneyRules:
    """`file` compiled. Raises CodebookError for thresholds or weights that do not fit together."""
    see_thresholds(_NAME, file.floor, file.join)
    see_weights(_NAME, file.weights, FEATURES)
    words = ("retold", "tranche", "top_up", "on_top", "total")
    patterns = {name: pattern(getattr(file, name)) for name in words}
    return MoneyRules(
        floor=file.floor,
        join=file.join,
        margin=file.margin,
        weights=file.weights,
        years=file.years,
        close=file.close,
        **patterns,
    )
