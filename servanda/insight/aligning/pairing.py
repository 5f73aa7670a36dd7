"""`aligned`: clauses of two documents in pairs, where each is the clear winner for the other.

The one invariant: a clause that fits two others nearly as well is paired with neither, and is unclear.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from servanda.insight.aligning.clauses import Clause
from servanda.insight.aligning.features import Likeness, alike
from servanda.insight.aligning.rules import aligning_rules

Fit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clauses that tell the same act."""

    a: Clause
    b: Clause
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Alone:
    """A clause without a partner.

    `near` is the clause of the other document that comes nearest. `unclear` tells that it would fit several,
    or that what it fits would fit another as well.
    """

    clause: Clause
    near: Clause | None = None
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """All clauses of both documents, each once: in a pair, or alone."""

    pairs: tuple[Pair, ...]
    only_a: tuple[Alone, ...]
    only_b: tuple[Alone, ...]


def aligned(a: Sequence[Clause], b: Sequence[Clause]) -> Alignment:
    """The clauses of two documents aligned; pairs in the order of the first document."""
    found = {
        (i, j): likeness
        for i, one in enumerate(a)
        for j, other in enumerate(b)
        if (likeness := alike(one, other)) is not None
    }
    fits = {pair: one for pair, one in found.items() if one.fits}
    won = _winners(fits, a, b)
    pairs = tuple(Pair(a[i], b[j], fits[i, j]) for i, j in sorted(won))
    ours, theirs = {i for i, _ in won}, {j for _, j in won}
    unclear = {pair for pair in fits if pair[0] not in ours and pair[1] not in theirs}
    return Alignment(
        pairs,
        tuple(_alone(one, i, 0, b, found, unclear) for i, one in enumerate(a) if i not in ours),
        tuple(_alone(one, j, 1, a, found, unclear) for j, one in enumerate(b) if j not in theirs),
    )


def _winners(fits: dict[Fit, Likeness], a: Sequence[Clause], b: Sequence[Clause]) -> set[Fit]:
    """The pairs that nothing rivals, then those that nothing rivals any more, and so on."""
    won: set[Fit] = set()
    left = sorted(fits, key=lambda pair: (-fits[pair].score, pair))
    while True:
        clear = next((pair for pair in left if not _rivalled(pair, left, fits, a, b)), None)
        if clear is None:
            return won
        won.add(clear)
        left = [pair for pair in left if pair[0] != clear[0] and pair[1] != clear[1]]


def _rivalled(
    pair: Fit, left: Sequence[Fit], fits: dict[Fit, Likeness], a: Sequence[Clause], b: Sequence[Clause]
) -> bool:
    """Whether one of the two fits another nearly as well; what is said twice in the same words is none."""
    i, j = pair
    for other in left:
        if other == pair or (other[0] != i and other[1] != j):
            continue
        twin = a[other[0]].same == a[i].same and b[other[1]].same == b[j].same
        if fits[other].score > fits[pair].score - aligning_rules().margin and not twin:
            return True
    return False


def _alone(
    one: Clause, at: int, side: int, others: Sequence[Clause], found: dict[Fit, Likeness], unclear: set[Fit]
) -> Alone:
    near = [pair for pair in found if pair[side] == at and _near(found[pair])]
    best = max(near, key=lambda pair: (found[pair].score, -pair[1 - side]), default=None)
    return Alone(
        one,
        others[best[1 - side]] if best is not None else None,
        any(pair[side] == at for pair in unclear),
    )


def _near(likeness: Likeness) -> bool:
    """Whether it is the same kind of act, and about something that few acts are about, or of one size."""
    value = {one.name: one.value for one in likeness.features}
    same = "rare_words" in value or value.get("money") == 1.0 or "figures" in value
    return value.get("type", 0.0) > 0 and same
