"""Where each thing of a ledger is told: the words that prove it, fetched for many things at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from servanda.ledger.rows import among
from servanda.ledger.tables import account, act, designation, document, entry, matter_act
from servanda.model import Document
from servanda.model.bodies import document_from
from servanda.views import AgreementRow
from servanda.views.values import loaded


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: `quote` is the text of the document `document` from `start` to `end`; `act` tells it."""

    document: str
    source: str | None
    start: int
    end: int
    quote: str
    act: str | None = None


def said_of(connection: Connection, matters: Iterable[str]) -> Mapping[str, Sequence[Told]]:
    """The acts from which each commitment, meeting or sum is folded, the first told first."""
    query = (
        select(matter_act.c.matter, act.c.told, act.c.no, act.c.id, act.c.start, act.c.end, act.c.quote)
        .add_columns(document.c.id.label("document"), document.c.source)
        .join(act, act.c.id == matter_act.c.act)
        .join(document, document.c.no == act.c.document)
        .where(matter_act.c.role == "said")
    )
    found: defaultdict[str, list[Told]] = defaultdict(list)
    rows = among(connection, query, matter_act.c.matter, matters)
    for row in sorted(rows, key=lambda row: (row.told or "", row.no)):
        found[row.matter].append(Told(row.document, row.source, row.start, row.end, row.quote, row.id))
    return found


def proofs_of(connection: Connection, rows: Sequence[AgreementRow]) -> Mapping[str, Told]:
    """What proves where each agreement stands; its first mention where no document proves a stage."""
    stages = {row.id: _stage(row) for row in rows}
    heads = sources_of(connection, (told.document for told in stages.values() if told))
    proofs = {}
    for row in rows:
        told = stages[row.id]
        if told is not None:
            proofs[row.id] = Told(
                told.document, heads.get(told.document), told.start, told.end, told.quote, told.act
            )
        elif first := _first_mention(connection, row.id):
            proofs[row.id] = first
    return proofs


def _stage(row: AgreementRow) -> Told | None:
    """The words that prove the stage at which an agreement stands."""
    for one in reversed(row.stages):
        if one.stage == row.stage and one.document and one.start is not None and one.end is not None:
            return Told(one.document, None, one.start, one.end, one.quote or "", one.act)
    return None


def _first_mention(connection: Connection, agreement: str) -> Told | None:
    query = (
        select(account.c.body, document.c.id, document.c.source)
        .select_from(designation)
        .join(account, account.c.designation == designation.c.id)
        .join(document, document.c.no == account.c.document)
        .where(designation.c.instrument == agreement)
        .order_by(account.c.told, account.c.document, account.c.id)
        .limit(1)
    )
    row = connection.execute(query).first()
    body: dict[str, Any] = loaded(row.body) if row else {}
    places = body.get("account", {}).get("mentions")
    if row is None or not places:
        return None
    return Told(row.id, row.source, places[0][0], places[0][1], body["name"])


def sources_of(connection: Connection, documents: Iterable[str]) -> Mapping[str, str | None]:
    """The address of the newest version of each document."""
    query = select(document.c.id, document.c.source).where(document.c.current == 1)
    return {row.id: row.source for row in among(connection, query, document.c.id, documents)}


def texts_of(connection: Connection, documents: Sequence[str]) -> Iterator[tuple[str, Document]]:
    """The newest versions of documents, with their texts, one by one in the order given."""
    query = select(document.c.id, document.c.no).where(document.c.current == 1)
    numbers = {row.id: row.no for row in among(connection, query, document.c.id, documents)}
    for id in documents:
        if id in numbers:
            body = select(entry.c.body).where(entry.c.seq == numbers[id])
            yield id, document_from(bytes(connection.execute(body).scalar_one()))
