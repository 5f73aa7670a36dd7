"""`Commitment`: what somebody bound himself to do, however often said, and what was heard of it since."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.model.act import ActType, DeadlineKind, Modality, Money
from servanda.model.instrument import Stage


class Standing(StrEnum):
    """What later documents say of a commitment, without a look at the calendar."""

    OPEN = "open"
    REAFFIRMED = "reaffirmed"
    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    PARTLY_DELIVERED = "partly_delivered"
    DELIVERED = "delivered"
    MISSED = "missed"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"


#: Standings after which nothing more is awaited.
SETTLED = frozenset({Standing.DELIVERED, Standing.MISSED, Standing.DROPPED, Standing.SUPERSEDED})


class Status(StrEnum):
    """How a commitment stands on a day (design, section 5): its standing, and what the calendar adds."""

    OPEN = "open"
    REAFFIRMED = "reaffirmed"
    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    PARTLY_DELIVERED = "partly_delivered"
    DELIVERED = "delivered"
    MISSED = "missed"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"
    DUE_SOON = "due_soon"
    OVERDUE_NOTHING_FOUND = "overdue_nothing_found"


class Says(StrEnum):
    """Who tells it, as seen from the one who is bound."""

    SELF = "self"
    PARTNER = "partner"
    THIRD_PARTY = "third_party"


class EvidenceKind(StrEnum):
    """What a later document says came of a commitment."""

    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    UNDER_WAY = "under_way"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing heard of a commitment after it was made.

    Either an act tells it (`act`, `document`, `quote`), or an instrument reached `stage`. `date` is an ISO
    prefix date: of the document, or of the stage. `says` is None where a stage tells it.
    """

    kind: EvidenceKind
    says: Says | None
    date: str | None
    act: str | None = None
    document: str | None = None
    quote: str | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as one act told it. `told` is the date of that act's document."""

    kind: DeadlineKind
    text: str
    start: date | None
    end: date | None
    act: str
    told: date | None

    @property
    def falls(self) -> date | None:
        """The last day on which the commitment can be kept in time; None where none ever falls due.

        What goes on, or comes round again, is never late by itself.
        """
        return None if self.kind in (DeadlineKind.CONTINUING, DeadlineKind.RECURRING) else self.end


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment.

    `acts` say it, first told first; `documents` are theirs. `deadlines` are all that were told, first told
    first: the last one holds, and where they differ the deadline was moved. `condition` is the words on
    which it waits. `instrument` is the id of the agreement that it is to bring to the stage `target`, where
    it is such a one. `evidence` is sorted by date.
    """

    id: str
    title: str
    quote: str
    type: ActType
    modality: Modality
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    acts: tuple[str, ...]
    documents: tuple[str, ...]
    first: date | None
    last: date | None
    deadlines: tuple[Due, ...] = ()
    condition: str | None = None
    money: Money | None = None
    instrument: str | None = None
    target: Stage | None = None
    topics: tuple[str, ...] = ()
    standing: Standing = Standing.OPEN
    evidence: tuple[Evidence, ...] = ()

    @property
    def deadline(self) -> Due | None:
        """The deadline that holds: the one told last."""
        return self.deadlines[-1] if self.deadlines else None

    @property
    def moved(self) -> bool:
        """Whether the deadline was moved: its acts told different last days."""
        return len({one.end for one in self.deadlines if one.end}) > 1


def commitment_id(first_act: str) -> str:
    """The id of the commitment that the act `first_act` told first."""
    return "com_" + hashlib.sha256(first_act.encode()).hexdigest()[:16]
