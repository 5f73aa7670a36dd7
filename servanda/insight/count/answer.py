"""The parts of an answer on how many commitments there are."""

from dataclasses import dataclass
from datetime import date

from servanda.views import Quotation, Source


@dataclass(frozen=True, slots=True)
class Line:
    """A number of the answer: `value` is the code or id that was counted, `name` how people call it.

    `value` is None for commitments of which the documents name none. `example` is one that was counted.
    """

    value: str | None
    name: str
    count: int
    example: Quotation | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Tellings that the rule does not count, and why. `means` is the reason in a sentence."""

    reason: str
    means: str
    count: int
    example: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What another rule counts in the same texts."""

    rule: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Item:
    """A telling of a commitment: `left_out` is the reason for which it does not count, None where it does."""

    commitment: str
    act: str
    told: date | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    left_out: str | None
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Asked:
    """What the count was narrowed to: codes of parties, days of telling, a topic, the id of a document."""

    party: str | None = None
    counterpart: str | None = None
    since: date | None = None
    until: date | None = None
    topic: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many commitments there are by one rule, and why.

    `tellings` is what there is to count, `total` what the rule counts of it; all that is not counted stands
    in `left_out`. A commitment on two subjects counts for both, so that `lines` may add up to more than
    `total`; `more` is the number of lines beyond those shown. `totals` are those of all rules. `items` are
    the newest tellings, where they were asked for.
    """

    as_of: date
    asked: Asked
    rule: str
    title: str
    counts: str
    reading: str
    tellings: int
    total: int
    by: str | None
    lines: tuple[Line, ...]
    more: int
    left_out: tuple[LeftOut, ...]
    totals: tuple[Total, ...]
    items: tuple[Item, ...]
    sources: tuple[Source, ...]
