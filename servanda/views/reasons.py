"""Why a commitment has its status, in words: what documents say, and what the calendar adds."""

from collections.abc import Sequence
from datetime import date

from servanda.views.details import Evidence
from servanda.views.rows import CommitmentRow

WORDS = {
    "open": "nothing was found that it was kept, dropped or changed",
    "reaffirmed": "it was said again, and nothing was found that it was kept",
    "in_progress": "work on it is told of",
    "delivered": "it is told that it was kept",
    "partly_delivered": "it is told that a part was kept",
    "missed": "it is told that it was not kept in time",
    "dropped": "it is told that it was given up",
    "superseded": "something else took its place",
    "waiting": "what it waits for has not been told of",
}

SAYS = {"self": "the side that made it", "partner": "the other side", "third party": "a third party"}


def why(row: CommitmentRow, proof: Sequence[Evidence], said: int, as_of: date) -> str:
    """One or two sentences: "Promised 3 times. …"."""
    parts = [f"told in {_times(said, 'act')}", WORDS.get(row.standing, row.standing)]
    tellers = sorted({SAYS.get(one.says.replace("_", " "), one.says) for one in proof if one.says})
    if tellers:
        parts[-1] += f" (says {', '.join(tellers)})"
    if row.due and row.status == "overdue_nothing_found":
        parts.append(f"its last day was {row.due}, {(as_of - row.due).days} days before {as_of}")
    elif row.due and row.status == "due_soon":
        parts.append(f"its last day is {row.due}, {_times((row.due - as_of).days, 'day')} after {as_of}")
    elif row.due and row.status in ("open", "reaffirmed", "in_progress"):
        parts.append(f"its last day is {row.due}")
    return "; ".join(parts)


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
