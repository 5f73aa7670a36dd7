"""What falls due: the parts of the answer, each with the words that set the deadline."""

from dataclasses import dataclass
from datetime import date

from servanda.insight.triggers.answer import Text
from servanda.views import CommitmentRow, Quotation, Source, StageRow


@dataclass(frozen=True, slots=True)
class Issuer:
    """How many documents of one issuer were looked at, and the day of the newest."""

    publisher: str
    documents: int
    newest: date | None


@dataclass(frozen=True, slots=True)
class Looked:
    """Where word of something was sought: documents issued after the day `since`, or all of the ledger.

    `issuers` are those of whom most is expected: the parties concerned, even where nothing of theirs is held.
    """

    since: date | None
    documents: int
    newest: date | None
    issuers: tuple[Issuer, ...]


@dataclass(frozen=True, slots=True)
class OtherDay:
    """Another last day that was told before: which, when, and by whom, with the words."""

    day: date
    told: date | None
    publisher: str | None
    said: Quotation


@dataclass(frozen=True, slots=True)
class Falling:
    """A commitment with a last day. `days` are those left until it; of one that is overdue, below 0.

    `other` is the last day that was told before, where it was another. `looked` tells where word was sought
    of what is overdue.
    """

    commitment: CommitmentRow
    days: int
    said: Quotation
    other: OtherDay | None = None
    looked: Looked | None = None


@dataclass(frozen=True, slots=True)
class Recurring:
    """A commitment that comes round again. `rhythm` are its words, `exact` whether they name one interval.

    `base` is the day from which the next time is counted: of the last document that tells that it took place
    (`held`), else of the last that says it. `first` and `last` bound the next time, both None where no day
    follows, with the `reason`. `passed` counts the times since `base` of which nothing was found. `until` is
    the day after which it comes round no more.
    """

    commitment: CommitmentRow
    rhythm: str
    said: Quotation
    base: date | None = None
    held: Quotation | None = None
    first: date | None = None
    last: date | None = None
    exact: bool = False
    passed: int = 0
    until: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A commitment that waits for an event; `until` are the words that say for what, where any do.

    `event`, `kind`, `text` and `stage` are those of `servanda.insight.triggers.Awaited`, and so is `reached`:
    the proof that the event has come about.
    """

    commitment: CommitmentRow
    said: Quotation
    until: Quotation | None
    relation: str
    event: str
    kind: str
    text: Text | None
    stage: str | None
    reached: StageRow | None


@dataclass(frozen=True, slots=True)
class Due:
    """What falls due by `until`, what is overdue with nothing found, what recurs, what waits.

    The counts tell how many there are, of which the first are listed; `at_least` names the parts of which
    there may be more than were counted.
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
    at_least: tuple[str, ...]
    looked: Looked
    sources: tuple[Source, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing falls due, is overdue, recurs or waits."""
        return not (self.falling or self.overdue or self.recurring or self.waiting)
