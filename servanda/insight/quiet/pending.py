"""What lies between two parties and nobody mentions: open commitments and unfinished agreements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from servanda.insight.quiet.answer import Pending
from servanda.insight.quiet.rules import Rules
from servanda.ledger.rows import among
from servanda.ledger.tables import act, document, instrument, matter, matter_act
from servanda.model import Binding
from servanda.model.commitment import Status
from servanda.views import Filter, LedgerView, Quotation
from servanda.views.agreements import agreement_listing
from servanda.views.matters import COMMITMENT, matter_listing
from servanda.views.rows import AgreementRow, CommitmentRow
from servanda.views.statuses import status
from servanda.views.values import day

#: What a desk officer looks at first.
_URGENT = (Status.OVERDUE_NOTHING_FOUND.value, Status.DUE_SOON.value)


@dataclass(frozen=True, slots=True)
class Between:
    """What is pending between two parties: the `items` that are shown, and how many there are.

    `at_least` tells that there were too many to look at all.
    """

    items: tuple[Pending, ...]
    commitments: int
    agreements: int
    at_least: bool


def pending(
    view: LedgerView, parties: tuple[str, str], since: date, until: date, rules: Rules, shown: int
) -> Between:
    """Open commitments and unfinished agreements of two parties, last told of from `since` to `until`.

    The most pressing come first: overdue, due soon, the rest, each the last heard of first; at most `shown`
    of either kind.
    """
    wanted = Filter(parties=parties, since=since, until=until)
    open_, more = _open(view, wanted, rules)
    texts, further = _unfinished(view.connection, wanted, rules)
    items = (*_commitments(view, open_[:shown]), *_agreements(view, texts[:shown]))
    return Between(items, len(open_), len(texts), more or further)


def _open(view: LedgerView, wanted: Filter, rules: Rules) -> tuple[list[str], bool]:
    """The ids of open commitments, the most pressing first, and whether there are more."""
    still = Filter(parties=wanted.parties, still_open=True)
    listing = matter_listing(view.connection, COMMITMENT, still, view.as_of)
    keys = listing.keys(
        view.connection, since=wanted.since, until=wanted.until, after=None, limit=rules.most + 1
    )
    columns = select(matter.c.id, matter.c.standing, matter.c.due, matter.c.last)
    found = among(view.connection, columns, matter.c.id, (key.id for key in keys[: rules.most]))
    heard = _last_heard(view.connection, [row.id for row in found])
    until = wanted.until.isoformat() if wanted.until else ""
    rows = [row for row in found if heard.get(row.id, "") <= until]
    rows.sort(key=lambda row: (row.last, row.id), reverse=True)
    rows.sort(key=lambda row: _rank(status(row.standing or "open", row.due, view.as_of)))
    return [row.id for row in rows], len(keys) > rules.most


def _last_heard(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The last day on which each commitment was said, or something was told of it."""
    query = (
        select(matter_act.c.matter, func.max(act.c.told))
        .join(act, act.c.id == matter_act.c.act)
        .group_by(matter_act.c.matter)
    )
    return {row[0]: row[1] or "" for row in among(connection, query, matter_act.c.matter, ids)}


def _rank(status: str) -> int:
    return _URGENT.index(status) if status in _URGENT else len(_URGENT)


def _unfinished(connection: Connection, wanted: Filter, rules: Rules) -> tuple[list[str], bool]:
    """The ids of unfinished agreements, those heard of last first, and whether there are more."""
    listing = agreement_listing(connection, Filter(parties=wanted.parties))
    keys = listing.keys(connection, since=wanted.since, until=wanted.until, after=None, limit=rules.most + 1)
    columns = select(instrument.c.id, instrument.c.stage, instrument.c.binding)
    ids = [str(key.id) for key in keys[: rules.most]]
    rows = among(connection, columns, instrument.c.id, ids)
    left = {row.id for row in rows if _is_unfinished(row.stage, row.binding, rules)}
    return [id for id in ids if id in left], len(keys) > rules.most


def _is_unfinished(stage: str | None, binding: str, rules: Rules) -> bool:
    if stage is None or stage not in rules.unfinished:
        return False
    return binding != Binding.NON_BINDING or stage not in rules.complete_unbound


def _commitments(view: LedgerView, ids: Sequence[str]) -> list[Pending]:
    words = _last_words(view.connection, ids)
    return [_commitment(row, words.get(row.id), view.as_of) for row in view.commitments_by_id(ids)]


def _commitment(row: CommitmentRow, told: tuple[date | None, Quotation] | None, as_of: date) -> Pending:
    heard = (told[0] if told else None) or row.last or as_of
    return Pending(
        kind=COMMITMENT,
        id=row.id,
        title=row.title,
        actors=row.actors,
        recipients=row.recipients,
        stands=row.status,
        due=row.due,
        heard=heard,
        silent=(as_of - heard).days,
        quotation=told[1] if told else None,
    )


def _last_words(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[date | None, Quotation]]:
    """The words that told of each commitment last, and their day."""
    query = (
        select(matter_act.c.matter, act.c.told, document.c.id, act.c.start, act.c.end, act.c.quote)
        .join(act, act.c.id == matter_act.c.act)
        .join(document, document.c.no == act.c.document)
        .order_by(act.c.told, act.c.no.desc())
    )
    rows = among(connection, query, matter_act.c.matter, ids)
    return {row[0]: (day(row[1]), Quotation(*row[2:])) for row in rows}


def _agreements(view: LedgerView, ids: Sequence[str]) -> list[Pending]:
    return [_agreement(row, view.as_of) for row in view.agreements_by_id(ids)]


def _agreement(row: AgreementRow, as_of: date) -> Pending:
    heard = row.last or as_of
    return Pending(
        kind="agreement",
        id=row.id,
        title=row.name,
        actors=row.parties,
        recipients=(),
        stands=row.stage or "",
        due=None,
        heard=heard,
        silent=(as_of - heard).days,
        quotation=_proof(row),
    )


def _proof(row: AgreementRow) -> Quotation | None:
    """The words that prove where an agreement stands."""
    return next((one.words for one in reversed(row.stages) if one.words is not None), None)
