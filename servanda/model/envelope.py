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
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement of the money: `amount` in units of the envelope's currency."""

    act: str
    document: str
    told: date | None
    role: MoneyRole
    amount: float
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Envelope:
    """One sum of money. `amount` is what was promised in all: what is new, and what was added on top.

    `headline` is the sum of all announcements, as a reader of headlines would add them up; `paid` the largest
    sum that was told as paid out. `announcements` stand first told first.
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


def envelope_id(first_act: str) -> str:
    """The id of the envelope that the act `first_act` told first."""
    return "env_" + hashlib.sha256(first_act.encode()).hexdigest()[:16]
