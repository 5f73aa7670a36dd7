"""Prefix dates as stretches of days: "2021-02" is 1 to 28 February 2021."""

from calendar import monthrange
from datetime import date


def stretch(text: str | None) -> tuple[date, date] | None:
    """The first and last day of a prefix date; None where it is none."""
    if not text:
        return None
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2:
            last = monthrange(numbers[0], numbers[1])[1]
            return date(numbers[0], numbers[1], 1), date(numbers[0], numbers[1], last)
        one = date.fromisoformat(text)
    except ValueError:
        return None
    return one, one
