"""`outcome`: what came out of a meeting or a document, then and since."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from servanda.insight.outcome.answer import Announced, Moved, Outcome, Promised
from servanda.insight.outcome.finding import (
    acts_in,
    agreements_named,
    bodies,
    later_documents,
    matters_said,
)
from servanda.insight.outcome.later import evidence_after, said_again, stages_apart
from servanda.insight.outcome.subject import Subject, subject_between, subject_of
from servanda.views import ActRow, AgreementRow, Filter, LedgerView, MeetingRow, Quotation, ViewError
from servanda.views.dates import stretch
from servanda.views.matters import envelope_rows

#: Acts that are the meeting itself, or fix another: they are told in parts of their own.
_MEETINGS = frozenset({"meet", "schedule"})
#: Statements that are shown, and meetings that followed.
STATEMENTS, FOLLOWING = 25, 5


def outcome(
    view: LedgerView,
    id: str | None = None,
    *,
    parties: Sequence[str] = (),
    on: date | None = None,
) -> Outcome:
    """What came out of the meeting or document `id`, or of the last meeting of `parties` (that on a day).

    Raises ViewError where there is no such thing, or where several fit.
    """
    if id is None and len(parties) < 2:
        raise ViewError("name a meeting or a document by its id, or a meeting by two parties")
    subject = subject_of(view, id) if id is not None else subject_between(view, parties, on)
    told = acts_in(view.connection, subject.numbers)
    acts = [one for one in told if _belongs(one, subject)]
    agreements = tuple(_agreements(view, subject, acts))
    commitments = tuple(_commitments(view, subject, acts))
    money = tuple(_money(view, subject, acts))
    shown = {one.said.start for one in commitments} | {one.said.start for one in money}
    moved = {one.agreement.id for one in agreements}
    positions = [
        one
        for one in acts
        if not one.commitment
        and one.type not in _MEETINGS
        and one.start not in shown
        and not (one.agreement in moved and one.modality == "done")
    ]
    issuers = {one for one in (*subject.parties, *(act.publisher for act in told)) if one}
    cited = _cited(agreements, commitments, money) | {one.document for one in told}
    return Outcome(
        id=subject.id,
        title=subject.title,
        kind=subject.kind,
        parties=subject.parties,
        start=subject.start,
        end=subject.end,
        place=subject.place,
        as_of=view.as_of,
        readouts=view.sources({one.document for one in told}),
        agreements=agreements,
        commitments=commitments,
        money=money,
        positions=tuple(positions[:STATEMENTS]),
        followed_by=tuple(_following(view, subject)),
        looked_at=later_documents(view.connection, issuers, _last(subject, told), view.as_of),
        sources=view.sources(cited),
    )


def _belongs(one: ActRow, subject: Subject) -> bool:
    """Whether an act is of this meeting: no background, and of its parties where others are told of too."""
    if "recap" in one.flags or one.modality == "hypothetical" or one.verdict == "rejected":
        return False
    if subject.kind == "document":
        return True
    told = {*one.actors, *one.recipients}
    others = set(subject.parties) - {one.publisher}
    if one.document in subject.mixed:
        return bool(told & others)
    return not told or bool(told & set(subject.parties))


def _last(subject: Subject, told: Sequence[ActRow]) -> date | None:
    """The last day that belongs to the meeting itself."""
    days = [one.told for one in told if one.told]
    return max(days, default=subject.last)


def _agreements(view: LedgerView, subject: Subject, acts: Sequence[ActRow]) -> Iterator[Moved]:
    """Agreements of which the readouts prove a stage."""
    ids = dict.fromkeys(one.agreement for one in acts if one.agreement)
    ids |= agreements_named(view.connection, subject.numbers)
    documents = {one.document for one in acts}
    for row in view.agreements_by_id([one for one in ids if one]):
        if not _between(row, subject):
            continue
        then, since = stages_apart(row, documents, subject.first, _last(subject, acts), view.as_of)
        if then:
            yield Moved(row, then, since)


def _between(row: AgreementRow, subject: Subject) -> bool:
    if subject.kind == "document" or not row.parties:
        return True
    shared = set(row.parties) & set(subject.parties)
    return len(shared) >= min(2, len(row.parties))


def _commitments(view: LedgerView, subject: Subject, acts: Sequence[ActRow]) -> Iterator[Promised]:
    """What was promised, or promised again."""
    said = matters_said(view.connection, "commitment", acts)
    found = bodies(view.connection, said)
    last = _last(subject, acts)
    again = said_again(view.connection, said, last, view.as_of)
    in_order = sorted(said, key=lambda id: _place(said[id][0]))
    for row in view.commitments_by_id(in_order):
        lead = said[row.id][0]
        since = evidence_after(found[row.id], last, view.as_of)
        new = row.first is None or lead.told is None or row.first >= (subject.first or lead.told)
        yield Promised(row, _words(lead), new, (*again.get(row.id, ()), *since))


def _money(view: LedgerView, subject: Subject, acts: Sequence[ActRow]) -> Iterator[Announced]:
    said = matters_said(view.connection, "money", acts)
    found = bodies(view.connection, said)
    last = _last(subject, acts)
    later = said_again(view.connection, said, last, view.as_of)
    for row in envelope_rows(view.connection, list(said)):
        lead = said[row.id][0]
        told = {one["act"]: one["role"] for one in found[row.id].get("announcements") or ()}
        since = tuple(one.quotation for one in later.get(row.id, ()))
        yield Announced(row, told.get(lead.id, "unclear"), _words(lead), since)


def _following(view: LedgerView, subject: Subject) -> Iterable[MeetingRow]:
    """The next meetings of the same parties, first those soonest after."""
    if len(subject.parties) < 2 or subject.last is None:
        return ()
    page = view.meetings(Filter(parties=subject.parties, since=subject.last - timedelta(days=1)), limit=100)
    later = [row for row in page if (days := stretch(row.start)) and days[0] > subject.last]
    return sorted(later, key=lambda row: (row.start or "", row.id))[:FOLLOWING]


def _words(one: ActRow) -> Quotation:
    return Quotation(one.document, one.start, one.end, one.quote)


def _cited(
    agreements: Iterable[Moved], commitments: Iterable[Promised], money: Iterable[Announced]
) -> set[str]:
    """The documents that the answer quotes."""
    stages = {stage.document for one in agreements for stage in (*one.then, *one.since) if stage.document}
    heard = {one.quotation.document for promised in commitments for one in promised.since}
    paid = {one.document for announced in money for one in announced.since}
    return stages | heard | paid


def _place(one: ActRow) -> tuple[date, str, int]:
    return one.told or date.max, one.document, one.start
