"""What the first lines of a release say: title, document kind, place and date of the place line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from servanda.sources.dating import find_day
from servanda.sources.words import words

#: Lines looked at, and the longest line that can be a title.
_LINES = 15
_TITLE_LENGTH = 250
# "OTTAWA, October 30, 2025 –", "Gyeongju, Republic of Korea - 30 October 2025:", "Geneva, 3 May 2024 (WHO) —"
_PLACE_LINE = re.compile(
    r"^(?P<place>[A-Z][^\W\d_]+(?:[ .'’-]+[^\W\d_]+){0,4}(?:,\s+[A-Z][^\d,;:]{1,40}?){0,2})"
    r"\s*(?:,|[-–—]|\()\s*(?P<rest>[^\n]{0,60})"
)
_DASH = re.compile(r"^[\s)]*(?:\([^)]{1,40}\)\s*)?(?:[-–—:]|$)")
_LABEL_END = re.compile(r"[\s:.*#_=-]+$")


@dataclass(frozen=True, slots=True)
class Headline:
    """What was found; None where a line of the sort is missing."""

    title: str | None = None
    kind: str | None = None
    place: str | None = None
    day: date | None = None


def read_headline(text: str) -> Headline:
    """The headline of a plain text."""
    lines = [line.strip() for line in text[:8_000].splitlines()]
    return from_lines([line for line in lines if line][:_LINES], more=len(text) > 8_000)


def from_lines(lines: Sequence[str], *, more: bool = False) -> Headline:
    """The headline of a document whose first non-empty lines are `lines`; `more` text follows them."""
    title: str | None = None
    label = next((kind for kind in map(kind_of_label, lines[:4]) if kind), None)
    for number, line in enumerate(lines):
        if kind_of_label(line) or is_date_line(line):
            continue
        if title is None and (more or number + 1 < len(lines)) and is_title(line):
            title = line.lstrip("# ").strip()
        break
    place, day = next(filter(None, map(place_line, lines)), (None, None))
    if day is None:
        dated = (find_day(line) for line in lines[:6] if is_date_line(line))
        day = next((found[0] for found in dated if found), None)
    return Headline(title, kind_of_title(title or "") or label, place, day)


def is_title(line: str) -> bool:
    """Whether a first line reads like a title: short, no sentence, no place line."""
    if len(line) > _TITLE_LENGTH or not any(ch.isalpha() for ch in line):
        return False
    return not line.endswith((".", ";", ",", ":")) and place_line(line) is None


def is_date_line(line: str) -> bool:
    """Whether the line is a date and little else ("Friday, October 31, 2025", "Published: 1 May 2024")."""
    found = find_day(line) if len(line) < 80 else None
    return found is not None and _beside_dates(line[: found[1]] + " " + line[found[2] :])


def place_line(line: str) -> tuple[str, date] | None:
    """Place and date of a paragraph that opens with both, else None."""
    match = _PLACE_LINE.match(line[:160])
    found = find_day(line[: match.end()]) if match else None
    if found is None or not _DASH.match(line[found[2] : found[2] + 60]):
        return None
    place = line[: found[1]].strip(" ,(–—-")
    return (place, found[0]) if _is_place(place) else None


def _is_place(place: str) -> bool:
    """A place has few words, all of them names or links between names, and is no weekday."""
    names = re.findall(r"[^\W\d_]+", place)
    shaped = 0 < len(names) <= 7 and all(name[0].isupper() or len(name) <= 3 for name in names)
    return shaped and not _beside_dates(place)


def _beside_dates(text: str) -> bool:
    """Whether all words of `text` are such as stand beside a date."""
    allowed = words("calendar")["date_words"]
    return all(word in allowed for word in re.findall(r"[^\W\d_]+", text.lower()))


def kind_of_title(title: str) -> str | None:
    """The document kind a title names, or None."""
    return next((kind for kind, patterns in _kinds() if any(p.search(title) for p in patterns)), None)


def kind_of_label(line: str) -> str | None:
    """The document kind of a line that names it and nothing else ("News release")."""
    return _labels().get(_LABEL_END.sub("", line).lower()) if len(line) < 40 else None


@cache
def _kinds() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    def compiled(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)

    return tuple((kind, compiled(entry["titles"])) for kind, entry in words("kinds").items())


@cache
def _labels() -> dict[str, str]:
    return {label.lower(): kind for kind, entry in words("kinds").items() for label in entry["labels"]}
