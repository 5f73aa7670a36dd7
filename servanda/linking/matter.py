"""`Matter`: one kind of thing that documents tell again and again, and how its tellings are linked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for or against a link: `value` in [-1, 1] measured on the pair, `weight` from YAML."""

    name: str
    value: float
    weight: float

    @property
    def contribution(self) -> float:
        """What the feature adds to the score."""
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes found alike, `a` before `b`; `score` is the sum of its features' contributions."""

    a: str
    b: str
    score: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What cannot be decided without a person: `subject` may belong to any of `others`."""

    subject: str
    others: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """Persons' word on pairs of nodes (sorted pairs): `same` must be together, `different` must not."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Grouping:
    """Every node in exactly one group; groups and their members sorted.

    `shared` are pairs of a node that tells of several things at once and a node of another group that it
    tells of too: it is evidence for both.
    """

    groups: tuple[tuple[str, ...], ...]
    questions: tuple[Question, ...] = ()
    shared: tuple[tuple[str, str], ...] = ()


class Node(Protocol):
    """Whatever is linked; its id depends on content alone."""

    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=Node, contravariant=True)


class Matter(Protocol[N]):
    """How one kind of node is linked. All functions are pure and know no order of arrival."""

    @property
    def name(self) -> str:
        """ "instrument", "commitment", "meeting" or "money"."""
        ...

    def keys(self, node: N) -> tuple[str, ...]:
        """Blocking keys: only nodes that share one are compared. Specific, so that blocks stay small."""
        ...

    def is_evidence(self, node: N, /) -> bool:
        """Whether a node only tells what came of others: two such are never compared."""
        ...

    def compare(self, a: N, b: N) -> Link | None:
        """How alike two nodes are; None where they cannot be the same, or too little speaks for it."""
        ...

    def group(self, nodes: Sequence[N], links: Sequence[Link], rulings: Rulings) -> Grouping:
        """The nodes of one connected part, grouped. The same for any order of its inputs."""
        ...
