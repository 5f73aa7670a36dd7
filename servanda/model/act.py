"""`Act`: one side doing or saying one thing, told by one clause (coding manual 1.2, sections 1 to 5)."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.model.span import Span


class ActType(StrEnum):
    """What was done or said: the 28 types of the coding manual, section 2."""

    MEET = "meet"
    SCHEDULE = "schedule"
    RAISE = "raise"
    PROMISE = "promise"
    PLEDGE_FUNDS = "pledge_funds"
    REAFFIRM = "reaffirm"
    OPEN_TALKS = "open_talks"
    ADVANCE_TALKS = "advance_talks"
    CONCLUDE_TEXT = "conclude_text"
    SIGN = "sign"
    APPROVE = "approve"
    TAKE_EFFECT = "take_effect"
    RENEW_AMEND = "renew_amend"
    EXIT = "exit"
    DELIVER_FUNDS = "deliver_funds"
    DELIVER_MEANS = "deliver_means"
    OPERATE_JOINTLY = "operate_jointly"
    SET_UP = "set_up"
    DOMESTIC_STEP = "domestic_step"
    ISSUE_OUTPUT = "issue_output"
    ENDORSE = "endorse"
    CALL_ON = "call_on"
    CONDEMN = "condemn"
    REFUSE = "refuse"
    WARN = "warn"
    RESTRICT = "restrict"
    EASE = "ease"
    POSTURE_FORCE = "posture_force"


class Modality(StrEnum):
    """How far the act goes: the six modalities of the coding manual, section 3."""

    DONE = "done"
    DECIDED = "decided"
    PROMISED = "promised"
    INTENDED = "intended"
    CALLED_FOR = "called_for"
    HYPOTHETICAL = "hypothetical"


class Flag(StrEnum):
    """Qualifications of an act (coding manual, section 3), any number."""

    NEGATED = "negated"
    RECAP = "recap"
    ATTRIBUTED = "attributed"
    CONDITIONAL = "conditional"


class DeadlineKind(StrEnum):
    """How a deadline is counted (coding manual, section 5)."""

    ABSOLUTE = "absolute"
    HORIZON = "horizon"
    EVENT = "event"
    CONDITION = "condition"
    RECURRING = "recurring"
    CONTINUING = "continuing"


#: Types that name a future own deed once their modality binds (coding manual, section 3).
DEEDS = frozenset(
    {
        ActType.OPEN_TALKS,
        ActType.ADVANCE_TALKS,
        ActType.CONCLUDE_TEXT,
        ActType.SIGN,
        ActType.APPROVE,
        ActType.TAKE_EFFECT,
        ActType.RENEW_AMEND,
        ActType.EXIT,
        ActType.DELIVER_FUNDS,
        ActType.DELIVER_MEANS,
        ActType.OPERATE_JOINTLY,
        ActType.SET_UP,
        ActType.DOMESTIC_STEP,
        ActType.ISSUE_OUTPUT,
        ActType.RESTRICT,
        ActType.EASE,
    }
)

#: Types that are commitments by nature once their modality binds.
VOWS = frozenset({ActType.PROMISE, ActType.PLEDGE_FUNDS, ActType.SCHEDULE, ActType.REAFFIRM})

BINDING = frozenset({Modality.PROMISED, Modality.DECIDED})


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when. `start` and `end` bound the interval the words allow, None where no date follows."""

    kind: DeadlineKind
    span: Span
    text: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as told: `amount` in units of `currency` (ISO 4217, None where unclear)."""

    span: Span
    text: str
    amount: float
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act with the characters that prove it.

    `span` is the clause, `trigger` the few words that carry the act; both index the document's text.
    `quote` is the clause verbatim. `because` names the codebook entries and steps that made the act.
    `confidence` is the reader's own estimate, in [0, 1].
    """

    id: str
    type: ActType
    modality: Modality
    span: Span
    trigger: Span
    quote: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    instrument: str | None = None
    stage: str | None = None
    deadline: Deadline | None = None
    money: Money | None = None
    confidence: float = 1.0
    because: tuple[str, ...] = ()

    @property
    def commitment(self) -> bool:
        """Whether the act binds its actor to a future own deed (coding manual, section 3)."""
        return self.modality in BINDING and (self.type in VOWS or self.type in DEEDS)


def act_id(document_sha256: str, type_: str, span: Span, trigger: Span) -> str:
    """The content-hash id of an act: same document, words and type give the same id."""
    key = f"{document_sha256}:{type_}:{span.start}:{span.end}:{trigger.start}:{trigger.end}"
    return "act_" + hashlib.sha256(key.encode()).hexdigest()[:16]
