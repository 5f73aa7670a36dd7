"""Spans counted from the publication ("within 90 days"), back from it ("two years ago"), and rhythms."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from servanda.codebook.numbers import numbers
from servanda.codebook.times import Rule, RuleSet
from servanda.model import DeadlineKind
from servanda.reading.deadlines.expression import Found, Setting
from servanda.reading.deadlines.stretch import add, unit

#: How far before a match its `not_after` and `only_after` may look, in characters.
_WINDOW = 48
_YEARS = {"years": 1, "decades": 10}
_WORKING = re.compile(r"\b(?:business|working) {1,4}")
_WORKDAYS_A_WEEK, _DAYS_A_WEEK = 5, 7


def counted(folded: str, at: Setting) -> Iterator[Found]:
    """All counted spans and rhythms in folded text."""
    for rule, match in fitting(at.book.spans, folded):
        groups = match.groupdict()
        found = _read(rule, match, groups.get("unit"), _count(groups), at)
        if found is not None:
            yield found


def fitting(rules: RuleSet, folded: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """The matches of `rules` whose surroundings allow them."""
    for rule, match in rules.find(folded):
        before = folded[max(0, match.start() - _WINDOW) : match.start()]
        if rule.not_after and rule.not_after.search(before):
            continue
        if rule.only_after and not rule.only_after.search(before):
            continue
        if rule.only_with and not rule.only_with.search(match.group()):
            continue
        yield rule, match


def _count(groups: dict[str, str | None]) -> int | None:
    """How many units: the upper of two numbers, None where the words fix none."""
    if groups.get("vague"):
        return None
    words = groups.get("number2") or groups.get("number")
    if words is None:
        return None
    return numbers().count(words)


def _read(
    rule: Rule, match: re.Match[str], unit_: str | None, count: int | None, at: Setting
) -> Found | None:
    start, end, now = match.start(), match.end(), at.published
    if rule.kind in ("recurring", "condition"):
        return Found(start, end, None, None, DeadlineKind(rule.kind))
    if rule.kind == "far" or unit_ is None:
        return Found(start, end, None if rule.kind == "far" else now, None, DeadlineKind.HORIZON)
    units = at.book.units[unit_]
    if count is None and unit_ != units and "vague" not in _told(match):
        if rule.name == "within" and "next" not in match.group() and "coming" not in match.group():
            return _within_this(match, unit_, at)
        count = 1  # "over the next year"
    if count is not None and rule.most_years and count * _YEARS.get(units, 0) > rule.most_years:
        return None
    limit = _after(now, count, units, bool(_WORKING.search(match.group()))) if now and count else None
    if rule.kind == "past":
        back = add(now, -count, units) if now and count else None
        return Found(start, end, back, now if back else None, DeadlineKind.HORIZON, past=True)
    return Found(start, end, now, limit, DeadlineKind.HORIZON)


def _told(match: re.Match[str]) -> set[str]:
    return {name for name, words in match.groupdict().items() if words}


def _within_this(match: re.Match[str], unit_: str, at: Setting) -> Found:
    """ "Within the year" is a calendar unit, not a span."""
    days = at.published and unit(at.published, unit_, 0)
    last = days.last if days else None
    return Found(match.start(), match.end(), at.published, last, DeadlineKind.ABSOLUTE)


def _after(now: date, count: int, units: str, working: bool) -> date | None:
    """`count` units after `now`; working days skip Saturdays and Sundays."""
    if not working or units != "days":
        return add(now, count, units)
    weeks, rest = divmod(count, _WORKDAYS_A_WEEK)
    last = add(now, weeks * _DAYS_A_WEEK, "days")
    while last is not None and rest:
        last = add(last, 1, "days")
        rest -= last is not None and last.weekday() < _WORKDAYS_A_WEEK
    while last is not None and last.weekday() >= _WORKDAYS_A_WEEK:
        last -= timedelta(days=1)
    return last
