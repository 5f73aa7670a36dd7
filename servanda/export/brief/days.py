"""Days as a ministry writes them: "31 Dec 2026", "Oct 2025", "2026"."""

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: str | date | None) -> str:
    """A prefix date in words; "" for none, and the text itself where it is no date."""
    if day is None or day == "":
        return ""
    parts = str(day).split("-")
    try:
        numbers = [int(part) for part in parts]
        month = MONTHS[numbers[1] - 1] if len(numbers) > 1 else ""
    except (ValueError, IndexError):
        return str(day)
    return " ".join(filter(None, [str(numbers[2]) if len(numbers) > 2 else "", month, parts[0]]))


def stretch_words(start: str | None, end: str | None) -> str:
    """A day, or the first and the last of several."""
    if not end or start == end:
        return day_words(start)
    return f"{day_words(start)} to {day_words(end)}" if start else day_words(end)
