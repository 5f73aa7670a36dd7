"""All deadlines of a ledger as a calendar, and its newest changes as a feed, narrowed by a filter."""

from dataclasses import replace
from datetime import date
from typing import TextIO

from servanda.export import calendar_ics, feed_atom
from servanda.export.site import scope_of
from servanda.insight.changed import changed
from servanda.insight.due import due
from servanda.views import Filter, LedgerView, ViewError
from servanda.views.view import EVERYTHING

#: The day until which deadlines are sought, and how many at most: all.
LAST, ALL = date(9999, 12, 31), 1_000_000

#: Changes in a feed: readers ask for it often.
CHANGES = 200


def write_calendar(view: LedgerView, out: TextIO, wanted: Filter = EVERYTHING) -> None:
    """Every deadline that is not settled, and what comes round again.

    Raises ImportError where icalendar is not installed.
    """
    answer = due(
        view,
        within=LAST,
        party=wanted.parties,
        counterpart=wanted.counterpart,
        topic=wanted.topic,
        limit=ALL,
    )
    entries = calendar_ics.entries_of(answer)
    if wanted.since or wanted.until or wanted.text:
        ids = {row.id for row in view.stream("commitments", wanted)}
        entries = (one for one in entries if one.commitment.id in ids)
    scope = scope_of(wanted.checked("commitments"))
    calendar_ics.write(entries, out, name=f"Deadlines: {scope}" if scope else "Deadlines")


def write_feed(view: LedgerView, out: TextIO, wanted: Filter = EVERYTHING) -> None:
    """The newest changes. Raises ViewError where words are asked for, by which changes are not found."""
    if wanted.text:
        raise ViewError("a feed cannot be narrowed by words: by party, counterpart, topic and day it can")
    checked = wanted.checked("acts")
    answer = changed(
        view,
        parties=checked.parties,
        counterpart=checked.counterpart,
        topic=checked.topic,
        limit=CHANGES,
    )
    shown = tuple(
        one
        for one in answer.changes
        if (not checked.since or one.told >= checked.since)
        and (not checked.until or one.told <= checked.until)
    )
    documents = {one.words.document for one in shown}
    sources = tuple(one for one in answer.sources if one.document in documents)
    feed_atom.write(replace(answer, changes=shown, sources=sources), out)
