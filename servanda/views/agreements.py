"""Agreements of a ledger: which ones a filter picks, their rows, and the places where they are named."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from servanda.ledger.rows import among
from servanda.ledger.tables import (
    account,
    designation,
    document,
    instrument,
    instrument_party,
    instrument_topic,
)
from servanda.views.filters import Filter
from servanda.views.listing import Condition, Driver, Listing, in_dated_table, in_table
from servanda.views.rows import AgreementRow, RelationRow
from servanda.views.texts import agreement_text
from servanda.views.values import day, gathered, loaded, stage_rows, words

ALL = Driver(instrument.c.last, instrument.c.id, (), unique=True)


def agreement_listing(connection: Connection, wanted: Filter) -> Listing:
    """The agreements that `wanted` picks; its parties are codes. A counterpart is one party more."""
    conditions = [_party(code) for code in (*wanted.parties, wanted.counterpart) if code]
    if wanted.topic:
        conditions.append(_topic(wanted.topic))
    if wanted.stage:
        conditions.append(_stage(wanted.stage))
    if wanted.text:
        conditions.append(agreement_text(connection, wanted.text))
    return Listing(ALL, conditions)


def _party(code: str) -> Condition:
    t = instrument_party
    driver = Driver(t.c.last, t.c.instrument, (t.c.party == code,), unique=True)
    return Condition(in_dated_table(t, "last", "instrument", lambda t: t.c.party == code), driver)


def _topic(topic: str) -> Condition:
    t = instrument_topic
    driver = Driver(t.c.last, t.c.instrument, (t.c.topic == topic,), unique=True)
    return Condition(in_dated_table(t, "last", "instrument", lambda t: t.c.topic == topic), driver)


def _stage(stage: str) -> Condition:
    driver = Driver(instrument.c.last, instrument.c.id, (instrument.c.stage == stage,), unique=True)
    return Condition(in_table(instrument, "id", lambda t: t.c.stage == stage), driver)


def agreement_rows(connection: Connection, ids: Iterable[str]) -> list[AgreementRow]:
    """The rows of agreements by id, in the order given; unknown ids are left out."""
    wanted = list(ids)
    found = among(connection, select(instrument), instrument.c.id, wanted)
    t = instrument_topic
    topics = gathered(connection, t.c.instrument, t.c.topic, [row.id for row in found])
    rows = {row.id: _row(row, topics.get(row.id, ())) for row in found}
    return [rows[one] for one in wanted if one in rows]


def _row(row: Row[Any], topics: tuple[str, ...]) -> AgreementRow:
    body = loaded(row.body)
    tie = body.get("relation")
    return AgreementRow(
        id=row.id,
        name=row.name,
        names=words(body.get("names")),
        kind=row.kind,
        parties=words(body.get("parties")),
        binding=row.binding,
        disputed=bool(body.get("disputed")),
        stage=row.stage,
        stage_date=row.stage_date,
        topics=topics,
        first=day(row.first),
        last=day(row.last),
        documents=row.documents,
        relation=RelationRow(tie["kind"], tie["name"], tie.get("id")) if tie else None,
        stages=stage_rows(body.get("stages")),
        sides=stage_rows(body.get("sides")),
    )


def mentions(connection: Connection, ids: Iterable[str]) -> dict[str, list[tuple[str, int, int]]]:
    """Where each agreement is named: (document id, start, end), by document and place."""
    query = (
        select(designation.c.instrument, document.c.id, account.c.body)
        .select_from(designation)
        .join(account, account.c.designation == designation.c.id)
        .join(document, document.c.no == account.c.document)
    )
    places: dict[str, set[tuple[str, int, int]]] = {id: set() for id in ids}
    for id, named_in, body in among(connection, query, designation.c.instrument, places):
        places[id].update((named_in, one[0], one[1]) for one in loaded(body)["account"]["mentions"])
    bodies = select(instrument.c.id, instrument.c.body)
    for id, body in among(connection, bodies, instrument.c.id, places):
        places[id].update((one[0], one[1], one[2]) for one in loaded(body).get("shared") or ())
    return {id: sorted(found) for id, found in places.items()}
