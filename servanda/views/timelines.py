"""From ids or parties to their timeline."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from servanda.ledger.tables import matter
from servanda.views.acts import act_rows_by_id
from servanda.views.agreements import agreement_listing, agreement_rows
from servanda.views.details import CommitmentDetail
from servanda.views.errors import ViewError
from servanda.views.filters import Filter
from servanda.views.finding import Found
from servanda.views.listing import Listing
from servanda.views.matters import COMMITMENT, MEETING, commitment_rows, matter_listing, meeting_rows
from servanda.views.parties import party_name
from servanda.views.rows import AgreementRow, CommitmentRow
from servanda.views.showing import detail
from servanda.views.timeline import (
    Event,
    EventKind,
    Lane,
    Timeline,
    agreement_lane,
    commitment_lane,
    deadline_lane,
    meeting_lane,
)

#: Deadlines of commitments that are drawn on one agreement.
DUE = 50


def timeline_of(connection: Connection, found: Sequence[Found], as_of: date) -> Timeline:
    """The timeline of things of the ledger, a lane each. Raises ViewError where one has none."""
    lanes = [_lane(connection, one, as_of) for one in found]
    return Timeline(" · ".join(lane.title for lane in lanes), as_of, tuple(lanes))


def timeline_between(
    connection: Connection,
    parties: Sequence[str],
    as_of: date,
    *,
    since: date | None = None,
    until: date | None = None,
    limit: int,
) -> Timeline:
    """The agreements, meetings and deadlines in which all `parties` (codes) take part.

    The newest `limit` of each: `since` and `until` are days of telling.
    """
    wanted = Filter(parties=tuple(parties))

    def newest(listing: Listing) -> list[str]:
        keys = listing.keys(connection, since=since, until=until, after=None, limit=limit + 1)
        return [str(key.id) for key in keys]

    named = newest(agreement_listing(connection, wanted))
    agreements = agreement_rows(connection, named[:limit])
    met = newest(matter_listing(connection, MEETING, wanted, as_of))
    due = newest(matter_listing(connection, COMMITMENT, wanted, as_of, due=True))
    lanes = [agreement_lane(row) for row in agreements]
    meetings = meeting_rows(connection, met[:limit], as_of)
    if meetings:
        lanes.append(meeting_lane("Meetings", meetings))
    vows = commitment_rows(connection, due[:limit], as_of)
    if vows:
        lanes.append(deadline_lane("What is due", vows))
    title = " and ".join(party_name(code) for code in parties)
    cut = max(len(named), len(met), len(due)) > limit
    return Timeline(title, as_of, tuple(lanes), cut)


def _lane(connection: Connection, found: Found, as_of: date) -> Lane:
    if found.kind == "agreement":
        (row,) = agreement_rows(connection, [found.id])
        return agreement_lane(row, _due_on(connection, row, as_of))
    if found.kind == "commitment":
        shown = detail(connection, found, as_of)
        assert isinstance(shown, CommitmentDetail)
        return commitment_lane(shown.row, _told(connection, shown))
    if found.kind == "meeting":
        rows = meeting_rows(connection, [found.id], as_of)
        return meeting_lane(rows[0].title, rows)
    raise ViewError(
        f"{found.id} is of the kind {found.kind}: agreements, commitments and meetings have a timeline"
    )


def _due_on(connection: Connection, row: AgreementRow, as_of: date) -> list[CommitmentRow]:
    query = (
        select(matter.c.id)
        .where(matter.c.instrument == row.id, matter.c.kind == COMMITMENT, matter.c.due > "")
        .order_by(matter.c.due, matter.c.id)
        .limit(DUE)
    )
    return commitment_rows(connection, connection.execute(query).scalars(), as_of)


def _told(connection: Connection, shown: CommitmentDetail) -> list[Event]:
    """When a commitment was said, and what later acts say of it."""
    events = [
        Event(
            EventKind.SAID,
            one.quote,
            one.told,
            one.told,
            one.told.isoformat() if one.told else "date unknown",
            parties=one.actors,
            id=one.id,
            document=one.document,
            begin=one.start,
            stop=one.end,
            quote=one.quote,
        )
        for one in shown.said
    ]
    told = {act.id: act.told for act in act_rows_by_id(connection, [e.act for e in shown.evidence if e.act])}
    for proof in shown.evidence:
        day = told.get(proof.act) if proof.act else None
        words = proof.quotation
        events.append(
            Event(
                EventKind.EVIDENCE,
                words.quote,
                day,
                day,
                day.isoformat() if day else "date unknown",
                status=proof.kind,
                id=proof.act,
                document=words.document,
                begin=words.start,
                stop=words.end,
                quote=words.quote,
            )
        )
    return events
