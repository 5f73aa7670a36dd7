"""The words of a clause that tell what it is about, each in its stem (`linking/data/acts.yaml`)."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import msgspec

from servanda.codebook.parties import PartyBook
from servanda.linking.rulebook import read_rules

_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTERS = 3
#: Endings, the longest first; what is left must keep at least three letters.
_ENDINGS = (
    *(
        "isations",
        "izations",
        "isation",
        "ization",
        "ifications",
        "ification",
        "ations",
        "ation",
        "ating",
        "ators",
    ),
    *(
        "ements",
        "ement",
        "ments",
        "ment",
        "ities",
        "ator",
        "ated",
        "ates",
        "ings",
        "ing",
        "ions",
        "ion",
        "ised",
    ),
    *(
        "ized",
        "ises",
        "izes",
        "ise",
        "ize",
        "ate",
        "ity",
        "ies",
        "ied",
        "ers",
        "ors",
        "ary",
        "er",
        "or",
        "ed",
    ),
    *("es", "ly", "al", "ic", "s", "e", "y"),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Stems that say nothing (`empty`), stems that say little (`common`)."""

    empty: frozenset[str]
    common: frozenset[str]

    def weight(self, stem: str) -> float:
        """How much a stem tells: 1 for a rare one, a third for one that many matters share."""
        return 0.35 if stem in self.common else 1.0


class WordingFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    stop: list[str]
    measure: list[str]
    office: list[str]
    act: list[str]
    common: list[str]


@cache
def wording() -> Wording:
    """The words that ship. Raises CodebookError where the file is wrong."""
    file = read_rules("acts.yaml", WordingFile)
    empty = {*file.stop, *file.measure, *file.office, *file.act, *_party_words()}
    return Wording(frozenset(map(stem, empty)), frozenset(map(stem, file.common)))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """`word` in lower case without its ending: "negotiations" and "negotiating" give the same."""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LETTERS:
            return word[: -len(ending)]
    return word


def content(text: str) -> frozenset[str]:
    """The stems of `text` that say what it is about."""
    return frozenset(map(stem, _WORD.findall(text))) - wording().empty


def rare(stems: frozenset[str]) -> tuple[str, ...]:
    """Those of `stems` that few matters share, the longest first: long words are the rarest."""
    return tuple(sorted(stems - wording().common, key=lambda one: (-len(one), one)))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two sets of stems say the same, in [0, 1]: the mean of the shares in both and in one."""
    if not a or not b:
        return 0.0
    weight = wording().weight
    shared = sum(weight(one) for one in a & b)
    all_a, all_b = sum(map(weight, a)), sum(map(weight, b))
    return 0.5 * shared / (all_a + all_b - shared) + 0.5 * shared / min(all_a, all_b)


def _party_words() -> frozenset[str]:
    """The words of the names of states, which are compared as parties."""
    book = PartyBook.load()
    names = [
        name
        for code in book.codes
        if book.is_state(code)
        for state in [book.get(code)]
        for name in (state.name, *getattr(state, "demonyms", ()))
    ]
    return frozenset(word for name in names for word in _WORD.findall(name))
