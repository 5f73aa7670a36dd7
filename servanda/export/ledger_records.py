"""Everything that a ledger holds as flat records, kind by kind, each with the words that prove it.

Streamed: no more than a page of rows is in memory. The columns of a kind are the same in every format.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from servanda.export.ledger_evidence import Told, proofs_of, said_of, texts_of
from servanda.ledger.rows import among, chunks
from servanda.ledger.tables import matter
from servanda.views import AgreementRow, EnvelopeRow, Filter, LedgerView, Row
from servanda.views.frames import plain
from servanda.views.matters import MONEY, envelope_rows, matter_listing
from servanda.views.values import loaded
from servanda.views.view import EVERYTHING

#: Rows that are fetched at a time, and documents with their texts.
PART, TEXTS = 500, 50

Record = dict[str, Any]


class Column(StrEnum):
    """What a column holds. A day is a whole day; prefix dates ("2021-02") are text."""

    TEXT = "text"
    DAY = "day"
    WHOLE = "whole"
    NUMBER = "number"
    YES = "yes"
    TEXTS = "texts"
    STAGES = "stages"
    ANNOUNCEMENTS = "announcements"


_T, _D, _W, _N, _Y, _L = Column.TEXT, Column.DAY, Column.WHOLE, Column.NUMBER, Column.YES, Column.TEXTS

#: Where the words stand that prove a record: the text of `document` from `start` to `end` is `quote`.
_PROOF = {"document": _T, "source": _T, "start": _W, "end": _W, "quote": _T}

#: The columns inside a stage and inside an announcement.
STAGE = {
    "stage": _T, "date": _T, "dated": _T, "implied": _Y, "party": _T, "act": _T,
    "document": _T, "start": _W, "end": _W, "quote": _T,
}  # fmt: skip
ANNOUNCEMENT = {"act": _T, "document": _T, "told": _D, "role": _T, "amount": _N}

#: The kinds, in the order in which they are written, with their columns.
KINDS: Mapping[str, Mapping[str, Column]] = {
    "agreements": {
        "id": _T, "name": _T, "names": _L, "kind": _T, "parties": _L, "binding": _T, "disputed": _Y,
        "stage": _T, "stage_date": _T, "topics": _L, "first": _D, "last": _D, "documents": _W,
        "relation": _T, "related_to": _T, "stages": Column.STAGES, "sides": Column.STAGES, **_PROOF,
    },
    "commitments": {
        "id": _T, "title": _T, "type": _T, "modality": _T, "actors": _L, "recipients": _L, "status": _T,
        "standing": _T, "deadline": _T, "deadline_kind": _T, "due_from": _D, "due": _D, "money": _T,
        "topics": _L, "first": _D, "last": _D, "agreement": _T, "stage": _T, "flags": _L, "acts": _L,
        **_PROOF,
    },
    "acts": {
        "id": _T, "type": _T, "modality": _T, "flags": _L, "actors": _L, "recipients": _L, "told": _D,
        "commitment": _Y, "instrument": _T, "agreement": _T, "stage": _T, "deadline": _T, "due_from": _D,
        "due": _D, "money": _T, "amount": _N, "currency": _T, "topics": _L, "publisher": _T, "title": _T,
        "confidence": _N, "because": _L, "coder": _T, "verdict": _T, **_PROOF,
    },
    "meetings": {
        "id": _T, "title": _T, "parties": _L, "start_date": _T, "end_date": _T, "place": _T, "form": _T,
        "status": _T, "topics": _L, "first": _D, "last": _D, "documents": _L, "acts": _L, **_PROOF,
    },
    "money": {
        "id": _T, "title": _T, "actors": _L, "recipients": _L, "money": _T, "amount": _N, "currency": _T,
        "headline": _N, "paid": _N, "standing": _T, "topics": _L, "first": _D, "last": _D,
        "announcements": Column.ANNOUNCEMENTS, **_PROOF,
    },
    "documents": {
        "id": _T, "version": _W, "title": _T, "publisher": _T, "published": _D, "language": _T, "source": _T,
        "sha256": _T, "learnt": _T, "acts": _W, "commitments": _W, "text": _T,
    },
}  # fmt: skip


def records(
    view: LedgerView, kind: str, wanted: Filter = EVERYTHING, *, texts: bool = True
) -> Iterator[Record]:
    """The records of a kind, newest first, each with exactly the columns of its kind.

    `texts` tells whether documents come with their texts. Raises KeyError for another kind, ViewError where
    `wanted` names an unknown party.
    """
    columns = [name for name in KINDS[kind] if texts or name != "text"]
    if kind == "documents":
        made = _documents(view, wanted, texts=texts)
    else:
        made = _MAKERS[kind](view, rows_of(view, kind, wanted))
    for record in made:
        yield {name: record[name] for name in columns}


def rows_of(view: LedgerView, kind: str, wanted: Filter = EVERYTHING) -> Iterator[Row]:
    """The rows of a kind. Money has no list among views: it is listed as meetings are."""
    if kind != "money":
        yield from view.stream(kind, wanted, part=PART)
        return
    checked = wanted.checked("agreements")
    listing, after = matter_listing(view.connection, MONEY, checked, view.as_of), None
    while keys := listing.keys(
        view.connection, since=checked.since, until=checked.until, after=after, limit=PART
    ):
        yield from envelope_rows(view.connection, [str(key.id) for key in keys])
        after = keys[-1]


def _agreements(view: LedgerView, rows: Iterable[Row]) -> Iterator[Record]:
    for part in chunks((row for row in rows if isinstance(row, AgreementRow)), PART):
        proofs = proofs_of(view.connection, part)
        for row in part:
            record = plain(row)
            record["relation"] = row.relation.kind if row.relation else None
            record["related_to"] = row.relation.name if row.relation else None
            for name in ("stages", "sides"):
                record[name] = [{key: stage[key] for key in STAGE} for stage in record[name]]
            yield record | _proof(proofs.get(row.id))


def _commitments(view: LedgerView, rows: Iterable[Row]) -> Iterator[Record]:
    for record, said in _matters(view, rows):
        quoted = next((one for one in said if one.quote == record["quote"]), said[0] if said else None)
        yield record | _proof(quoted) | {"acts": [one.act for one in said]}


def _acts(_: LedgerView, rows: Iterable[Row]) -> Iterator[Record]:
    yield from map(plain, rows)


def _meetings(view: LedgerView, rows: Iterable[Row]) -> Iterator[Record]:
    for record, said in _matters(view, rows):
        days = {"start_date": record["start"], "end_date": record["end"]}
        acts = {"acts": [one.act for one in said]}
        yield record | _proof(said[0] if said else None) | days | acts


def _money(view: LedgerView, rows: Iterable[Row]) -> Iterator[Record]:
    for part in chunks((row for row in rows if isinstance(row, EnvelopeRow)), PART):
        ids = [row.id for row in part]
        query = select(matter.c.id, matter.c.body)
        bodies = {row.id: loaded(row.body) for row in among(view.connection, query, matter.c.id, ids)}
        for record, said in _matters(view, part):
            body = bodies[record["id"]]
            sums = {name: body.get(name) for name in ("amount", "currency", "headline", "paid")}
            told = [_announcement(one) for one in body.get("announcements") or ()]
            yield record | sums | {"announcements": told} | _proof(said[0] if said else None)


def _announcement(one: Mapping[str, Any]) -> Record:
    told = one.get("told")
    return {name: one.get(name) for name in ANNOUNCEMENT} | {
        "told": date.fromisoformat(told) if told else None
    }


def _matters(view: LedgerView, rows: Iterable[Row]) -> Iterator[tuple[Record, Sequence[Told]]]:
    """Rows of matters, each with the acts that tell of it."""
    for part in chunks(rows, PART):
        said = said_of(view.connection, [row.id for row in part])
        yield from ((plain(row), said.get(row.id, ())) for row in part)


def _documents(view: LedgerView, wanted: Filter, *, texts: bool) -> Iterator[Record]:
    for part in chunks(view.stream("documents", wanted, part=PART), TEXTS if texts else PART):
        bodies = texts_of(view.connection, [row.id for row in part]) if texts else iter(())
        for row in part:
            yield plain(row) | {"text": next(bodies)[1].text if texts else None}


def _proof(told: Told | None) -> Record:
    """The columns that tell where the words stand."""
    return {name: getattr(told, name) if told else None for name in _PROOF}


_MAKERS: Mapping[str, Callable[[LedgerView, Iterable[Row]], Iterator[Record]]] = {
    "agreements": _agreements,
    "commitments": _commitments,
    "acts": _acts,
    "meetings": _meetings,
    "money": _money,
}
