"""`Weights`: what training leaves behind: linear weights over named features, and forests over the same."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from servanda.reading.forest import Forest

Matrix = np.ndarray[Any, np.dtype[np.float32]]


class _PackedForest(msgspec.Struct):
    arrays: dict[str, bytes]
    outputs: int
    depth: int


class _Packed(msgspec.Struct):
    features: list[str]
    heads: dict[str, list[str]]
    scale: dict[str, float]
    values: dict[str, bytes]
    forests: dict[str, _PackedForest]
    provenance: dict[str, str]


@dataclass(frozen=True)
class Weights:
    """One matrix (feature x label) for each head: `type`, `modality` and one for each flag.

    The forests `act` (is it one?) and `type` (of which type, given that it is one) see what sums cannot.
    """

    features: tuple[str, ...]
    heads: dict[str, tuple[str, ...]]
    matrices: dict[str, Matrix]
    forests: dict[str, Forest]
    provenance: dict[str, str]

    @cached_property
    def index(self) -> dict[str, int]:
        """Row of each feature."""
        return {name: row for row, name in enumerate(self.features)}

    def rows(self, features: Iterable[str]) -> Sequence[int]:
        """Rows of the features that the model knows."""
        index = self.index
        return [index[name] for name in features if name in index]

    def probabilities(self, head: str, rows: Sequence[int]) -> Matrix:
        """Softmax over the labels of `head`, in the order of `heads[head]`."""
        scores = self.matrices[head][list(rows)].sum(axis=0)
        scores = np.exp(scores - scores.max())
        result: Matrix = scores / scores.sum()
        return result

    def save(self, path: Path) -> int:
        """Write to `path`, eight bits a weight; returns the size in bytes."""
        scale = {head: float(np.abs(matrix).max() or 1) / 127 for head, matrix in self.matrices.items()}
        values = {
            head: np.round(matrix / scale[head]).astype(np.int8).tobytes()
            for head, matrix in self.matrices.items()
        }
        forests = {name: _pack(forest) for name, forest in self.forests.items()}
        heads = {head: list(labels) for head, labels in self.heads.items()}
        packed = _Packed(list(self.features), heads, scale, values, forests, self.provenance)
        data = zlib.compress(msgspec.msgpack.encode(packed), 9)
        path.write_bytes(data)
        return len(data)

    @classmethod
    def load(cls, path: Path) -> "Weights":
        """Read what `save` wrote. Raises ValueError where the file is damaged."""
        try:
            packed = msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=_Packed)
        except (zlib.error, msgspec.DecodeError) as error:
            raise ValueError(f"{path.name} is not a weights file: train it anew with `make train`") from error
        matrices = {
            head: np.frombuffer(data, dtype=np.int8).reshape(-1, len(packed.heads[head])).astype(np.float32)
            * np.float32(packed.scale[head])
            for head, data in packed.values.items()
        }
        heads = {head: tuple(labels) for head, labels in packed.heads.items()}
        forests = {name: _unpack(forest) for name, forest in packed.forests.items()}
        return cls(tuple(packed.features), heads, matrices, forests, packed.provenance)


_FLOATS = frozenset({"value"})
_ARRAYS = ("rows", "feature", "absent", "present", "value", "roots")


def _pack(forest: Forest) -> _PackedForest:
    arrays = {
        name: getattr(forest, name).astype(np.float16 if name in _FLOATS else np.int32).tobytes()
        for name in _ARRAYS
    }
    return _PackedForest(arrays, forest.outputs, forest.depth)


def _unpack(packed: _PackedForest) -> Forest:
    ints = {
        name: np.frombuffer(data, dtype=np.int32)
        for name, data in packed.arrays.items()
        if name not in _FLOATS
    }
    value = np.frombuffer(packed.arrays["value"], dtype=np.float16).astype(np.float32)
    return Forest(value=value, outputs=packed.outputs, depth=packed.depth, **ints)
