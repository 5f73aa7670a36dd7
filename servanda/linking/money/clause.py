"""`clause_sums`: what the sums of one clause are to each other: a part, its whole, a base, the same again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from servanda.linking.money.rules import MoneyRules, money_rules
from servanda.model import Money, Span
from servanda.reading.money import find_money

#: How far before a sum its words are looked for, in characters.
_BEFORE = 96
#: Words right before a sum that is the whole, where no other is told.
_THE = re.compile(r"\b(?:of|from|under|within) (?:the|its|our|their)(?: [a-z]+){0,2} $", re.IGNORECASE)
#: Figures without a currency, at the end of a text.
_NUMBER = re.compile(r"(?<![\w.,$€£¥])(?P<told>\d[\d.,]*(?:\s(?:thousand|million|billion|trillion))?)\s+$")


@dataclass(frozen=True, slots=True)
class ClauseSums:
    """The sums of a clause: `own` is what it gives itself; the rest as in `Purse`.

    `cue` are the words that tell the relation, `same` those that tell a sum in two currencies. `merged` tells
    that only the whole is told, and no own sum.
    """

    own: Money
    whole: Money | None = None
    base: float | None = None
    total: bool = False
    equal: tuple[Money, ...] = ()
    cue: str | None = None
    merged: bool = False
    same: str | None = None


def same_sum(a: float, b: float) -> bool:
    """Whether two sums are the same but for rounding."""
    return abs(a - b) <= money_rules().close * max(a, b)


def clause_sums(quote: str, publisher: str | None, told: Money) -> ClauseSums:
    """The sums of `quote`, of which `told` is the one that its reader took."""
    found = _found(quote, publisher, told)
    again = _told_again(quote, found)
    rest = _given(quote, [one for one in found if not any(one is other for other, _ in again)])
    sums = _related(quote, rest, told, money_rules())
    equal = tuple(other for other, first in again if _same(first, sums.own))
    if not equal:
        return sums
    closed = quote[equal[-1].span.end :].startswith(")")
    words = quote[sums.own.span.start : equal[-1].span.end + closed]
    return replace(sums, equal=equal, same=words)


def _found(quote: str, publisher: str | None, told: Money) -> list[Money]:
    """The sums of the clause in order of place; the one that was taken is among them, whoever took it."""
    read = find_money(quote, publisher)
    found = [*read, *(part for whole in read for part in _bare(quote, whole))]
    if not any(_same(one, told) for one in found):
        start = max(quote.find(told.text), 0)
        found.append(Money(Span(start, start + len(told.text)), told.text, told.amount, told.currency))
    return sorted(found, key=lambda one: one.span.start)


def _bare(quote: str, whole: Money) -> list[Money]:
    """A part that is told without its currency: "4 million of the 10 million euros"."""
    rules = money_rules()
    direct = rules.whole.search(quote, 0, whole.span.start)
    number = _NUMBER.search(quote, 0, direct.start()) if direct else None
    if number is None or not whole.currency:
        return []
    span = Span(number.start("told"), number.end("told"))
    read = find_money(f"{number['told']} {whole.currency}", None)
    return [Money(span, number["told"], read[0].amount, whole.currency)] if len(read) == 1 else []


def _told_again(quote: str, found: Sequence[Money]) -> list[tuple[Money, Money]]:
    """Sums that tell the one before them in another currency, each with that one."""
    pairs = []
    for one, other in pairwise(found):
        between = quote[one.span.end : other.span.start]
        apart = one.currency and other.currency and one.currency != other.currency
        if apart and between.strip() and money_rules().equal.fullmatch(between):
            pairs.append((other, one))
    return pairs


def _given(quote: str, sums: list[Money]) -> list[Money]:
    """The sums without those that others are to give: "will provide €5 million and unlock €20 million"."""
    own = [one for one in sums if not money_rules().raised.search(_before(quote, sums, one))]
    return own or sums


def _related(quote: str, sums: Sequence[Money], told: Money, rules: MoneyRules) -> ClauseSums:
    """The own sum of the clause and what it is to the others."""
    own = next((one for one in sums if _same(one, told)), sums[0])
    for read in (_on_top, _total, _part):
        if found := read(quote, sums, own, rules):
            return found
    return ClauseSums(own)


def _on_top(quote: str, sums: Sequence[Money], own: Money, rules: MoneyRules) -> ClauseSums | None:
    """A sum that comes on top of another that the clause names: "€5 million on top of the €20 million"."""
    cue = rules.on_top.search(quote)
    base = next((one for one in sums if cue and one.span.start >= cue.end()), None)
    if cue is None or base is None:
        return None
    others = [one for one in sums if one is not base and one.currency == base.currency]
    if not others:
        return ClauseSums(base, cue=cue.group(), merged=True)
    mine = own if own is not base and own in others else others[0]
    return ClauseSums(mine, base=base.amount, cue=quote[cue.start() : base.span.end])


def _total(quote: str, sums: Sequence[Money], own: Money, rules: MoneyRules) -> ClauseSums | None:
    """A sum by which the clause tells what was given in all: "bringing its total support to €350 million"."""
    if len(sums) == 1:
        cue = _summed_up(quote, sums, own, rules) or rules.total.search(quote)
        return ClauseSums(own, total=True, cue=cue.group()) if cue else None
    for whole in sums:
        cue = _summed_up(quote, sums, whole, rules)
        others = [one for one in sums if one is not whole and one.currency == whole.currency]
        mine = own if own in others else next(iter(others), None)
        if cue and mine and mine.amount < whole.amount:
            words = cue.group() + quote[whole.span.start : whole.span.end]
            return ClauseSums(mine, base=whole.amount - mine.amount, cue=words)
    return None


def _summed_up(quote: str, sums: Sequence[Money], one: Money, rules: MoneyRules) -> re.Match[str] | None:
    """The words before a sum by which it is all that was given so far."""
    before = _before(quote, sums, one)
    return rules.total_to.search(before) or rules.total.search(before)


def _part(quote: str, sums: Sequence[Money], own: Money, rules: MoneyRules) -> ClauseSums | None:
    """A sum that is a part of a larger one of the clause: "the first €50 million of the €200 million"."""
    cue = rules.tranche.search(quote)
    if cue and len(sums) == 1 and _THE.search(_before(quote, sums, own)):
        return ClauseSums(own, cue=quote[cue.start() : own.span.end], merged=True)
    for whole in sorted(sums, key=lambda one: -one.amount):
        smaller = [one for one in sums if _smaller(one, whole, rules)]
        before = _before(quote, sums, whole)
        for mine in sorted(smaller, key=lambda one: one is not own):
            if _of(quote, before, mine, whole, rules):
                start, end = min(mine.span.start, whole.span.start), max(mine.span.end, whole.span.end)
                return ClauseSums(mine, whole=whole, cue=quote[start:end])
    return None


def _of(quote: str, before: str, part: Money, whole: Money, rules: MoneyRules) -> bool:
    """Whether the words tie a part to its whole; `before` are those before the whole, up to another sum."""
    direct, definite = rules.whole.search(before), rules.definite.search(before)
    if rules.tranche.search(before):
        return True
    if part.span.start > whole.span.start:  # "of the €200 million, a first tranche of €50 million"
        between = quote[whole.span.end : part.span.start]
        return definite is not None and rules.tranche.search(between) is not None
    last = len(before) == min(whole.span.start - part.span.end, _BEFORE)
    return last and (
        definite is not None or (direct is not None and not before[: direct.start()].strip(" ,"))
    )


def _smaller(one: Money, whole: Money, rules: MoneyRules) -> bool:
    return one.currency in (whole.currency, None) and whole.amount > one.amount * (1 + rules.close)


def _before(quote: str, sums: Sequence[Money], one: Money) -> str:
    """The words before a sum, as far as the sum before it."""
    ends = [other.span.end for other in sums if other.span.end <= one.span.start]
    return quote[max([*ends, one.span.start - _BEFORE, 0]) : one.span.start]


def _same(one: Money, other: Money) -> bool:
    return one.currency == other.currency and same_sum(one.amount, other.amount)
