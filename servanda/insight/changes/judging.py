"""What makes a wording stronger or weaker than the one before it."""

from collections.abc import Iterator
from datetime import date

from servanda.insight.aligning import Clause, strength
from servanda.insight.aligning.terms import (
    ahead,
    condition,
    counts,
    deadline,
    deed,
    rhythm,
    shares,
    verb,
    when,
)
from servanda.insight.changes.answer import Kind, Reason, What
from servanda.model import ActType, Flag, Modality

#: Below every modality: a position, where a deed was promised.
_POSITION = -1
#: Acts that come round: where the day of the last one has passed, the next one's is no later deadline.
_ROUNDS = frozenset({ActType.SCHEDULE, ActType.OPERATE_JOINTLY})


def reasons(before: Clause, after: Clause) -> tuple[Reason, ...]:
    """All in which the later wording differs from the earlier one."""
    parts = (_modality, _denial, _who, _deadline, _condition, _sum, _figures, _hedges, _words)
    return tuple(one for part in parts for one in part(before, after))


def kind_of(found: tuple[Reason, ...]) -> Kind:
    """What it comes to; stronger in one thing and weaker in another is neither."""
    ways = {one.weight for one in found}
    if not ways:
        return Kind.UNCHANGED
    if ways == {1} or ways == {0, 1}:
        return Kind.STRONGER
    return Kind.WEAKER if ways in ({-1}, {0, -1}) else Kind.CHANGED


def _modality(before: Clause, after: Clause) -> Iterator[Reason]:
    old, new = _level(before), _level(after)
    if old != new:
        how, weight = ("stronger", 1) if new > old else ("weaker", -1)
        yield Reason(What.MODALITY, how, weight, verb(before), verb(after))


def _level(clause: Clause) -> int:
    return strength().level(clause.act) if deed(clause.act) and not _stance(clause) else _POSITION


def _stance(clause: Clause) -> bool:
    """Whether something is reaffirmed that is no deed ahead."""
    return clause.act.type is ActType.REAFFIRM and clause.act.modality is Modality.DONE


def _denial(before: Clause, after: Clause) -> Iterator[Reason]:
    old, new = (Flag.NEGATED in one.act.flags for one in (before, after))
    if old != new:
        yield Reason(What.DENIAL, "other", 0, verb(before), verb(after))


def _who(before: Clause, after: Clause) -> Iterator[Reason]:
    old, new = set(before.doers), set(after.doers)
    if ahead(before) and ahead(after) and old and new and old != new:
        yield Reason(What.WHO, "other", 0, ",".join(before.doers), ",".join(after.doers))


def _deadline(before: Clause, after: Clause) -> Iterator[Reason]:
    if after.act.modality is Modality.DONE or when(before) == when(after) or _next_round(before, after):
        return
    old, new = deadline(before), deadline(after)
    how, weight = _sooner(before, after) if old and new else ("gained", 1) if new else ("gone", -1)
    yield Reason(What.DEADLINE, how, weight, old, new)


def _sooner(before: Clause, after: Clause) -> tuple[str, int]:
    """Whether the later one is due earlier or comes round more often; other where that cannot be told."""
    old, new = when(before), when(after)
    if isinstance(old, date) and isinstance(new, date):
        return ("earlier", 1) if new < old else ("later", -1)
    often, seldom = rhythm(after), rhythm(before)
    if often and seldom and often.unit == seldom.unit and often.high != seldom.high:
        return ("earlier", 1) if often.high < seldom.high else ("later", -1)
    return "other", 0


def _next_round(before: Clause, after: Clause) -> bool:
    """Whether the earlier day had passed, and the later wording is on the next time."""
    due, told = when(before), after.node.published
    return before.act.type in _ROUNDS and isinstance(due, date) and told is not None and due < told


def _condition(before: Clause, after: Clause) -> Iterator[Reason]:
    old, new = condition(before), condition(after)
    if (old is None) != (new is None):
        how, weight = ("gained", -1) if new else ("gone", 1)
        yield Reason(What.CONDITION, how, weight, old, new)


def _sum(before: Clause, after: Clause) -> Iterator[Reason]:
    old, new = before.act.money, after.act.money
    if old and new:
        if old.currency != new.currency:
            yield Reason(What.SUM, "other", 0, old.text, new.text)
        elif old.amount != new.amount:
            how, weight = ("larger", 1) if new.amount > old.amount else ("smaller", -1)
            yield Reason(What.SUM, how, weight, old.text, new.text)
    elif new:
        yield Reason(What.SUM, "gained", 1, None, new.text)
    elif old:
        yield Reason(What.SUM, "gone", -1, old.text, None)


def _figures(before: Clause, after: Clause) -> Iterator[Reason]:
    for told in (shares, counts):
        old, new = told(before), told(after)
        if old != new:
            how, weight = _more(before, old, new)
            yield Reason(What.FIGURE, how, weight, ", ".join(old) or None, ", ".join(new) or None)


def _more(before: Clause, old: list[str], new: list[str]) -> tuple[str, int]:
    """Whether a figure came or went; whether more is stronger is known of some deeds, and of no share."""
    if not old or not new:
        return ("gained", 1) if new else ("gone", -1)
    countable = before.act.type in strength().more_is_stronger and len(old) == len(new) == 1
    if not countable or "%" in old[0]:
        return "other", 0
    return ("larger", 1) if float(new[0]) > float(old[0]) else ("smaller", -1)


def _hedges(before: Clause, after: Clause) -> Iterator[Reason]:
    old, new = (strength().hedges_beside(one.words) for one in (before, after))
    for id in sorted(old.keys() ^ new.keys()):
        how, weight = ("gained", -1) if id in new else ("gone", 1)
        yield Reason(What.HEDGE, how, weight, old.get(id), new.get(id))


def _words(before: Clause, after: Clause) -> Iterator[Reason]:
    """How strongly a position is put, where both stand on one scale."""
    old, new = strength().tone(before.act), strength().tone(after.act)
    if old and new and old.scale == new.scale and old.step != new.step:
        how, weight = ("stronger", 1) if new.step > old.step else ("weaker", -1)
        yield Reason(What.WORDS, how, weight, old.words, new.words)
