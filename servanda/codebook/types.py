"""Act types as data: what each is, what it is not, and the cues that tell it (`data/types/*.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from servanda.codebook.yamlio import CodebookError, load_data
from servanda.model import ActType


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern over a candidate act's structure. Every slot that is given must hold.

    Words are lemmas; `@name` stands for a class of the lexicon. `head` is the word that carries the act,
    `object` its object, passive subject or "of" complement, `complement` a verb below it, `governor` a verb
    above it, `prep` a preposition with its noun ("on @talks"), `modifier` a word beside its object.
    """

    id: str
    type: ActType
    head: tuple[str, ...]
    kind: str | None = None
    object: tuple[str, ...] = ()
    modifier: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    governor: tuple[str, ...] = ()
    prep: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """One act type: the manual's definition, its limits, its PLOVER counterpart and the stage it brings."""

    type: ActType
    definition: str
    not_this: str
    plover: str | None
    stage: str | None
    cues: tuple[Cue, ...]


class _CueRow(msgspec.Struct, forbid_unknown_fields=True, rename={"counter_examples": "counter-examples"}):
    id: str
    head: list[str]
    examples: list[str]
    counter_examples: list[str]
    kind: str | None = None
    object: list[str] = []
    modifier: list[str] = []
    complement: list[str] = []
    governor: list[str] = []
    prep: list[str] = []
    form: list[str] = []
    without: list[str] = []


class TypeFile(msgspec.Struct, forbid_unknown_fields=True, rename={"not_this": "not"}):
    """The schema of one file of `data/types`."""

    type: ActType
    definition: str
    not_this: str
    plover: str | None
    stage: str | None
    cues: list[_CueRow]


@cache
def type_entries() -> Mapping[ActType, TypeEntry]:
    """All types, in the manual's order. Raises CodebookError where a file is missing or wrong."""
    entries = {}
    for act_type in ActType:
        name = f"types/{act_type.value}.yaml"
        if not (files("servanda.codebook") / "data" / name).is_file():
            raise CodebookError(f"data/{name} is missing: every act type needs its file")
        entries[act_type] = _entry(load_data(name, TypeFile), act_type, name)
    return entries


def _entry(row: TypeFile, act_type: ActType, name: str) -> TypeEntry:
    if row.type != act_type:
        raise CodebookError(f"data/{name} describes {row.type.value}, not {act_type.value}")
    ids = [cue.id for cue in row.cues]
    if len(set(ids)) != len(ids):
        raise CodebookError(f"data/{name}: two cues share an id")
    cues = tuple(_cue(cue, act_type) for cue in row.cues)
    return TypeEntry(act_type, row.definition, row.not_this, row.plover, row.stage, cues)


def _cue(row: _CueRow, act_type: ActType) -> Cue:
    return Cue(
        id=f"{act_type.value}.{row.id}",
        type=act_type,
        head=tuple(row.head),
        kind=row.kind,
        object=tuple(row.object),
        modifier=tuple(row.modifier),
        complement=tuple(row.complement),
        governor=tuple(row.governor),
        prep=tuple(row.prep),
        form=tuple(row.form),
        without=tuple(row.without),
        examples=tuple(row.examples),
        counter_examples=tuple(row.counter_examples),
    )
