"""`InstrumentBook`: how texts name agreements, and which words prove their stages (`data/instruments`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import msgspec

from servanda.codebook.yamlio import CodebookError, load_data
from servanda.model.instrument import RelationKind, Stage

#: YAML spells these with a hyphen.
_NAMES = {
    "counter_examples": "counter-examples",
    "one_side": "one-side",
    "but": "but-not",
}
#: The groups of kinds: a written agreement, talks, a change of another instrument, a body, a tie, a scheme.
GROUPS = frozenset({"text", "talks", "change", "body", "tie", "scheme"})


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of instrument and the nouns that name it.

    `plain` tells that the noun in lower case is enough ("a free trade agreement").
    """

    kind: str
    group: str
    plain: bool
    words: tuple[str, ...]


class StepCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename=_NAMES):
    """Words beside a mention ({X} in `pattern`) that prove a stage, unless certain words stand before them.

    `need` are words of which one must stand before, if any. `kinds` are the groups or kinds that it holds
    for, all where empty; `lone` that only what is told with "a" or "an" counts, `one_side` that it moves
    the record of one party; `but` is a pattern that what follows must not hold. In examples the mention
    stands in brackets.
    """

    id: str
    stage: Stage
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    unless: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    lone: bool = False
    one_side: bool = False
    but: str = ""


class ChangeCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename=_NAMES):
    """Words before a mention that make a new instrument of it: "the extension of" it."""

    id: str
    relation: RelationKind
    before: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class AccessionCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename=_NAMES):
    """Words by which a state ({who}) joins an organisation ({org}), with the stage they prove, if any."""

    id: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    stage: Stage | None = None
    unless: tuple[str, ...] = ()


class BindingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells whether a text binds in law: words beside it, else its kind or noun."""

    binding: tuple[str, ...]
    non_binding: tuple[str, ...]
    non_binding_kinds: tuple[str, ...]
    non_binding_nouns: tuple[str, ...]


T = TypeVar("T", StepCue, ChangeCue, AccessionCue)


@dataclass(frozen=True, slots=True)
class InstrumentBook:
    """All of it. `kinds` are by noun, singular and plural, in lower case; `starts` are their first words."""

    kinds: Mapping[str, Kind]
    starts: frozenset[str]
    words: Mapping[str, frozenset[str]]
    steps: tuple[StepCue, ...]
    changes: tuple[ChangeCue, ...]
    accessions: tuple[AccessionCue, ...]
    binding: BindingWords
    treated: tuple[str, ...]


@cache
def instrument_book() -> InstrumentBook:
    """The book that ships with the codebook. Raises CodebookError where a file of it is wrong."""
    words = load_data("instruments/words.yaml", dict[str, list[str]])
    kinds = _kinds(load_data("instruments/kinds.yaml", list[Kind]))
    return InstrumentBook(
        kinds=kinds,
        starts=frozenset(noun.split()[0] for noun in kinds),
        words={name: frozenset(row) for name, row in words.items()},
        steps=_unique(load_data("instruments/steps.yaml", list[StepCue])),
        changes=_unique(load_data("instruments/changes.yaml", list[ChangeCue])),
        accessions=tuple(
            sorted(
                _unique(load_data("instruments/accession.yaml", list[AccessionCue])),
                key=lambda cue: cue.stage is None,
            )
        ),
        treated=load_data("instruments/treated.yaml", tuple[str, ...]),
        binding=load_data("instruments/binding.yaml", BindingWords),
    )


def plural_of(word: str) -> str:
    """The plural of a noun, where it is regular: "treaty" gives "treaties"."""
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return word[:-1] + "ies"
    return word if word.endswith("s") else word + "s"


def _kinds(rows: list[Kind]) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for row in rows:
        if row.group not in GROUPS:
            raise CodebookError(f"instruments/kinds.yaml: {row.kind} is of the unknown group {row.group!r}")
        for word in row.words:
            for form in (word, plural_of(word)):
                if found.setdefault(form, row) is not row:
                    raise CodebookError(f"instruments/kinds.yaml: {form!r} names two kinds")
    return found


def _unique(rows: list[T]) -> tuple[T, ...]:
    ids = [row.id for row in rows]
    if len(set(ids)) != len(ids):
        raise CodebookError("instruments: two cues of one file share an id")
    return tuple(rows)
