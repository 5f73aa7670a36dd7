"""When to try again, and how long to wait first."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

#: Answers after which another try may help.
AGAIN = (408, 425, 429, 500, 502, 503, 504)


class Again(Exception):
    """A try that failed and may be repeated, after `wait` seconds where the server asked for that."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def backoff(error: Exception) -> bool | float:
    """For stamina: whether to try again, or after how many seconds."""
    if not isinstance(error, Again):
        return False
    return True if error.wait is None else error.wait


def retry_after(text: str, now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After header asks to wait, None where it says nothing."""
    if re.fullmatch(r"\s*\d{1,9}\s*", text):
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - (now or datetime.now(UTC))).total_seconds())
