"""`Occasion`: what an act tells of a meeting: days, form, place, persons, level, the name of the event."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from servanda.codebook.parties import PartyBook, PartyMention
from servanda.linking.acts import ActNode
from servanda.linking.meetings.rules import meeting_rules
from servanda.model import ActType, Flag
from servanda.model.meeting import MeetingForm
from servanda.reading.deadlines.expression import TimeExpression
from servanda.reading.deadlines.find import find_times

_CAPITAL = r"[A-Z][\w.’'-]*"
_PLACE = re.compile(
    rf"\b(?:in|at|to|visit(?:s|ed)?)\s+(?:the\s+)?({_CAPITAL}(?:\s+(?:of\s+(?:the\s+)?)?{_CAPITAL}){{0,3}})"
)
_CAPITALISED = re.compile(r"(?<![\w’'])[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)*")
_EVENT = re.compile(
    r"\b((?:[A-Z0-9][\w.’'-]*\s+)+)"
    r"(?:Summit|Conference|Forum|Dialogue|Assembly|Meeting|Talks|Committee|Group|Council)\b"
)
_ACRONYM = re.compile(r"\b(?:[A-Z]{2,}\d*|G\d+|COP\d+)\b")
_NUMBER = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
#: A stretch of more days is no day of a meeting.
_DAYS = 10


@dataclass(frozen=True, slots=True)
class Days:
    """When a meeting was or is to be. `told` where the words give it; else it follows from the document."""

    start: date
    end: date
    told: bool

    @property
    def precise(self) -> bool:
        """Whether it is a matter of days."""
        return (self.end - self.start).days <= _DAYS


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one act tells. `places` holds words of the place and codes of the state it lies in.

    `beside` holds where one met on the margins of an event: then the event is not the meeting.
    """

    days: Days | None
    form: MeetingForm
    place: str | None
    places: frozenset[str]
    names: frozenset[str]
    level: str | None
    event: frozenset[str]
    beside: bool = False


def occasion_of(node: ActNode) -> Occasion:
    """What `node` tells of its meeting; read once a node."""
    kept: Occasion | None = node.__dict__.get("_occasion")
    if kept is None:
        kept = node.__dict__["_occasion"] = _read(node)
    return kept


def _read(node: ActNode) -> Occasion:
    quote = node.act.quote
    mentions = PartyBook.load().find(quote, parts=True)
    place = _place(quote, mentions)
    margin = meeting_rules().beside.search(quote)
    return Occasion(
        days=_days(node),
        form=_form(quote[: margin.start()] if margin else quote),
        place=place,
        places=_places(place, mentions),
        names=_names(quote, mentions),
        level=next((level for level, words in meeting_rules().levels if words.search(quote)), None),
        event=_event(quote),
        beside=margin is not None,
    )


def _days(node: ActNode) -> Days | None:
    if node.act.type is ActType.SCHEDULE:
        return Days(*node.due, told=True) if node.due else None
    told = [
        one
        for one in find_times(node.act.quote, node.published, publisher=node.publisher)
        if one.start is not None and one.end is not None
    ]
    if told:
        return _looking_back(min(told, key=lambda one: (_length(one), one.span)), node.published)
    if node.published is None or Flag.RECAP in node.act.flags:
        return None
    return Days(node.published, node.published, told=False)


def _length(one: TimeExpression) -> int:
    return (one.end - one.start).days if one.start and one.end else 0


def _looking_back(one: TimeExpression, published: date | None) -> Days | None:
    """The days of a meeting that took place: "on Tuesday" is the last one, "1 March" the last one too."""
    if one.start is None or one.end is None:
        return None
    start, end = one.start, one.end
    if published is not None and start > published and not _YEAR.search(one.text):
        if _WEEKDAY.search(one.text) and (start - published).days <= 7:
            start, end = start - timedelta(days=7), end - timedelta(days=7)
        else:
            start, end = _year_before(start), _year_before(end)
    return Days(start, end, told=True)


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _form(quote: str) -> MeetingForm:
    return next((form for form, words in meeting_rules().forms if words.search(quote)), MeetingForm.MEETING)


def _place(quote: str, mentions: tuple[PartyMention, ...]) -> str | None:
    """The most exact place: a city or house before a state. Demonyms and months are no places."""
    barred = meeting_rules().no_names - {"White", "House", "Palace"}
    people = {one.text for one in mentions if one.role == "demonym"}
    states = {one.text for one in mentions if one.role == "name"}
    found = []
    for match in _PLACE.finditer(quote):
        first = match.group(1).split()[0].rstrip(".,")
        if first not in barred and first not in people and not _EVENT.search(match.group(1)):
            found.append(match.group(1).rstrip(".,"))
    found += [one.text for one in mentions if one.role in ("capital", "part") and one.text not in found]
    cities = [one for one in found if one not in states]
    return next(iter([*cities, *found]), None)


def _places(place: str | None, mentions: Iterable[PartyMention]) -> frozenset[str]:
    if place is None:
        return frozenset()
    codes = {one.within or one.code for one in mentions if one.text in place or place in one.text}
    return frozenset({place.lower(), *codes})


def _names(quote: str, mentions: Iterable[PartyMention]) -> frozenset[str]:
    """Surnames and first names: words with a capital that are no titles, parties, places or months."""
    text = quote
    for one in mentions:
        text = text.replace(one.text, " ")
    text = _PLACE.sub(" ", text)
    barred = meeting_rules().no_names
    return frozenset(word.lower() for word in _CAPITALISED.findall(text) if word not in barred)


def _event(quote: str) -> frozenset[str]:
    """The words of a named event: "the 17th ASEAN Summit" gives asean and 17."""
    told = {word.lower() for match in _EVENT.finditer(quote) for word in match.group(1).split()}
    found = told - meeting_rules().no_names_lower
    found = {word for word in found if not word[0].isdigit()}
    acronyms = {word.lower() for word in _ACRONYM.findall(quote)}
    if not found and not acronyms:
        return frozenset()
    return frozenset(found | acronyms | set(_NUMBER.findall(quote)))
