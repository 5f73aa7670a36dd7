"""`Forest`: boosted decision trees over yes-or-no features, evaluated with array lookups alone."""

from dataclasses import dataclass
from typing import Any

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int32]]
Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees laid end to end. A leaf points to itself, so that all trees can be walked in step.

    `feature` indexes `rows`, the features that the forest asks for, by their row in the model's vocabulary.
    `group` tells which output each tree adds to; `depth` is the length of the longest walk.
    """

    rows: Ints
    feature: Ints
    absent: Ints
    present: Ints
    value: Floats
    roots: Ints
    group: Ints
    outputs: int
    depth: int

    def scores(self, present: list[set[int]]) -> Floats:
        """Raw scores, one row for each candidate; `present` holds the rows of its features."""
        wanted = self.rows.tolist()
        asked = np.array([[row in rows for row in wanted] for rows in present], dtype=bool)
        at = np.broadcast_to(self.roots, (len(present), len(self.roots)))
        line = np.arange(len(present))[:, None]
        for _ in range(self.depth):
            at = np.where(asked[line, self.feature[at]], self.present[at], self.absent[at])
        values = self.value[at]
        result = np.zeros((len(present), self.outputs), dtype=np.float32)
        for output in range(self.outputs):
            result[:, output] = values[:, self.group == output].sum(axis=1)
        return result


def softmax(scores: Floats) -> Floats:
    """Rows of probabilities; a single column is the log odds of "yes"."""
    if scores.shape[1] == 1:
        yes = 1 / (1 + np.exp(-scores[:, 0]))
        return np.stack([1 - yes, yes], axis=1)
    spread = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = spread / spread.sum(axis=1, keepdims=True)
    return result
