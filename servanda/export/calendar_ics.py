"""Deadlines as a calendar (RFC 5545) that Outlook, Google and Apple take: all-day events.

The one invariant: an event keeps its UID as long as its commitment lives, and its SEQUENCE never falls, so
that an update replaces it. No clock: stamps are days of documents, and the day of the answer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TextIO

from servanda.export import wording
from servanda.export.ledger_columns import sides, told
from servanda.insight.due import Due, Falling, Recurring, Rhythm, rhythm_of
from servanda.version import __version__
from servanda.views import CommitmentRow, Quotation, Source

#: The day from which sequence numbers count, and a stamp where no document has a date.
EPOCH = date(1970, 1, 1)
MISSING = "a calendar needs icalendar: pip install 'servanda[calendar]'"
#: Days that every month has: what comes round on a later one would be left out of short months.
_SHORTEST = 28


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: a commitment, its day and words, and its rhythm where the interval is exact.

    `until` is the last day on which it comes round. `as_of` is the day of the answer, `estimated` tells that
    no words give the day itself.
    """

    commitment: CommitmentRow
    day: date
    said: Quotation | None = None
    source: Source | None = None
    rhythm: Rhythm | None = None
    until: date | None = None
    as_of: date | None = None
    estimated: bool = False


def entries_of(answer: Due) -> Iterator[Entry]:
    """All of an answer that has a day, by day and id."""
    sources = {one.document: one for one in answer.sources}
    found = [_dated(one, sources, answer.as_of) for one in (*answer.falling, *answer.overdue)]
    found += [_turning(one, sources, answer.as_of) for one in answer.recurring if one.last is not None]
    yield from sorted(found, key=lambda entry: (entry.day, entry.commitment.id))


def _dated(one: Falling, sources: dict[str, Source], as_of: date) -> Entry:
    assert one.commitment.due is not None
    return Entry(one.commitment, one.commitment.due, one.said, sources.get(one.said.document), as_of=as_of)


def _turning(one: Recurring, sources: dict[str, Source], as_of: date) -> Entry:
    assert one.last is not None
    rhythm = rhythm_of(one.rhythm) if one.exact else None
    return Entry(
        one.commitment,
        one.last,
        one.said,
        sources.get(one.said.document),
        rhythm=rhythm if rhythm is None or rhythm.unit == "days" or one.last.day <= _SHORTEST else None,
        until=one.until,
        as_of=as_of,
        estimated=True,
    )


def write(entries: Iterable[Entry], out: TextIO, *, name: str = "Servanda") -> None:
    """The calendar. Raises ImportError where icalendar is not installed."""
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise ImportError(MISSING) from error
    calendar = Calendar()
    calendar.add("prodid", f"-//Servanda//servanda {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", wording.one_line(name))
    for entry in entries:
        calendar.add_component(_event(entry))
    out.write(calendar.to_ical().decode("utf-8"))


def _event(entry: Entry) -> Any:
    from icalendar import Event

    row = entry.commitment
    said = row.last or row.first or EPOCH
    event = Event()
    event.add("uid", f"{row.id}@servanda")
    event.add("dtstamp", _moment(entry.as_of or said))
    event.add("last-modified", _moment(said))
    event.add("sequence", (said - EPOCH).days)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", f"{_head(entry)}: {wording.one_line(row.title)}")
    event.add("description", _described(entry))
    event.add("status", "TENTATIVE" if entry.estimated else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if row.topics:
        event.add("categories", [told(topic) for topic in row.topics])
    if entry.source and (entry.source.address or "").startswith(("http://", "https://")):
        event.add("url", entry.source.address)
    if entry.rhythm is not None:
        event.add("rrule", _rule(entry.rhythm, entry.until))
    return event


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _head(entry: Entry) -> str:
    if entry.estimated:
        return "Comes round"
    late = entry.as_of is not None and entry.day < entry.as_of
    return "Overdue, nothing found" if late else "Due"


def _described(entry: Entry) -> str:
    """Who, how it stands, in which words, told where."""
    row, source = entry.commitment, entry.source
    as_of = f" as of {entry.as_of}" if entry.as_of else ""
    lines = [sides(row), f"{told(row.status)}{as_of}"]
    if row.deadline:
        lines.append(f"deadline: {wording.one_line(row.deadline)}")
    if entry.estimated:
        lines.append("the day is counted from documents: none gives it")
    if entry.said:
        lines.append(f"“{wording.one_line(entry.said.quote)}”")
    if source:
        issuer = wording.party(source.publisher) if source.publisher else "issuer unknown"
        named = wording.one_line(source.title or "")
        where = wording.one_line(source.address or source.document)
        lines.append(" · ".join(filter(None, [issuer, str(source.published or ""), named, where])))
    return "\n".join([*lines, row.id])


def _rule(rhythm: Rhythm, until: date | None) -> dict[str, Any]:
    last = {"until": until} if until is not None else {}
    if rhythm.unit == "days":
        return {"freq": "daily", "interval": rhythm.low, **last}
    if rhythm.low % 12 == 0:
        return {"freq": "yearly", "interval": rhythm.low // 12, **last}
    return {"freq": "monthly", "interval": rhythm.low, **last}
