"""Which predicted act stands for which gold act: one to one, best first."""

from collections.abc import Sequence
from typing import NamedTuple

from servanda.evaluation.coded import CodedAct

#: Clauses that share this part of their union may stand for each other without a common trigger.
CLAUSE_SHARE = 0.5


class Pair(NamedTuple):
    """A gold act and the predicted act that stands for it."""

    gold: CodedAct
    predicted: CodedAct


class _Candidate(NamedTuple):
    """A possible pair; the order of the fields is the order of preference, the larger the better."""

    same_type: bool
    triggers_meet: bool
    clause_share: float
    gold_at: int
    predicted_at: int


def match(gold: Sequence[CodedAct], predicted: Sequence[CodedAct]) -> list[Pair]:
    """Pairs of acts whose triggers overlap or whose clauses overlap by half, best first, each used once."""
    candidates = sorted(_candidates(gold, predicted), reverse=True)
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for candidate in candidates:
        if candidate.gold_at not in used_gold and candidate.predicted_at not in used_predicted:
            used_gold.add(candidate.gold_at)
            used_predicted.add(candidate.predicted_at)
            pairs.append(Pair(gold[candidate.gold_at], predicted[candidate.predicted_at]))
    return pairs


def _candidates(gold: Sequence[CodedAct], predicted: Sequence[CodedAct]) -> list[_Candidate]:
    found = []
    for gold_at, ours in enumerate(gold):
        for predicted_at, theirs in enumerate(predicted):
            triggers_meet = _overlap(ours.trigger, theirs.trigger) > 0
            share = _clause_share(ours, theirs)
            if triggers_meet or share >= CLAUSE_SHARE:
                same = ours.type == theirs.type
                found.append(_Candidate(same, triggers_meet, share, gold_at, predicted_at))
    return found


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _clause_share(a: CodedAct, b: CodedAct) -> float:
    """Common characters over the stretch from the earlier start to the later end; 0 for empty clauses."""
    stretch = max(a.end, b.end) - min(a.start, b.start)
    return _overlap((a.start, a.end), (b.start, b.end)) / stretch if stretch else 0.0
