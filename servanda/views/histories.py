"""What a ledger learnt of a thing, and when: entries, versions with what changed in them, verdicts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from servanda.ledger.rows import among
from servanda.ledger.tables import account, act, designation, document, entry, matter_act
from servanda.model import Document, EntryKind, Ruling
from servanda.model.bodies import CodingBody, verdict_from
from servanda.views.accounts import accounts_of
from servanda.views.finding import Found
from servanda.views.sources import text_of

#: Documents of one thing whose entries are told.
SHOWN = 500


@dataclass(frozen=True, slots=True)
class Learnt:
    """One entry. `at` is when the ledger learnt it (UTC), `what` says it in words, `id` what it is about."""

    entry: int
    at: str
    kind: str
    coder: str
    version: str
    what: str
    id: str


@dataclass(frozen=True, slots=True)
class History:
    """Entries about a thing, oldest first; `versions` are those of a document, oldest first."""

    id: str
    kind: str
    learnt: tuple[Learnt, ...]
    versions: tuple[Document, ...] = ()


def history_of(connection: Connection, found: Found) -> History:
    """The history of what `find` found."""
    if found.kind == "document":
        return _of_document(connection, found)
    subjects, numbers = _about(connection, found)
    ids = {
        row.no: row.id
        for row in among(connection, select(document.c.no, document.c.id), document.c.no, numbers)
    }
    rows = among(connection, _entries().where(entry.c.kind != EntryKind.VERDICT.value), entry.c.seq, numbers)
    rows += _verdicts(connection, [found.id, *subjects])
    learnt = [_learnt(row, ids) for row in sorted(rows, key=lambda row: row.seq)]
    if found.kind == "agreement":
        told = _told(connection, found.id)
        learnt = [replace(one, what=told.get(one.id, one.what)) for one in learnt]
    return History(found.id, found.kind, tuple(learnt))


def _told(connection: Connection, agreement: str) -> dict[str, str]:
    """What each document says of an agreement: how it names it, and which stages it proves."""
    words = {}
    for one in accounts_of(connection, agreement):
        names = "; ".join(one.names) or (one.first.quote if one.first else "")
        proves = f", proves {', '.join(one.stages).replace('_', ' ')}" if one.stages else ""
        words[one.source.document] = f"{one.source.document} names it {names}{proves}"
    return words


def _of_document(connection: Connection, found: Found) -> History:
    numbers = select(document.c.no).where(document.c.id == found.id).order_by(document.c.no)
    versions = tuple(text_of(connection, no) for no in connection.execute(numbers).scalars())
    rows = list(connection.execute(_entries().where(entry.c.subject == found.id, entry.c.kind.in_(_WRITTEN))))
    told = select(act.c.id).join(document, document.c.no == act.c.document).where(document.c.id == found.id)
    rows += _verdicts(connection, [found.id, *connection.execute(told).scalars()])
    learnt = [_learnt(row, {}) for row in sorted(rows, key=lambda row: row.seq)]
    return History(found.id, found.kind, tuple(learnt), versions)


_WRITTEN = (EntryKind.DOCUMENT.value, EntryKind.CODING.value)


def _entries() -> Any:
    return select(entry)


def _about(connection: Connection, found: Found) -> tuple[list[str], list[int]]:
    """Ids whose verdicts bear on a thing, and the numbers of the documents that tell of it."""
    if found.kind == "act":
        numbers = select(act.c.document).where(act.c.id == found.id)
        return [], list(connection.execute(numbers).scalars())
    if found.kind in ("agreement", "account"):
        query = select(account.c.id, account.c.document).join(
            designation, designation.c.id == account.c.designation
        )
        holds = (
            designation.c.instrument == found.id if found.kind == "agreement" else account.c.id == found.id
        )
        rows = connection.execute(
            query.where(holds).order_by(account.c.told, account.c.id).limit(SHOWN)
        ).all()
        return [row.id for row in rows], sorted({row.document for row in rows})
    query = select(act.c.id, act.c.document).join(matter_act, matter_act.c.act == act.c.id)
    rows = connection.execute(query.where(matter_act.c.matter == found.id).limit(SHOWN)).all()
    return [row.id for row in rows], sorted({row.document for row in rows})


def _verdicts(connection: Connection, subjects: Iterable[str]) -> list[Row[Any]]:
    query = _entries().where(entry.c.kind == EntryKind.VERDICT.value)
    return among(connection, query, entry.c.subject, subjects)


def _learnt(row: Row[Any], documents: dict[int, str]) -> Learnt:
    return Learnt(
        entry=row.seq,
        at=row.at,
        kind=row.kind,
        coder=row.coder,
        version=row.version,
        what=_WORDS[EntryKind(row.kind)](row),
        id=documents.get(row.seq, row.subject),
    )


def _document_words(row: Row[Any]) -> str:
    return f"document {row.subject}"


def _coding_words(row: Row[Any]) -> str:
    body = msgspec.json.decode(bytes(row.body), type=CodingBody)
    return f"read: {len(body.acts)} acts, {len(body.accounts)} agreements named"


def _verdict_words(row: Row[Any]) -> str:
    body = verdict_from(bytes(row.body))
    parts = [body.ruling.value]
    if body.other and body.ruling is Ruling.UNDO:
        parts.append(f"entry {body.other}")
    elif body.other:
        parts.append(f"{'with' if body.ruling is Ruling.MERGE else 'from'} {body.other}")
    if body.fields:
        parts.append(", ".join(f"{name}={value}" for name, value in sorted(body.fields.items())))
    return " ".join(parts) + (f": {body.reason}" if body.reason else "")


_WORDS = {
    EntryKind.DOCUMENT: _document_words,
    EntryKind.CODING: _coding_words,
    EntryKind.VERDICT: _verdict_words,
}
