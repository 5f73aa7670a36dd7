"""The answer of a brief: typed lines, each with the words that prove it, and how many more there are.

Prefix dates ("2026", "2026-01") are text whose length is their precision. The first of the `quotations` of a
line is the one that carries it.
"""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Generic, TypeVar

from servanda.views import Quotation, Source, Timeline

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Contact:
    """A meeting, call or visit that took place, or that lies ahead. `day` and `until` are prefix dates.

    `parties` are all who took part. `status` is "held", "scheduled" or "invited".
    """

    id: str
    title: str
    form: str | None
    day: str | None
    until: str | None
    place: str | None
    status: str
    parties: tuple[str, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """How far one side has come with an agreement."""

    party: str
    stage: str
    day: str | None


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is told to come next: `modality` tells whether it is promised or only intended."""

    actors: tuple[str, ...]
    modality: str
    due: date | None
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an agreement stands since `day`.

    `by` tells that it stood there on that day, and since when is not told.
    """

    id: str
    name: str
    kind: str
    binding: str
    parties: tuple[str, ...]
    stage: str
    day: str | None
    by: bool
    sides: tuple[Side, ...]
    disputed: bool
    next: NextStep | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An open commitment. `status` is as of the day of the brief.

    `told_by` is the other side where only its documents tell of the promise, none of those who are bound.
    `fresh` tells that it was first told after the last meeting. `waits_on` are the words of what it waits on.
    """

    id: str
    title: str
    type: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    deadline: str | None
    due: date | None
    waits_on: str | None
    money: str | None
    told: date | None
    told_by: str | None
    fresh: bool
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Money from one side to the other, in one envelope.

    `amount` is what was promised in all, `headline` what its announcements add up to, both in units of
    `currency`, which is None where it is not clear; `paid` is what was told as paid.
    """

    id: str
    title: str
    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    amount: float
    headline: float
    paid: float
    currency: str | None
    announced: int
    last: date | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A point on which documents differ, or that the ledger will not decide alone.

    `kind` is "question" (waits for a person), "binding" (documents differ on whether a text binds) or
    "awaited" (one side awaits of the other what that one has not promised in these words). `about` names the
    agreement or commitment; `actors` are the side whose word it is, where it is one side's; `due` is the day
    by which it is awaited.
    """

    kind: str
    id: str
    about: str
    reason: str
    actors: tuple[str, ...]
    due: date | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What was done since the last meeting.

    `type` is that of an act or, where `stage` tells so, a stage that an agreement reached. `kept` is the
    promise that is kept by it, where one is.
    """

    id: str
    day: date
    type: str
    stage: bool
    actors: tuple[str, ...]
    kept: str | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """How the other side put it. `together` tells that both said it; `publisher` whose document tells it."""

    id: str
    day: date | None
    type: str
    modality: str
    together: bool
    publisher: str | None
    topics: tuple[str, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Part(Generic[R]):
    """The lines of one section, and how many `more` there are; `at_least` tells that not all were counted."""

    rows: tuple[R, ...] = ()
    more: int = 0
    at_least: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def cut(self, lines: int) -> "Part[R]":
        """The first `lines` of it; the others are counted."""
        if len(self.rows) <= lines:
            return self
        return Part(self.rows[:lines], self.more + len(self.rows) - lines, self.at_least)


@dataclass(frozen=True, slots=True)
class Heard:
    """How many documents of `publisher` tell of `party`, and the day of the last one."""

    publisher: str
    party: str
    documents: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Marked:
    """An agreement for the picture of stages."""

    id: str
    name: str
    stage: str
    binding: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What `one` ("us") needs to know before meeting `other` on `for_`, as of a day.

    `met` is the day of the last meeting held, by which `since` and `fresh` go. `documents` counts all that
    the ledger holds. `sources` are the heads of all documents that are cited.
    """

    one: str
    other: str
    for_: date | None
    as_of: date
    met: str | None
    contacts: Part[Contact]
    ahead: Part[Contact]
    agreements: Part[Standing]
    due: Part[Item]
    ours: Part[Item]
    theirs: Part[Item]
    both: Part[Item]
    waiting: Part[Item]
    money: Part[Sum]
    disputed: Part[Dispute]
    since: Part[News]
    wording: Part[Wording]
    heard: tuple[Heard, ...]
    documents: int
    stages: tuple[Marked, ...]
    timeline: Timeline
    sources: tuple[Source, ...]

    @property
    def parts(self) -> dict[str, Part[Any]]:
        """The sections by name, in order."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, Part)}

    def cut(self, name: str, lines: int) -> "Brief":
        """The brief with so many lines in the section called `name`; the others are counted."""
        changed: dict[str, Any] = {name: self.parts[name].cut(lines)}
        return replace(self, **changed)

    @property
    def empty(self) -> bool:
        """Whether nothing at all was found of the two."""
        return not any(len(part) for part in self.parts.values())
