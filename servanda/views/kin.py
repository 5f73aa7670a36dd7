"""Ties between agreements: the older text that one amends or extends, and the younger that do so to it."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, select

from servanda.ledger import search
from servanda.ledger.tables import instrument
from servanda.views.agreements import agreement_rows
from servanda.views.rows import AgreementRow, RelationRow

#: Agreements with the words of a name in theirs that are looked at.
LOOKED_AT = 50

_SEEN_FROM_THE_OLDER = {
    "amends": "amended_by",
    "extends": "extended_by",
    "replaces": "replaced_by",
    "protocol_of": "has_the_protocol",
    "implements": "implemented_by",
    "revives": "revived_by",
}

Tie = tuple[RelationRow, AgreementRow]


def kin_of(connection: Connection, row: AgreementRow) -> tuple[Tie, ...]:
    """The agreements tied to this one. Ties are told by name: they hold where one alone is called so."""
    return (*_older(connection, row), *_younger(connection, row))


def _older(connection: Connection, row: AgreementRow) -> Iterator[Tie]:
    tie = row.relation
    if tie is None:
        return
    called = [one for one in _named(connection, tie.name, row) if _same(tie.name, one)]
    if len(called) == 1:
        yield replace(tie, id=called[0].id), called[0]


def _younger(connection: Connection, row: AgreementRow) -> Iterator[Tie]:
    found: dict[str, Tie] = {}
    for name in row.names:
        for one in _named(connection, name, row):
            tie = one.relation
            if tie is not None and any(older.id == row.id for _, older in _older(connection, one)):
                found[one.id] = RelationRow(_SEEN_FROM_THE_OLDER[tie.kind], tie.name, one.id), one
    yield from (found[id] for id in sorted(found))


def _named(connection: Connection, name: str, beside: AgreementRow) -> list[AgreementRow]:
    """Other agreements in whose names these words stand, where all parties of one belong to the other."""
    words = _plain(name).replace('"', " ")
    found = search.find(connection, f'"{words}"', "instrument")
    query = select(instrument.c.id).where(instrument.c.id.in_(found)).order_by(instrument.c.id)
    rows = agreement_rows(connection, connection.execute(query.limit(LOOKED_AT)).scalars())
    own = set(beside.parties)
    near = (one for one in rows if own <= set(one.parties) or own >= set(one.parties))
    return [one for one in near if one.id != beside.id]


def _same(name: str, row: AgreementRow) -> bool:
    return _plain(name) in {_plain(one) for one in row.names}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")
