"""Lengths of time as people type them: "90d", "12w", "6m", "1y"."""

import re
from datetime import date, timedelta

from servanda.insight.due.rhythm import Rhythm
from servanda.views import ViewError

_SPAN = re.compile(r"(\d{1,4})\s*([dwmy])(?:ays?|eeks?|onths?|ears?)?", re.IGNORECASE)


def end_of(within: str, start: date) -> date:
    """The day that lies `within` after `start`. Raises ViewError where the words are no length of time."""
    match = _SPAN.fullmatch(within.strip())
    if match is None:
        raise ViewError(f"{within!r} is no length of time: write 90d, 12w, 6m or 1y")
    count, unit = int(match[1]), match[2].lower()
    try:
        if unit in "dw":
            return start + timedelta(days=count * (7 if unit == "w" else 1))
        months = count * (12 if unit == "y" else 1)
        return Rhythm(months, months).next(start, start)[1] if months else start
    except (OverflowError, ValueError):
        return date.max
