"""All expressions of time in a text, and those of them that can be deadlines."""

from collections.abc import Iterable
from datetime import date

from servanda.model import Deadline, Span
from servanda.reading.deadlines.bounds import dated, taken_up
from servanda.reading.deadlines.events import conditions, events
from servanda.reading.deadlines.expression import Found, TimeExpression, fold, setting
from servanda.reading.deadlines.spans import counted


def find_times(
    text: str, published: date | None, *, offset: int = 0, publisher: str | None = None
) -> tuple[TimeExpression, ...]:
    """Every expression of time in `text`, also those that look back, in order of place.

    `published` is the day from which "next month" is seen; without it such words carry no dates.
    `offset` is added to the spans. `publisher` (a party code) settles fiscal years, seasons and 3/4/2026.
    Give the whole document where possible: an event named again takes its days from an earlier sentence.
    """
    at = setting(published, publisher)
    folded = fold(text, at.book)
    dates = list(dated(folded, at))
    dates = sorted([*dates, *taken_up(folded, dates, at)], key=lambda one: one.start)
    found = [*counted(folded, at), *dates, *events(text, folded, dates, at), *conditions(folded, at)]
    return tuple(_expression(one, text, offset) for one in _apart(found))


def find_deadlines(
    text: str, published: date | None, *, offset: int = 0, publisher: str | None = None
) -> tuple[Deadline, ...]:
    """The expressions of `find_times` that do not look back, as deadlines. Arguments as there."""
    return tuple(
        Deadline(one.kind, one.span, one.text, one.start, one.end)
        for one in find_times(text, published, offset=offset, publisher=publisher)
        if not one.past
    )


def _apart(found: Iterable[Found]) -> list[Found]:
    """Of expressions that overlap the longest is kept."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda item: (item.start, -item.end)):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
        else:
            kept.append(one)
    return kept


def _expression(one: Found, text: str, offset: int) -> TimeExpression:
    span = Span(one.start + offset, one.end + offset)
    return TimeExpression(span, text[one.start : one.end], one.first, one.last, one.kind, one.past)
