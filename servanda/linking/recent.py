"""`Recent`: what was worked out lately, in bounded memory."""

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values under keys that hold all they follow from; at least the last `least` used are kept.

    Two dictionaries in turn: what is not used while one of them fills goes with the other.
    """

    def __init__(self, least: int) -> None:
        self._least = least
        self._new: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """The value under `key`, if it is kept."""
        found = self._new.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.put(key, found)
        return found

    def put(self, key: K, value: V) -> V:
        """Keep `value`; gives it."""
        if len(self._new) >= self._least:
            self._old, self._new = self._new, {}
        self._new[key] = value
        return value
