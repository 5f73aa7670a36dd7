"""Statuses as lists show them: of commitments by the rules of linking, of meetings by their day."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_

from servanda.linking import statuses
from servanda.model.commitment import Standing, Status
from servanda.model.meeting import MeetingStanding

#: Statuses of a commitment (design, section 5).
STATUSES = tuple(status.value for status in Status)

#: What becomes of a scheduled meeting whose day has passed without a word of it.
PASSED = "passed_nothing_found"
MEETING_STATUSES = (*(standing.value for standing in MeetingStanding), PASSED)


def status(standing: str, due: str | None, as_of: date) -> str:
    """The status of a commitment. `due` is the last day of its deadline as ISO text."""
    day = date.fromisoformat(due) if due else None
    return statuses.status(Standing(standing), day, as_of).value


def has_status(wanted: str, columns: Any, as_of: date) -> ColumnElement[bool]:
    """The condition that `status` gives `wanted`, on the `columns` of the table of matters."""
    return statuses.has_status(Status(wanted), columns.standing, columns.due, as_of)


def meeting_status(standing: str, day: str | None, as_of: date) -> str:
    """The status of a meeting; `day` is the prefix date of its last day, as far as known."""
    passed = day is not None and "" < day < as_of.isoformat()[: len(day)]
    return PASSED if standing == MeetingStanding.SCHEDULED and passed else standing


def has_meeting_status(wanted: str, columns: Any, as_of: date) -> ColumnElement[bool]:
    """The condition that `meeting_status` gives `wanted`, for a query."""
    day = func.coalesce(func.nullif(columns.due, ""), columns.start, "")
    passed = and_(day > "", day < func.substr(as_of.isoformat(), 1, func.length(day)))
    scheduled = columns.standing == MeetingStanding.SCHEDULED.value
    if wanted == PASSED:
        return and_(scheduled, passed)
    if wanted == MeetingStanding.SCHEDULED:
        return and_(scheduled, not_(passed))
    return and_(columns.standing == wanted)
