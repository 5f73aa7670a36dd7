"""The parts of an answer on money: sums by currency, envelopes, and their announcements."""

from dataclasses import dataclass
from datetime import date

from servanda.views import Quotation, Source
from servanda.views.details import QuestionRow


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: codes of parties and of the currency, days of telling, the id of a topic.

    `party` gives or receives, and `counterpart` does; `donor` gives, `recipient` receives.
    """

    party: str | None = None
    counterpart: str | None = None
    donor: str | None = None
    recipient: str | None = None
    since: date | None = None
    until: date | None = None
    currency: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """What announcements in one currency come to, in units of it; nothing is ever converted.

    `headline` adds all of them up, as a reader of headlines would. `new` of it no earlier document tells;
    `unclear` may have been told before the first document that tells it; the rest was told before. `paid` is
    what was told as paid, each payment once. `currency` is None where a document leaves it open.
    """

    currency: str | None
    announcements: int
    headline: float
    new: float
    unclear: float
    paid: float

    @property
    def adjusted(self) -> float:
        """The headline without what was told before."""
        return self.new + self.unclear


@dataclass(frozen=True, slots=True)
class Line:
    """The sums of one donor, recipient, year or currency. `example` are words of one of the envelopes."""

    value: str
    name: str
    sums: tuple[Sums, ...]
    example: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """An announcement in a line: who told of it, when."""

    act: str
    document: str
    publisher: str | None
    told: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """One announcement: `amount` in units of `currency`, its role, and why it has it.

    `because` is the reason (`servanda.model.envelope.RoleReason`), `cue` the words of the clause that tell
    it, `refers` the announcement that it repeats, pays, comes on top of or that bears it out. `pays` is what
    is told as paid for the first time. `asked` is false where it lies outside of the days that were asked
    for.
    """

    act: str
    told: date | None
    publisher: str | None
    role: str
    amount: float
    currency: str | None
    new: float
    unclear: float
    paid: bool
    pays: float
    because: str
    cue: str | None
    refers: Heading | None
    asked: bool
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Envelope:
    """One sum of money, however often it was announced, whatever the days that were asked for.

    `amount` was promised in all, `unclear` of it may have been told before the first document; `headline`
    adds up what was announced in `currency`, `sums` has the same for each currency. `announced` counts the
    announcements, of which `announcements` are the first; `left` are not among them.
    """

    id: str
    title: str
    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    topics: tuple[str, ...]
    currency: str | None
    amount: float
    unclear: float
    headline: float
    paid: float
    first: date | None
    last: date | None
    announced: int
    sums: tuple[Sums, ...]
    announcements: tuple[Told, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Money:
    """The answer: how often money was announced, how much of it is new.

    `envelopes` counts the sums of money that `announcements` are of; `sums` has what they come to, the
    currency of most announcements first. `lines` are by what was asked (`by`), `lines_left` are not shown.
    `listed` is a page of the envelopes, in the order `sort`. `documents` is how many the ledger holds.
    """

    as_of: date
    asked: Asked
    by: str | None
    sort: str
    documents: int
    envelopes: int
    announcements: int
    sums: tuple[Sums, ...]
    lines: tuple[Line, ...]
    lines_left: int
    listed: tuple[Envelope, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class OneEnvelope:
    """One envelope with every announcement, and the questions that are open on them."""

    as_of: date
    envelope: Envelope
    questions: tuple[QuestionRow, ...]
    sources: tuple[Source, ...]
