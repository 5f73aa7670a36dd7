"""What waits on one event: `Waiter`, the event as `Awaited`, and `Triggers`, the answer."""

from dataclasses import dataclass
from datetime import date

from servanda.views import CommitmentRow, Quotation, Source, StageRow


@dataclass(frozen=True, slots=True)
class Text:
    """The agreement whose life an event belongs to, and where it stands."""

    id: str
    name: str
    parties: tuple[str, ...]
    stage: str | None
    stage_date: str | None


@dataclass(frozen=True, slots=True)
class Waiter:
    """A commitment that waits. `said` is its last saying, `until` the words on which it waits.

    `until` is None where neither clause nor sentence holds them. `relation` tells how the deed stands to the
    event: "after" it, "before" it, "at" it, only "if" it comes, "" where the words do not say.
    """

    commitment: CommitmentRow
    said: Quotation
    until: Quotation | None
    relation: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """An event, and the commitments that wait on it: `count` of them, of which the newest are listed.

    `event` tells it in words: "entry into force of X", else as it was told last. `kind` is a kind of event of
    `linking/data/triggers.yaml` (in_force, approved …), "" for others; `text` is the agreement that is
    meant, where one is known, `stage` the stage of it that the event is, or leads to, and `who` the parties
    whose event it is. `reached` is that stage with its proof, where the ledger knows that it came about.
    """

    key: str
    event: str
    kind: str
    text: Text | None
    stage: str | None
    who: tuple[str, ...]
    count: int
    waiting: tuple[Waiter, ...]
    reached: StageRow | None


@dataclass(frozen=True, slots=True)
class Triggers:
    """Events on which commitments wait, those with most of them first.

    `event` is what was asked about. `events_count` and `waiting_count` count all, of which `events` are the
    first.
    """

    as_of: date
    event: str | None
    parties: tuple[str, ...]
    counterpart: str | None
    topic: str | None
    events: tuple[Awaited, ...]
    events_count: int
    waiting_count: int
    sources: tuple[Source, ...]
