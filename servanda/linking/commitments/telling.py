"""`Telling`: one time that a commitment is told, with the traits by which rules of counting tell it apart.

Traits are named by single words: which time it is (`made`, `again` in a later document, `twice` in the same),
who is bound (`one_side`, `joint`), by what the deed can be checked (`dated`, `awaits`, `sum`, `figure`,
`named`), how the words are (`vague`, `fate`, `text`, or `around` those of another telling), its type, its
modality and its flags.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import msgspec

from servanda.codebook.parties import PartyBook
from servanda.codebook.phrases import any_of
from servanda.linking.acts import ActNode, first_told
from servanda.linking.commitments.offices import offices_of
from servanda.linking.rulebook import pattern, read_rules
from servanda.model import ActType, DeadlineKind, Flag, Modality
from servanda.model.commitment import Commitment

#: The traits in the order of their bits; new ones go to the end.
TRAITS = (
    *(kind.value for kind in ActType),
    *(modality.value for modality in Modality),
    *(flag.value for flag in Flag),
    "made", "again", "twice", "one_side", "joint", "dated", "awaits", "sum", "figure", "named",
    "vague", "fate", "text", "around",
)  # fmt: skip
_PLACES = {name: place for place, name in enumerate(TRAITS)}

#: Deadlines that can be checked against the calendar, and those that wait on something.
_DATED = (DeadlineKind.ABSOLUTE, DeadlineKind.HORIZON, DeadlineKind.RECURRING)
_AWAITING = (DeadlineKind.EVENT, DeadlineKind.CONDITION)
#: Members from which on an organisation is a grouping, whose word is given by several.
_SEVERAL = 3


class TellingFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of `data/tellings.yaml`."""

    vague: list[str]
    fate: list[str]
    between: list[str]
    text: list[str]


@dataclass(frozen=True, slots=True)
class _Words:
    vague: re.Pattern[str]
    fate: re.Pattern[str]
    text: re.Pattern[str]
    between: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """`traits` are a bit each (`traits_of`); `offices` act in the words of this telling."""

    act: str
    told: date | None
    traits: int
    offices: tuple[str, ...]


def tellings(one: Commitment, group: Sequence[ActNode], beside: Sequence[ActNode] = ()) -> Iterator[Telling]:
    """Each telling of a commitment, the first told first; the same for any order of `group`.

    `beside` are binding acts of other commitments: one within the words of another says the same.
    """
    said = set(one.acts)
    documents: set[str] = set()
    for node in first_told(node for node in group if node.id in said):
        time = "made" if not documents else "twice" if node.document in documents else "again"
        documents.add(node.document)
        around = ("around",) if any(_holds(node, other) for other in beside) else ()
        bits = bits_of((time, *around, *_traits(node)))
        yield Telling(node.id, node.published, bits, offices_of([node]))


def _holds(outer: ActNode, inner: ActNode) -> bool:
    """Whether a clause of the same document, by the same side, stands within another."""
    if outer.document != inner.document or set(outer.act.actors) != set(inner.act.actors):
        return False
    own, other = outer.act.span, inner.act.span
    return own.start <= other.start and other.end <= own.end and own != other


def bits_of(traits: Iterable[str]) -> int:
    """Names of traits as one number, a bit each. Raises KeyError for an unknown one."""
    bits = 0
    for name in traits:
        bits |= 1 << _PLACES[name]
    return bits


def traits_of(bits: int) -> frozenset[str]:
    """The names of the traits in a number."""
    return frozenset(name for name, place in _PLACES.items() if bits >> place & 1)


def _traits(node: ActNode) -> Iterator[str]:
    act = node.act
    yield act.type.value
    yield act.modality.value
    yield from (flag.value for flag in act.flags)
    yield "joint" if len(act.actors) > 1 or any(map(_is_grouping, act.actors)) else "one_side"
    if act.deadline is not None and act.deadline.kind in _DATED:
        yield "dated"
    if act.deadline is not None and act.deadline.kind in _AWAITING:
        yield "awaits"
    if act.money is not None:
        yield "sum"
    if node.figures:
        yield "figure"
    if act.instrument:
        yield "named"
    words = _words()
    begin, end = act.trigger.start - act.span.start, act.trigger.end - act.span.start
    for trait, told in (("vague", words.vague), ("fate", words.fate)):
        if any(
            found.start() < end or words.between.fullmatch(act.quote, end, found.start())
            for found in told.finditer(act.quote, max(0, begin))
        ):
            yield trait
    if words.text.search(act.quote):
        yield "text"


@cache
def _is_grouping(code: str) -> bool:
    """Whether a party is a grouping of states that promises in the name of its members.

    The European Union acts as one side, as states do.
    """
    if code == "EU" or code.startswith("OTHER:"):
        return False
    try:
        return len(PartyBook.load().members(code)) >= _SEVERAL
    except KeyError:
        return False


@cache
def _words() -> _Words:
    file = read_rules("tellings.yaml", TellingFile)
    between = re.compile(rf"\W*(?:{any_of(file.between)}\W+)*", re.IGNORECASE)
    return _Words(pattern(file.vague), pattern(file.fate), pattern(file.text), between)
