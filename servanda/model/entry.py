"""`Entry`: what a ledger appends, and never alters."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry holds. Links are folded from these, never stored; a person's link is a verdict."""

    DOCUMENT = "document"
    CODING = "coding"
    VERDICT = "verdict"


class Ruling(StrEnum):
    """What a person decided (design, section 1: `Verdict`)."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `at` is when the ledger learnt it (UTC); `hash` covers all else, `previous` included.

    `subject` is the id that the entry is about: a document, or the target of a verdict. `coder` is who or
    what made
    it, `version` of which version. `body` is canonical JSON in UTF-8.
    """

    seq: int
    kind: EntryKind
    subject: str
    at: datetime
    coder: str
    version: str
    body: bytes
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision on an act, a link or an instrument; `fields` are what `correct` puts right."""

    ruling: Ruling
    target: str
    person: str
    reason: str = ""
    other: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
