"""`Purse`: what an act tells of money: its own sum, the sum that it says to be a part of, and how."""

from dataclasses import dataclass

from servanda.linking.acts import ActNode
from servanda.linking.money.rules import money_rules
from servanda.model import ActType, Flag, Modality, Money
from servanda.reading.money import find_money

_TYPES = frozenset({ActType.PLEDGE_FUNDS, ActType.DELIVER_FUNDS})
_MODALITIES = frozenset({Modality.DONE, Modality.DECIDED, Modality.PROMISED})


@dataclass(frozen=True, slots=True)
class Purse:
    """`amount` in units of `currency`; `whole` is the larger sum that it is told to be a part of, `base` the
    one that it is told to come on top of.

    `retold`, `more` and `total` say that the clause repeats, tells new money, or sums up what was given.
    """

    amount: float
    currency: str | None
    whole: float | None
    base: float | None
    retold: bool
    more: bool
    total: bool


def is_money(node: ActNode) -> bool:
    """Whether an act promises or pays a sum."""
    act = node.act
    return (
        act.type in _TYPES
        and act.modality in _MODALITIES
        and act.money is not None
        and act.money.amount > 0
        and Flag.NEGATED not in act.flags
    )


def purse_of(node: ActNode) -> Purse:
    """What `node` tells of its money; read once a node. Raises ValueError where it tells no sum."""
    kept: Purse | None = node.__dict__.get("_purse")
    if kept is None:
        kept = node.__dict__["_purse"] = _read(node)
    return kept


def same_sum(a: float, b: float) -> bool:
    """Whether two sums are the same but for rounding."""
    return abs(a - b) <= money_rules().close * max(a, b)


def _read(node: ActNode) -> Purse:
    money, quote, rules = node.act.money, node.act.quote, money_rules()
    if money is None:
        raise ValueError(f"{node.id} tells no sum")
    on_top = rules.on_top.search(quote) is not None
    before = quote[: max(quote.find(money.text), 0) + len(money.text)]
    return Purse(
        amount=money.amount,
        currency=money.currency,
        whole=None if on_top else _whole(node, money.amount, money.currency),
        base=_base(node, money) if on_top else None,
        retold=Flag.RECAP in node.act.flags or rules.retold.search(quote) is not None,
        more=rules.top_up.search(before[-48:]) is not None,
        total=rules.total.search(quote) is not None,
    )


def _base(node: ActNode, money: Money) -> float | None:
    """The other sum of a clause that adds: "$5 million on top of the $20 million announced in May"."""
    found = find_money(node.act.quote, node.publisher)
    others = [one.amount for one in found if not same_sum(one.amount, money.amount)]
    return others[0] if len(others) == 1 else None


def _whole(node: ActNode, amount: float, currency: str | None) -> float | None:
    """The other, larger sum of the clause: "the first $50 million of the $200 million announced in May"."""
    if not money_rules().tranche.search(node.act.quote):
        return None
    others = [
        one.amount
        for one in find_money(node.act.quote, node.publisher)
        if one.amount > amount * (1 + money_rules().close) and one.currency in (currency, None)
    ]
    return max(others, default=None)
