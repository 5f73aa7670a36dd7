"""Why two designations may be the same instrument, or cannot be: vetoes and features."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from servanda.linking.instruments.designation import Designation, words_of
from servanda.linking.instruments.vocabulary import vocabulary
from servanda.linking.matter import Feature

#: From so many parties on a text counts as multilateral: documents name some of them only.
MANY = 4
#: Rare words that make a name tell all it can.
_FULL = 2.0


@dataclass(frozen=True, slots=True)
class View:
    """What is computed once of a designation."""

    words: frozenset[str]
    names: tuple[frozenset[str], ...]
    initials: frozenset[str]
    subjects: frozenset[str]
    used: frozenset[str]


@lru_cache(maxsize=50_000)
def view(one: Designation) -> View:
    """The view of a designation."""
    words = words_of(one)
    names = tuple(frozenset(name.split()) for name in one.names)
    subjects: set[str] = set()
    left = set(words)
    for subject, lines in vocabulary().subjects:
        hit = [line for line in lines if line <= left]
        if hit:
            subjects.add(subject)
            left = left.difference(*hit)
    return View(words, names, frozenset(one.acronyms), frozenset(subjects), frozenset(words - left))


def cannot(a: Designation, b: Designation) -> str | None:
    """Why two designations cannot be one instrument, None where nothing forbids it."""
    if _parties_clash(frozenset(a.parties), frozenset(b.parties)):
        return "other parties"
    if _numbers_clash(a.numbers, b.numbers):
        return "other year or number"
    if not kinds_meet(a.kind, b.kind):
        return "another kind of thing"
    if _relations_clash(a, b):
        return "one amends or extends what the other is"
    if a.salt is not None and a.salt == b.salt:
        return None
    return None


def _parties_clash(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the parties tell two apart: neither holds the other, unless both are many and share most."""
    if not a or not b or a <= b or b <= a:
        # A pair within three is another text; a pair within many is a text told by two of its parties.
        small, large = sorted((a, b), key=len)
        return len(small) > 1 and len(small) < len(large) < MANY
    if min(len(a), len(b)) >= MANY - 1:
        return 2 * len(a & b) < min(len(a), len(b))
    return True


def _numbers_clash(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return bool(a) and bool(b) and not set(a) & set(b)


def kinds_meet(a: str | None, b: str | None) -> bool:
    """Whether one instrument may be told as both kinds."""
    return a is None or b is None or a == b or frozenset((a, b)) in vocabulary().near


def _relations_clash(a: Designation, b: Designation) -> bool:
    """An extension of a text is not the text, nor an amendment of another text."""
    if a.relation is None and b.relation is None:
        return False
    if a.relation is not None and b.relation is not None:
        return bool(a.target) and bool(b.target) and not _overlap(frozenset(a.target), frozenset(b.target)) >= 0.5
    child, other = (a, b) if a.relation is not None else (b, a)
    own = view(other).words
    return bool(child.target) and _overlap(own, frozenset(child.target)) >= 0.7 and not (
        set(child.names) & set(other.names)
    )


def features(a: Designation, b: Designation) -> tuple[Feature, ...]:
    """All reasons for and against, those without a value left out."""
    values = {
        "name_same": _name_same(a, b),
        "name_within": _name_within(a, b),
        "acronym": _acronym(a, b),
        "words": _words(a, b),
        "words_apart": -_apart(a, b),
        "subject": _subject(a, b),
        "parties": _parties(frozenset(a.parties), frozenset(b.parties)),
        "kind": _kind(a, b),
        "year": _year(a, b),
        "relation": _relation(a, b),
        "binding": -1.0 if {a.binding.value, b.binding.value} == {"binding", "non_binding"} else 0.0,
        "time": _time(a.told, b.told),
    }
    weights = vocabulary().weights
    return tuple(
        Feature(name, round(value, 4), weights[name]) for name, value in values.items() if abs(value) > 1e-9
    )


def weight(words: Iterable[str]) -> float:
    """What words tell together."""
    voc = vocabulary()
    return sum(voc.weight(word) for word in words)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The shared words' weight in that of the poorer side."""
    least = min(weight(a), weight(b))
    return weight(a & b) / least if least else 0.0


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


def _acronym(a: Designation, b: Designation) -> float:
    """1 for a shared short form, or the initials of the other's name."""
    if set(a.acronyms) & set(b.acronyms):
        return 1.0
    return 0.0


def _words(a: Designation, b: Designation) -> float:
    """Shared words, by what they tell and by how much of either side they are."""
    one, other = view(a).words, view(b).words
    shared = weight(one & other)
    most = weight(one | other)
    if not most:
        return 0.0
    least = min(weight(one), weight(other))
    return min(1.0, shared / _FULL) ** 0.5 * (shared / most * shared / least) ** 0.5 if least else 0.0


def _apart(a: Designation, b: Designation) -> float:
    """Two names of which each has telling words that the other lacks."""
    if not a.names or not b.names or set(a.names) & set(b.names) or set(a.acronyms) & set(b.acronyms):
        return 0.0
    one, other = view(a), view(b)
    shared = one.subjects & other.subjects
    spare = one.used | other.used if shared else frozenset()
    left = min(weight(one.words - other.words - spare), weight(other.words - one.words - spare))
    return min(1.0, left)


def _subject(a: Designation, b: Designation) -> float:
    one, other = view(a).subjects, view(b).subjects
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared else -1.0


def _parties(a: frozenset[str], b: frozenset[str]) -> float:
    """1 for the same two or more, less where one side names some of them only."""
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0 if len(a) > 1 else 0.3
    return 0.5 if min(len(a), len(b)) > 1 else 0.2


def _kind(a: Designation, b: Designation) -> float:
    if a.kind is None or b.kind is None:
        return 0.0
    if a.kind == b.kind:
        return 1.0
    return -0.5 if a.names and b.names else 0.2


def _year(a: Designation, b: Designation) -> float:
    return 1.0 if set(a.numbers) & set(b.numbers) else 0.0


def _relation(a: Designation, b: Designation) -> float:
    if a.relation is None and b.relation is None:
        return 0.0
    return 1.0 if a.relation is not None and b.relation is not None else -1.0


def _time(a: str | None, b: str | None) -> float:
    """From 1 for descriptions of one season to -1 for those years apart."""
    if not a or not b:
        return 0.0
    months = abs((int(a[:4]) - int(b[:4])) * 12 + int(a[5:7]) - int(b[5:7]))
    return max(-1.0, 1.0 - months / 12)
