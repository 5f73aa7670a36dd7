"""`Envelope`: one sum of money, however often it was announced."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MoneyRole(StrEnum):
    """What an announcement adds to its envelope."""

    NEW = "new"
    REPEAT = "repeat"
    TRANCHE_OF = "tranche_of"
    TOP_UP = "top_up"
    CONVERTS = "converts"  # the same sum in another currency, as a document tells that it is the same
    UNCLEAR = "unclear"


class RoleReason(StrEnum):
    """Why an announcement has its role."""

    FIRST = "first"  # nothing told earlier is of this money
    RETOLD = "retold"  # told as something old, which nothing told earlier bears out
    TOTAL = "total"  # told as what was given so far, all in all
    SAME_SUM = "same_sum"  # the same sum was told before
    SAME_PART = "same_part"  # the same part was told before
    WHOLE = "whole"  # the whole of parts that were told before
    PART_OF = "part_of"  # its words say so
    TOLD_AS_PART = "told_as_part"  # another announcement says so of this sum
    ON_TOP = "on_top"  # its words name the sum on top of which it comes
    MORE = "more"  # its words call it more, for a purpose that money was told for
    EQUAL = "equal"  # a document tells both sums as one
    OTHER_SUM = "other_sum"  # neither a sum told before, nor told as a part of one or as more


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement of the money: `amount` in units of its own `currency`.

    `new` of it was told by no earlier announcement, `unclear` may have been; `pays` is what is told as paid
    for the first time. `because` gives the reason of the role, `cue` the words of the clause that tell it,
    `refers` the act of the announcement that it repeats, pays, comes on top of, or that bears it out.
    """

    act: str
    document: str
    told: date | None
    role: MoneyRole
    amount: float
    paid: bool = False
    currency: str | None = None
    new: float = 0.0
    unclear: float = 0.0
    pays: float = 0.0
    because: RoleReason = RoleReason.FIRST
    cue: str | None = None
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What announcements in one currency come to; nothing is converted."""

    currency: str | None
    announcements: int
    headline: float
    new: float
    unclear: float
    paid: float


@dataclass(frozen=True, slots=True)
class Envelope:
    """One sum of money. `amount` is what was promised in all: what is new, and what was added on top.

    `unclear` is the part of it that may have been told before the first document that tells it. `headline` is
    the sum of all announcements, as a reader of headlines would add them up; `paid` what was told as paid
    out, each payment once. All four are in `currency`, that of the first announcement; `tallies` has the same
    in each currency that the money was told in. `announcements` stand first told first.
    """

    id: str
    title: str
    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    amount: float
    currency: str | None
    announcements: tuple[Announcement, ...]
    headline: float
    paid: float
    first: date | None
    last: date | None
    topics: tuple[str, ...] = ()
    unclear: float = 0.0
    tallies: tuple[Tally, ...] = ()


def envelope_id(first_act: str) -> str:
    """The id of the envelope that the act `first_act` told first."""
    return "env_" + hashlib.sha256(first_act.encode()).hexdigest()[:16]
