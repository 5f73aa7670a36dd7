"""Examples → `Weights`: multinomial logistic regression, the same bytes on every run."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from servanda.model import Flag
from servanda.reading.typing import NONE, type_features
from servanda.reading.weights import Weights
from training.examples import Example
from training.growing import grow_all, sparse

#: A feature seen in fewer examples says nothing that another document would confirm.
SEEN = 2
#: Inverse strength of the L2 penalty for types, and for modality and flags.
TYPE_C = 0.3
MODALITY_C = 0.2


def fit(examples: Sequence[Example], provenance: dict[str, str], *, forests: bool = True) -> Weights:
    """Train every head on `examples`."""
    acts = [example for example in examples if example.act is not None]
    names = _vocabulary(examples, acts)
    index = {name: row for row, name in enumerate(names)}
    plain = [[index[n] for n in e.candidate.features if n in index] for e in examples]
    typed = [[index[n] for n in (*e.candidate.features, *_typed(e)) if n in index] for e in acts]
    labels = [example.act.type if example.act else NONE for example in examples]
    weights = [example.weight for example in examples]
    heads: dict[str, tuple[str, ...]] = {}
    matrices: dict[str, np.ndarray] = {}
    heads["type"], matrices["type"] = _regress(plain, labels, weights, len(names), TYPE_C)
    grown = grow_all(plain, labels, weights, len(names)) if forests else {}
    weights = [example.weight for example in acts]
    modalities = [example.act.modality for example in acts if example.act]
    heads["modality"], matrices["modality"] = _regress(typed, modalities, weights, len(names), MODALITY_C)
    for flag in Flag:
        flags = [str(flag.value in example.act.flags) for example in acts if example.act]
        heads[flag.value], matrices[flag.value] = _regress(typed, flags, weights, len(names), MODALITY_C)
    return Weights(tuple(names), heads, matrices, grown, provenance)


def _vocabulary(examples: Sequence[Example], acts: Sequence[Example]) -> list[str]:
    counts = Counter(name for example in examples for name in example.candidate.features)
    counts += Counter(name for example in acts for name in _typed(example))
    return sorted(name for name, seen in counts.items() if seen >= SEEN)


def _typed(example: Example) -> list[str]:
    return type_features(example.act.type, example.candidate.features) if example.act else []


def _regress(
    rows: Sequence[Sequence[int]], labels: Sequence[str], weights: Sequence[float], width: int, penalty: float
) -> tuple[tuple[str, ...], np.ndarray]:
    """Labels and a (feature x label) matrix whose row sums are log odds."""
    matrix = sparse(rows, width)
    model = LogisticRegression(C=penalty, max_iter=400, fit_intercept=False)
    model.fit(matrix, labels, sample_weight=weights)
    coefficients = model.coef_
    if len(model.classes_) == 2:
        coefficients = np.vstack([np.zeros(width), coefficients[0]])
    return tuple(map(str, model.classes_)), coefficients.T.astype(np.float32)
