"""What belongs to an outcome, and under which head (`data/outcome.yaml`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.yamlio import load_packaged
from servanda.insight.outcome.answer import Kind
from servanda.linking.rulebook import pattern


class _Head(msgspec.Struct, forbid_unknown_fields=True):
    kind: Kind
    title: str
    types: list[str]
    modalities: list[str]


class OutcomeFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    joint: list[str]
    after: int
    courtesies: list[str]
    invitations: list[str]
    heads: list[_Head]
    final: list[str]
    stages: dict[str, str]


@dataclass(frozen=True, slots=True)
class Head:
    """One head: an act of these types and modalities falls under it; no types are all types."""

    kind: Kind
    title: str
    types: frozenset[str]
    modalities: frozenset[str]

    def takes(self, type: str, modality: str) -> bool:
        """Whether such an act falls under it."""
        return modality in self.modalities and (not self.types or type in self.types)


@dataclass(frozen=True, slots=True)
class OutcomeRules:
    """The rules, compiled. `after` are days; `stages` tell what a done act on a text brings."""

    joint: re.Pattern[str]
    after: int
    courtesies: re.Pattern[str]
    invitations: re.Pattern[str]
    heads: tuple[Head, ...]
    final: frozenset[str]
    stages: Mapping[str, str]

    def kind_of(self, type: str, modality: str, quote: str) -> Kind | None:
        """The head of an act, None for one that is told under none."""
        if type == "call_on" and self.invitations.search(quote):
            return Kind.INVITATION
        return next((head.kind for head in self.heads if head.takes(type, modality)), None)


@cache
def outcome_rules() -> OutcomeRules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    file = load_packaged("servanda.insight", "outcome.yaml", OutcomeFile)
    return OutcomeRules(
        joint=pattern(file.joint),
        after=file.after,
        courtesies=pattern(file.courtesies),
        invitations=pattern(file.invitations),
        heads=tuple(
            Head(row.kind, row.title, frozenset(row.types), frozenset(row.modalities)) for row in file.heads
        ),
        final=frozenset(file.final),
        stages=file.stages,
    )
