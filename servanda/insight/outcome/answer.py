"""What came out of a meeting: the answer's parts, each with the words that prove it."""

from dataclasses import dataclass
from datetime import date

from servanda.views import (
    ActRow,
    AgreementRow,
    CommitmentRow,
    EnvelopeRow,
    MeetingRow,
    Quotation,
    Source,
    StageRow,
)
from servanda.views.details import Evidence


@dataclass(frozen=True, slots=True)
class Moved:
    """An agreement that the readouts tell of: the stages they prove, and those reached since."""

    agreement: AgreementRow
    then: tuple[StageRow, ...]
    since: tuple[StageRow, ...]
    named: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment made, or said again: `new` tells that nobody had said it before; `since` is later word."""

    commitment: CommitmentRow
    said: Quotation
    new: bool
    since: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    """Money that the readouts tell of, with what they add to its envelope, and announcements since."""

    envelope: EnvelopeRow
    role: str
    said: Quotation
    since: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a meeting, a visit or a document, then and since.

    `readouts` tell of it; `looked_at` counts the later documents of the parties in which word of it was
    sought. `positions` are what was said and done besides.
    """

    id: str
    title: str
    kind: str
    parties: tuple[str, ...]
    start: str | None
    end: str | None
    place: str | None
    as_of: date
    readouts: tuple[Source, ...]
    agreements: tuple[Moved, ...]
    commitments: tuple[Promised, ...]
    money: tuple[Announced, ...]
    positions: tuple[ActRow, ...]
    followed_by: tuple[MeetingRow, ...]
    looked_at: int
    sources: tuple[Source, ...]

    @property
    def silent(self) -> tuple[Promised, ...]:
        """The commitments of which no later document says anything."""
        return tuple(one for one in self.commitments if not one.since)

    @property
    def empty(self) -> bool:
        """Whether nothing came out of it that the ledger knows."""
        return not (self.agreements or self.commitments or self.money or self.positions)
