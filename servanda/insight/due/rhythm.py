"""`Rhythm`: how often something comes round, read from the words of a deadline, and when it does next.

Words and examples stand in `data/due.yaml`. "Bimonthly" is read by some as twice a month and by others as
every second one: of such words no interval follows.
"""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from servanda.codebook.numbers import numbers

_MONTHS = {name.lower(): at for at, name in enumerate(month_name) if name}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """From `low` to `high` months or days (`unit`) apart; or once a year in `month`."""

    low: int
    high: int
    unit: str = "months"
    month: int | None = None

    @property
    def exact(self) -> bool:
        """Whether it names one interval."""
        return self.month is None and self.low == self.high

    def next(self, base: date, as_of: date) -> tuple[date, date]:
        """The first and last day of the next time, counted from the last, `base`; the last is not past."""
        if self.month is not None:
            return self._month(max(base + timedelta(days=1), as_of))
        count = 1
        while self._later(base, self.high * count) < as_of:
            count += 1
        return self._later(base, self.low * count), self._later(base, self.high * count)

    def _month(self, since: date) -> tuple[date, date]:
        assert self.month is not None
        year = since.year if since.month <= self.month else since.year + 1
        return date(year, self.month, 1), date(year, self.month, monthrange(year, self.month)[1])

    def _later(self, base: date, count: int) -> date:
        if self.unit == "days":
            return base + timedelta(days=count)
        total = base.year * 12 + base.month - 1 + count
        year, month = divmod(total, 12)
        return date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))


def rhythm_of(words: str) -> Rhythm | None:
    """The rhythm that `words` tell; None where no interval follows from them."""
    said = " ".join(words.lower().split())
    return _every(said) or _times(said) or _adverb(said)


@cache
def _data() -> dict[str, Any]:
    text = (files("servanda.insight") / "data" / "due.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = _data()
    unit = "|".join(data["units"])
    nth, times, count = "|".join(data["nth"]), "|".join(data["times"]), r"\d+|[a-z]+"
    number = rf"(?P<low>{count})(?:(?: (?:to|or) |-)(?P<high>{count}))? "
    every = rf"\b(?:every|each) (?:(?P<nth>{nth}) |{number})?(?P<unit>{unit}|{'|'.join(_MONTHS)})s?\b"
    number = rf"(?:(?P<word>{times})|(?P<times>{count}) times)"
    often = rf"\b{number} (?:an?|per|each|every|in a) (?P<unit>{unit})\b"
    return re.compile(every), re.compile(often)


def _every(said: str) -> Rhythm | None:
    match = _patterns()[0].search(said)
    if match is None:
        return None
    if match["unit"] in _MONTHS:
        return Rhythm(12, 12, month=_MONTHS[match["unit"]])
    low = _data()["nth"].get(match["nth"]) if match["nth"] else _number(match["low"] or "1")
    high = _number(match["high"]) if match["high"] else low
    return _rhythm(match["unit"], low, high)


def _times(said: str) -> Rhythm | None:
    match = _patterns()[1].search(said)
    if match is None:
        return None
    times = _data()["times"].get(match["word"]) or _number(match["times"] or "")
    length = _data()["units"][match["unit"]]
    for unit, one in length.items():
        if times and one % times == 0:
            return Rhythm(one // times, one // times, unit)
    return None


def _adverb(said: str) -> Rhythm | None:
    for row in _data()["adverbs"]:
        if any(re.search(rf"(?<![\w-]){word}(?![\w-])", said) for word in row["words"]):
            unit = "days" if "days" in row else "months"
            return Rhythm(row[unit], row[unit], unit)
    return None


def _rhythm(unit: str, low: int | None, high: int | None) -> Rhythm | None:
    if not low or not high or low > high:
        return None
    (name, length), *_ = _data()["units"][unit].items()
    return Rhythm(low * length, high * length, name)


def _number(word: str) -> int | None:
    return numbers().count(word)
