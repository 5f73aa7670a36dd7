"""From an id to all that the ledger knows of what it names."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from servanda.ledger.tables import (
    account,
    act,
    address,
    designation,
    document,
    instrument,
    matter,
    matter_act,
)
from servanda.views.accounts import accounts_of, agreement_of_account
from servanda.views.acts import act_rows, act_rows_by_id
from servanda.views.agreements import agreement_rows
from servanda.views.details import (
    ActDetail,
    AgreementDetail,
    CommitmentDetail,
    Detail,
    DocumentDetail,
    Evidence,
    MatterDetail,
)
from servanda.views.documents import document_rows
from servanda.views.errors import ViewError
from servanda.views.explaining import link_detail
from servanda.views.finding import Found
from servanda.views.judgements import questions, verdicts
from servanda.views.kin import kin_of
from servanda.views.matters import MEETING, commitment_rows, envelope_rows, meeting_rows
from servanda.views.reasons import why
from servanda.views.rows import CommitmentRow, EnvelopeRow, MeetingRow, Quotation
from servanda.views.sources import around, sources, text_of
from servanda.views.values import loaded, words

#: Commitments on an agreement, and acts of a document, that are shown.
SHOWN = 200


def detail(connection: Connection, found: Found, as_of: date) -> Detail:
    """All that is known of `found`. Raises ViewError for a kind that has no page of its own."""
    if found.kind == "agreement":
        return _agreement(connection, found.id, as_of)
    if found.kind == "commitment":
        return _commitment(connection, found.id, as_of)
    if found.kind in ("meeting", "money"):
        return _matter(connection, found, as_of)
    if found.kind == "act":
        return _act(connection, found.id)
    if found.kind == "document":
        return _document(connection, found.id)
    if found.kind == "link":
        return link_detail(connection, found.id)
    if found.kind == "account":
        id = agreement_of_account(connection, found.id)
        if id is not None:
            return _agreement(connection, id, as_of)
    if found.kind == "question":
        raise ViewError(f"{found.id} is a question: 'servanda review' prints it")
    raise ViewError(f"{found.id} is folded into nothing yet: 'servanda rebuild' folds the ledger anew")


def _agreement(connection: Connection, id: str, as_of: date) -> AgreementDetail:
    (row,) = agreement_rows(connection, [id])
    body = loaded(connection.execute(select(instrument.c.body).where(instrument.c.id == id)).scalar_one())
    told = accounts_of(connection, id)
    asked = questions(connection, about=id)
    on_it = select(matter.c.id).where(matter.c.instrument == id, matter.c.kind == "commitment")
    ids = connection.execute(on_it.limit(SHOWN)).scalars().all()
    proofs = [one for one in row.stages if one.stage == row.stage and not one.implied]
    cited = {one.source.document for one in told} | {one.document for one in row.stages}
    cited |= {one.document for question in asked for one in question.evidence}
    return AgreementDetail(
        row=row,
        proof=proofs[-1] if proofs else None,
        accounts=told,
        mentions=sum(one.mentions for one in told),
        commitments=tuple(sorted(commitment_rows(connection, ids, as_of), key=_newest, reverse=True)),
        claims=tuple(body.get("claims") or ()),
        kin=kin_of(connection, row),
        questions=asked,
        verdicts=verdicts(connection, [id, *(one.id for one in told)]),
        sources=sources(connection, cited),
    )


def _newest(row: CommitmentRow) -> tuple[date, str]:
    return row.last or date.min, row.id


def _commitment(connection: Connection, id: str, as_of: date) -> CommitmentDetail:
    (row,) = commitment_rows(connection, [id], as_of)
    body = _body(connection, id)
    said = _said(connection, id)
    proof = _evidence(body)
    looked_at = words(body.get("sources"))
    agreement = next(iter(agreement_rows(connection, [row.agreement])), None) if row.agreement else None
    cited = {one.document for one in said} | {one.quotation.document for one in proof} | set(looked_at)
    return CommitmentDetail(
        row=row,
        as_of=as_of,
        why=why(row, proof, len(said), as_of),
        said=said,
        evidence=proof,
        looked_at=looked_at,
        agreement=agreement,
        questions=questions(connection, about=id),
        verdicts=verdicts(connection, [id, *(one.id for one in said)]),
        sources=sources(connection, cited),
    )


def _matter(connection: Connection, found: Found, as_of: date) -> MatterDetail:
    row: MeetingRow | EnvelopeRow
    if found.kind == MEETING:
        (row,) = meeting_rows(connection, [found.id], as_of)
    else:
        (row,) = envelope_rows(connection, [found.id])
    said = _said(connection, found.id)
    proof = _evidence(_body(connection, found.id))
    cited = {one.document for one in said} | {one.quotation.document for one in proof}
    return MatterDetail(
        row=row,
        said=said,
        evidence=proof,
        questions=questions(connection, about=found.id),
        verdicts=verdicts(connection, [found.id, *(one.id for one in said)]),
        sources=sources(connection, cited),
    )


def _body(connection: Connection, id: str) -> dict[str, Any]:
    return loaded(connection.execute(select(matter.c.body).where(matter.c.id == id)).scalar_one())


def _said(connection: Connection, id: str) -> tuple[Any, ...]:
    """The acts that say a matter, oldest first."""
    query = select(matter_act.c.act).where(matter_act.c.matter == id, matter_act.c.role == "said")
    rows = act_rows_by_id(connection, connection.execute(query.limit(SHOWN)).scalars())
    return tuple(sorted(rows, key=lambda row: (row.told or date.max, row.document, row.start)))


def _evidence(body: dict[str, Any]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            one.get("act"),
            one.get("says"),
            one.get("kind"),
            Quotation(one["document"], one["start"], one["end"], one["quote"]),
        )
        for one in body.get("evidence") or ()
    )


def _act(connection: Connection, id: str) -> ActDetail:
    (row,) = act_rows_by_id(connection, [id])
    no = connection.execute(select(act.c.document).where(act.c.id == id)).scalars().first() or 0
    before, after = around(text_of(connection, no).text, row.start, row.end)
    parts = (
        select(matter.c.kind, matter.c.id, matter.c.title)
        .join(matter_act, matter_act.c.matter == matter.c.id)
        .where(matter_act.c.act == id)
        .order_by(matter.c.kind, matter.c.id)
    )
    agreement = next(iter(agreement_rows(connection, [row.agreement])), None) if row.agreement else None
    return ActDetail(
        row=row,
        before=before,
        after=after,
        agreement=agreement,
        matters=tuple((kind, one, title) for kind, one, title in connection.execute(parts)),
        verdicts=verdicts(connection, [id]),
        sources=sources(connection, [row.document]),
    )


def _document(connection: Connection, id: str) -> DocumentDetail:
    query = select(document.c.no).where(document.c.id == id).order_by(document.c.version)
    versions = document_rows(connection, connection.execute(query).scalars())
    newest = versions[-1]
    current = select(document.c.no).where(document.c.id == id, document.c.current == 1)
    no = connection.execute(current).scalar()
    told = select(act.c.no).where(act.c.document == no).order_by(act.c.start, act.c.no).limit(SHOWN)
    acts = act_rows(connection, connection.execute(told).scalars().all())
    named = (
        select(designation.c.instrument)
        .distinct()
        .join(account, account.c.designation == designation.c.id)
        .where(account.c.document == no, designation.c.instrument.is_not(None))
    )
    agreements = agreement_rows(connection, sorted(connection.execute(named).scalars()))
    others = select(address.c.id, address.c.source).where(address.c.document == no).order_by(address.c.id)
    return DocumentDetail(
        row=newest,
        versions=tuple(versions),
        addresses=tuple((one, where) for one, where in connection.execute(others)),
        acts=tuple(acts),
        agreements=tuple(agreements),
        verdicts=verdicts(connection, _with_acts(id, acts)),
        sources=sources(connection, [id]),
    )


def _with_acts(id: str, acts: Iterable[Any]) -> list[str]:
    return [id, *(one.id for one in acts)]
