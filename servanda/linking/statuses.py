"""How a commitment stands on a day: its standing, and what the calendar adds (`data/statuses.yaml`).

The one invariant: the function and the condition for queries are made from the same rules.
"""

from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, and_, not_, or_

from servanda.linking.rulebook import read_rules
from servanda.model.commitment import Standing, Status


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: from these standings, with the last day before or near the day asked about, this status."""

    status: Status
    standing: tuple[Standing, ...]
    due: Literal["before", "near"]


class StatusFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules, of which no two hold for one day; `near` in days."""

    near: int
    rules: tuple[Rule, ...]


@cache
def status_rules() -> StatusFile:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    return read_rules("statuses.yaml", StatusFile)


def status(standing: Standing, due: date | None, as_of: date, near: int | None = None) -> Status:
    """The status that the calendar makes of a standing; `due` is the last day to keep it in time."""
    soon = _soon(as_of, near)
    for rule in status_rules().rules:
        falls = due is not None and (due < as_of if rule.due == "before" else as_of <= due <= soon)
        if falls and standing in rule.standing:
            return rule.status
    return Status(standing.value)


def has_status(
    wanted: Status, standing: Any, due: Any, as_of: date, near: int | None = None
) -> ColumnElement[bool]:
    """The condition that `status` gives `wanted`, over a column of standings and one of last days.

    Days are ISO text, null or "" for none. It names values and ranges only, so that indexes serve it.
    """
    made = [rule for rule in status_rules().rules if rule.status is wanted]
    if made:
        return or_(*(and_(standing.in_(_values(rule)), _falls(rule, due, as_of, near)) for rule in made))
    against = [rule for rule in status_rules().rules if Standing(wanted.value) in rule.standing]
    if not against:
        return and_(standing == wanted.value)
    later = and_(*(not_(_falls(rule, due, as_of, near)) for rule in against))
    return and_(standing == wanted.value, or_(due.is_(None), due == "", later))


def _values(rule: Rule) -> list[str]:
    return [standing.value for standing in rule.standing]


def _falls(rule: Rule, due: Any, as_of: date, near: int | None) -> ColumnElement[bool]:
    """The condition that the last day lies where the rule says."""
    today = as_of.isoformat()
    if rule.due == "before":
        return and_(due > "", due < today)
    return and_(due >= today, due <= _soon(as_of, near).isoformat())


def _soon(as_of: date, near: int | None) -> date:
    """The last day that counts as near."""
    try:
        return as_of + timedelta(days=status_rules().near if near is None else near)
    except OverflowError:
        return date.max
