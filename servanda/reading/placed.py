"""`Placed`: things with spans, in order of place, found by place in logarithmic time."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from servanda.model import Span


class HasSpan(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


T = TypeVar("T", bound=HasSpan)


class Placed(Generic[T]):
    """Things that do not overlap one another. `shift` is taken off their offsets."""

    def __init__(self, things: Iterable[T], shift: int = 0) -> None:
        self._shift = shift
        self.all: Sequence[T] = sorted(things, key=lambda thing: thing.span)
        self._ends = [thing.span.end - shift for thing in self.all]

    def within(self, start: int, end: int) -> Iterator[T]:
        """Those that share a character with `[start, end)`, in order."""
        for thing in self.all[bisect_left(self._ends, start + 1) :]:
            if thing.span.start - self._shift >= end:
                return
            yield thing

    def before(self, start: int) -> Iterator[T]:
        """Those that end at or before `start`, the nearest first."""
        for at in range(bisect_left(self._ends, start + 1) - 1, -1, -1):
            yield self.all[at]
