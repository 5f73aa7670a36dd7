"""Two readouts side by side: the answer's parts, each with the words that prove it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.linking.matter import Feature
from servanda.views import MeetingRow, Quotation, Source


class Kind(StrEnum):
    """How the two tell an act."""

    BOTH = "both"
    DIFFERS = "differs"
    ATTRIBUTED_A = "attributed_a"  # A says that the other side is to do it; the other side does not say so
    ATTRIBUTED_B = "attributed_b"
    ONLY_A = "only_a"
    ONLY_B = "only_b"
    UNCLEAR = "unclear"  # it fits several acts of the other document as well


class In(StrEnum):
    """In what two tellings of one act differ."""

    DATE = "date"
    SUM = "sum"
    RATE = "rate"
    FIGURE = "figure"
    MODALITY = "modality"
    WHO = "who"
    STAGE = "stage"
    CONDITION = "condition"
    HEDGE = "hedge"
    TONE = "tone"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Difference:
    """What each says, in its words; None where it says nothing of it."""

    what: In
    a: str | None
    b: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """An act as one of the two tells it: `who` does it, or is said to be going to.

    `assured` are the words by which one side says so of the other.
    """

    act: str
    type: str
    modality: str
    who: tuple[str, ...]
    words: Quotation
    assured: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One act, told by both or by one. `number` counts lines from 1, in the order of the texts.

    `near` are the words of the other document that come nearest to an act that only one tells; `score` and
    `features` say why two tellings were taken for one act.
    """

    number: int
    kind: Kind
    a: Telling | None
    b: Telling | None
    differences: tuple[Difference, ...] = ()
    near: Quotation | None = None
    score: float | None = None
    features: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Acts that are no line, and why."""

    reason: str
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Side:
    """One document, and what it tells of the meeting.

    `joint` where it is a statement of both sides. `form`, `place`, `day` (ISO) and `persons` are None or
    empty where it tells of no meeting; `met` is the clause that does. `topics` are codes.
    """

    source: Source
    joint: bool
    parties: tuple[str, ...]
    persons: tuple[str, ...]
    form: str | None
    place: str | None
    day: str | None
    met: Quotation | None
    topics: tuple[str, ...]
    acts: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents side by side.

    `meeting` is set where the pair was found by it; `left` are documents of the same meeting that are not
    compared, since another of their issuer is fuller, or their issuer is no third.
    """

    as_of: date
    a: Side
    b: Side
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    meeting: MeetingRow | None = None
    left: tuple[Source, ...] = ()
    sources: tuple[Source, ...] = ()

    def of(self, *kinds: Kind) -> tuple[Line, ...]:
        """The lines of these kinds."""
        return tuple(line for line in self.lines if line.kind in kinds)

    @property
    def agree(self) -> bool:
        """Whether both tell the same, and neither more than the other."""
        return all(line.kind is Kind.BOTH for line in self.lines)


@dataclass(frozen=True, slots=True)
class OneSided:
    """A meeting of which only one side has told, or none: there is nothing to compare yet."""

    as_of: date
    meeting: MeetingRow
    publisher: str | None
    sources: tuple[Source, ...]
