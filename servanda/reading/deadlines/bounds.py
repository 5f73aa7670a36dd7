"""Dates with the words around them: "by the end of 2026", "from 3 to 5 May", "until at least March"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from servanda.model import DeadlineKind
from servanda.reading.deadlines.expression import Found, Setting
from servanda.reading.deadlines.point import Point
from servanda.reading.deadlines.points import RESOLVERS
from servanda.reading.deadlines.spans import fitting
from servanda.reading.deadlines.stretch import Stretch, part, week
from servanda.reading.deadlines.stretch import unit as step_from

#: How far before a date its operator and part may reach, in characters.
_WINDOW = 64
_GAP = re.compile(r",? {0,4}")
_ATTRIBUTE = re.compile(r"(?:\b(?:the|its|our|their|this|an?|his|her|annual|upcoming|next)|'s?) {1,4}$")
_RUNNING = ("until", "till", "through", "up", "to")


@dataclass(frozen=True, slots=True)
class Bounded:
    """A calendar point with its operator: `operator` is a key of `operators` in the time book, or empty.

    `[start, end)` covers all the words, `core` is where they begin without the operator. `word` is the
    operator's own word, `part` the name of the part of the stretch that is meant.
    """

    start: int
    core: int
    end: int
    point: Point
    rule: str
    operator: str = ""
    word: str = ""
    part: str = ""
    tail: str = ""


def dated(folded: str, at: Setting) -> Iterator[Found]:
    """All dates in folded text, with what they bound."""
    for bounded in _joined(folded, _bounded(folded, at)):
        one = _loosened(bounded)
        if one is not None:
            yield _found(one, at)


def taken_up(folded: str, dates: Sequence[Found], at: Setting) -> Iterator[Found]:
    """ "The following day", "that same month": seen from the nearest of the `dates` before."""
    ends = [one.end for one in dates]
    for _, match in fitting(at.book.again, folded):
        before = bisect_right(ends, match.start()) - 1
        known = dates[before] if before >= 0 else None
        if known is None or known.last is None:
            continue
        unit = match["unit"] if match["unit"] in ("week", "month", "year") else "day"
        days = step_from(known.last, unit, 0 if match["that"] or match["rel"] == "same" else 1)
        if days is not None:
            past = at.published is not None and days.last < at.published
            yield Found(match.start(), match.end(), days.first, days.last, DeadlineKind.ABSOLUTE, past)


def _bounded(folded: str, at: Setting) -> Iterator[Bounded]:
    for rule, match in fitting(at.book.points, folded):
        point = RESOLVERS[rule.name](match, at)
        if point is not None:
            yield _with_context(folded, match, rule.name, replace(point, bare=point.bare and rule.bare), at)


def _with_context(folded: str, match: re.Match[str], rule: str, point: Point, at: Setting) -> Bounded:
    """The point with the operator, the part and the tail that stand around it."""
    book, left = at.book, max(0, match.start() - _WINDOW)
    window = folded[left : match.start()]
    before = book.before_date.search(window)
    word = _plain(before["operator"]) if before and before["operator"] else ""
    part_word = _plain(before["part"]) if before and before["part"] else ""
    the = bool(before and not part_word and before["rest"])
    if the and rule in ("years", "month_span") and not point.closed:
        before, word = None, ""  # "in the June summit", "in the 2025 budget" do not say when
        point = replace(point, bare=point.bare or rule == "month_span")
    elif rule == "month_span" and _ATTRIBUTE.search(window):
        point = replace(point, bare=True)
    point = _turned(point, book.operator_of.get(word, ""), at)
    core = left + before.start("rest") if before and part_word else match.start()
    tail = book.after_date.match(folded, match.end())
    return Bounded(
        start=left + before.start("operator") if before and word else core,
        core=core,
        end=tail.end() if tail else match.end(),
        point=_of_part(point, book.part_of.get(part_word, ""), at),
        rule=rule,
        operator=book.operator_of.get(word, ""),
        word=word,
        part=book.part_of.get(part_word, ""),
        tail=_plain(tail["tail"]) if tail else "",
    )


def _turned(point: Point, operator: str, at: Setting) -> Point:
    """A date without a year on the side that its operator looks to: "since June", "by 1 November"."""
    days, now = point.days, at.published
    if not days or not now or not point.yearless:
        return point
    if operator == "since" and days.first > now:
        return replace(point, days=days.in_year(days.first.year - 1))
    if operator in ("until", "before", "now") and days.last < now:
        return replace(point, days=days.in_year(days.first.year + 1))
    return point


def _plain(words: str) -> str:
    return " ".join(words.split())


def _of_part(point: Point, name: str, at: Setting) -> Point:
    """The point cut to the part of it that is meant."""
    if not name:
        return point
    days, now = point.days, at.published
    if name in at.book.parts:
        return replace(point, days=days and part(days, at.book.parts[name]), now=False, bare=True)
    if name == "week_of":
        return replace(point, days=days and week(days.first), bare=True)
    if name == "so_far":
        if days and now and days.first <= now:
            days = Stretch(days.first, min(days.last, now), days.grain)
        return replace(point, days=days, past=True, now=False, bare=True)
    return replace(point, now=name == "rest" or point.now, bare=True)


def _joined(folded: str, bounds: Iterator[Bounded]) -> Iterator[Bounded]:
    """Neighbours that tell one stretch together become one: "from 1 March" + "until at least June"."""
    before: Bounded | None = None
    for bounded in bounds:
        pair = before and _pair(folded, before, bounded)
        if before is not None and pair is None:
            yield before
        before = pair or bounded
    if before is not None:
        yield before


def _pair(folded: str, one: Bounded, two: Bounded) -> Bounded | None:
    if not _GAP.fullmatch(folded, one.end, max(one.end, two.start)) or not _belong(one, two):
        return None
    if _separate(folded[one.end : two.start], one, two):
        return None
    first, last = one.point.days, two.point.days
    if first and last and one.point.yearless and not two.point.yearless:
        first = _not_after(first, last)
    elif first and last and two.point.yearless:
        last = _not_before(last, first)
    days = None
    if first and last:
        if first.first > last.last:
            return None
        days = Stretch(first.first, last.last, first.grain)
    point = replace(two.point, days=days, yearless=False, now=False, past=one.point.past and two.point.past)
    return replace(one, end=two.end, point=point, operator="in", tail=two.tail)


def _separate(gap: str, one: Bounded, two: Bounded) -> bool:
    """Whether two dates in full stand apart by a comma: "in May 2019, and in June 2020" are two."""
    full = not one.point.yearless and not two.point.yearless
    return full and "," in gap and two.word.startswith("and ")


def _belong(one: Bounded, two: Bounded) -> bool:
    """Whether two neighbours tell one stretch."""
    if two.operator == "and":
        listed = one.operator in ("in", "") and one.rule == two.rule and not (one.part or two.part)
        return one.operator == "between" or (listed and two.point.bare == one.point.bare)
    running = two.operator == "to" or two.word.split(" ")[0] in _RUNNING
    return running and one.operator in ("from", "since", "in", "", "between")


def _not_after(first: Stretch, last: Stretch) -> Stretch | None:
    """A start without a year, put into the year that its end names."""
    moved = first.in_year(last.last.year)
    return moved if moved is None or moved.first <= last.last else first.in_year(last.last.year - 1)


def _not_before(last: Stretch, first: Stretch) -> Stretch | None:
    """An end without a year, put into the first year in which it follows its start."""
    moved = last.in_year(first.first.year)
    return moved if moved is None or moved.last >= first.first else last.in_year(first.first.year + 1)


def _loosened(bounded: Bounded) -> Bounded | None:
    """Without a conjunction that joined nothing; None where what is left needs an operator."""
    if bounded.operator in ("between", "from") and bounded.point.closed:
        return replace(bounded, operator="in")
    if bounded.operator in ("to", "and", "between"):
        bounded = replace(bounded, operator="", start=bounded.core)
    if bounded.operator or bounded.part or bounded.point.bare:
        return bounded
    return None


def _found(bounded: Bounded, at: Setting) -> Found:
    first, last = _limits(bounded, at)
    now, point = at.published, bounded.point
    past = point.past or bounded.operator == "since"
    if now and not past:
        bound = last or (point.days.last if point.days else None)
        past = bound is not None and bound < now and bounded.operator != "after"
    return Found(bounded.start, bounded.end, first, last, DeadlineKind.ABSOLUTE, past)


def _limits(bounded: Bounded, at: Setting) -> tuple[date | None, date | None]:
    """The first and last day that the words allow."""
    days, now = bounded.point.days, at.published
    if days is None:
        return None, None
    open_ = bounded.tail in at.book.open_tails
    if bounded.operator in ("until", "now", "before") and not open_:
        last = days.last
        if bounded.operator == "before" and bounded.part != "end" and bounded.rule != "year_end":
            last = days.first - timedelta(days=1)
        return (now if now and now <= last else None), last
    if bounded.operator == "since":
        return days.first, (now if now and now >= days.first else None)
    if bounded.operator == "after":
        return days.last, None
    if open_ or (bounded.operator == "from" and not (bounded.word == "from" and days.grain == "year")):
        return _from_now(days.first, now, days.last), None
    if bounded.point.now:
        return _from_now(days.first, now, days.last), days.last
    return days.first, days.last


def _from_now(first: date, now: date | None, last: date) -> date:
    """The later of `first` and the publication, within the stretch."""
    return now if now and first < now <= last else first
