"""`Scale`: days of a timeline to places on a line, and the marks below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from servanda.views import Timeline

#: Marks on the line: months between them, from close to wide, and the most of them that are drawn.
STEPS = (1, 3, 6, 12, 24, 60, 120, 240)
MOST = 9


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `first` to `last` on a line from `left` to `right`, in units of the drawing."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """The place of a day; days beyond an end are at the end."""
        share = (min(max(day, self.first), self.last) - self.first).days / max(
            1, (self.last - self.first).days
        )
        return round(self.left + share * (self.right - self.left), 1)

    def marks(self) -> list[tuple[date, str]]:
        """The beginnings of months or years that are marked, and their words."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((one for one in STEPS if months / one <= MOST), STEPS[-1])
        marks = []
        for year in range(self.first.year, self.last.year + 1):
            for month in range(1, 13):
                day = date(year, month, 1)
                if self.first <= day <= self.last and ((year * 12 + month - 1) % step == 0):
                    marks.append((day, str(year) if step >= 12 else f"{day:%b %Y}"))
        return marks


def scale_of(timeline: Timeline, left: float, right: float) -> Scale:
    """A scale on which every dated event of the timeline, and its day, has a place."""
    days = [timeline.as_of, *_days(timeline)]
    first, last = min(days), max(days)
    room = timedelta(days=max(20, (last - first).days // 20))
    return Scale(_moved(first, -room), _moved(last, room), left, right)


def _days(timeline: Timeline) -> Iterable[date]:
    for lane in timeline.lanes:
        for event in lane.events:
            yield from (day for day in (event.start, event.end) if day is not None)


def _moved(day: date, by: timedelta) -> date:
    """A day moved, but not out of the calendar."""
    try:
        return day + by
    except OverflowError:
        return day
