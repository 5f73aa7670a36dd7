"""What a brief holds and what comes first, read from `data/brief.yaml`."""

from functools import cache

import msgspec

from servanda.codebook.yamlio import load_packaged
from servanda.model import ActType, DeadlineKind, Modality, Stage


class Lines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many lines each section has at most."""

    contacts: int
    ahead: int
    agreements: int
    due: int
    ours: int
    theirs: int
    both: int
    waiting: int
    money: int
    disputed: int
    since: int
    wording: int


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts for an open commitment."""

    near: float
    fresh: float
    agreement: float
    checkable: float
    lasting: float


class StandingWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts for an agreement."""

    binding: float
    unfinished: float
    disputed: float


class Again(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a formulation loses for each one like it that is shown already."""

    topic: float
    type: float


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file says; `near` in days."""

    near: int
    commitments: int
    agreements: int
    meetings: int
    acts: int
    envelopes: int
    lines: Lines
    weights: Weights
    checkable: tuple[ActType, ...]
    lasting: tuple[DeadlineKind, ...]
    awaited: tuple[DeadlineKind, ...]
    alike: float
    standing: StandingWeights
    unfinished: tuple[Stage, ...]
    deeds: tuple[ActType, ...]
    wording: dict[ActType, dict[str, float]]
    together: float
    again: Again
    least: float
    courtesies: tuple[str, ...]
    awaits: tuple[str, ...]

    def said(self, type: str, modality: str) -> float | None:
        """What a formulation of this type and modality weighs; None where it is no position."""
        by_modality = self.wording.get(ActType(type), {})
        return by_modality.get(modality, by_modality.get("*"))


@cache
def rules() -> Rules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    read = load_packaged("servanda.insight", "brief.yaml", Rules)
    for modalities in read.wording.values():
        for modality in modalities:
            if modality != "*":
                Modality(modality)
    return read
