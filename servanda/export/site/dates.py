"""Days as people write them: "16 January 2026", "January 2026", kept on one line."""

from datetime import date

from servanda.export.site.frame import text

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def plain_day(told: date | str | None) -> str:
    """A day or prefix date in words; "undated" where there is none, and as it came where it is no date."""
    if not told:
        return "undated"
    parts = str(told).split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return str(told)
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return str(told)
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def written(told: date | str | None) -> str:
    """The same as a piece of a page."""
    return f'<span class="day">{text(plain_day(told))}</span>'
