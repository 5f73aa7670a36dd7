"""`Envelopes`: which acts tell of the same money."""

from collections.abc import Sequence

from servanda.linking.acts import ActNode
from servanda.linking.grouping import grouped
from servanda.linking.matter import Feature, Grouping, Link, Rulings
from servanda.linking.money.rules import money_rules
from servanda.linking.money.sums import Purse, is_money, purse_of, same_sum
from servanda.linking.stems import likeness

#: Donors, recipients and words that enter keys.
_DONORS, _RECIPIENTS, _STEMS = 3, 3, 4
#: Rare stems in common that speak as much as such stems can.
_ENOUGH = 2


class Envelopes:
    """The matter of money, over acts that promise or pay a sum."""

    name = "money"

    def keys(self, node: ActNode) -> tuple[str, ...]:
        """A donor and a sum (its own, its whole or its base) with a recipient or a rare word."""
        if not is_money(node):
            return ()
        purse = purse_of(node)
        sums = [one for one in (purse.amount, purse.whole, purse.base) if one]
        about = [*sorted(set(node.act.recipients))[:_RECIPIENTS], *node.rare[:_STEMS]] or [""]
        donors = sorted(set(node.act.actors))
        donors = donors if len(donors) <= _DONORS else ["+".join(donors)]
        return tuple(
            f"{who}|{purse.currency}|{_rounded(amount)}|{what}"
            for who in donors
            for amount in sums
            for what in about
        )

    def compare(self, a: ActNode, b: ActNode) -> Link | None:
        """How alike the two sums are; None where they cannot be of one envelope."""
        a, b = sorted((a, b), key=lambda node: node.id)
        if not (is_money(a) and is_money(b)) or other_money(a, b) or not _amount(a, b):
            return None
        features = money_features(a, b)
        score = round(sum(one.contribution for one in features), 4)
        return Link(a.id, b.id, score, features) if score >= money_rules().floor else None

    def group(self, nodes: Sequence[ActNode], links: Sequence[Link], rulings: Rulings) -> Grouping:
        """The acts in envelopes."""
        by_id = {node.id: node for node in nodes}

        def clash(a: str, b: str) -> bool:
            return other_money(by_id[a], by_id[b])

        table = money_rules()
        return grouped(sorted(by_id), links, rulings, clash, join=table.join, margin=table.margin)


def money_features(a: ActNode, b: ActNode) -> tuple[Feature, ...]:
    """What speaks for and against two sums being of one envelope."""
    years = _days(a, b) / 365.25 / money_rules().years
    found = {
        "amount": _amount(a, b),
        "recipients": _recipients(a, b),
        "words": likeness(a.stems, b.stems),
        "rare_words": min(len(set(a.rare) & set(b.rare)) / _ENOUGH, 1.0),
        "retold": float(purse_of(a).retold or purse_of(b).retold),
        "gap": -min(years, 1.0),
    }
    weights = money_rules().weights
    return tuple(Feature(name, round(value, 4), weights[name]) for name, value in found.items() if value)


def other_money(a: ActNode, b: ActNode) -> bool:
    """Whether two sums can never be of one envelope, whatever their words."""
    ours, theirs = purse_of(a), purse_of(b)
    return (
        a.document == b.document
        or not set(a.act.actors) & set(b.act.actors)
        or ours.currency != theirs.currency
        or ours.total != theirs.total
        or _days(a, b) > money_rules().years * 365.25
        or _recipients_clash(a, b)
        or _again_on_top(a, b)
    )


def _recipients_clash(a: ActNode, b: ActNode) -> bool:
    """Whether each names a recipient that the other leaves out, and they share none."""
    ours, theirs = set(a.act.recipients), set(b.act.recipients)
    return bool(ours and theirs and ours.isdisjoint(theirs))


def _again_on_top(a: ActNode, b: ActNode) -> bool:
    """Whether both say that they add, months apart, and neither that it repeats: the same sum once more."""
    ours, theirs = purse_of(a), purse_of(b)
    return ours.more and theirs.more and not (ours.retold or theirs.retold) and _days(a, b) > 60


def _amount(a: ActNode, b: ActNode) -> float:
    """1 for the same sum, less for a part of the other's or one on top of it, 0 for any other."""
    ours, theirs = purse_of(a), purse_of(b)
    if same_sum(ours.amount, theirs.amount):
        return 1.0
    return 0.9 if _part(ours, theirs) or _part(theirs, ours) else 0.0


def _part(some: Purse, whole: Purse) -> bool:
    """Whether one sum is told as part of the other, or of the same whole, or as added on top of it."""
    if some.base is not None:
        return same_sum(some.base, whole.amount)
    return some.whole is not None and (
        same_sum(some.whole, whole.amount) or (whole.whole is not None and same_sum(some.whole, whole.whole))
    )


def _recipients(a: ActNode, b: ActNode) -> float:
    ours, theirs = set(a.act.recipients), set(b.act.recipients)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _days(a: ActNode, b: ActNode) -> int:
    """Days between the documents; 0 where a date is missing."""
    return abs((a.published - b.published).days) if a.published and b.published else 0


def _rounded(amount: float) -> str:
    """The sum to two digits, so that "nearly 45" and "44.9" share a key."""
    return f"{amount:.1e}"
