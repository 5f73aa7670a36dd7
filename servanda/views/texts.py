"""Conditions on words: acts, matters and documents in which what a person typed is found.

Rare words are looked up first. Words of many acts stand in so many of them that walking along the dates meets
them soon; then each act on the way is tested.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, select

from servanda.ledger import search
from servanda.ledger.tables import act, document, instrument, matter, matter_act
from servanda.views.listing import Condition, Driver

Test = Callable[[ColumnElement[Any]], ColumnElement[bool]]


def act_text(connection: Connection, words: str) -> Condition:
    """Acts in whose quotation `words` are found."""
    found = search.find(connection, words, "act")
    test = _test(connection, found)
    where = (act.c.no.in_(found.correlate(None)),)
    driver = Driver(act.c.told, act.c.no, where, ordered=False, unique=True, counted=found)
    return Condition(lambda _, no: test(no), driver)


def document_text(connection: Connection, words: str) -> Condition:
    """Documents in whose title or text `words` are found."""
    found = search.find(connection, words, "document")
    test = _test(connection, found)
    where = (document.c.no.in_(found.correlate(None)), document.c.published > "", document.c.current == 1)
    driver = Driver(document.c.published, document.c.no, where, ordered=False, unique=True, counted=found)
    return Condition(lambda _, no: test(no), driver)


def matter_text(connection: Connection, kind: str, words: str) -> Condition:
    """Matters of one kind with an act in whose quotation `words` are found."""
    found = search.find(connection, words, "act")
    test = _test(connection, found)
    one, telling = matter_act.alias(), act.alias()
    said = act.alias()
    ids = select(matter_act.c.matter).join(said, said.c.id == matter_act.c.act)
    ids = ids.where(said.c.no.in_(found.correlate(None)))
    # Put so, the kind leads to no index: all of a kind are many, and the ids are few.
    where = (matter.c.id.in_(ids), matter.c.kind + "" == kind)
    driver = Driver(matter.c.last, matter.c.id, where, ordered=False, unique=True, counted=found)

    def probe(_: ColumnElement[Any], id: ColumnElement[Any]) -> ColumnElement[bool]:
        acts = (one.c.matter == id, telling.c.id == one.c.act)
        return exists().where(*acts, test(telling.c.no))

    return Condition(probe, driver)


def agreement_text(connection: Connection, words: str) -> Condition:
    """Agreements in one of whose names `words` are found."""
    found = search.find(connection, words, "instrument")
    where = (instrument.c.id.in_(found.correlate(None)),)
    driver = Driver(instrument.c.last, instrument.c.id, where, ordered=False, unique=True, counted=found)
    return Condition(lambda _, id: id.in_(found.correlate(None)), driver)


def _test(connection: Connection, found: Select[Any]) -> Test:
    """Whether one number is among those found, without finding all of them.

    SQLite's text index answers for one row at a time; PostgreSQL joins as it sees fit.
    """
    if connection.dialect.name != "sqlite":
        return lambda no: no.in_(found.correlate(None))
    number = found.selected_columns["no"]
    return lambda no: found.where(number == no).exists()
