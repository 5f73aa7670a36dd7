"""Meetings of the pair: those that took place, and those that lie ahead."""

from collections.abc import Iterable
from datetime import date

from servanda.insight.brief.answer import Contact, Part
from servanda.insight.brief.pair import Tellings, tellings
from servanda.insight.brief.rules import rules
from servanda.model.meeting import MeetingStanding
from servanda.views import ActRow, Filter, LedgerView, MeetingRow
from servanda.views.dates import stretch

#: Types of acts that tell of a meeting that took place.
_HELD = "meet"


def contacts(view: LedgerView, one: str, other: str) -> tuple[Part[Contact], Part[Contact], list[MeetingRow]]:
    """What was held, newest first; what lies ahead, soonest first; and the rows of both."""
    most = rules().meetings
    page = view.meetings(Filter(parties=(one, other)), limit=most)
    rows = [row for row in page if row.status == MeetingStanding.HELD or _ahead(row, view.as_of)]
    told = tellings(view.connection, [row.id for row in rows])
    every = [_contact(row, told[row.id]) for row in rows if row.id in told]
    held = [one for one in every if one.status == MeetingStanding.HELD]
    ahead = [one for one in every if one.status != MeetingStanding.HELD]
    held.sort(key=lambda one: (one.day or "", one.id), reverse=True)
    ahead.sort(key=_soonest)
    lines, more = rules().lines, page.after is not None
    return _part(held, lines.contacts, more), _part(ahead, lines.ahead, more), rows


def _part(found: list[Contact], lines: int, more: bool) -> Part[Contact]:
    return Part(tuple(found[:lines]), max(0, len(found) - lines), more)


def _ahead(row: MeetingRow, as_of: date) -> bool:
    """Whether a meeting is fixed or asked for, and its day has not passed.

    What has no day at all and is only agreed to be held is an open commitment, and told among these.
    """
    if row.status not in (MeetingStanding.SCHEDULED, MeetingStanding.INVITED):
        return False
    days = stretch(row.end) or stretch(row.start)
    return days[1] >= as_of if days else row.status == MeetingStanding.INVITED


def _soonest(one: Contact) -> tuple[date, str]:
    days = stretch(one.until) or stretch(one.day)
    return (days[1] if days else date.max), one.id


def _contact(row: MeetingRow, told: Tellings) -> Contact:
    held = row.status == MeetingStanding.HELD
    fitting = [one for one in told.acts if (one.type == _HELD) is held] or list(told.acts)
    start, end = _days(row, fitting if held else ())
    return Contact(
        id=row.id,
        title=fitting[0].quote if held else row.title,
        form=row.form,
        day=start,
        until=end,
        place=row.place,
        status=row.status,
        parties=row.parties,
        quotations=tuple(act.words for act in _one_a_publisher(fitting)),
    )


def _days(row: MeetingRow, meets: Iterable[ActRow]) -> tuple[str | None, str | None]:
    """The first and last day. Where they lie apart and a document tells of it within them, its day."""
    first, last = stretch(row.start), stretch(row.end) or stretch(row.start)
    if first is None or last is None or first[0] == last[1]:
        return row.start, row.end
    told = [act.told for act in meets if act.told and first[0] <= act.told <= last[1]]
    return (told[0].isoformat(), told[0].isoformat()) if told else (row.start, row.end)


def _one_a_publisher(acts: Iterable[ActRow]) -> list[ActRow]:
    """The first act of each publisher."""
    return list({act.publisher: act for act in reversed(list(acts))}.values())[::-1]
