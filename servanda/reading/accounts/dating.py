"""When a step was taken: the day told beside it, else what the publication allows."""

import re
from datetime import date

from servanda.model import Span
from servanda.model.instrument import Dated
from servanda.reading.accounts.page import Line
from servanda.reading.deadlines import TimeExpression
from servanda.reading.placed import Placed

#: How far behind and before a step its date may stand, in characters.
AFTER, BEFORE = 90, 160
_PERFORMS = re.compile(r"\b(?:today|hereby|now|are|is|am|have approved|i (?:have|transmit))\b", re.I)


class Calendar:
    """The expressions of time of one document and its day of publication."""

    def __init__(self, text: str, times: Placed[TimeExpression], published: date | None) -> None:
        self._text, self._times, self._published = text, times, published

    def day(self, line: Line, span: Span, *, recap: bool = False) -> tuple[str | None, Dated]:
        """The prefix date of a step at `span`, and where it comes from."""
        told = self._told(line, span)
        published = self._published
        if told:
            today = published is not None and told == published.isoformat()
            return told, Dated.PUBLISHED if today else Dated.TOLD
        if published is None:
            return None, Dated.BY
        performed = not recap and _PERFORMS.search(self._text[line.span.start : span.end])
        return published.isoformat(), Dated.PUBLISHED if performed else Dated.BY

    def _told(self, line: Line, span: Span) -> str:
        """The date nearest to the step, inside its sentence: behind it first, then before."""
        best: tuple[int, str] | None = None
        low, high = max(line.span.start, span.start - BEFORE), min(line.span.end, span.end + AFTER)
        for one in self._times.within(low, high):
            told = prefix(one)
            if not told or not self._is_past(one):
                continue
            if one.span.start >= span.end:
                far = one.span.start - span.end
                if re.search(r"[;.]\s", self._text[span.end : one.span.start]):
                    continue
            elif one.span.end <= span.start:
                far = span.start - one.span.end + 30
            else:
                far = 0
            if best is None or far < best[0]:
                best = (far, told)
        return best[1] if best else ""

    def _is_past(self, one: TimeExpression) -> bool:
        return self._published is None or (one.start is not None and one.start <= self._published)


def prefix(one: TimeExpression) -> str:
    """The days of an expression as a prefix date: "2021", "2021-02", "2021-02-11", or nothing."""
    if one.start is None or one.end is None:
        return ""
    if one.start == one.end:
        return one.start.isoformat()
    if (one.start.year, one.start.month) == (one.end.year, one.end.month):
        return one.start.isoformat()[:7]
    if one.start.year == one.end.year:
        return one.start.isoformat()[:4]
    return ""
