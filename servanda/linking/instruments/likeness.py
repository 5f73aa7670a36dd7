"""Why two designations cannot be the same instrument: vetoes, each with a short reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from servanda.codebook.parties import PartyBook
from servanda.linking.instruments.designation import Designation, words_of
from servanda.linking.instruments.vocabulary import vocabulary
from servanda.linking.instruments.words import word_weight

#: From so many parties on a text counts as multilateral: documents name some of them only.
MANY = 4

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class View:
    """What is computed once of a designation.

    `names` are its names as sets of words, or its words where it has no name. `sides` are its `parties`, with
    the issuer beside one that stands alone; `states` those parties that are states. `used` are the words that
    tell its subjects, `special` those subjects of which one word alone would not tell.
    """

    words: Words
    names: tuple[Words, ...]
    parties: Words
    states: Words
    sides: Words
    subjects: frozenset[str]
    special: frozenset[str]
    used: Words


def view(one: Designation) -> View:
    """The view of a designation, kept with it."""
    kept: View | None = one.__dict__.get("_view")
    if kept is None:
        kept = one.__dict__["_view"] = _view(one)
    return kept


def _view(one: Designation) -> View:
    words = words_of(one)
    subjects: set[str] = set()
    special: set[str] = set()
    left = set(words)
    for subject, lines in vocabulary().subjects:
        hit = [line for line in lines if line <= left]
        if hit:
            subjects.add(subject)
            if any(len(line) > 1 for line in hit):
                special.add(subject)
            left = left.difference(*hit)
    names = tuple(frozenset(name.split()) for name in one.names) or ((words,) if words else ())
    parties = frozenset(one.parties)
    return View(
        words,
        names,
        parties,
        states_of(parties),
        _sides(one),
        frozenset(subjects),
        frozenset(special),
        frozenset(words - left),
    )


def _sides(one: Designation) -> Words:
    """The parties; "the deal with X" is one with whoever tells of it."""
    alone = len(one.parties) == 1 and one.publisher is not None
    return frozenset((*one.parties, one.publisher)) if alone and one.publisher else frozenset(one.parties)


def weight(words: Iterable[str]) -> float:
    """What words tell together."""
    return sum(word_weight(word) for word in words)


def overlap(a: Words, b: Words) -> float:
    """The shared words' weight in that of the poorer side."""
    least = min(weight(a), weight(b))
    return weight(a & b) / least if least else 0.0


def cannot(a: Designation, b: Designation) -> str | None:
    """Why two designations cannot be one instrument, None where nothing forbids it."""
    if _parties_clash(view(a), view(b)):
        return "other parties"
    if a.numbers and b.numbers and not set(a.numbers) & set(b.numbers):
        return "other year or number"
    if not kinds_meet(a.kind, b.kind):
        return "another kind of thing"
    if a.plural != b.plural:
        return "several of a kind, and one"
    if _relations_clash(a, b):
        return "one amends or extends what the other is"
    if _names_clash(a, b):
        return "other names"
    if _told_apart(a, b):
        return "told apart by one document"
    return None


def covers(several: Designation, one: Designation) -> bool:
    """Whether `one` is among those that `several` stands for: a text of the same parties that hangs on what
    the words name ("Treaty-related agreements")."""
    if not several.related or one.plural or not kinds_meet(one.kind, "text") or one.kind == "change":
        return False
    if len(view(several).sides) < 2 or view(several).sides != view(one).sides:
        return False
    words = frozenset(several.target or view(several).words)
    return weight(words) >= 1.0 and words <= view(one).words.union(one.target)


def _told_apart(a: Designation, b: Designation) -> bool:
    """Whether one document tells of both, without a word on either or by words with nothing in common."""
    if a.document is None or a.document != b.document:
        return False
    one, other = view(a), view(b)
    if not one.words or not other.words:
        return not one.words and not other.words
    return not one.words & other.words and not one.subjects & other.subjects


def _parties_clash(one: View, other: View) -> bool:
    """Whether the parties tell two apart: neither holds the other, unless both are many and share most."""
    a, b = one.parties, other.parties
    if not a or not b:
        return False
    if one.states == other.states != frozenset():
        return False
    if a <= other.sides or b <= one.sides:
        # A pair within three is another text; a pair within many is a text told by two of its parties.
        small, large = sorted((one.sides, other.sides), key=len)
        return small < large and 1 < len(small) < len(large) < MANY
    if min(len(a), len(b)) >= MANY - 1:
        return 2 * len(a & b) < min(len(a), len(b))
    return True


@lru_cache(maxsize=4_000)
def states_of(parties: Words) -> Words:
    """The states among parties, if two or more: organisations beside them often only lend the place."""
    book = PartyBook.load()
    states = frozenset(party for party in parties if book.is_state(party))
    return states if len(states) > 1 else frozenset()


def kinds_meet(a: str | None, b: str | None) -> bool:
    """Whether one instrument may be told as both kinds."""
    return a is None or b is None or a == b or frozenset((a, b)) in vocabulary().near


def _relations_clash(a: Designation, b: Designation) -> bool:
    """An extension of a text is not the text, nor an amendment of another text."""
    if a.relation is None and b.relation is None:
        return False
    if a.relation is not None and b.relation is not None:
        targets = frozenset(a.target), frozenset(b.target)
        return all(targets) and overlap(*targets) < 0.5
    child, other = (a, b) if a.relation is not None else (b, a)
    if set(child.names) & set(other.names):
        return False
    target = frozenset(child.target or (w for w in words_of(child) if vocabulary().kinds.get(w) != "change"))
    return bool(target) and overlap(view(other).words, target) >= 0.7


def _names_clash(a: Designation, b: Designation) -> bool:
    """Two names that cannot mean one thing: each says what the other does not, or they give another rank."""
    if not a.names or not b.names or set(a.names) & set(b.names) or set(a.acronyms) & set(b.acronyms):
        return False
    shared = view(a).words & view(b).words
    if a.kind == b.kind == "partnership" and (view(a).words ^ view(b).words) & vocabulary().ranks:
        return True
    if a.kind != b.kind and shared <= vocabulary().common and not view(a).special & view(b).special:
        return True
    return _spare(a, b) > 0.0


def _spare(a: Designation, b: Designation) -> float:
    """What words each of two names has that the other lacks; of one subject, only rare words count."""
    one, other = view(a), view(b)
    told = one.used | other.used | vocabulary().common if one.special & other.special else frozenset()
    pairs = [min(weight(x - y - told), weight(y - x - told)) for x in one.names for y in other.names]
    return min(pairs, default=0.0)
