"""What speaks for and against two clauses telling the same act, as named, weighted features."""

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.insight.aligning.clauses import Clause
from servanda.insight.aligning.rules import aligning_rules
from servanda.linking.matter import Feature
from servanda.linking.meetings.matching import meeting_link
from servanda.linking.meetings.rules import meeting_rules
from servanda.model import ActType

#: Rare stems in common that speak as much as such stems can.
_ENOUGH = 3
#: From here two clauses name the same text, and from here a few words that all agree are enough.
_SAME_TEXT, _ALL = 0.6, 0.9
#: What a stem counts for that many matters share.
_GENERIC = 0.35
#: Names so unlike that two texts cannot be one.
_OTHER_TEXT = -0.5
#: What a sum counts for where both tell one, and not the same.
_OTHER_SUM = 0.4


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two clauses are: `fits` where they can be one act, else the one is only near the other."""

    score: float
    features: tuple[Feature, ...]
    fits: bool


def alike(a: Clause, b: Clause) -> Likeness | None:
    """How alike two clauses of different documents are; None where nothing speaks for it."""
    if ActType.MEET in (a.act.type, b.act.type):
        return _one_meeting(a, b) if a.act.type is b.act.type else None
    if _others(a, b):
        return None
    features = _features(a, b)
    value = {one.name: one.value for one in features}
    score = round(sum(one.contribution for one in features), 4)
    talks = _same_talks(a, b)
    if score < aligning_rules().floor or not (talks or _touch(value)):
        return None
    fits = score >= aligning_rules().join and (talks or _borne_out(value, _least(a, b)))
    return Likeness(score, features, fits)


def _one_meeting(a: Clause, b: Clause) -> Likeness | None:
    """Meetings are one by the rules of a ledger; in the same words of one day they are, too."""
    if a.same == b.same and a.node.published == b.node.published:
        return Likeness(2 * aligning_rules().join, (), True)
    link = meeting_link(a.node, b.node)
    join = meeting_rules().join
    if link is None or link.score < join:
        return None
    return Likeness(round(aligning_rules().join + link.score - join, 4), link.features, True)


def _features(a: Clause, b: Clause) -> tuple[Feature, ...]:
    step = a.target is not None and a.target == b.target
    found = {
        "words": 1.0 if a.same == b.same else likeness(a.stems, b.stems),
        "rare_words": min(len(set(a.rare) & set(b.rare)) / _ENOUGH, 1.0),
        # Who welcomes a step tells it as well as who takes it.
        "type": 1.0 if step else aligning_rules().types(a.act.type, b.act.type),
        "doers": _shared(a.doers, b.doers),
        "parties": _shared(a.node.parties, b.node.parties),
        "money": _money(a, b),
        "figures": float(bool(a.figures & b.figures)),
        "deadline": float(
            a.node.due is not None and b.node.due is not None and a.node.due[1] == b.node.due[1]
        ),
        "agreement": _agreement(a, b),
        "step": float(step),
    }
    weights: Mapping[str, float] = aligning_rules().weights
    return tuple(Feature(name, round(value, 4), weights[name]) for name, value in found.items() if value)


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two sets of stems say the same, in [0, 1]: the mean of the shares in both and in one."""
    if not a or not b:
        return 0.0
    shared, ours, theirs = (sum(map(_weight, some)) for some in (a & b, a, b))
    return 0.5 * shared / (ours + theirs - shared) + 0.5 * shared / min(ours, theirs)


def _weight(stem: str) -> float:
    return _GENERIC if stem in aligning_rules().generic else 1.0


def _others(a: Clause, b: Clause) -> bool:
    """Whether each names a party that the other leaves out and that is no side of both documents."""
    sides = {*a.told.parties} & {*b.told.parties}
    ours, theirs = ({one for one in clause.node.parties if _named(one)} - sides for clause in (a, b))
    return bool(ours - theirs) and bool(theirs - ours)


def _named(code: str) -> bool:
    return not code.startswith("OTHER:")


def _touch(value: Mapping[str, float]) -> bool:
    """Whether the two have anything of their matter in common."""
    exact = any(value.get(name) == 1.0 for name in ("money", "figures"))
    return (
        exact or "rare_words" in value or value.get("agreement", 0.0) > 0 or value.get("words", 0.0) >= _ALL
    )


def _same_talks(a: Clause, b: Clause) -> bool:
    """Whether the same parties take the same step of talks, of which one side names no text."""
    if a.target is None or a.target != b.target or a.target not in aligning_rules().talks:
        return False
    return set(a.doers) == set(b.doers) and len(a.doers) > 1 and not (a.account and b.account)


def _least(a: Clause, b: Clause) -> float:
    """How alike the words must be: most under different types, least where both only list what was raised."""
    if a.act.type is b.act.type:
        return aligning_rules().helped if a.act.type is ActType.RAISE else aligning_rules().words
    return aligning_rules().other


def _borne_out(value: Mapping[str, float], least: float) -> bool:
    """Whether enough of the matter is the same, not only who speaks and how."""
    words, agreement = value.get("words", 0.0), value.get("agreement", 0.0)
    if agreement <= _OTHER_TEXT:
        return False
    if agreement >= _SAME_TEXT and value.get("step") == 1.0:
        return True
    exact = any(value.get(name) == 1.0 for name in ("money", "figures", "deadline"))
    helped = agreement >= _SAME_TEXT or (exact and "rare_words" in value)
    if words < (aligning_rules().helped if helped else least):
        return False
    return helped or "rare_words" in value or words >= _ALL


def _money(a: Clause, b: Clause) -> float:
    ours, theirs = a.act.money, b.act.money
    if ours is None or theirs is None:
        return 0.0
    known = ours.currency is not None and theirs.currency is not None
    same = ours.amount == theirs.amount and not (known and ours.currency != theirs.currency)
    return 1.0 if same else _OTHER_SUM


def _agreement(a: Clause, b: Clause) -> float:
    """1 for the same text or body, below 0 where both name one and the names have little in common."""
    if a.agreement is not None and a.agreement == b.agreement:
        return 1.0
    if not a.agreement_stems or not b.agreement_stems:
        return 0.0
    return 2 * likeness(a.agreement_stems, b.agreement_stems) - 1


def _shared(a: "tuple[str, ...] | frozenset[str]", b: "tuple[str, ...] | frozenset[str]") -> float:
    return len({*a} & {*b}) / len({*a} | {*b}) if a and b else 0.0
