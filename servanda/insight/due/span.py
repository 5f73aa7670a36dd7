"""Lengths of time as people type them: "90d", "12w", "6m", "1y"."""

import re
from datetime import date

from servanda.insight.due.rhythm import later
from servanda.views import ViewError

_SPAN = re.compile(r"(\d{1,4})\s*(?:(d)(?:ays?)?|(w)(?:eeks?)?|(m)(?:onths?)?|(y)(?:ears?)?)", re.IGNORECASE)
_LENGTHS = {"d": 1, "w": 7, "m": 1, "y": 12}


def end_of(within: str, start: date) -> date:
    """The day that lies `within` after `start`. Raises ViewError where the words are no length of time."""
    match = _SPAN.fullmatch(within.strip())
    if match is None:
        raise ViewError(f"{within!r} is no length of time: write 90d, 12w, 6m or 1y")
    unit = next(letter.lower() for letter in match.groups()[1:] if letter)
    try:
        return later(start, int(match[1]) * _LENGTHS[unit], "days" if unit in "dw" else "months")
    except (OverflowError, ValueError):  # beyond the calendar
        return date.max
