"""All that a ledger knows of one thing: frozen dataclasses that `servanda show` prints."""

from dataclasses import dataclass
from datetime import date

from servanda.views.rows import (
    ActRow,
    AgreementRow,
    CommitmentRow,
    DocumentRow,
    EnvelopeRow,
    MeetingRow,
    Quotation,
    RelationRow,
    StageRow,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where words stand: a document's id, and what is known of it."""

    document: str
    title: str | None
    publisher: str | None
    published: date | None
    address: str | None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """What the ledger will not decide alone: `subject` may belong to `others`.

    `evidence` are the words of both sides.
    """

    id: str
    matter: str
    subject: str
    others: tuple[str, ...]
    reason: str
    evidence: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A person's word. `entry` is its number, with which it can be undone; `fields` were put right."""

    entry: int
    at: str
    person: str
    ruling: str
    target: str
    other: str | None
    reason: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """What one document says of an agreement: how it names it, how often, and the stages it proves.

    `first` is the first mention.
    """

    id: str
    source: Source
    names: tuple[str, ...]
    mentions: int
    stages: tuple[str, ...]
    binding: str
    first: Quotation | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a later document says of a commitment.

    `says` is self, partner or third_party; `kind` is what it amounts to.
    """

    act: str | None
    says: str | None
    kind: str | None
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class AgreementDetail:
    """An agreement. `proof` is the stage it stands at, `claims` what documents say against each other."""

    row: AgreementRow
    proof: StageRow | None
    accounts: tuple[AccountRow, ...]
    mentions: int
    commitments: tuple[CommitmentRow, ...]
    claims: tuple[dict[str, object], ...]
    kin: tuple[tuple[RelationRow, AgreementRow], ...]
    questions: tuple[QuestionRow, ...]
    verdicts: tuple[VerdictRow, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class CommitmentDetail:
    """A commitment. `why` says in words what its status rests on, `looked_at` are the documents looked at."""

    row: CommitmentRow
    as_of: date
    why: str
    said: tuple[ActRow, ...]
    evidence: tuple[Evidence, ...]
    looked_at: tuple[str, ...]
    agreement: AgreementRow | None
    questions: tuple[QuestionRow, ...]
    verdicts: tuple[VerdictRow, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class MatterDetail:
    """A meeting, or an envelope of money, and the acts that tell of it."""

    row: MeetingRow | EnvelopeRow
    said: tuple[ActRow, ...]
    evidence: tuple[Evidence, ...]
    questions: tuple[QuestionRow, ...]
    verdicts: tuple[VerdictRow, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ActDetail:
    """An act in its context: the words of the document `before` and `after` its clause."""

    row: ActRow
    before: str
    after: str
    agreement: AgreementRow | None
    matters: tuple[tuple[str, str, str], ...]
    verdicts: tuple[VerdictRow, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class DocumentDetail:
    """A document: its versions, oldest first, its further addresses, its acts, the agreements it names."""

    row: DocumentRow
    versions: tuple[DocumentRow, ...]
    addresses: tuple[tuple[str, str | None], ...]
    acts: tuple[ActRow, ...]
    agreements: tuple[AgreementRow, ...]
    verdicts: tuple[VerdictRow, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """One reason for or against a link; `contribution` is value times weight."""

    name: str
    value: float
    weight: float
    contribution: float


@dataclass(frozen=True, slots=True)
class LinkDetail:
    """Two nodes that were compared and found alike, with the reasons. `words` are what each is told by.

    `together` tells whether they are one today: others, a veto or a person may speak against it.
    """

    id: str
    matter: str
    a: str
    b: str
    score: float
    together: bool
    features: tuple[FeatureRow, ...]
    words: tuple[str, str]


Detail = AgreementDetail | CommitmentDetail | MatterDetail | ActDetail | DocumentDetail | LinkDetail
