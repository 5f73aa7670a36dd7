"""Why two tellings are linked: the named, weighted features of a link."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from servanda.ledger.rows import among
from servanda.ledger.tables import account, act, designation, link, matter, matter_act
from servanda.views.details import FeatureRow, LinkDetail
from servanda.views.errors import ViewError
from servanda.views.values import gathered, loaded

#: Links of one thing that are shown, the strongest first.
SHOWN = 50


def link_detail(connection: Connection, id: str) -> LinkDetail:
    """A link by its id. Raises ViewError where there is none."""
    row = connection.execute(select(link).where(link.c.id == id)).first()
    if row is None:
        raise ViewError(f"there is no link {id!r}")
    return _details(connection, [row])[0]


def links_of(connection: Connection, kind: str, id: str) -> tuple[LinkDetail, ...]:
    """The links by which a thing was put together, the strongest first. `kind` is what `find` gave."""
    nodes = _nodes(connection, kind, id)
    rows = {
        row.id: row
        for column in (link.c.a, link.c.b)
        for row in among(connection, select(link), column, nodes)
    }
    best = sorted(rows.values(), key=lambda row: (-row.score, row.id))[:SHOWN]
    return tuple(_details(connection, best))


def _nodes(connection: Connection, kind: str, id: str) -> list[str]:
    if kind == "agreement":
        return list(
            connection.execute(select(designation.c.id).where(designation.c.instrument == id)).scalars()
        )
    if kind in ("commitment", "meeting", "money"):
        return list(connection.execute(select(matter_act.c.act).where(matter_act.c.matter == id)).scalars())
    if kind == "account":
        return list(connection.execute(select(account.c.designation).where(account.c.id == id)).scalars())
    return [id]


def _details(connection: Connection, rows: Iterable[Row[Any]]) -> list[LinkDetail]:
    found = list(rows)
    nodes = {node for row in found for node in (row.a, row.b)}
    said, homes = _words(connection, nodes), _homes(connection, nodes)
    return [
        LinkDetail(
            id=row.id,
            matter=row.matter,
            a=row.a,
            b=row.b,
            score=row.score,
            together=bool(homes[row.matter, row.a] & homes[row.matter, row.b]),
            features=_features(row.features),
            words=(said.get(row.a, ""), said.get(row.b, "")),
        )
        for row in found
    ]


def _homes(connection: Connection, nodes: Iterable[str]) -> defaultdict[tuple[str, str], set[str]]:
    """What each node is folded into, by its matter."""
    ids = list(nodes)
    homes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in among(connection, select(designation.c.id, designation.c.instrument), designation.c.id, ids):
        homes["instrument", row.id].add(row.instrument)
    query = select(matter_act.c.act, matter_act.c.matter, matter.c.kind)
    query = query.join(matter, matter.c.id == matter_act.c.matter)
    for row in among(connection, query, matter_act.c.act, ids):
        homes[row.kind, row.act].add(row.matter)
    return homes


def _features(text: str) -> tuple[FeatureRow, ...]:
    """The features as stored: [name, value, weight], those that weigh most first."""
    stored = msgspec.json.decode(text, type=list[tuple[str, float, float]])
    rows = [FeatureRow(name, value, weight, value * weight) for name, value, weight in stored]
    return tuple(sorted(rows, key=lambda one: (-abs(one.contribution), one.name)))


def _words(connection: Connection, nodes: Iterable[str]) -> dict[str, str]:
    """What each node is told by: the quotation of an act, or the words of a designation's first mention."""
    ids = list(nodes)
    said = {node: found[0] for node, found in gathered(connection, act.c.id, act.c.quote, ids).items()}
    for node in ids:
        one = select(account.c.body).where(account.c.designation == node).limit(1)
        body = connection.execute(one).scalar() if node not in said else None
        if body is not None:
            said[node] = loaded(body)["name"]
    return said
