"""What speaks for and against two acts telling the same commitment, as named, weighted features."""

from collections.abc import Mapping

from servanda.linking.acts import ActNode
from servanda.linking.commitments.rules import Rules, Weighing, rules
from servanda.linking.matter import Feature, Link
from servanda.linking.stems import likeness
from servanda.model import Flag

#: Rare stems in common that speak as much as such stems can.
_ENOUGH = 3


def cannot_be_same(a: ActNode, b: ActNode) -> bool:
    """Whether two binding acts can never be the same commitment, whatever their words."""
    return (
        a.document == b.document
        or not set(a.act.actors) & set(b.act.actors)
        or (a.act.type, b.act.type) not in rules().akin
        or (Flag.NEGATED in a.act.flags) != (Flag.NEGATED in b.act.flags)
        or parties_clash(a, b)
        or sums_clash(a, b)
        or _one_in_money(a, b)
        or bool(a.figures and b.figures and a.figures.isdisjoint(b.figures))
        or _too_far_apart(a, b, rules())
        or _due_passed(a, b)
    )


def parties_clash(a: ActNode, b: ActNode) -> bool:
    """Whether each side of the pair names a party that the other leaves out: another counterpart."""
    return bool(a.parties - b.parties) and bool(b.parties - a.parties)


def sums_clash(a: ActNode, b: ActNode) -> bool:
    """Whether both tell a sum, and not the same one."""
    ours, theirs = a.act.money, b.act.money
    if ours is None or theirs is None:
        return False
    known = ours.currency is not None and theirs.currency is not None
    return ours.amount != theirs.amount or (known and ours.currency != theirs.currency)


def _one_in_money(a: ActNode, b: ActNode) -> bool:
    """Whether one promises a sum and the other something of another type: to pay for it is not to do it."""
    return (a.act.money is None) != (b.act.money is None) and a.act.type is not b.act.type


def again_features(a: ActNode, b: ActNode) -> tuple[Feature, ...]:
    """The features of two acts that can be the same commitment."""
    found = {
        "words": likeness(a.stems, b.stems),
        "rare_words": shared_rare(a, b),
        "type": float(a.act.type is b.act.type),
        "actors": _jaccard(frozenset(a.act.actors), frozenset(b.act.actors)),
        "counterpart": _counterpart(a, b),
        "money": float(a.act.money is not None and b.act.money is not None),
        "figures": float(bool(a.figures & b.figures)),
        "deadline": _deadline(a, b),
        "instrument": instrument_likeness(a, b),
        "retold": float(says_again(a) or says_again(b)),
        "gap": -min(years_between(a, b) / rules().years, 1.0),
    }
    return weighted(found, rules().again.weights)


def linked(a: str, b: str, features: tuple[Feature, ...], weighing: Weighing) -> Link | None:
    """The link that the features make, None where words or score say too little."""
    value = {one.name: one.value for one in features}
    helped = any(value.get(name, 0.0) >= 1.0 for name in ("money", "figures", "deadline")) or (
        value.get("instrument", 0.0) > 0.3
    )
    rare = round(value.get("rare_words", 0.0) * _ENOUGH)
    if value.get("words", 0.0) < (weighing.helped if helped else weighing.words):
        return None
    # Under another type, the same few words may well be another deed of the same programme.
    stranger = "type" not in value and "retold" not in value
    alike = value.get("words", 0.0) >= weighing.all and not stranger and rare
    if not (helped or alike) and rare < weighing.rare + stranger:
        return None
    score = round(sum(one.contribution for one in features), 4)
    return Link(a, b, score, features) if score >= weighing.floor else None


def weighted(found: Mapping[str, float], weights: Mapping[str, float]) -> tuple[Feature, ...]:
    """The features that say something, with their weights."""
    return tuple(Feature(name, round(value, 4), weights[name]) for name, value in found.items() if value)


def shared_rare(a: ActNode, b: ActNode) -> float:
    """How many rare stems the two share, in [0, 1]."""
    return min(len(set(a.rare) & set(b.rare)) / _ENOUGH, 1.0)


def instrument_likeness(a: ActNode, b: ActNode) -> float:
    """Whether the two name the same text: 1 for the same words, below 0 for words with little in common."""
    if not a.instrument_stems or not b.instrument_stems:
        return 0.0
    return 2 * likeness(a.instrument_stems, b.instrument_stems) - 1


def says_again(node: ActNode) -> bool:
    """Whether the act says itself that it repeats an older one."""
    return Flag.RECAP in node.act.flags or rules().retold.search(node.act.quote) is not None


def years_between(a: ActNode, b: ActNode) -> float:
    """Years between the documents; 0 where a date is missing."""
    if a.published is None or b.published is None:
        return 0.0
    return abs((a.published - b.published).days) / 365.25


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _counterpart(a: ActNode, b: ActNode) -> float:
    """1 where all parties are the same, less where one act leaves some out."""
    return _jaccard(a.parties, b.parties) if len(a.parties | b.parties) > 1 else 0.0


def _deadline(a: ActNode, b: ActNode) -> float:
    """1 for the same last day, 0 where one tells none, below 0 where it was moved."""
    if a.due is None or b.due is None:
        return 0.0
    if a.due[1] == b.due[1]:
        return 1.0
    return 0.3 if a.due[0] <= b.due[1] and b.due[0] <= a.due[1] else -1.0


def _too_far_apart(a: ActNode, b: ActNode, rules: Rules) -> bool:
    return years_between(a, b) > rules.years


def _due_passed(a: ActNode, b: ActNode) -> bool:
    """Whether the later act was told after the earlier one's last day, with another last day of its own.

    What is promised anew for another year is another promise: a deadline can only be moved before it has
    passed.
    """
    if a.due is None or b.due is None or a.due[1] == b.due[1]:
        return False
    early, late = (a, b) if (a.published or a.due[0]) <= (b.published or b.due[0]) else (b, a)
    return early.due is not None and late.published is not None and late.published > early.due[1]
