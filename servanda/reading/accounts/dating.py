"""When a step was taken: the day told beside it, else what the publication allows."""

import re
from datetime import date, timedelta

from servanda.model import Span
from servanda.model.instrument import Dated
from servanda.reading.accounts.page import Line
from servanda.reading.deadlines import TimeExpression
from servanda.reading.placed import Placed

#: How far behind and before a step its date may stand, in characters.
AFTER, BEFORE = 90, 160
#: How far back in its paragraph "today" counts for a step, in characters.
PARAGRAPH = 600
_YEAR = re.compile(r"\d{4}")
_TODAY = re.compile(r"\btoday\b", re.I)
_PERFORMS = re.compile(r"\b(?:today|hereby|now|are|is|am|have approved|i (?:have|transmit))\b", re.I)


class Calendar:
    """The expressions of time of one document and its day of publication."""

    def __init__(self, text: str, times: Placed[TimeExpression], published: date | None) -> None:
        self._text, self._times, self._published = text, times, published

    def day(
        self, line: Line, span: Span, *, recap: bool = False, late: bool = False
    ) -> tuple[str | None, Dated]:
        """The prefix date of a step at `span`, and its source; `late` where its verb ends its words."""
        told = self._told(line, span, late=late)
        published = self._published
        if told:
            today = published is not None and told == published.isoformat()
            return told, Dated.PUBLISHED if today else Dated.TOLD
        if published is None:
            return None, Dated.BY
        low = line.span.start
        while low > 0 and self._text[low - 1] != "\n" and line.span.start - low < PARAGRAPH:
            low -= 1
        performed = not recap and (
            _PERFORMS.search(self._text[line.span.start : span.end])
            or _TODAY.search(self._text[low : span.end])
        )
        return published.isoformat(), Dated.PUBLISHED if performed else Dated.BY

    def _told(self, line: Line, span: Span, *, late: bool) -> str:
        """The date nearest to the step, inside its sentence: behind it first, then before.

        Of dates within the step the first, or the last where the step is told `late`, by its last words.
        """
        best: tuple[int, str] | None = None
        low, high = max(line.span.start, span.start - BEFORE), min(line.span.end, span.end + AFTER)
        for one in self._times.within(low, high):
            told = self._past(one)
            if not told:
                continue
            if one.span.start >= span.end:
                far = one.span.start - span.end
                if re.search(r"[;.]\s", self._text[span.end : one.span.start]):
                    continue
            elif one.span.end <= span.start:
                far = span.start - one.span.end + 30
            else:
                far = 0
            if best is None or far < best[0] or (late and far == best[0]):
                best = (far, told)
        return best[1] if best else ""

    def _past(self, one: TimeExpression) -> str:
        """The days of an expression as a past date: "on Monday" of a step that is done is the last one."""
        if self._published is None or one.start is None or one.end is None:
            return prefix(one.text, one.start, one.end)
        start, end = one.start, one.end
        if start > self._published and start == end and not _YEAR.search(one.text):
            back = timedelta(days=7) if not any(c.isdigit() for c in one.text) else timedelta(days=365)
            start = end = _year_before(start) if back.days > 7 else start - back
        return prefix(one.text, start, end) if start <= self._published else ""


def _year_before(day: date) -> date:
    """The same day a year before, the 28th for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def prefix(text: str, start: date | None, end: date | None) -> str:
    """The days of an expression as a prefix date: "2021", "2021-02", "2021-02-11", or nothing."""
    if start is None or end is None:
        return ""
    if text.lower().startswith("since "):
        words = text.split()[1:]
        named = any(word[:1].isupper() for word in words)
        numbered = any(word.strip(",.").isdigit() and len(word.strip(",.")) < 3 for word in words)
        return start.isoformat()[: 10 if named and numbered else 7 if named else 4]
    if start == end:
        return start.isoformat()
    if (start.year, start.month) == (end.year, end.month):
        return start.isoformat()[:7]
    return start.isoformat()[:4] if start.year == end.year else ""
