"""A ledger as followthemoney entities, one JSON object a line.

Parties become PublicBody (states) or Organization, documents Article, meetings Event; agreements, commitments
and sums of money become Project with a ProjectParticipant for each side, told apart by `keywords`. Each
quotation is a Documentation between a document and what it proves. UnknownLink ties a commitment to its
agreement, and an agreement to the older one that it changes. Acts have no entity of their own.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

import msgspec
from sqlalchemy import select

from servanda.export import ftm_entities as make
from servanda.export.ftm_entities import Entity, entity_id
from servanda.export.ledger_columns import told
from servanda.export.ledger_records import PART, Record, records, rows_of
from servanda.ledger.rows import among, chunks
from servanda.ledger.tables import document
from servanda.model import RelationKind
from servanda.views import DocumentRow, Filter, LedgerView
from servanda.views.documents import document_rows
from servanda.views.kin import kin_of
from servanda.views.view import EVERYTHING

_CHANGES = frozenset(kind.value for kind in RelationKind)


def write(
    view: LedgerView,
    out: TextIO,
    wanted: Filter = EVERYTHING,
    *,
    seen: Callable[[int], None] = lambda _: None,
) -> None:
    """The entities of what `wanted` picks, and of what these refer to.

    Ids follow from the ledger's own, so that a later export replaces an older one.
    """
    for one in _Entities(view).all(wanted, seen):
        out.write(msgspec.json.encode(one).decode() + "\n")


class _Entities:
    """Makes the entities, and remembers what they refer to and what is already made."""

    def __init__(self, view: LedgerView) -> None:
        self._view = view
        self._parties: set[str] = set()
        self._documents: set[str] = set()
        self._agreements: set[str] = set()

    def all(self, wanted: Filter, seen: Callable[[int], None]) -> Iterator[Entity]:
        """Everything, each entity once."""
        makers: dict[str, Callable[[Record], Iterator[Entity]]] = {
            "agreements": self._agreement,
            "commitments": self._commitment,
            "meetings": self._meeting,
            "money": self._money,
        }
        made: set[str] = set()
        for kind, maker in makers.items():
            for record in records(self._view, kind, wanted):
                if kind == "agreements":
                    made.add(record["id"])
                yield from maker(record)
                seen(1)
        yield from self._led_to(made)
        for row in rows_of(self._view, "documents", wanted):
            assert isinstance(row, DocumentRow)
            self._documents.discard(row.id)
            yield make.document(row)
            seen(1)
        yield from self._documents_led_to()
        yield from (make.party(code) for code in sorted(self._parties))

    def _agreement(self, record: Record) -> Iterator[Entity]:
        id, names = entity_id(record["id"]), record["names"]
        yield make.entity(
            id,
            "Project",
            name=make.short(record["name"], make.NAME),
            alias=[make.short(name, make.NAME) for name in names if name != record["name"]],
            status=told(record["stage"]),
            keywords=["agreement", told(record["kind"]), *map(told, record["topics"])],
            description=_told_of(record),
            proof=self._proof(record),
        )
        yield from self._sides(id, {"party": record["parties"]})
        proven = [stage for stage in (*record["stages"], *record["sides"]) if _stands(stage)]
        for stage in proven:
            who = f" by {make.short(stage['party'], make.NAME)}" if stage["party"] else ""
            yield self._quotation(id, stage, f"{told(stage['stage'])}{who}", stage["date"])
        if not proven and _stands(record):
            yield self._quotation(id, record, "names it")
        if record["relation"]:
            (row,) = self._view.agreements_by_id([record["id"]])
            for tie, older in kin_of(self._view.connection, row):
                if tie.kind in _CHANGES:
                    self._agreements.add(older.id)
                    yield make.link(id, entity_id(older.id), told(tie.kind))

    def _commitment(self, record: Record) -> Iterator[Entity]:
        id = entity_id(record["id"])
        yield make.entity(
            id,
            "Project",
            name=make.short(record["title"], make.NAME),
            status=told(record["status"]),
            endDate=record["due"],
            keywords=["commitment", told(record["type"]), *map(told, record["topics"])],
            summary=record["quote"],
            description=[_named("deadline", record["deadline"]), _named("money", record["money"])],
            proof=self._proof(record),
        )
        yield from self._sides(id, {"bound": record["actors"], "toward": record["recipients"]})
        if _stands(record):
            yield self._quotation(id, record, told(record["modality"]) or "told", record["first"])
        if record["agreement"]:
            self._agreements.add(record["agreement"])
            yield make.link(id, entity_id(record["agreement"]), f"to bring it to {told(record['stage'])}")

    def _meeting(self, record: Record) -> Iterator[Entity]:
        self._parties.update(record["parties"])
        self._documents.update(record["documents"])
        yield make.entity(
            entity_id(record["id"]),
            "Event",
            name=make.short(record["title"], make.NAME),
            date=record["start_date"],
            endDate=record["end_date"],
            location=record["place"],
            involved=[make.party_id(code) for code in record["parties"]],
            keywords=["meeting", told(record["form"]), told(record["status"]), *map(told, record["topics"])],
            summary=record["quote"],
            proof=[entity_id(one) for one in record["documents"]],
        )

    def _money(self, record: Record) -> Iterator[Entity]:
        id = entity_id(record["id"])
        yield make.entity(
            id,
            "Project",
            name=make.short(record["title"], make.NAME),
            status=record["standing"],
            amount=record["amount"],
            currency=record["currency"],
            keywords=["money", *map(told, record["topics"])],
            summary=record["quote"],
            description=_named("announced in all", record["headline"]),
            proof=self._proof(record),
        )
        yield from self._sides(id, {"donor": record["actors"], "recipient": record["recipients"]})
        if _stands(record):
            yield self._quotation(id, record, "announced", record["first"])

    def _led_to(self, made: set[str]) -> Iterator[Entity]:
        """Agreements that are referred to and were not picked: by their names alone."""
        for part in chunks(sorted(self._agreements - made), PART):
            for row in self._view.agreements_by_id(part):
                name = make.short(row.name, make.NAME)
                yield make.entity(
                    entity_id(row.id), "Project", name=name, status=told(row.stage), keywords=["agreement"]
                )

    def _documents_led_to(self) -> Iterator[Entity]:
        query = select(document.c.id, document.c.no).where(document.c.current == 1)
        for part in chunks(sorted(self._documents), PART):
            numbers = [row.no for row in among(self._view.connection, query, document.c.id, part)]
            yield from map(make.document, document_rows(self._view.connection, sorted(numbers)))

    def _sides(self, project: str, roles: dict[str, list[str]]) -> Iterable[Entity]:
        for codes in roles.values():
            self._parties.update(codes)
        return make.sides(project, roles)

    def _quotation(self, id: str, place: Record, role: str, day: Any = None) -> Entity:
        self._documents.add(place["document"])
        return make.quotation(id, place, role, day)

    def _proof(self, record: Record) -> str | None:
        if record["document"] is None:
            return None
        self._documents.add(record["document"])
        return entity_id(record["document"])


def _stands(place: Record) -> bool:
    """Whether words of a document prove it."""
    return bool(place["document"] and place["quote"])


def _told_of(record: Record) -> str:
    stage = f"stands at {told(record['stage'])} since {record['stage_date']}; "
    since = stage if record["stage_date"] else ""
    return f"{since}told of from {record['first']} to {record['last']} in {record['documents']} documents"


def _named(name: str, value: Any) -> str | None:
    return f"{name}: {make.short(str(value), make.SHORT)}" if value else None
