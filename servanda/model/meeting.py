"""`Meeting`: who met, where and when, told by one or more documents (its readouts)."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class MeetingForm(StrEnum):
    """In what form one meets; `MEETING` also where the words do not tell more."""

    CALL = "call"
    VISIT = "visit"
    SUMMIT = "summit"
    MEETING = "meeting"


class MeetingStanding(StrEnum):
    """What documents say: it took place, is fixed, was only asked for, or was called off."""

    HELD = "held"
    SCHEDULED = "scheduled"
    INVITED = "invited"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. `start` and `end` are ISO prefix dates ("2026-02", "2026-02-11"), None where unknown.

    `documents` are its readouts and announcements, the first told first; `acts` likewise.
    """

    id: str
    title: str
    parties: tuple[str, ...]
    start: str | None
    end: str | None
    place: str | None
    form: MeetingForm
    standing: MeetingStanding
    documents: tuple[str, ...]
    acts: tuple[str, ...]
    topics: tuple[str, ...] = ()


def meeting_id(first_act: str) -> str:
    """The id of the meeting that the act `first_act` told first."""
    return "mee_" + hashlib.sha256(first_act.encode()).hexdigest()[:16]
