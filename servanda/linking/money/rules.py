"""`MoneyRules`: weights and words by which sums of money are linked (`data/money.yaml`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.phrases import any_of
from servanda.linking.rulebook import pattern, read_rules, see_thresholds, see_weights
from servanda.linking.stems import stem

_NAME = "money.yaml"
FEATURES = frozenset({"amount", "recipients", "words", "rare_words", "retold", "near", "gap"})
#: Words that may stand between a verb of announcing and the time of it: "pledged back in early March".
_LOOSE = r"\W+(?:\w+\W+){0,3}?"


class Then(msgspec.Struct, forbid_unknown_fields=True):
    """Verbs of announcing, and words of an earlier time."""

    verbs: list[str]
    times: list[str]


class MoneyFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    floor: float
    join: float
    margin: float
    weights: dict[str, float]
    years: float
    days: int
    payment_days: int
    close: float
    same_purpose: float
    giving: list[str]
    retold: list[str]
    retold_then: Then
    tranche: list[str]
    whole: list[str]
    whole_words: list[str]
    ordinals: dict[str, list[str]]
    top_up: list[str]
    added: list[str]
    on_top: list[str]
    total: list[str]
    total_since: list[str]
    equal: list[str]
    pledge_words: list[str]
    bought: list[str]
    price: list[str]


@dataclass(frozen=True, slots=True)
class MoneyRules:
    """The rules, compiled. `whole`, `equal` and `price` match words that stand right before a sum."""

    floor: float
    join: float
    margin: float
    weights: Mapping[str, float]
    years: float
    days: int
    payment_days: int
    close: float
    same_purpose: float
    giving: frozenset[str]
    ordinals: Mapping[str, re.Pattern[str]]
    retold: re.Pattern[str]
    tranche: re.Pattern[str]
    whole: re.Pattern[str]
    top_up: re.Pattern[str]
    added: re.Pattern[str]
    on_top: re.Pattern[str]
    total: re.Pattern[str]
    equal: re.Pattern[str]
    pledge_words: re.Pattern[str]
    bought: re.Pattern[str]
    price: re.Pattern[str]


@cache
def money_rules() -> MoneyRules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    return checked(read_rules(_NAME, MoneyFile))


def checked(file: MoneyFile) -> MoneyRules:
    """`file` compiled. Raises CodebookError for thresholds or weights that do not fit together."""
    see_thresholds(_NAME, file.floor, file.join)
    see_weights(_NAME, file.weights, FEATURES)
    plain = ("tranche", "top_up", "added", "on_top", "pledge_words", "bought")
    patterns = {name: pattern(getattr(file, name)) for name in plain}
    return MoneyRules(
        floor=file.floor,
        join=file.join,
        margin=file.margin,
        weights=file.weights,
        years=file.years,
        days=file.days,
        payment_days=file.payment_days,
        close=file.close,
        same_purpose=file.same_purpose,
        giving=frozenset(map(stem, file.giving)),
        ordinals={name: pattern(words) for name, words in file.ordinals.items()},
        retold=_either(file.retold, rf"{_words(file.retold_then.verbs)}{_LOOSE}{_time(file.retold_then)}"),
        whole=re.compile(
            rf"(?<!\w){any_of(file.whole)}(?:\s+{any_of(file.whole_words)}){{0,3}}\s*$", re.IGNORECASE
        ),
        price=re.compile(rf"(?<!\w){any_of(file.price)}\s*$", re.IGNORECASE),
        total=_either(file.total, rf"{_words(file.total_since)}{_LOOSE}(?:19|20)\d\d"),
        equal=re.compile(rf"[,;]?\s*(?:\(\s*)?(?:{any_of(file.equal)}\s*)?[,:]?\s*", re.IGNORECASE),
        **patterns,
    )


def _either(phrases: list[str], further: str) -> re.Pattern[str]:
    return re.compile(rf"{_words(phrases)}|{further}", re.IGNORECASE)


def _words(phrases: list[str]) -> str:
    return rf"(?<!\w){any_of(phrases)}(?!\w)"


def _time(then: Then) -> str:
    return rf"(?:{_words(then.times)}|(?:19|20)\d\d)"
