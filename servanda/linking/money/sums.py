"""`Purse`: what an act tells of money: its own sum, the sum that it says to be a part of, and how."""

from dataclasses import dataclass

from servanda.linking.acts import ActNode
from servanda.linking.money.clause import ClauseSums, clause_sums, same_sum
from servanda.linking.money.rules import MoneyRules, money_rules
from servanda.linking.stems import rare
from servanda.model import ActType, Flag, Modality

__all__ = ["Purse", "is_money", "purse_of", "same_sum"]

_TYPES = frozenset({ActType.PLEDGE_FUNDS, ActType.DELIVER_FUNDS, ActType.REAFFIRM})
_MODALITIES = frozenset({Modality.DONE, Modality.DECIDED, Modality.PROMISED})
_BEFORE = 48


@dataclass(frozen=True, slots=True)
class Purse:
    """`amount` in units of `currency`, told as `text`; `whole` is the larger sum that it is told to be a part
    of, `base` the one that it is told to come on top of, `equal` the same sum in other currencies.

    `retold`, `more` and `total` say that the clause repeats, tells new money, or sums up what was given;
    `added` that it tells more of what was given before, without the sum. `merged` says that the clause tells
    of a part and names only the whole. `which` is the number of a payment. `purpose` are the stems that tell
    what the money is for, `rare` those of them that few matters share. `cue` are the words that tell how the
    sum is tied to another, `same` those that tell it in two currencies, `told_before` those by which it is
    retold, `told_more` those by which it is more.
    """

    text: str
    amount: float
    currency: str | None
    whole: float | None
    base: float | None
    equal: tuple[tuple[float, str | None], ...]
    retold: bool
    more: bool
    added: bool
    total: bool
    merged: bool
    which: str | None
    purpose: frozenset[str]
    rare: tuple[str, ...]
    cue: str | None
    same: str | None
    told_before: str | None
    told_more: str | None


def is_money(node: ActNode) -> bool:
    """Whether an act promises, repeats or pays a sum."""
    act = node.act
    return (
        act.type in _TYPES
        and act.modality in _MODALITIES
        and act.money is not None
        and act.money.amount > 0
        and Flag.NEGATED not in act.flags
        and _given(node, money_rules())
    )


def _given(node: ActNode, rules: MoneyRules) -> bool:
    """Whether it is given: no price, nothing bought; of what is reaffirmed, a pledge."""
    kind, quote, money = node.act.type, node.act.quote, node.act.money
    if money is not None and rules.price.search(quote[: max(quote.find(money.text), 0)]):
        return False
    if kind is ActType.REAFFIRM:
        return rules.pledge_words.search(quote) is not None
    return kind is not ActType.DELIVER_FUNDS or rules.bought.search(quote) is None


def purse_of(node: ActNode) -> Purse:
    """What `node` tells of its money; read once a node. Raises ValueError where it tells no sum."""
    kept: Purse | None = node.__dict__.get("_purse")
    if kept is None:
        kept = node.__dict__["_purse"] = _read(node)
    return kept


def _read(node: ActNode) -> Purse:
    money, quote, rules = node.act.money, node.act.quote, money_rules()
    if money is None:
        raise ValueError(f"{node.id} tells no sum")
    sums = clause_sums(quote, node.publisher, money)
    before, after = _around(quote, sums)
    more = rules.top_up.search(before) or rules.top_up_after.match(after)
    known = rules.known_after.match(after) if rules.known_before.search(before) else None
    retold = rules.retold.search(quote) or known
    repeats = node.act.type is ActType.REAFFIRM and more is None
    purpose = node.stems - rules.giving
    return Purse(
        text=sums.own.text,
        amount=sums.own.amount,
        currency=sums.own.currency,
        whole=sums.whole.amount if sums.whole else None,
        base=sums.base,
        equal=tuple((one.amount, one.currency) for one in sums.equal),
        retold=Flag.RECAP in node.act.flags or repeats or retold is not None,
        more=more is not None,
        added=sums.base is None and more is not None and _added(more.group(), before, rules),
        total=sums.total,
        merged=sums.merged,
        which=_which(quote, rules) if sums.whole or rules.tranche.search(quote) else None,
        purpose=purpose,
        rare=rare(purpose),
        cue=sums.cue,
        same=sums.same,
        told_before=retold.group().strip() if retold else None,
        told_more=more.group().strip() if more else None,
    )


def _which(quote: str, rules: MoneyRules) -> str | None:
    """The number of a payment: "first", "second", "last"."""
    return next((name for name, words in rules.ordinals.items() if words.search(quote)), None)


def _added(more: str, before: str, rules: MoneyRules) -> bool:
    """Whether the words by which a sum is new money say that it comes on top of other money."""
    return rules.added.search(more) is not None or rules.added.search(before) is not None


def _around(quote: str, sums: ClauseSums) -> tuple[str, str]:
    """The words shortly before the own sum, and those behind it."""
    start = quote.find(sums.own.text)
    if start < 0:
        return "", ""
    end = start + len(sums.own.text)
    return quote[max(start - _BEFORE, 0) : start], quote[end : end + _BEFORE]
