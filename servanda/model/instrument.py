"""The nouns of an agreement's life: `Stage`, `Mention`, `Step`, and `Account`, one document's word on one."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from servanda.model.span import Span


class Stage(StrEnum):
    """Where an instrument stands (coding manual, section 6; moves in `codebook/data/stages.yaml`)."""

    EXPLORING = "exploring"
    NEGOTIATING = "negotiating"
    PAUSED = "paused"
    AGREED_IN_PRINCIPLE = "agreed_in_principle"
    CONCLUDED = "concluded"
    SIGNED = "signed"
    ADOPTED = "adopted"
    PARTLY_APPROVED = "partly_approved"
    APPROVED = "approved"
    PROVISIONAL = "provisional"
    IN_FORCE = "in_force"
    OPERATIVE = "operative"
    SUSPENDED = "suspended"
    EXIT_NOTIFIED = "exit_notified"
    ENDED = "ended"
    ABANDONED = "abandoned"


class Binding(StrEnum):
    """Whether a text binds in law, as far as a document tells."""

    BINDING = "binding"
    NON_BINDING = "non_binding"
    UNKNOWN = "unknown"


class Form(StrEnum):
    """How completely a mention names its instrument."""

    FULL = "full"  # a name in capitals: "the Supply Chain Agreement"
    SHORT = "short"  # a short form introduced or evident: "GSOMIA", "the 2023 FPA"
    DESCRIPTION = "description"  # words without a name: "free trade talks with Thailand"
    ANAPHOR = "anaphor"  # points back: "the Agreement", "this partnership"


class Dated(StrEnum):
    """Where the date of a step comes from."""

    TOLD = "told"  # the words give it
    PUBLISHED = "published"  # told as of the day of the document
    BY = "by"  # true by the day of the document, the day itself is not told


class RelationKind(StrEnum):
    """How an instrument stands to an older one (design, section 4)."""

    AMENDS = "amends"
    EXTENDS = "extends"
    REPLACES = "replaces"
    PROTOCOL_OF = "protocol_of"
    IMPLEMENTS = "implements"
    REVIVES = "revives"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an instrument is named or described."""

    span: Span
    form: Form


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a document proves: `span` are the proving characters.

    `date` is an ISO prefix date whose length is its precision ("2021", "2021-02", "2021-02-11"), None where
    unknown.
    `party` is set where only one side's record moves. `act` is the act that tells it, if one does; `cue`
    names the
    codebook entry that does otherwise.
    """

    stage: Stage
    span: Span
    date: str | None = None
    dated: Dated = Dated.BY
    party: str | None = None
    act: str | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie to an older instrument, by the name the document gives it."""

    kind: RelationKind
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """What one document says of one instrument.

    `names` stand fullest first, verbatim; empty where the text only describes it. `subject` are the
    lower-case content
    words that tell it from others of its kind ("free trade", "naval nuclear propulsion information
    exchange").
    `kind` is the codebook's kind ("agreement", "treaty", "partnership", "body", "talks", …). `parties` are
    sorted.
    `mentions` are sorted by place; `steps` by place. `plural` tells that all words for it are for several of
    a kind
    ("security agreements with Ukraine"), which are not told apart.
    """

    id: str
    names: tuple[str, ...]
    kind: str
    subject: str
    parties: tuple[str, ...]
    mentions: tuple[Mention, ...]
    steps: tuple[Step, ...] = ()
    binding: Binding = Binding.UNKNOWN
    relation: Relation | None = None
    year: str | None = None
    plural: bool = False


def account_id(document_sha256: str, first: Span) -> str:
    """The content-hash id of an account: same text, same first mention, same id."""
    return "acc_" + hashlib.sha256(f"{document_sha256}:{first.start}:{first.end}".encode()).hexdigest()[:16]
