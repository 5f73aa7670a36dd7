"""`Figure`: one measure of a run, worked out from a tally, and its interval over documents."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

import numpy as np

from servanda.evaluation.tally import Scored, Tally
from servanda.model import ActType

#: Of these, less is better: a floor for them is a ceiling.
LESS_IS_BETTER = frozenset({"invented_in_empty"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure: `value` is F1 where `precision` and `recall` are given, else a share or a mean."""

    name: str
    value: float
    precision: float | None = None
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class TypeRow:
    """How one act type fared: counts, and F1 with its two parts."""

    type: ActType
    gold: int
    predicted: int
    hit: int
    figure: Figure


def figures(tally: Tally) -> tuple[Figure, ...]:
    """Every measure of the coding manual's scorer, and those that the project adds, in fixed order."""
    matched = tally.matched
    return (
        f1("detect", matched, tally.gold, tally.predicted),
        f1("typed", tally.typed, tally.gold, tally.predicted),
        f1("typed_modality", tally.typed_modality, tally.gold, tally.predicted),
        f1("full", tally.full, tally.gold, tally.predicted),
        f1("commitment", tally.commitments_matched, tally.commitments_gold, tally.commitments_predicted),
        Figure("modality_acc", _share(tally.modality, matched)),
        Figure("actors_exact", _share(tally.actors_exact, matched)),
        Figure("actors_jaccard", _share(tally.actors_jaccard, matched)),
        Figure("recipients_exact", _share(tally.recipients_exact, matched)),
        Figure("flags_exact", _share(tally.flags_exact, matched)),
        Figure("deadline_found", _share(tally.deadlines_both, tally.deadlines_either)),
        Figure("deadline_kind_equal", _share(tally.deadline_kind, tally.deadlines_either)),
        Figure("deadline_end_equal", _share(tally.deadline_end, tally.deadlines_either)),
        Figure("money_equal", _share(tally.sums_equal, tally.sums_gold)),
        Figure("invented_in_empty", _share(tally.invented_in_empty, tally.empty_documents)),
        Figure("reslice", tally.resliced / tally.predicted if tally.predicted else 1.0),
    )


def f1(name: str, hits: float, gold: float, predicted: float) -> Figure:
    """The harmonic mean of precision and recall; 0 where there is nothing to count."""
    precision, recall = _share(hits, predicted), _share(hits, gold)
    both = precision + recall
    return Figure(name, 2 * precision * recall / both if both else 0.0, precision, recall)


def by_type(scored: Iterable[Scored]) -> tuple[TypeRow, ...]:
    """One row per act type that occurs in gold or prediction, the most frequent gold type first."""
    gold: Counter[ActType] = Counter()
    predicted: Counter[ActType] = Counter()
    hit: Counter[ActType] = Counter()
    for item in scored:
        gold.update(act.type for act in item.coded.acts)
        predicted.update(act.type for act in item.predicted)
        hit.update(pair.gold.type for pair in item.pairs if pair.gold.type == pair.predicted.type)
    seen = sorted(gold | predicted, key=lambda kind: (-gold[kind], kind))
    return tuple(
        TypeRow(kind, *counts, f1(kind, hits=counts[2], gold=counts[0], predicted=counts[1]))
        for kind in seen
        if (counts := (gold[kind], predicted[kind], hit[kind]))
    )


def intervals(
    tallies: Sequence[Tally], *, resamples: int, seed: int, level: float = 0.95
) -> dict[str, tuple[float, float]]:
    """Bootstrap interval of each figure, drawing whole documents with replacement.

    `resamples` draws from a generator seeded with `seed`: the same call gives the same intervals.
    """
    if not tallies or resamples < 1:
        return {}
    counts = np.array([astuple(tally) for tally in tallies], dtype=float)
    generator = np.random.default_rng(seed)
    draws: dict[str, list[float]] = {}
    for _ in range(resamples):
        picked = generator.integers(len(counts), size=len(counts))
        for figure in figures(Tally(*counts[picked].sum(axis=0).tolist())):
            draws.setdefault(figure.name, []).append(figure.value)
    tail = (1 - level) / 2
    return {
        name: (float(np.quantile(values, tail)), float(np.quantile(values, 1 - tail)))
        for name, values in draws.items()
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
