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
FEATURES = frozenset({"amount", "recipients", "words", "rare_words", "retold", "unusual", "near", "gap"})
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
    same_words: float
    giving: list[str]
    retold: list[str]
    retold_then: Then
    known_before: list[str]
    known_after: list[str]
    announcement: list[str]
    figures: int
    tranche: list[str]
    definite: list[str]
    whole: list[str]
    whole_words: list[str]
    ordinals: dict[str, list[str]]
    top_up: list[str]
    added: list[str]
    on_top: list[str]
    total: list[str]
    total_to: list[str]
    total_since: list[str]
    equal: list[str]
    raised: list[str]
    pledge_words: list[str]
    bought: list[str]
    price: list[str]


@dataclass(frozen=True, slots=True)
class MoneyRules:
    """The rules, compiled. `whole`, `equal`, `price`, `total_to` match words right before a sum."""

    floor: float
    join: float
    margin: float
    weights: Mapping[str, float]
    years: float
    days: int
    payment_days: int
    close: float
    same_purpose: float
    same_words: float
    figures: int
    giving: frozenset[str]
    ordinals: Mapping[str, re.Pattern[str]]
    retold: re.Pattern[str]
    known_before: re.Pattern[str]
    known_after: re.Pattern[str]
    tranche: re.Pattern[str]
    whole: re.Pattern[str]
    definite: re.Pattern[str]
    top_up: re.Pattern[str]
    top_up_after: re.Pattern[str]
    added: re.Pattern[str]
    on_top: re.Pattern[str]
    total: re.Pattern[str]
    total_to: re.Pattern[str]
    equal: re.Pattern[str]
    raised: re.Pattern[str]
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
        same_words=file.same_words,
        figures=file.figures,
        giving=frozenset(map(stem, file.giving)),
        ordinals={name: pattern(words) for name, words in file.ordinals.items()},
        retold=_either(file.retold, _then(file)),
        known_before=re.compile(rf"{_words_of(file.known_before)}(?:\s+\w+){{0,1}}\s*$", re.IGNORECASE),
        known_after=re.compile(rf"\s*(?:\w+\s+){{0,2}}{_words(file.known_after)}", re.IGNORECASE),
        top_up_after=re.compile(rf"\s*(?:(?:in|of)\s+)?{_words(file.top_up)}", re.IGNORECASE),
        definite=_whole(file.definite, file.whole_words),
        whole=_whole([*file.definite, *file.whole], file.whole_words),
        raised=re.compile(rf"{_words(file.raised)}(?:\s+\w+){{0,3}}\s*$", re.IGNORECASE),
        price=re.compile(rf"(?<!\w){any_of(file.price)}\s*$", re.IGNORECASE),
        total_to=re.compile(
            rf"{_words(file.total_to)}.*\bto(?:\s+\w+){{0,3}}\s*$", re.IGNORECASE | re.DOTALL
        ),
        total=_either(file.total, rf"{_words(file.total_since)}{_LOOSE}(?:19|20)\d\d"),
        equal=re.compile(rf"[,;]?\s*(?:\(\s*)?(?:{any_of(file.equal)}\s*)?[,:]?\s*", re.IGNORECASE),
        **patterns,
    )


def _either(phrases: list[str], further: str) -> re.Pattern[str]:
    return re.compile(rf"{_words(phrases)}|{further}", re.IGNORECASE)


def _whole(phrases: list[str], between: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(phrases)}(?:\s+{any_of(between)}){{0,3}}\s*$", re.IGNORECASE)


def _then(file: MoneyFile) -> str:
    """ "pledged in March", "the 9 December announcement of"."""
    time, verbs = _time(file.retold_then), _words(file.retold_then.verbs)
    return rf"{verbs}{_LOOSE}{time}|{time}{_LOOSE}{_words(file.announcement)}"


def _words_of(phrases: list[str]) -> str:
    """Words, and endings such as "’s"."""
    return rf"(?:(?<!\w)|(?=['’])){any_of(phrases)}(?!\w)"


def _words(phrases: list[str]) -> str:
    return rf"(?<!\w){any_of(phrases)}(?!\w)"


def _time(then: Then) -> str:
    return rf"(?:{_words(then.times)}|(?:19|20)\d\d)"
