"""What falls due: the parts of the answer, each with the words that set the deadline."""

from dataclasses import dataclass
from datetime import date

from servanda.views import CommitmentRow, Quotation, Source


@dataclass(frozen=True, slots=True)
class Falling:
    """A commitment with a last day. `days` are those left until it; of one that is overdue, below 0."""

    commitment: CommitmentRow
    days: int
    said: Quotation


@dataclass(frozen=True, slots=True)
class Recurring:
    """A commitment that comes round again. `rhythm` are its words.

    `base` is the last time that it was told of, `first` and `last` bound the next time; both are None where
    no day follows, with the `reason`.
    """

    commitment: CommitmentRow
    rhythm: str
    said: Quotation
    base: date | None = None
    first: date | None = None
    last: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A commitment that waits for something; `until` are the words that say for what."""

    commitment: CommitmentRow
    until: str
    said: Quotation


@dataclass(frozen=True, slots=True)
class Looked:
    """Where word of it was sought: documents of the ledger, their issuers, and the day of the newest."""

    documents: int
    issuers: int
    newest: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """What falls due by `until`, what is overdue with nothing found, what recurs, what waits.

    The counts tell how many there are, of which the first are listed; none is counted beyond `COUNTED`.
    """

    as_of: date
    until: date
    parties: tuple[str, ...]
    counterpart: str | None
    topic: str | None
    falling: tuple[Falling, ...]
    overdue: tuple[Falling, ...]
    recurring: tuple[Recurring, ...]
    waiting: tuple[Waiting, ...]
    falling_count: int
    overdue_count: int
    recurring_count: int
    waiting_count: int
    looked: Looked
    sources: tuple[Source, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing falls due, is overdue, recurs or waits."""
        return not (self.falling or self.overdue or self.recurring or self.waiting)
