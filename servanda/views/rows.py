"""The rows that a ledger answers with: one frozen dataclass a kind, the same for people, frames and JSON.

Prefix dates ("2021", "2021-02") are text whose length is their precision; whole days are `date`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document: `quote` is its text from `start` to `end`."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage of an agreement's course and the words that prove it.

    An implied one has neither date nor words.
    `document` is a document's id, `start` and `end` are offsets into its text.
    """

    stage: str
    date: str | None = None
    dated: str | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    implied: bool = False
    party: str | None = None
    act: str | None = None

    @property
    def words(self) -> Quotation | None:
        """The words that prove it; None of an implied stage."""
        if self.document is None or self.start is None or self.end is None or not self.quote:
            return None
        return Quotation(self.document, self.start, self.end, self.quote)


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A tie to an older agreement: `id` where the ledger knows which one is meant."""

    kind: str
    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A folded instrument. `names` stand fullest first; `first` and `last` are the days it was told of.

    `stages` are the moves of the whole, `sides` the records of single parties.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    parties: tuple[str, ...]
    binding: str
    disputed: bool
    stage: str | None
    stage_date: str | None
    topics: tuple[str, ...]
    first: date | None
    last: date | None
    documents: int
    relation: RelationRow | None
    stages: tuple[StageRow, ...]
    sides: tuple[StageRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A folded commitment. `standing` is what documents say; `status` adds what the calendar says.

    `due` is the last day of the deadline; `deadline` are its words. `agreement` and `stage` are set where the
    commitment is to bring an agreement to a stage.
    """

    id: str
    title: str
    type: str | None
    modality: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    standing: str
    deadline: str | None
    deadline_kind: str | None
    due_from: date | None
    due: date | None
    money: str | None
    topics: tuple[str, ...]
    first: date | None
    last: date | None
    agreement: str | None
    stage: str | None
    flags: tuple[str, ...]
    quote: str | None


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act as its document tells it. `told` is the day of the document.

    `agreement` is the ledger's id of the `instrument` that the act names, where it is known which one.
    """

    id: str
    type: str
    modality: str
    flags: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    told: date | None
    commitment: bool
    instrument: str | None
    agreement: str | None
    stage: str | None
    deadline: str | None
    due_from: date | None
    due: date | None
    money: str | None
    amount: float | None
    currency: str | None
    topics: tuple[str, ...]
    document: str
    publisher: str | None
    title: str | None
    source: str | None
    start: int
    end: int
    quote: str
    confidence: float
    because: tuple[str, ...]
    coder: str
    verdict: str | None

    @property
    def words(self) -> Quotation:
        """The clause that tells it."""
        return Quotation(self.document, self.start, self.end, self.quote)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A folded meeting. `start` and `end` are prefix dates; `documents` are the ids of its readouts."""

    id: str
    title: str
    parties: tuple[str, ...]
    start: str | None
    end: str | None
    place: str | None
    form: str | None
    status: str
    topics: tuple[str, ...]
    first: date | None
    last: date | None
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    """Money that was announced once or again."""

    id: str
    title: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    money: str | None
    standing: str | None
    topics: tuple[str, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A version of a document, and how much was read in it. `learnt` is when the ledger got it (UTC)."""

    id: str
    version: int
    current: bool
    title: str | None
    publisher: str | None
    published: date | None
    language: str | None
    source: str | None
    sha256: str
    learnt: str
    acts: int
    commitments: int


Row = AgreementRow | CommitmentRow | ActRow | MeetingRow | EnvelopeRow | DocumentRow
