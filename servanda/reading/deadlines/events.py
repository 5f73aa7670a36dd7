"""Acts dated by what happens: "ahead of the summit", "during her visit", "once both have ratified".

Also the words that carry an act on with no end ("continue", "for as long as it takes").
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from servanda.codebook.times import Events
from servanda.model import DeadlineKind
from servanda.reading.deadlines.expression import Found, Setting
from servanda.reading.deadlines.spans import fitting

#: Names that go on a noun phrase, in the text itself: "of the Americas in Los Angeles".
_NAMES = re.compile(
    r"(?:\s{1,4}(?:(?:of|in|on|for|with|at|between|and|to)\s{1,4})?(?:the\s{1,4})?[A-Z][\w.’'&-]{1,40}\b){0,8}"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LINK = re.compile(r",?\s{1,4}|\s{1,4}of(?:\s{1,4}[\w.’'&-]{1,30}){1,5}\s{1,4}")
_STOP = re.compile(r"[.!?;]\s|\n\s*\n")
#: Events of up to so many days begin on a day that is known; longer stretches only say by when.
_SHORT = timedelta(days=21)
#: How many earlier dates may tell when "his visit" is, and how far around one its sentence may reach.
_MEMORY, _REACH = 6, 300


def conditions(folded: str, at: Setting) -> Iterator[Found]:
    """What acts wait on, and the words of going on."""
    for rules, kind in (
        (at.book.conditions, DeadlineKind.CONDITION),
        (at.book.continuing, DeadlineKind.CONTINUING),
    ):
        for _, match in fitting(rules, folded):
            yield Found(match.start(), match.end(), None, None, kind)


def events(text: str, folded: str, dates: Sequence[Found], at: Setting) -> Iterator[Found]:
    """Events that bound an act, without those whose own date says it all ("at the summit in May").

    `dates` are the dates of the text in order of place. An event that is named again ("during his visit")
    takes the days from the earlier sentence that announced it.
    """
    starts = [one.start for one in dates]
    for match in at.book.event.finditer(folded):
        opener = _opener(match["opener"], at.book.events)
        names = _NAMES.match(text, match.end())
        end = names.end() if names else match.end()
        at_date = bisect_left(starts, match.start("words"))
        own = _own_date(text, match, end, dates[at_date : at_date + 1])
        if opener == "during" and own and own.start >= match.start("words"):
            continue
        if not _credible(match, opener, own is not None, at.book.events):
            continue
        end = max(match.end(), own.end) if own else end
        found = Found(match.start(), end, None, None, DeadlineKind.EVENT)
        if own is None:
            own = _announced(folded, match, dates[max(0, at_date - _MEMORY) : at_date], at)
        yield found if own is None else _bounded(found, own, opener, at.published)


def _opener(words: str, book: Events) -> str:
    plain = " ".join(words.split())
    return "ahead" if plain in book.ahead else "after" if plain in book.after else "during"


def _own_date(text: str, match: re.Match[str], end: int, dates: Sequence[Found]) -> Found | None:
    """The date inside the event's words or right behind them; a year among the words is one too."""
    for one in dates:
        if one.first and (one.start <= end or _LINK.fullmatch(text, end, one.start)):
            return one
    year = _YEAR.search(match["words"])
    if year is None:
        return None
    first, place = date(int(year.group()), 1, 1), match.start("words")
    return Found(place, place, first, first.replace(month=12, day=31), DeadlineKind.ABSOLUTE)


def _credible(match: re.Match[str], opener: str, dated_: bool, book: Events) -> bool:
    """Whether an event is meant.

    "During meetings" and "following talks" are no events. A weak opener needs a date, words that look
    ahead, or a name with a number.
    """
    words = " ".join(match["words"].split())
    if not words and opener != "ahead" and match["head"].endswith("s"):
        return False
    if " ".join(match["opener"].split()) not in book.weak or (dated_ and match["head"] not in book.bodies):
        return True
    return match["head"] not in book.heads or any(word in words for word in book.looking_ahead)


def _announced(folded: str, match: re.Match[str], dates: Sequence[Found], at: Setting) -> Found | None:
    """The nearest earlier date whose sentence tells of the same event; "today" dates the announcement."""
    book, first = at.book.events, match["words"].split()[:1]
    if not first or not (first[0] in book.definite or "'" in match["words"]):
        return None
    kin = book.travel if match["head"] in book.travel else (match["head"],)
    for one in reversed(dates):
        if one.past or not one.first or not one.last or one.last - one.first > _SHORT:
            continue
        if one.last == at.published:
            continue
        left, right = max(0, one.start - _REACH), min(match.start(), one.end + _REACH)
        stops = [stop.end() for stop in _STOP.finditer(folded, left, one.start)]
        stop = _STOP.search(folded, one.end, right)
        sentence = folded[stops[-1] if stops else left : stop.start() if stop else right]
        if any(re.search(rf"\b{re.escape(word)}\b", sentence) for word in kin):
            return one
    return None


def _bounded(found: Found, own: Found, opener: str, now: date | None) -> Found:
    """The event's limits from the days on which it takes place."""
    if opener == "during":
        return replace(found, first=own.first, last=own.last, past=own.past)
    if opener == "after":
        return replace(found, first=own.last or own.first, past=own.past)
    short = own.first and own.last and own.last - own.first <= _SHORT
    last = own.first if short else own.last
    return replace(found, first=now if now and last and now <= last else None, last=last, past=own.past)
