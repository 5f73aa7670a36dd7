"""`Stretch`: a run of whole days, and the calendar units, parts and steps that are reckoned with."""

import calendar
import math
from dataclasses import dataclass, replace
from datetime import date, timedelta

from servanda.codebook.times import Part

_DAYS = {"days": 1, "weeks": 7, "fortnights": 14}
_MONTHS = {"months": 1, "quarters": 3, "years": 12, "decades": 120}
_THIRDS = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `first` to `last`, both included, and the `grain` of the word that named them.

    `grain` is one of day, week, month, quarter, season, year, decade.
    Raises ValueError where the days are out of order.
    """

    first: date
    last: date
    grain: str

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"a stretch from {self.first} to {self.last}")

    def in_year(self, year: int) -> "Stretch | None":
        """The same days of another year (29 February becomes the 28th), None beyond the calendar."""
        try:
            last = _same_day(self.last, year + self.last.year - self.first.year)
            return replace(self, first=_same_day(self.first, year), last=last)
        except (ValueError, OverflowError):
            return None


def day(at: date) -> Stretch:
    """One day."""
    return Stretch(at, at, "day")


def days(first: date, last: date) -> Stretch:
    """Several days told one by one."""
    return Stretch(first, last, "day")


def months(year: int, first: int, last: int, grain: str = "month") -> Stretch:
    """Whole months of one year; a `last` before `first` lies in the next year. Raises ValueError."""
    end = year + 1 if last < first else year
    return Stretch(date(year, first, 1), date(end, last, calendar.monthrange(end, last)[1]), grain)


def years(first: int, last: int) -> Stretch:
    """Whole years."""
    return Stretch(date(first, 1, 1), date(last, 12, 31), "year")


def quarter(year: int, number: int) -> Stretch:
    """The quarter `number` (1 to 4) of a year."""
    return months(year, 3 * number - 2, 3 * number, "quarter")


def season(year: int, first_month: int) -> Stretch:
    """Three months that begin in `year`."""
    return months(year, first_month, (first_month + 1) % 12 + 1, "season")


def fiscal_year(year: int, first_month: int) -> Stretch:
    """Twelve months that begin in `year`."""
    return months(year, first_month, (first_month + 10) % 12 + 1, "year")


def week(at: date) -> Stretch:
    """The seven days that `at` lies in, from Monday; a week told of on a Sunday is the one that begins.

    Releases of a Sunday speak of the week before them ("this week he will travel").
    """
    first = at if at.weekday() == calendar.SUNDAY else at - timedelta(days=at.weekday())
    return Stretch(first, first + timedelta(days=6), "week")


def unit(at: date, name: str, step: int) -> Stretch | None:
    """The calendar unit `name` that `at` lies in, `step` units later. None for a name that is none."""
    if name == "day":
        moved = add(at, step, "days")
        return None if moved is None else day(moved)
    if name in ("week", "weekend", "fortnight"):
        return _weeks(at, name, step)
    if name == "month":
        moved = add(at.replace(day=1), step, "months")
        return None if moved is None else months(moved.year, moved.month, moved.month)
    if name == "quarter":
        moved = add(at.replace(day=1), 3 * step, "months")
        return None if moved is None else quarter(moved.year, (moved.month + 2) // 3)
    if name == "year":
        return years(at.year + step, at.year + step)
    if name == "decade":
        first = at.year // 10 * 10 + 10 * step
        return replace(years(first, first + 9), grain="decade")
    return None


def add(at: date, count: int, units: str) -> date | None:
    """`count` units after `at` (before, where negative), None beyond the calendar or for unknown units."""
    try:
        if units == "hours":
            return at + timedelta(days=math.copysign(math.ceil(abs(count) / 24), count))
        if units in _DAYS:
            return at + timedelta(days=count * _DAYS[units])
        if units in _MONTHS:
            month = at.year * 12 + at.month - 1 + count * _MONTHS[units]
            year, month = divmod(month, 12)
            return date(year, month + 1, min(at.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None
    return None


def part(whole: Stretch, of: Part) -> Stretch:
    """What `of` ("early", "the end of") leaves of a stretch. Days are not cut."""
    if whole.grain == "year":
        first = add(whole.first, of.year[0] - 1, "months")
        after = add(whole.last.replace(day=1), of.year[1] - 12, "months")
        return _between(whole, first, after and months(after.year, after.month, after.month).last)
    if whole.grain == "month":
        first = whole.first.replace(day=of.month[0])
        return _between(whole, first, whole.last.replace(day=min(of.month[1], whole.last.day)))
    if whole.grain == "decade":
        at = whole.first.year
        return _between(whole, date(at + of.decade[0], 1, 1), date(at + of.decade[1], 12, 31))
    if whole.grain == "day" or not of.third:
        return whole
    third = ((whole.last - whole.first).days + 1) // _THIRDS
    first = whole.first + timedelta(days=third * (of.third - 1))
    return _between(whole, first, whole.last if of.third == _THIRDS else first + timedelta(days=third - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, century = year % 19, year // 100
    leap = 32 + 2 * (century % 4) + 2 * (year % 100 // 4) - year % 100 % 4
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week_ = (leap - epact) % 7
    shift = (golden + 11 * epact + 22 * week_) // 451
    month, day_ = divmod(epact + week_ - 7 * shift + 114, 31)
    return date(year, month, day_ + 1)


def _weeks(at: date, name: str, step: int) -> Stretch:
    # Only "this week" may begin on the Sunday of the publication.
    first = at - timedelta(days=at.weekday()) if step or name == "weekend" else week(at).first
    first += timedelta(days=7 * step)
    if name == "weekend":
        return Stretch(first + timedelta(days=5), first + timedelta(days=6), "week")
    return Stretch(first, first + timedelta(days=13 if name == "fortnight" else 6), "week")


def _same_day(at: date, year: int) -> date:
    try:
        return at.replace(year=year)
    except ValueError:
        return at.replace(year=year, day=28)


def _between(whole: Stretch, first: date | None, last: date | None) -> Stretch:
    if first is None or last is None or first > last:
        return whole
    return Stretch(first, last, "day" if whole.grain == "week" else "part")
