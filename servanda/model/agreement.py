"""The folded life of an instrument: `StageRecord`, `StageQuestion`, `Course`, and `Instrument` itself."""

from dataclasses import dataclass
from datetime import date

from servanda.model.instrument import Binding, Dated, Relation, Stage
from servanda.model.span import Span


@dataclass(frozen=True, slots=True)
class Proof:
    """The characters of a document that prove something."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class StageRecord:
    """A stage that was reached.

    `date` is an ISO prefix date whose length is its precision; `dated` says how it is known, and with `by` it
    is the latest day possible. `proof` is the first document that tells it, `also` the later ones. An implied
    stage must have been passed, though no document tells it: it has neither date nor proof. `party` is set
    where it is one side's record, or where one side's step moved the whole.
    """

    stage: Stage
    date: str | None = None
    dated: Dated = Dated.BY
    proof: Proof | None = None
    implied: bool = False
    party: str | None = None
    act: str | None = None
    also: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class StageQuestion:
    """A step that was told but not made, with what speaks against it; `proofs` are the quotations of both."""

    stage: Stage
    reason: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says on whether a text binds."""

    binding: Binding
    proof: Proof
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """How an instrument moved: `records` are the moves of the whole in order, `sides` those of one party.

    `stage` is where it stands, None where no document proves a stage. `disputed` where documents claim both
    that the text binds and that it does not; `claims` then keep both, and `binding` is unknown.
    """

    stage: Stage | None = None
    records: tuple[StageRecord, ...] = ()
    sides: tuple[StageRecord, ...] = ()
    questions: tuple[StageQuestion, ...] = ()
    binding: Binding = Binding.UNKNOWN
    disputed: bool = False
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement, body, partnership or negotiation as all documents together tell it.

    `id` is "agr_" and a hash of the account that told of it first. `name` is the fullest of `names`; where no
    document names it, its words. `parties` are sorted. `first` and `last` are days of documents.
    """

    id: str
    name: str
    names: tuple[str, ...]
    parties: tuple[str, ...]
    kind: str
    binding: Binding
    disputed: bool
    course: Course
    relations: tuple[Relation, ...] = ()
    first: date | None = None
    last: date | None = None
