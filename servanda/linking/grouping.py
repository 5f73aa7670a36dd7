"""`grouped`: nodes put together best link first, never against a veto; what fits two groups joins none.

The one invariant: the result depends on the sets of nodes, links and rulings, not on their order.
"""

from collections.abc import Callable, Iterable, Sequence

from servanda.linking.matter import Grouping, Link, Question, Rulings

Clash = Callable[[str, str], bool]


class Clusters:
    """Disjoint sets of nodes, and which of them must stay apart."""

    def __init__(self, nodes: Sequence[str], clash: Clash, rulings: Rulings) -> None:
        self._head = {node: node for node in nodes}
        self._members = {node: [node] for node in nodes}
        self._clash = clash
        self._different = rulings.different
        self._same = rulings.same
        self._kin = _kin(rulings.same)
        self._memo: dict[tuple[str, str], bool] = {}

    def head(self, node: str) -> str:
        """The name of the cluster that holds `node`."""
        while self._head[node] != node:
            self._head[node] = self._head[self._head[node]]
            node = self._head[node]
        return node

    def merge(self, a: str, b: str) -> None:
        """Put the clusters of two nodes together."""
        low, high = sorted((self.head(a), self.head(b)))
        if low != high:
            self._head[high] = low
            self._members[low] += self._members.pop(high)

    def apart(self, a: str, b: str) -> bool:
        """Whether a person or a veto keeps the clusters of two nodes apart."""
        one, other = self.head(a), self.head(b)
        if one == other:
            return False
        mine, theirs = self._members[one], self._members[other]
        ruled = {self._kin[node] for node in (*mine, *theirs) if node in self._kin} if self._kin else set()
        return any(self._apart(x, y, ruled) for x in mine for y in theirs)

    def _apart(self, a: str, b: str, ruled: set[tuple[str, ...]]) -> bool:
        """Whether two nodes must stay apart: persons who put two things together know better than a veto
        between what fits the one and what fits the other."""
        if (min(a, b), max(a, b)) in self._different:
            return True
        return self._pair(a, b) and not any(self._fits(a, kin) and self._fits(b, kin) for kin in ruled)

    def _fits(self, node: str, kin: tuple[str, ...]) -> bool:
        return any(node == one or not self._pair(node, one) for one in kin)

    def ruled_apart(self, a: str, b: str) -> bool:
        """Whether a person keeps the clusters of two nodes apart."""
        one, other = self.head(a), self.head(b)
        return any(
            (min(x, y), max(x, y)) in self._different
            for x in self._members[one]
            for y in self._members[other]
        )

    def _pair(self, a: str, b: str) -> bool:
        key = (min(a, b), max(a, b))
        if key not in self._memo:
            self._memo[key] = key in self._different or (key not in self._same and self._clash(*key))
        return self._memo[key]

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """All clusters, sorted."""
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))


def grouped(
    nodes: Sequence[str],
    links: Sequence[Link],
    rulings: Rulings,
    clash: Clash,
    *,
    join: float,
    margin: float,
) -> Grouping:
    """`nodes` in groups. `clash` tells pairs that cannot be one; links below `join` put nothing together."""
    known = set(nodes)
    clusters = Clusters(sorted(known), clash, rulings)
    for a, b in sorted(rulings.same):
        if a in known and b in known and not clusters.ruled_apart(a, b):
            clusters.merge(a, b)
    # What a person keeps from a node is no rival for it either.
    strong = sorted(
        (
            one
            for one in set(links)
            if one.score >= join and {one.a, one.b} <= known and (one.a, one.b) not in rulings.different
        ),
        key=lambda one: (-one.score, one.a, one.b),
    )
    questions = _torn(strong, clusters, margin)
    torn = {one.subject for one in questions}
    for link in strong:
        if torn.isdisjoint((link.a, link.b)) and not clusters.apart(link.a, link.b):
            clusters.merge(link.a, link.b)
    return Grouping(clusters.groups(), tuple(questions))


def _kin(same: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Each node that persons put together with others, and all of these, itself included."""
    kin: dict[str, tuple[str, ...]] = {}
    for a, b in sorted(same):
        whole = tuple(sorted({*kin.get(a, (a,)), *kin.get(b, (b,))}))
        kin.update(dict.fromkeys(whole, whole))
    return kin


def _torn(strong: Sequence[Link], clusters: Clusters, margin: float) -> list[Question]:
    """Nodes whose best partners cannot be one instrument: each with those it may belong to."""
    near: dict[str, list[tuple[float, str]]] = {}
    for link in strong:
        near.setdefault(link.a, []).append((link.score, link.b))
        near.setdefault(link.b, []).append((link.score, link.a))
    found = []
    for node in sorted(near):
        best = max(score for score, _ in near[node])
        rivals = sorted(other for score, other in near[node] if score > best - margin)
        if any(clusters.apart(x, y) for i, x in enumerate(rivals) for y in rivals[i + 1 :]):
            found.append(Question(node, tuple(rivals), "it fits several that cannot be one"))
    return found
