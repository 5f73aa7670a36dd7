"""Calendar points: the days that a date, a month, a season, "next week" or "tomorrow" names.

Each rule of `points` in the time book has one function here of the same name; it returns None where the
words turn out to be no date.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from servanda.reading.deadlines import stretch as st
from servanda.reading.deadlines.expression import Setting
from servanda.reading.deadlines.point import STEPS, Point, in_year, nearest, relative_to
from servanda.reading.deadlines.stretch import Stretch

Resolver = Callable[[re.Match[str], Setting], Point | None]


def _day_month(match: re.Match[str], at: Setting) -> Point | None:
    month = at.book.months[match["month"]]
    first = _number(match["day"])
    last = _number(match["day2"]) if match["day2"] else first
    if last < first:
        return None

    def build(year: int) -> Stretch | None:
        try:
            return st.days(date(year, month, first), date(year, month, last))
        except ValueError:
            return None

    if match["year"]:
        days = in_year(match["year"], build, at)
        known = at.published or match["year"].isdigit()
        if known and days is None:
            return None
        return Point(days, closed=last > first)
    weekday = at.book.weekdays[match["weekday"]] if match["weekday"] else None
    if build(2024) is None:
        return None
    return Point(nearest(build, at, match, weekday), yearless=True, closed=last > first)


def _iso_day(match: re.Match[str], _at: Setting) -> Point | None:
    return _civil(int(match["year"]), int(match["number"]), int(match["day"]))


def _slash_day(match: re.Match[str], at: Setting) -> Point | None:
    one, two = int(match["first"]), int(match["second"])
    month_first = two > 12 or (at.publisher == "USA" and one <= 12)
    return _civil(int(match["year"]), *((one, two) if month_first else (two, one)))


def _month_span(match: re.Match[str], at: Setting) -> Point | None:
    first = at.book.months[match["month"]]
    last = at.book.months[match["month2"] or match["month"]]
    if match["rel"] and not match["year"]:
        return relative_to(lambda year: st.months(year, first, last), match["rel"], at)
    if not match["year"]:
        if len(match["month"].rstrip(".")) < 5 and match["month"] not in ("may", "june", "july"):
            return None  # a shortened name without a day or year may be anything
        days = nearest(lambda year: st.months(year, first, last), at, match)
        return Point(days, yearless=True, bare=False, closed=first != last)
    days = in_year(match["year"], lambda year: st.months(year, first, last), at)
    return Point(days, closed=first != last)


def _years(match: re.Match[str], at: Setting) -> Point | None:
    first = int(match["year"])
    text = match["year2"] or match["year"]
    last = int(text) if len(text) > 2 else first // 100 * 100 + int(text)
    if last < first or at.book.named_year.search(match.string, max(0, match.start() - 16), match.start()):
        return None
    return Point(st.years(first, last), closed=last > first)


def _decade(match: re.Match[str], _at: Setting) -> Point | None:
    first = int(match["year"])
    return Point(Stretch(date(first, 1, 1), date(first + 9, 12, 31), "decade"))


def _fiscal(match: re.Match[str], at: Setting) -> Point | None:
    # "FY" without a known issuer is American usage; other issuers without an entry use the calendar's year.
    rule = at.book.fiscal.get(at.publisher or ("USA" if match["fy"] or match["rel"] else ""))
    month = rule.month if rule else 1
    back = 1 if rule and rule.named == "end" and month > 1 else 0
    if match["rel"]:
        return _fiscal_now(match["rel"], month, at)
    if match["fy"]:
        return _fiscal_named(_full_year(match["fy"], 2000), match["fy2"], month, back)
    first, last = int(match["year"]), _full_year(match["year2"], int(match["year"]))
    if last == first + 1:
        return Point(st.fiscal_year(first, month) if month > 1 else st.years(first, last), bare=False)
    return Point(st.years(first, last), bare=False, closed=True) if first < last else None


def _fiscal_named(named: int, end: str | None, month: int, back: int) -> Point | None:
    """ "FY2026", "FY2026-27" (one year told by both its ends) or "FY2026-2030" (several)."""
    if end is None:
        return Point(st.fiscal_year(named - back, month))
    last = _full_year(end, named)
    if last <= named:
        return None
    if last == named + 1 and len(end) == 2:
        return Point(st.fiscal_year(named, month))
    first_day = st.fiscal_year(named - back, month).first
    return Point(Stretch(first_day, st.fiscal_year(last - back, month).last, "year"), closed=True)


def _fiscal_now(rel: str, month: int, at: Setting) -> Point:
    if at.published is None:
        return Point(None)
    step = 1 if rel == "the coming" else STEPS.get(rel, 0)
    year = at.published.year - (at.published.month < month) + step
    return Point(st.fiscal_year(year, month), now=step == 0, past=step < 0)


def _quarter(match: re.Match[str], at: Setting) -> Point | None:
    number = int(match["number"] or at.book.ordinals[match["ordinal"]])
    if match["year"]:
        return Point(in_year(match["year"], lambda year: st.quarter(year, number), at))
    if match["ordinal"] in ("last", "final") and "year" not in match.group():
        return Point(_unit_of(at, "quarter", -1), past=True)
    return Point(nearest(lambda year: st.quarter(year, number), at, match), yearless=True, bare=False)


def _half(match: re.Match[str], _at: Setting) -> Point | None:
    first = 6 * int(match["number"]) - 5
    return Point(st.months(int(match["year"]), first, first + 5, "half"))


def _season(match: re.Match[str], at: Setting) -> Point | None:
    month = at.book.seasons[match["season"]]
    if at.publisher in at.book.southern:
        month = (month + 5) % 12 + 1
    if match["year"]:
        return Point(in_year(match["year"], lambda year: st.season(year, month), at))
    rel = match["rel"] or ""
    point = relative_to(lambda year: st.season(year, month), rel, at)
    return replace(point, bare=rel.startswith(("this", "next", "last")))


_TODAY = {"tomorrow": 1, "yesterday": -1, "the day after tomorrow": 2, "the day before yesterday": -2}


def _today(match: re.Match[str], at: Setting) -> Point | None:
    step = _TODAY.get(" ".join(match["word"].split()), 0)
    return Point(_day_after(at, step), past=step < 0)


def _relative(match: re.Match[str], at: Setting) -> Point | None:
    rel, unit = " ".join(match["rel"].split()), match["unit"]
    step = STEPS.get(rel, 1 if rel == "this coming" and unit == "week" else 0)
    if unit == "night":
        return Point(_day_after(at, -1), past=True) if rel == "last" else None
    return Point(_unit_of(at, unit, step), now=step == 0, past=step < 0)


def _weekday(match: re.Match[str], at: Setting) -> Point | None:
    if at.published is None:
        return Point(None)
    rel, goal = " ".join((match["rel"] or "").split()), at.book.weekdays[match["weekday"]]
    ahead = (goal - at.published.weekday()) % 7
    if rel == "next":
        ahead = goal - at.published.weekday() + 7
    elif STEPS.get(rel) == -1:
        ahead = -((at.published.weekday() - goal) % 7 or 7)
    return Point(st.day(at.published + timedelta(days=ahead)), past=ahead < 0)


def _year_end(match: re.Match[str], at: Setting) -> Point | None:
    days = _unit_of(at, match["unit"])
    return Point(None if days is None else st.part(days, at.book.parts["end"]), now=True)


def _unit(match: re.Match[str], at: Setting) -> Point | None:
    return Point(_unit_of(at, match["unit"]), now=True)


def _holiday(match: re.Match[str], at: Setting) -> Point | None:
    day, month = at.book.holidays[" ".join(match["holiday"].split())]

    def build(year: int) -> Stretch | None:
        return st.day(date(year, month, day) if month else st.easter(year))

    return Point(nearest(build, at, match), yearless=True)


RESOLVERS: Mapping[str, Resolver] = {
    "iso_day": _iso_day,
    "slash_day": _slash_day,
    "day_month": _day_month,
    "month_day": _day_month,
    "fiscal": _fiscal,
    "month_span": _month_span,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "years": _years,
    "decade": _decade,
    "today": _today,
    "relative": _relative,
    "weekday": _weekday,
    "year_end": _year_end,
    "unit": _unit,
    "holiday": _holiday,
}


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _full_year(text: str, near: int) -> int:
    """A year of four or two figures; two are read in the century of `near`."""
    return int(text) if len(text) > 2 else near // 100 * 100 + int(text)


def _civil(year: int, month: int, day: int) -> Point | None:
    try:
        return Point(st.day(date(year, month, day)))
    except ValueError:
        return None


def _unit_of(at: Setting, name: str, step: int = 0) -> Stretch | None:
    """The calendar unit of the publication, `step` units later, None where that day is unknown."""
    return None if at.published is None else st.unit(at.published, name, step)


def _day_after(at: Setting, step: int) -> Stretch | None:
    return None if at.published is None else st.day(at.published + timedelta(days=step))
