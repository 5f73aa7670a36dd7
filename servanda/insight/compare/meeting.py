"""`compare_meeting`: the readouts of one meeting by different issuers, found and put side by side."""

from dataclasses import replace

from sqlalchemy import func, select

from servanda.insight.aligning import told_of
from servanda.insight.compare.answer import Comparison, OneSided
from servanda.insight.compare.asking import compare
from servanda.ledger.rows import among
from servanda.ledger.tables import act, document
from servanda.views import LedgerView, MatterDetail, MeetingRow, ViewError


def compare_meeting(view: LedgerView, id: str) -> Comparison | OneSided:
    """The readouts of the meeting with the id `id`, or that beginning of one.

    Of each issuer the fullest is taken: that with the most acts. Where more than two have told, those who
    met come first, then who told most. Raises ViewError where the id is not that of a meeting.
    """
    found = view.find(id)
    if found.kind != "meeting":
        raise ViewError(f"{found.id} is of the kind {found.kind}, not a meeting: 'servanda list meetings'")
    detail = view.get(found.id)
    assert isinstance(detail, MatterDetail)
    meeting = detail.row
    assert isinstance(meeting, MeetingRow)
    told = [one for one in detail.said if one.type == "meet" and one.modality == "done"]
    ids = list(dict.fromkeys(one.document for one in told or detail.said))
    issuers = {one.document: one.publisher for one in told or detail.said}
    acts = _counted(view, ids)
    fullest: dict[str | None, str] = {}
    for one in sorted(ids, key=lambda one: (-acts.get(one, 0), one)):
        fullest.setdefault(issuers[one], one)
    sides = sorted(
        (one for one in fullest.values() if issuers[one]),
        key=lambda one: (issuers[one] not in meeting.parties, -acts.get(one, 0), one),
    )
    if len(sides) < 2:
        teller = issuers[sides[0]] if sides else None
        return OneSided(view.as_of, meeting, teller, view.sources(ids))
    first, second = sorted(sides[:2])
    answer = compare(view, told_of(view, first), told_of(view, second))
    left = view.sources(one for one in ids if one not in (first, second))
    return replace(answer, meeting=meeting, left=left)


def _counted(view: LedgerView, ids: list[str]) -> dict[str, int]:
    """How many acts were read in each document."""
    query = (
        select(document.c.id, func.count())
        .join(act, act.c.document == document.c.no)
        .where(document.c.current == 1)
        .group_by(document.c.id)
    )
    return {row[0]: row[1] for row in among(view.connection, query, document.c.id, ids)}
