"""`Role`: what an announcement adds to those before it, and which words or which other one tell so."""

from collections.abc import Sequence
from dataclasses import dataclass

from servanda.linking.acts import ActNode
from servanda.linking.money.matching import converts
from servanda.linking.money.rules import money_rules
from servanda.linking.money.sums import purse_of, same_sum
from servanda.model import ActType, Modality
from servanda.model.envelope import MoneyRole, RoleReason


@dataclass(frozen=True, slots=True)
class Role:
    """The role with its reason, the words of the clause, and the act that it refers to."""

    role: MoneyRole
    because: RoleReason
    cue: str | None = None
    refers: ActNode | None = None


def role_of(node: ActNode, before: Sequence[ActNode], after: Sequence[ActNode]) -> Role:
    """The role of `node` among the acts of its envelope, told `before` and `after` it."""
    purse = purse_of(node)
    if purse.total:
        return Role(MoneyRole.UNCLEAR, RoleReason.TOTAL, purse.cue)
    return (
        _part(node, before, after)
        or _converted(node, before)
        or _again(node, before)
        or (_more(node, before) if before else _first(node))
    )


def is_paid(node: ActNode) -> bool:
    """Whether the act tells that money was paid; how much, where it names its own sum."""
    return node.act.type is ActType.DELIVER_FUNDS and node.act.modality is Modality.DONE


def _part(node: ActNode, before: Sequence[ActNode], after: Sequence[ActNode]) -> Role | None:
    """A part of a whole, told by its own words, or by those of another act on the same sum."""
    purse = purse_of(node)
    teller = node if purse.whole is not None else _teller(node, [*before, *after])
    if teller is None or purse.merged:
        return None
    earlier = next((one for one in before if _same(one, node) and not _another(one, node)), None)
    if earlier is not None:
        return Role(MoneyRole.REPEAT, RoleReason.SAME_PART, purse.told_before, earlier)
    if teller is not node:
        return Role(MoneyRole.TRANCHE_OF, RoleReason.TOLD_AS_PART, purse_of(teller).cue, teller)
    whole = next((one for one in before if _whole(one, node)), None)
    return Role(MoneyRole.TRANCHE_OF, RoleReason.PART_OF, purse.cue, whole)


def _teller(node: ActNode, others: Sequence[ActNode]) -> ActNode | None:
    """An act that tells the sum of `node` as a part, where none tells it as new money."""
    return next((one for one in others if _same(one, node) and purse_of(one).whole is not None), None)


def _converted(node: ActNode, before: Sequence[ActNode]) -> Role | None:
    """The same sum in another currency, where the words of either tell so."""
    purse = purse_of(node)
    if any(_same(one, node) for one in before):
        return None
    found = next((one for one in before if converts(purse, purse_of(one))), None)
    if found is None:
        return None
    return Role(MoneyRole.CONVERTS, RoleReason.EQUAL, purse.same or purse_of(found).same, found)


def _again(node: ActNode, before: Sequence[ActNode]) -> Role | None:
    """The same sum again, or the whole of what was told in parts."""
    purse = purse_of(node)
    same = next((one for one in before if _same(one, node)), None)
    if same is not None:
        return Role(MoneyRole.REPEAT, RoleReason.SAME_SUM, purse.told_before, same)
    part = next((one for one in before if _whole(node, one)), None)
    if part is not None:
        return Role(MoneyRole.REPEAT, RoleReason.WHOLE, purse_of(part).cue, part)
    return None


def _more(node: ActNode, before: Sequence[ActNode]) -> Role:
    """A sum that is none of those before it."""
    purse = purse_of(node)
    if purse.base is not None:
        base = next((one for one in before if same_sum(purse_of(one).amount, purse.base)), None)
        return Role(MoneyRole.TOP_UP, RoleReason.ON_TOP, purse.cue, base)
    if purse.added and not purse.retold:
        return Role(MoneyRole.TOP_UP, RoleReason.MORE, purse.told_more, before[0])
    return Role(MoneyRole.UNCLEAR, RoleReason.OTHER_SUM, purse.told_before, before[0])


def _first(node: ActNode) -> Role:
    """What is told first is new, unless it is told as something old, which may have been new long ago."""
    purse = purse_of(node)
    if purse.base is not None:
        return Role(MoneyRole.TOP_UP, RoleReason.ON_TOP, purse.cue)
    if purse.retold or purse.merged:
        return Role(MoneyRole.UNCLEAR, RoleReason.RETOLD, purse.told_before or purse.cue)
    return Role(MoneyRole.NEW, RoleReason.FIRST)


def _same(one: ActNode, other: ActNode) -> bool:
    """Whether two acts tell the same sum in the same currency."""
    ours, theirs = purse_of(one), purse_of(other)
    return ours.currency == theirs.currency and same_sum(ours.amount, theirs.amount)


def _whole(whole: ActNode, part: ActNode) -> bool:
    """Whether one act tells the whole that the other tells a part of."""
    ours, theirs = purse_of(whole), purse_of(part)
    told = theirs.whole is not None and ours.currency == theirs.currency
    return told and theirs.whole is not None and same_sum(theirs.whole, ours.amount)


def _another(earlier: ActNode, later: ActNode) -> bool:
    """Whether the same part, told again, is another payment of the same size."""
    ours, theirs = purse_of(earlier), purse_of(later)
    if ours.which and theirs.which:
        return ours.which != theirs.which
    if theirs.added:
        return True
    if theirs.retold and theirs.told_before and later.act.type is not ActType.DELIVER_FUNDS:
        return False
    if is_paid(later) and not is_paid(earlier):
        return False  # what was promised is paid
    if earlier.published is None or later.published is None:
        return False
    return (later.published - earlier.published).days > money_rules().payment_days
