"""Examples → `Forest`s: boosted trees by LightGBM, taken apart into arrays that need no library to read."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from lightgbm import LGBMClassifier
from scipy.sparse import csr_matrix

from servanda.reading.forest import Forest
from servanda.reading.typing import NONE

#: Trees ask only about features of at least so many examples.
COMMON = 5
_SAME = {
    "colsample_bytree": 0.3, "subsample": 0.8, "subsample_freq": 1, "min_child_samples": 6, "reg_lambda": 1.0,
    "random_state": 0, "deterministic": True, "force_row_wise": True, "n_jobs": 2, "verbose": -1,
}  # fmt: skip
_ACT = {"n_estimators": 300, "learning_rate": 0.05, "num_leaves": 31, "max_depth": 10}
_TYPE = {"n_estimators": 80, "learning_rate": 0.1, "num_leaves": 12, "max_depth": 8}


def grow_all(
    rows: Sequence[Sequence[int]], labels: Sequence[str], weights: Sequence[float], width: int
) -> dict[str, Forest]:
    """The forest that tells acts from the rest, and the one that tells the types apart."""
    matrix = sparse(rows, width)
    common = np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() >= COMMON)
    matrix = matrix[:, common]
    is_act = np.array([label != NONE for label in labels])
    types = sorted({label for label in labels if label != NONE})
    codes = np.array([types.index(label) for label in labels if label != NONE])
    weight = np.asarray(weights)
    act = LGBMClassifier(**_SAME, **_ACT).fit(matrix, is_act, sample_weight=weight)
    kind = LGBMClassifier(**_SAME, **_TYPE).fit(matrix[is_act], codes, sample_weight=weight[is_act])
    return {"act": _forest(act, common, 1), "type": _forest(kind, common, len(types))}


def sparse(rows: Sequence[Sequence[int]], width: int) -> csr_matrix:
    """A matrix of ones at the given columns of each row."""
    columns = np.concatenate([np.asarray(row, dtype=np.int32) for row in rows])
    ends = np.cumsum([0, *(len(row) for row in rows)])
    return csr_matrix((np.ones(len(columns), dtype=np.float64), columns, ends), shape=(len(rows), width))


def _forest(model: LGBMClassifier, common: np.ndarray, outputs: int) -> Forest:
    """The trained trees as arrays; features are renumbered to those that are asked for."""
    nodes: list[tuple[int, int, int, float]] = []
    roots: list[int] = []
    depth = 0
    for tree in model.booster_.dump_model()["tree_info"]:
        roots.append(len(nodes))
        depth = max(depth, _lay(tree["tree_structure"], nodes))
    used = sorted({feature for feature, *_ in nodes if feature >= 0})
    place = {feature: at for at, feature in enumerate(used)}
    return Forest(
        rows=common[used].astype(np.int32),
        feature=np.array([place.get(node[0], 0) for node in nodes], dtype=np.int32),
        absent=np.array([node[1] for node in nodes], dtype=np.int32),
        present=np.array([node[2] for node in nodes], dtype=np.int32),
        value=np.array([node[3] for node in nodes], dtype=np.float32),
        roots=np.array(roots, dtype=np.int32),
        outputs=outputs,
        depth=depth,
    )


def _lay(tree: dict[str, Any], nodes: list[tuple[int, int, int, float]]) -> int:
    """Append a tree's nodes; returns how many steps its longest walk takes."""
    at = len(nodes)
    if "leaf_value" in tree:
        nodes.append((-1, at, at, float(tree["leaf_value"])))
        return 0
    nodes.append((0, 0, 0, 0.0))
    left = len(nodes)
    down = _lay(tree["left_child"], nodes)
    right = len(nodes)
    up = _lay(tree["right_child"], nodes)
    nodes[at] = (int(tree["split_feature"]), left, right, 0.0)
    return 1 + max(down, up)
