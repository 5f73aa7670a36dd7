"""Blocking keys of meetings: two parties and a week or month; an event or place and a month."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from servanda.linking.acts import ActNode
from servanda.linking.meetings.details import Days, occasion_of

#: Parties of which each pair has a key.
_FEW = 4
#: Months that a stretch of time may touch and still have keys.
_MONTHS = 3


def meeting_keys(node: ActNode) -> tuple[str, ...]:
    """The keys of an act of meeting or scheduling; empty where neither days nor event are told."""
    told = occasion_of(node)
    parties = sorted(one for one in node.parties if not one.startswith("OTHER:"))
    pairs = [f"{a}-{b}" for a, b in combinations(parties, 2)] if len(parties) <= _FEW else []
    events = [f"event:{word}" for word in sorted(told.event)[:3]]
    if told.place and parties:
        events.append(f"place:{told.place.lower()}")
    if told.days is None:
        # Announced or recalled without a day: it is met through its event, in the months around.
        months = list(_around(node.published)) if node.published else []
        return tuple(f"{who}|{month}" for who in events for month in months)
    weeks = list(_weeks(told.days)) if told.days.precise else []
    months = list(_months(told.days))
    keys = [f"{who}|{week}" for who in pairs for week in weeks]
    keys += [f"{who}|{month}" for who in (*pairs, *events) for month in months]
    return tuple(dict.fromkeys(keys))


def _weeks(days: Days) -> Iterator[str]:
    """The weeks of the days, with one day around them."""
    first, last = _shifted(days.start, -1).toordinal() // 7, _shifted(days.end, 1).toordinal() // 7
    yield from (f"w{week}" for week in range(first, last + 1))


def _months(days: Days) -> Iterator[str]:
    around = 1 if days.precise else 0
    first, last = _month(_shifted(days.start, -around)), _month(_shifted(days.end, around))
    if last - first < _MONTHS:
        yield from (f"m{month}" for month in range(first, last + 1))


def _around(day: date) -> Iterator[str]:
    yield from (f"m{month}" for month in range(_month(day) - 1, _month(day) + 3))


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _shifted(day: date, days: int) -> date:
    """`day` moved, within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
