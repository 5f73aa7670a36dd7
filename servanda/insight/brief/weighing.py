"""How old and how near things weigh."""

from datetime import date

YEAR = 365.25


def freshness(told: date | None, as_of: date) -> float:
    """1 for what was told on the day, half of it for each year passed since, 0 for an unknown day."""
    return 0.0 if told is None else float(0.5 ** (max(0, (as_of - told).days) / YEAR))


def nearness(due: date | None, as_of: date) -> float:
    """1 for what is due on the day, half of it for each year ahead, 0 for no day, or one that has passed."""
    return 0.0 if due is None or due < as_of else float(0.5 ** ((due - as_of).days / YEAR))
