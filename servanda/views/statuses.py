"""Statuses of commitments and meetings as of a day: what documents say, and what the calendar adds."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_

#: Statuses of a commitment (design, section 5).
STATUSES = (
    "open",
    "reaffirmed",
    "in_progress",
    "delivered",
    "partly_delivered",
    "due_soon",
    "overdue_nothing_found",
    "missed",
    "dropped",
    "superseded",
    "waiting",
)

#: Statuses of a meeting: the last is a scheduled one whose day has passed without a word of it.
MEETING_STATUSES = ("held", "scheduled", "invited", "called_off", "passed_nothing_found")

#: Standings to which the calendar has something to add.
PENDING = ("open", "reaffirmed", "in_progress", "partly_delivered")

#: Days before the last day of a deadline from which on it counts as near.
NEAR = 30


def status(standing: str, due: str | None, as_of: date, near: int = NEAR) -> str:
    """The status of a commitment. `due` is the last day of its deadline as ISO text."""
    if standing in PENDING and due:
        if due < as_of.isoformat():
            return "overdue_nothing_found"
        if due <= (as_of + timedelta(days=near)).isoformat():
            return "due_soon"
    return standing


def has_status(wanted: str, columns: Any, as_of: date, near: int = NEAR) -> ColumnElement[bool]:
    """The condition that `status` gives `wanted`, on the `columns` of the table of matters."""
    standing, due = columns.standing, columns.due
    today, soon = as_of.isoformat(), (as_of + timedelta(days=near)).isoformat()
    if wanted == "overdue_nothing_found":
        return and_(standing.in_(PENDING), due < today, due > "")
    if wanted == "due_soon":
        return and_(standing.in_(PENDING), due >= today, due <= soon)
    if wanted in PENDING:
        return and_(standing == wanted, or_(due.is_(None), due == "", due > soon))
    return and_(standing == wanted)


def meeting_status(standing: str, day: str | None, as_of: date) -> str:
    """The status of a meeting; `day` is the prefix date of its last day, as far as known."""
    if standing == "scheduled" and day and day < as_of.isoformat()[: len(day)]:
        return "passed_nothing_found"
    return standing


def has_meeting_status(wanted: str, columns: Any, as_of: date) -> ColumnElement[bool]:
    """The condition that `meeting_status` gives `wanted`, for a query."""
    day = func.coalesce(func.nullif(columns.due, ""), columns.start, "")
    passed = and_(day > "", day < func.substr(as_of.isoformat(), 1, func.length(day)))
    if wanted == "passed_nothing_found":
        return and_(columns.standing == "scheduled", passed)
    if wanted == "scheduled":
        return and_(columns.standing == wanted, not_(passed))
    return and_(columns.standing == wanted)
