"""`Envelopes`: which acts tell of the same money."""

from collections.abc import Iterator, Sequence

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
#: Days after which two sums that are both told as more are two.
_AGAIN = 60
#: What stands for the sum in the keys of money that is told as more, without the sum that it is added to.
_MORE = "+"


class Envelopes:
    """The matter of money, over acts that promise or pay a sum."""

    name = "money"

    def keys(self, node: ActNode) -> tuple[str, ...]:
        """A donor and a sum (its own, its whole or its base) with a recipient or a rare word."""
        if not is_money(node):
            return ()
        purse = purse_of(node)
        about = [*sorted(set(node.act.recipients))[:_RECIPIENTS], *purse.rare[:_STEMS]] or [""]
        donors = sorted(set(node.act.actors))
        donors = donors if len(donors) <= _DONORS else ["+".join(donors)]
        told = [f"{currency}|{amount:.1e}|{what}" for amount, currency in _sums(purse) for what in about]
        told += [f"{purse.currency}|{_MORE}|{what}" for what in purse.rare[:_ENOUGH]]
        return tuple(f"{who}|{one}" for who in donors for one in told)

    def is_evidence(self, _: ActNode, /) -> bool:
        """None is: each tells of a sum itself."""
        return False

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
    table, ours, theirs = money_rules(), purse_of(a), purse_of(b)
    dated = a.published and b.published
    found = {
        "amount": _amount(a, b),
        "recipients": _recipients(a, b),
        "words": likeness(ours.purpose, theirs.purpose),
        "rare_words": min(len(set(ours.rare) & set(theirs.rare)) / _ENOUGH, 1.0),
        "retold": float(ours.retold or theirs.retold),
        "unusual": float(unusual(ours) and unusual(theirs) and same_sum(ours.amount, theirs.amount)),
        "near": float(bool(dated) and _days(a, b) <= table.days),
        "gap": -min(_days(a, b) / 365.25 / table.years, 1.0),
    }
    weights = table.weights
    return tuple(Feature(name, round(value, 4), weights[name]) for name, value in found.items() if value)


def other_money(a: ActNode, b: ActNode) -> bool:
    """Whether two sums can never be of one envelope, whatever their words."""
    ours, theirs = purse_of(a), purse_of(b)
    return (
        (a.document == b.document and not _tied(ours, theirs))
        or not set(a.act.actors) & set(b.act.actors)
        or ours.total != theirs.total
        or _days(a, b) > money_rules().years * 365.25
        or _recipients_clash(a, b)
        or _purposes_clash(ours, theirs)
        or _again_on_top(a, b)
    )


def tied(one: Purse, other: Purse) -> bool:
    """Whether one sum is told as part of the other, of the same whole, or as added on top of it."""
    return one.currency == other.currency and _tied(one, other)


def converts(one: Purse, other: Purse) -> bool:
    """Whether the words of either tell that both are one sum in two currencies."""
    return one.currency != other.currency and (
        _named(one.equal, other.amount, other.currency) or _named(other.equal, one.amount, one.currency)
    )


def adds_to(more: ActNode, base: ActNode) -> bool:
    """Whether one sum is told as more for the purpose and the recipients of the other, told earlier."""
    ours, theirs = purse_of(more), purse_of(base)
    earlier = base.published and more.published and base.published < more.published
    alike = likeness(ours.purpose, theirs.purpose) >= money_rules().same_purpose
    shared = set(more.act.recipients) & set(base.act.recipients)
    same = ours.currency == theirs.currency and not same_sum(ours.amount, theirs.amount)
    return bool(ours.added and earlier and alike and shared and same)


def _told_otherwise(a: ActNode, b: ActNode) -> bool:
    """Whether giver and receiver tell other sums within days, for a purpose in the same words."""
    ours, theirs = purse_of(a), purse_of(b)
    givers = set(a.act.actors) & set(b.act.actors)
    sides = a.publisher != b.publisher and (a.publisher in givers) != (b.publisher in givers)
    dated = a.published and b.published and _days(a, b) <= money_rules().days
    alike = likeness(ours.purpose, theirs.purpose) >= money_rules().same_words
    return bool(sides and dated and alike and not (ours.merged or theirs.merged))


def unusual(purse: Purse) -> bool:
    """Whether a sum has so many figures that two things are hardly told with it by chance."""
    figures = f"{purse.amount:.6g}".split("e")[0].replace(".", "").strip("0")
    return len(figures) >= money_rules().figures


def _sums(purse: Purse) -> Iterator[tuple[float, str | None]]:
    """The sums by which the money can be known, each with its currency."""
    yield from ((one, purse.currency) for one in (purse.amount, purse.whole, purse.base) if one)
    yield from purse.equal


def _recipients_clash(a: ActNode, b: ActNode) -> bool:
    """Whether each names a recipient that the other leaves out, and they share none."""
    ours, theirs = set(a.act.recipients), set(b.act.recipients)
    return bool(ours and theirs and ours.isdisjoint(theirs))


def _purposes_clash(ours: Purse, theirs: Purse) -> bool:
    """Whether both tell what the money is for, and have no word in common; one word may be another's name."""
    least = 2 if ours.retold or theirs.retold else 1
    told = min(len(ours.purpose), len(theirs.purpose)) >= least
    return told and ours.purpose.isdisjoint(theirs.purpose)


def _again_on_top(a: ActNode, b: ActNode) -> bool:
    """Whether both say that they add, months apart, and neither that it repeats: the same sum once more."""
    ours, theirs = purse_of(a), purse_of(b)
    again = ours.more and theirs.more and not (ours.retold or theirs.retold) and _days(a, b) > _AGAIN
    return again and same_sum(ours.amount, theirs.amount) and not _tied(ours, theirs)


def _amount(a: ActNode, b: ActNode) -> float:
    """1 for the same sum, less for a part of the other's or one on top of it, 0 for any other."""
    ours, theirs = purse_of(a), purse_of(b)
    if converts(ours, theirs):
        return 0.95
    if ours.currency != theirs.currency:
        return 0.0
    if same_sum(ours.amount, theirs.amount):
        return 1.0
    if _tied(ours, theirs):
        return 0.9
    return 0.6 if adds_to(a, b) or adds_to(b, a) or _told_otherwise(a, b) else 0.0


def _tied(one: Purse, other: Purse) -> bool:
    return _part(one, other) or _part(other, one)


def _part(some: Purse, whole: Purse) -> bool:
    """Whether one sum is told as part of the other, or of the same whole, or as added on top of it."""
    if some.base is not None:
        return same_sum(some.base, whole.amount)
    return some.whole is not None and (
        same_sum(some.whole, whole.amount) or (whole.whole is not None and same_sum(some.whole, whole.whole))
    )


def _named(equal: Sequence[tuple[float, str | None]], amount: float, currency: str | None) -> bool:
    return any(unit == currency and same_sum(one, amount) for one, unit in equal)


def _recipients(a: ActNode, b: ActNode) -> float:
    ours, theirs = set(a.act.recipients), set(b.act.recipients)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _days(a: ActNode, b: ActNode) -> int:
    """Days between the documents; 0 where a date is missing."""
    return abs((a.published - b.published).days) if a.published and b.published else 0
