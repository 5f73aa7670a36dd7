"""Deadlines as a calendar (RFC 5545) that Outlook, Google and Apple take: all-day events.

The one invariant: an event keeps its UID as long as its commitment lives, and its SEQUENCE never falls, so
that an update replaces it. No clock: stamps are days of documents.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TextIO

from servanda import __version__
from servanda.export import wording
from servanda.export.ledger_columns import sides, told
from servanda.insight.due import Due, Recurring, Rhythm, rhythm_of
from servanda.views import CommitmentRow, Quotation, Source

#: The day from which sequence numbers count.
EPOCH = date(1970, 1, 1)
MISSING = "a calendar needs icalendar: pip install 'servanda[calendar]'"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: a commitment, its day and words, and its rhythm where the interval is exact."""

    commitment: CommitmentRow
    day: date
    said: Quotation | None = None
    source: Source | None = None
    rhythm: Rhythm | None = None


def entries_of(answer: Due) -> Iterator[Entry]:
    """All of an answer that has a day, by day and id."""
    sources = {one.document: one for one in answer.sources}
    found = [
        Entry(one.commitment, one.commitment.due, one.said, sources.get(one.said.document))
        for one in (*answer.falling, *answer.overdue)
        if one.commitment.due is not None
    ]
    found += [
        Entry(one.commitment, one.last, one.said, sources.get(one.said.document), _exact(one))
        for one in answer.recurring
        if one.last is not None
    ]
    yield from sorted(found, key=lambda entry: (entry.day, entry.commitment.id))


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
    calendar.add("x-wr-calname", _text(name))
    for entry in entries:
        calendar.add_component(_event(entry))
    out.write(calendar.to_ical().decode("utf-8").replace("\r\n", "\n").replace("\n", "\r\n"))


def _event(entry: Entry) -> Any:
    from icalendar import Event

    row = entry.commitment
    stamp = datetime.combine(row.last or row.first or EPOCH, time(), UTC)
    event = Event()
    event.add("uid", f"{row.id}@servanda")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", (stamp.date() - EPOCH).days)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", _text(f"Due: {wording.one_line(row.title)}"))
    event.add("description", _text(_described(entry)))
    event.add("status", "TENTATIVE" if entry.rhythm else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if row.topics:
        event.add("categories", [told(topic) for topic in row.topics])
    if entry.source and (entry.source.address or "").startswith(("http://", "https://")):
        event.add("url", entry.source.address)
    if entry.rhythm is not None:
        event.add("rrule", _rule(entry.rhythm))
    return event


def _described(entry: Entry) -> str:
    """Who, how it stands, in which words, told where."""
    row, source = entry.commitment, entry.source
    lines = [sides(row), f"status: {told(row.status)}"]
    if row.deadline:
        lines.append(f"deadline: {wording.one_line(row.deadline)}")
    if entry.said:
        lines.append(f"“{wording.one_line(entry.said.quote)}”")
    if source:
        issuer = wording.party(source.publisher) if source.publisher else "issuer unknown"
        where = wording.one_line(source.address or source.document)
        lines.append(" · ".join(filter(None, [issuer, str(source.published or ""), where])))
    return "\n".join([*lines, row.id])


def _rule(rhythm: Rhythm) -> dict[str, Any]:
    if rhythm.unit == "days":
        return {"freq": "daily", "interval": rhythm.low}
    if rhythm.low % 12 == 0:
        return {"freq": "yearly", "interval": rhythm.low // 12}
    return {"freq": "monthly", "interval": rhythm.low}


def _exact(one: Recurring) -> Rhythm | None:
    rhythm = rhythm_of(one.rhythm)
    return rhythm if rhythm is not None and rhythm.exact else None


def _text(words: str) -> str:
    """Without characters that a calendar cannot hold."""
    return "".join(one for one in words if one == "\n" or (one.isprintable() and one != "\x7f"))
