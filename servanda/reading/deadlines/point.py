"""`Point`: what the words of a date name, and which year a date belongs to that names none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from servanda.reading.deadlines.expression import Setting
from servanda.reading.deadlines.stretch import Stretch

#: A date without a year lies ahead unless the one behind is this many times nearer; the second figure
#: holds where the sentence looks ahead ("will host on 15 November").
_PAST_WEIGHT, _AHEAD_WEIGHT = 2, 6
#: How far before a date, in characters, its sentence is searched for such words.
_SENTENCE = 120
#: How far from the present one the words before a unit lead.
STEPS = {"next": 1, "last": -1, "this past": -1, "the previous": -1}


@dataclass(frozen=True, slots=True)
class Point:
    """What the words name. `days` is None where that needs a publication date and none is known.

    `yearless`: the words name no year, `days` is the nearest. `now`: the stretch is under way, only what
    is left of it counts. `past`: the words themselves look back. `bare`: may stand without a preposition.
    `closed`: the words tell both ends ("15 to 16 February").
    """

    days: Stretch | None
    yearless: bool = False
    now: bool = False
    past: bool = False
    bare: bool = True
    closed: bool = False


def relative_to(build: Callable[[int], Stretch], rel: str, at: Setting) -> Point:
    """The next, the last or the coming one of the stretches that `build` makes of each year."""
    now = at.published
    if now is None:
        return Point(None)
    near = [build(now.year + step) for step in (-2, -1, 0, 1, 2)]
    if rel in ("last", "this past"):
        return Point(max((one for one in near if one.last < now), key=lambda one: one.first), past=True)
    if rel == "next":
        return Point(min((one for one in near if one.first > now), key=lambda one: one.first))
    return Point(min((one for one in near if one.last >= now), key=lambda one: one.first), now=True)


def in_year(words: str, build: Callable[[int], Stretch | None], at: Setting) -> Stretch | None:
    """What `build` makes of the year that `words` name ("2026", "next year")."""
    if words.isdigit():
        return build(int(words))
    if at.published is None:
        return None
    return build(at.published.year + STEPS.get(words.split()[0], 0))


def nearest(
    build: Callable[[int], Stretch | None], at: Setting, match: re.Match[str], weekday: int | None = None
) -> Stretch | None:
    """The stretch of the year that fits the publication and the sentence best, and the weekday where told."""
    now = at.published
    if now is None:
        return None
    choices = [days for step in (-1, 0, 1) if (days := build(now.year + step)) is not None]
    agreeing = [days for days in choices if days.first.weekday() == weekday]
    before = match.string[max(0, match.start() - _SENTENCE) : match.start()]
    weight = _AHEAD_WEIGHT if at.book.ahead.search(before) else _PAST_WEIGHT
    return min(agreeing or choices, key=lambda days: _distance(days, now, weight), default=None)


def _distance(days: Stretch, now: date, past_weight: int) -> int:
    if days.last < now:
        return (now - days.last).days * past_weight
    return max(0, (days.first - now).days)
