"""What changed from one statement to the next: the answer's parts, each with the words of both."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.linking.matter import Feature
from servanda.views import Quotation, Source


class Kind(StrEnum):
    """What became of a commitment or position."""

    NEW = "new"
    STRONGER = "stronger"
    WEAKER = "weaker"
    CHANGED = "changed"  # stronger in one thing and weaker in another, or it is not known which
    UNCHANGED = "unchanged"
    DROPPED = "dropped"  # not said again, which is not to say that it is given up
    UNCLEAR = "unclear"  # it fits several of the other statement as well


class What(StrEnum):
    """In what the wording changed."""

    MODALITY = "modality"
    DEADLINE = "deadline"
    SUM = "sum"
    FIGURE = "figure"
    CONDITION = "condition"
    HEDGE = "hedge"
    WORDS = "words"
    WHO = "who"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Reason:
    """What makes it stronger (`weight` 1), weaker (-1) or other (0), in the words of both.

    `how` is a word for it: stronger, weaker, earlier, later, larger, smaller, gained, gone, other.
    """

    what: What
    how: str
    weight: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Wording:
    """A commitment or position as one statement puts it."""

    act: str
    type: str
    modality: str
    who: tuple[str, ...]
    words: Quotation


@dataclass(frozen=True, slots=True)
class Line:
    """One commitment, or position where `position` holds. `near` is what comes nearest in the other one."""

    number: int
    kind: Kind
    position: bool
    before: Wording | None
    after: Wording | None
    reasons: tuple[Reason, ...] = ()
    near: Quotation | None = None
    score: float | None = None
    features: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier document that may be of the same series, and what speaks for it."""

    source: Source
    score: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from `before` to `after`.

    `found` where the earlier one was found and not named; it is None, and there are no lines, where none is
    known, or where several may be it: `candidates` are those, the likeliest first. `unsure` tells which.
    """

    as_of: date
    before: Source | None
    after: Source
    lines: tuple[Line, ...]
    found: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()
    unsure: bool = False
    looked_at: int = 0
    sources: tuple[Source, ...] = ()

    def of(self, *kinds: Kind) -> tuple[Line, ...]:
        """The lines of these kinds."""
        return tuple(line for line in self.lines if line.kind in kinds)
