"""Dates as mastheads, place lines and markup write them: one calendar day, or nothing."""

import re
from datetime import date
from functools import cache

from servanda.sources.words import words

#: Before this year no release is on the web or in a feed; a lower year is a number of something else.
FIRST_YEAR = 1900
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?=$|[T\s,;).]|\b)")
_SLASHED = re.compile(r"\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


def parse_day(text: str) -> date | None:
    """The first calendar day written in `text`; None where there is none or it can be read two ways."""
    found = find_day(text)
    return found[0] if found else None


def find_day(text: str) -> tuple[date, int, int] | None:
    """The first day written in `text` with where it stands, `[start, end)`."""
    best: tuple[date, int, int] | None = None
    for pattern, order in _patterns():
        match = pattern.search(text)
        day = match and _day(match, order)
        if match and day and (best is None or match.start() < best[1]):
            best = (day, match.start(), match.end())
    return best


def iso_day(text: str) -> date | None:
    """The day of an ISO date or timestamp, as given; None where `text` is neither."""
    match = _ISO.match(text.strip())
    return _day(match, "ymd") if match else None


def _day(match: re.Match[str], order: str) -> date | None:
    parts = dict(zip(order, match.groups(), strict=True))
    year, month, day = int(parts["y"]), _month(parts["m"]), int(parts["d"])
    if match.re is _DAY_FIRST and "/" in match[0]:
        # 03/04/2025 is March or April, by whose custom nobody says: no date rather than a wrong one.
        if max(day, month) <= 12 and day != month:
            return None
        day, month = (month, day) if month > 12 else (day, month)
    try:
        return date(year, month, day) if year >= FIRST_YEAR else None
    except ValueError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _months()[text.lower().rstrip(".")]


@cache
def _months() -> dict[str, int]:
    listed = words("calendar")["months"]
    return {name: int(number) for number, names in listed.items() for name in names}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    names = "|".join(sorted(_months(), key=len, reverse=True))
    name = rf"((?:{names})\.?)"
    day = r"(\d{1,2})(?:st|nd|rd|th)?"
    long_us = re.compile(rf"\b{name}\s+{day},?\s+(\d{{4}})\b", re.IGNORECASE)
    long_uk = re.compile(rf"\b{day}(?:\s+of)?[\s-]+{name}[,\s-]+(\d{{4}})\b", re.IGNORECASE)
    return ((long_us, "mdy"), (long_uk, "dmy"), (_ISO, "ymd"), (_SLASHED, "ymd"), (_DAY_FIRST, "dmy"))
