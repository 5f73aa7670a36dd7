"""`Forest`: boosted decision trees over yes-or-no features, evaluated with array lookups alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int32]]
Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Forest:
    """Trees laid end to end. A leaf points to itself, so that all trees can be walked in step.

    `feature` indexes `rows`, the features that the forest asks for, by their row in the model's vocabulary.
    Tree number `n` adds to output `n % outputs`; `depth` is the length of the longest walk.
    """

    rows: Ints
    feature: Ints
    absent: Ints
    present: Ints
    value: Floats
    roots: Ints
    outputs: int
    depth: int

    @cached_property
    def columns(self) -> dict[int, int]:
        """Where a feature's row of the vocabulary stands among those the forest asks for."""
        return {row: column for column, row in enumerate(self.rows.tolist())}

    def scores(self, present: Sequence[Sequence[int]]) -> Floats:
        """Raw scores, one row for each candidate; `present` holds the rows of its features."""
        columns = self.columns
        asked = np.zeros((len(present), len(self.rows)), dtype=bool)
        for place, rows in enumerate(present):
            asked[place, [columns[row] for row in rows if row in columns]] = True
        at = np.broadcast_to(self.roots, (len(present), len(self.roots)))
        line = np.arange(len(present))[:, None]
        for _ in range(self.depth):
            at = np.where(asked[line, self.feature[at]], self.present[at], self.absent[at])
        values = self.value[at]
        rounds = values.reshape(len(present), -1, self.outputs)
        result: Floats = rounds.sum(axis=1)
        return result


def softmax(scores: Floats) -> Floats:
    """Rows of probabilities; a single column is the log odds of "yes"."""
    if scores.shape[1] == 1:
        yes = 1 / (1 + np.exp(-scores[:, 0]))
        return np.stack([1 - yes, yes], axis=1)
    spread = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = spread / spread.sum(axis=1, keepdims=True)
    return result
