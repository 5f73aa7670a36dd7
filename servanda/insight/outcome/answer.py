"""What came out of a meeting: the answer's parts, each with the words that prove it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.views import MeetingRow, Quotation, Source


class Kind(StrEnum):
    """Under which head something is told."""

    AGREEMENT = "agreement"  # an agreement was moved to a stage
    COMMITMENT = "commitment"  # somebody bound himself
    MONEY = "money"  # money was pledged or paid
    DEED = "deed"  # something else was done
    STATEMENT = "statement"  # a view, an appeal, a protest
    AIM = "aim"  # short of a promise
    INVITATION = "invitation"
    TALK = "talk"  # a topic, with no outcome told


#: Kinds of which word is awaited.
FOLLOWED = (Kind.AGREEMENT, Kind.COMMITMENT, Kind.MONEY)


@dataclass(frozen=True, slots=True)
class Later:
    """What was heard afterwards.

    `what` is the stage that was reached, what a document says came of a promise ("kept"), "said_again",
    "announced_again", "held" (a meeting that was fixed) or "paid". `moves` tells that it is a stage.
    `date` is a prefix date.
    """

    what: str
    date: str | None
    words: Quotation | None
    says: str | None = None
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that came out of it.

    `id` is of the agreement, commitment, envelope of money or act. `what` is the stage reached, the sum, or
    the type of the act; `status` is how it stands on the day that is asked about. `new` tells that nobody had
    said it before. `then` are the words of the readouts, `since` what later documents say.
    `settled` tells that nothing more is awaited.
    """

    kind: Kind
    id: str
    title: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    what: str
    then: tuple[Quotation, ...]
    since: tuple[Later, ...] = ()
    status: str | None = None
    deadline: str | None = None
    due: date | None = None
    new: bool = True
    settled: bool = False

    @property
    def unheard(self) -> bool:
        """Whether word of it is awaited, and none was found."""
        return self.kind in FOLLOWED and not self.since and not self.settled


@dataclass(frozen=True, slots=True)
class Looked:
    """Where word was looked for: later documents of an issuer in which another party is told of."""

    publisher: str
    party: str
    documents: int
    last: date | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the readouts tell besides, and why it is no outcome."""

    reason: str
    acts: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a meeting, of all meetings of a visit, or of a document that tells of no meeting.

    `meetings` are those whose outcome it is; `first` and `last` their days. `readouts` tell of them.
    `next` are the meetings of the same parties that followed, or are to follow. `looked` says in how many
    later documents of whom word was looked for: nothing found in them is not "not done". `unheard` are the
    ids of the lines of which nothing was.
    """

    as_of: date
    title: str
    document: str | None
    meetings: tuple[MeetingRow, ...]
    parties: tuple[str, ...]
    first: date | None
    last: date | None
    readouts: tuple[Source, ...]
    lines: tuple[Line, ...]
    more: int
    next: tuple[MeetingRow, ...]
    looked: tuple[Looked, ...]
    left_out: tuple[LeftOut, ...]
    unheard: tuple[str, ...]
    sources: tuple[Source, ...]

    def of(self, kind: Kind) -> tuple[Line, ...]:
        """The lines under one head."""
        return tuple(line for line in self.lines if line.kind is kind)
