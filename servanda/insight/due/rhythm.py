"""`Rhythm`: how often something comes round, read from the words of a deadline, and when it does next.

Words and examples stand in `data/due.yaml`. "Bimonthly" is read by some as twice a month and by others as
every second one: of such words no interval follows.
"""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

import msgspec

from servanda.codebook.numbers import numbers
from servanda.codebook.yamlio import load_packaged

Unit = Literal["months", "days"]

_MONTHS = {name.lower(): at for at, name in enumerate(month_name) if name}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """From `low` to `high` months or days (`unit`) apart; or once a year in `month`.

    `even` is False where only a number of times in a while is told ("twice a year"): that these lie evenly
    apart is then an estimate.
    """

    low: int
    high: int
    unit: Unit = "months"
    month: int | None = None
    even: bool = True

    @property
    def exact(self) -> bool:
        """Whether it names one interval."""
        return self.month is None and self.low == self.high and self.even

    def next(self, base: date, as_of: date) -> tuple[date, date, int]:
        """The first and last day of the next time, counted from the last, `base`; the last is not past.

        The third is how many times have passed since `base`. Raises ValueError or OverflowError beyond the
        calendar.
        """
        count, (first, last) = 1, self._turn(base, 1)
        while last < as_of:
            count += 1
            first, last = self._turn(base, count)
        return first, last, count - 1

    def _turn(self, base: date, count: int) -> tuple[date, date]:
        """The first and last day of the time that comes `count` times after `base`."""
        if self.month is None:
            return later(base, self.low * count, self.unit), later(base, self.high * count, self.unit)
        year = base.year + count - (base.month < self.month)
        return date(year, self.month, 1), date(year, self.month, monthrange(year, self.month)[1])


def later(base: date, count: int, unit: Unit) -> date:
    """The day `count` months or days after `base`; in a shorter month, its last day.

    Raises ValueError or OverflowError beyond the calendar.
    """
    if unit == "days":
        return base + timedelta(days=count)
    year, month = divmod(base.year * 12 + base.month - 1 + count, 12)
    return date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))


class Adverb(msgspec.Struct, forbid_unknown_fields=True):
    """Words that are a rhythm by themselves."""

    words: list[str]
    months: int | None = None
    days: int | None = None


class Example(msgspec.Struct, forbid_unknown_fields=True):
    """Words, and the rhythm that they tell: so many months or days to so many, or a month of each year."""

    text: str
    months: tuple[int, int] | None = None
    days: tuple[int, int] | None = None
    month: int | None = None
    even: bool = True


class RhythmFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file: units with their lengths, ordinals, numbers of times."""

    units: dict[str, dict[Unit, int]]
    nth: dict[str, int]
    times: dict[str, int]
    adverbs: list[Adverb]
    examples: list[Example]
    counter_examples: list[str]


@cache
def rhythm_file() -> RhythmFile:
    """The words that ship. Raises CodebookError where the file is wrong."""
    return load_packaged("servanda.insight", "due.yaml", RhythmFile)


def rhythm_of(words: str) -> Rhythm | None:
    """The rhythm that `words` tell; None where no interval follows from them."""
    said = " ".join(words.lower().split())
    return _every(said) or _times(said) or _adverb(said)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    file = rhythm_file()
    unit = "|".join(file.units)
    nth, times, count = "|".join(file.nth), "|".join(file.times), r"\d+|[a-z]+"
    often = rf"(?:(?P<word>{times})|(?P<times>{count}) times)"
    number = rf"(?P<low>{count})(?:(?: (?:to|or) |-)(?P<high>{count}))? "
    months = "|".join(_MONTHS)
    every = rf"\b(?:{often} )?(?:every|each) (?:(?P<nth>{nth}) |{number})?(?P<unit>{unit}|{months})s?\b"
    return re.compile(every), re.compile(rf"\b{often} (?:an?|per|in an?) (?P<unit>{unit})\b")


def _every(said: str) -> Rhythm | None:
    match = _patterns()[0].search(said)
    if match is None:
        return None
    if match["unit"] in _MONTHS:
        return Rhythm(12, 12, month=_MONTHS[match["unit"]])
    low = rhythm_file().nth.get(match["nth"]) if match["nth"] else _number(match["low"] or "1")
    high = _number(match["high"]) if match["high"] else low
    if not low or not high or low > high:
        return None
    return _parted(match, low, high)


def _times(said: str) -> Rhythm | None:
    match = _patterns()[1].search(said)
    return _parted(match, 1, 1) if match is not None else None


def _parted(match: re.Match[str], low: int, high: int) -> Rhythm | None:
    """From `low` to `high` units, each cut into as many parts as the words say times."""
    file = rhythm_file()
    often = match["word"] or match["times"]
    times = file.times.get(often) or _number(often) if often else 1
    for unit, length in file.units[match["unit"]].items():
        if times and not length * low % times and not length * high % times:
            return Rhythm(length * low // times, length * high // times, unit, even=times == 1)
    return None


def _adverb(said: str) -> Rhythm | None:
    for row in rhythm_file().adverbs:
        if any(re.search(rf"(?<![\w-]){word}(?![\w-])", said) for word in row.words):
            return (
                Rhythm(row.days, row.days, "days") if row.days else Rhythm(row.months or 0, row.months or 0)
            )
    return None


def _number(word: str) -> int | None:
    return numbers().count(word)
