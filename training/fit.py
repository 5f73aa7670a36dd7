"""Examples → `Weights`: multinomial logistic regression, the same bytes on every run."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from servanda.model import Flag
from servanda.reading.typing import NONE, type_features
from servanda.reading.weights import Weights
from training.examples import Example

#: A feature seen in fewer examples says nothing that another document would confirm.
SEEN = 2
#: Inverse strength of the L2 penalty for types, and for modality and flags.
TYPE_C = 0.3
MODALITY_C = 0.5


def fit(examples: Sequence[Example], provenance: dict[str, str]) -> Weights:
    """Train every head on `examples`."""
    counts = Counter(name for example in examples for name in example.candidate.features)
    acts = [example for example in examples if example.act is not None]
    extra = Counter(name for example in acts for name in _typed(example))
    names = sorted({n for n, seen in counts.items() if seen >= SEEN} | {n for n, seen in extra.items() if seen >= SEEN})
    index = {name: row for row, name in enumerate(names)}
    plain = [[index[n] for n in e.candidate.features if n in index] for e in examples]
    typed = [[index[n] for n in (*e.candidate.features, *_typed(e)) if n in index] for e in acts]
    heads: dict[str, tuple[str, ...]] = {}
    matrices: dict[str, np.ndarray] = {}
    labels = [example.act.type if example.act else NONE for example in examples]
    weights = [example.weight for example in examples]
    heads["type"], matrices["type"] = _regress(plain, labels, weights, len(names), TYPE_C)
    weights = [example.weight for example in acts]
    modalities = [example.act.modality for example in acts if example.act]
    heads["modality"], matrices["modality"] = _regress(typed, modalities, weights, len(names), MODALITY_C)
    for flag in Flag:
        flags = [str(flag.value in example.act.flags) for example in acts if example.act]
        heads[flag.value], matrices[flag.value] = _regress(typed, flags, weights, len(names), MODALITY_C)
    return Weights(tuple(names), heads, matrices, provenance)


def _typed(example: Example) -> list[str]:
    return type_features(example.act.type, example.candidate.features) if example.act else []


def _regress(
    rows: Sequence[Sequence[int]], labels: Sequence[str], weights: Sequence[float], width: int, penalty: float
) -> tuple[tuple[str, ...], np.ndarray]:
    """Labels and a (feature x label) matrix whose row sums are log odds."""
    indices = np.concatenate([np.asarray(row, dtype=np.int32) for row in rows])
    ends = np.cumsum([0, *(len(row) for row in rows)])
    matrix = csr_matrix((np.ones(len(indices), dtype=np.float64), indices, ends), shape=(len(rows), width))
    model = LogisticRegression(C=penalty, max_iter=400, fit_intercept=False)
    model.fit(matrix, labels, sample_weight=weights)
    coefficients = model.coef_
    if len(model.classes_) == 2:
        coefficients = np.vstack([np.zeros(width), coefficients[0]])
    return tuple(map(str, model.classes_)), coefficients.T.astype(np.float32)
