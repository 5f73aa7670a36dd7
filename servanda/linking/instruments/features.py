"""How alike two designations are: named features, each measured on the pair, weighted by the vocabulary."""

import math

from servanda.linking.instruments.designation import Designation
from servanda.linking.instruments.likeness import overlap, states_of, view, weight
from servanda.linking.instruments.vocabulary import vocabulary
from servanda.linking.matter import Feature

#: What ties a telling of several instruments to each of them, without making them one.
COVERS = "covers"
#: The weight of words that tell all that words can.
_FULL = 2.0


def features(a: Designation, b: Designation) -> tuple[Feature, ...]:
    """All reasons for and against, those without a value left out."""
    values = {
        "name_same": _name_same(a, b),
        "name_within": _name_within(a, b),
        "acronym": 1.0 if set(a.acronyms) & set(b.acronyms) else 0.0,
        "words": _words(a, b),
        "words_apart": _apart(a, b),
        "subject": _subject(a, b),
        "parties": _parties(a, b),
        "unplaced": -1.0 if _unplaced(a, b) else 0.0,
        "kind": _kind(a, b),
        "year": 1.0 if set(a.numbers) & set(b.numbers) else 0.0,
        "relation": _relation(a, b),
        "binding": -1.0 if {a.binding.value, b.binding.value} == {"binding", "non_binding"} else 0.0,
        "time": _time(a.told, b.told),
    }
    weights = vocabulary().weights
    return tuple(
        Feature(name, round(value, 4), weights[name]) for name, value in values.items() if abs(value) > 1e-9
    )


def _name_same(a: Designation, b: Designation) -> float:
    """1 for a shared name that tells all it can."""
    shared = set(view(a).names) & set(view(b).names)
    return min(1.0, max((weight(name) for name in shared), default=0.0) / _FULL)


def _name_within(a: Designation, b: Designation) -> float:
    """A name of one whose words all stand in a longer name of the other, for the same kind of thing."""
    if a.kind != b.kind:
        return 0.0
    best = 0.0
    for one in view(a).names:
        for other in view(b).names:
            small, large = sorted((one, other), key=len)
            if small < large:
                best = max(best, min(1.0, weight(small) / _FULL) * (weight(small) / weight(large)) ** 0.5)
    return best


def _words(a: Designation, b: Designation) -> float:
    """Shared words, by what they tell and by how much of either side they are."""
    one, other = view(a).words, view(b).words
    shared = weight(one & other)
    if not shared:
        return 0.0
    return math.sqrt(min(1.0, shared / _FULL) * shared / weight(one | other) * overlap(one, other))


def _apart(a: Designation, b: Designation) -> float:
    """-1 for two that share no word although both have telling ones, or a subject that only one has."""
    one, other = view(a), view(b)
    if one.special & other.special:
        return 0.0
    left = min(weight(one.words - other.words), weight(other.words - one.words))
    return -min(1.0, left)


def _subject(a: Designation, b: Designation) -> float:
    one, other = view(a).subjects, view(b).subjects
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared else -1.0


def _parties(a: Designation, b: Designation) -> float:
    """1 for the same two or more, less where one side names some only."""
    if not a.parties or not b.parties:
        return 0.0
    one, other = view(a).sides, view(b).sides
    if one == other:
        return 1.0 if len(a.parties) == len(b.parties) > 1 else 0.9 if len(one) > 1 else 0.0
    if states_of(one) == states_of(other) != frozenset():
        return 0.8
    if min(len(one), len(other)) > 1 and (one <= other or other <= one):
        return 0.5
    return 0.0 if min(len(one), len(other)) < 2 else -0.3


def _unplaced(a: Designation, b: Designation) -> bool:
    """Whether a side that names no party is called by words that others share."""
    return any(not one.parties and not _telling(one) for one in (a, b))


def _telling(one: Designation) -> bool:
    """Whether its words are enough to know it by."""
    return bool(one.acronyms) or weight(view(one).words.union(one.target)) >= vocabulary().telling


def _kind(a: Designation, b: Designation) -> float:
    if a.kind is None or b.kind is None:
        return 0.0
    if a.kind == b.kind:
        return 1.0
    return -0.5 if a.names and b.names else 0.2


def _relation(a: Designation, b: Designation) -> float:
    """How much the older instruments have in common to which both are tied; against a tie of one alone."""
    if a.relation is None and b.relation is None:
        return 0.0
    if a.relation is None or b.relation is None:
        return 0.0 if set(a.names) & set(b.names) else -0.2
    return min(1.0, 0.3 + weight(set(a.target) & set(b.target)) / _FULL)


def _time(a: str | None, b: str | None) -> float:
    """From 1 for descriptions of one season to -1 for those years apart."""
    if not a or not b:
        return 0.0
    months = abs((int(a[:4]) - int(b[:4])) * 12 + int(a[5:7]) - int(b[5:7]))
    return max(-1.0, 1.0 - months / 12)
