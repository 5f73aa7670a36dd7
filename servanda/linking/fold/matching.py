"""Which stored nodes are compared, and which parts of the ledger must be grouped anew after something came
in.

The one invariant: what is grouped follows from the set of nodes, never from the order in which they came.
The work for one new node is bounded, since a key that more than `WORN` nodes share is put out of use, with
all links that rest on it alone. Who shares it is kept all the same: it comes back when enough of them go.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from servanda.ledger.rows import among, drop, one_of, put
from servanda.ledger.tables import blocking, link
from servanda.linking.matter import Feature, Grouping, Link, Matter, Node, Rulings

#: Nodes that may share a key; one that more share tells nothing and is put out of use.
WORN = 40
#: Stands for all nodes of such a key.
_WORN_OUT = "*"

N = TypeVar("N", bound=Node)
Load = Callable[[Iterable[str]], Mapping[str, N]]


class Matching(Generic[N]):
    """The stored nodes of one matter: their keys, and the links between them."""

    def __init__(self, connection: Connection, matter: Matter[N], load: Load[N]) -> None:
        self._connection = connection
        self._matter = matter
        self._load = load
        #: Nodes at hand: those that came, and those that were compared with them.
        self._known: dict[str, N] = {}
        # The rows of keys that are out of use stand under a name of their own, where no adding reads them.
        self._idle = f"{matter.name}/worn"

    def add(self, nodes: Sequence[N]) -> set[str]:
        """Store the keys of new nodes, and their links to all that share one. No node must come twice.

        Gives the older nodes that lost a link, since a key wore out: they must be grouped anew.
        """
        fresh = {node.id: node for node in nodes}
        self._known.update(fresh)
        keys = {one: tuple(dict.fromkeys(self._matter.keys(fresh[one]))) for one in sorted(fresh)}
        blocks = self._blocks({key for own in keys.values() for key in own})
        joined: defaultdict[str, list[str]] = defaultdict(list)
        idle: defaultdict[str, list[str]] = defaultdict(list)
        for node, own in keys.items():
            for key in own:
                (idle if _WORN_OUT in blocks[key] else joined)[key].append(node)
        worn = sorted(key for key, new in joined.items() if len(blocks[key]) + len(new) > WORN)
        lost = self._wear_out({key: blocks[key] for key in worn})
        for key in worn:
            idle[key] = joined.pop(key)
        put(self._connection, blocking, _shared(self._matter.name, joined))
        put(self._connection, blocking, _shared(self._idle, idle))
        self._link(_pairs(joined, blocks))
        return lost

    def _wear_out(self, blocks: Mapping[str, set[str]]) -> set[str]:
        """Put keys out of use: links that rest on them alone go. Gives the nodes that lost one."""
        if not blocks:
            return set()
        mine = blocking.c.matter == self._matter.name
        kept = blocking.update().where(mine, one_of(self._connection, blocking.c.key, set(blocks)))
        self._connection.execute(kept.values(matter=self._idle))
        put(self._connection, blocking, _shared(self._matter.name, {key: [_WORN_OUT] for key in blocks}))
        worn: defaultdict[str, set[str]] = defaultdict(set)
        for key, block in blocks.items():
            for node in block:
                worn[node].add(key)
        query = select(blocking.c.node, blocking.c.key).where(_under(self._matter.name))
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for row in among(self._connection, query, blocking.c.node, worn):
            keys[row.node].add(row.key)
        lost = {
            (row.a, row.b)
            for row in self._links(worn)
            if worn[row.a] & worn[row.b] and not keys[row.a] & keys[row.b]
        }
        drop(self._connection, link.c.id, (link_id(self._matter.name, a, b) for a, b in lost))
        return {node for pair in lost for node in pair}

    def _blocks(self, keys: Iterable[str]) -> defaultdict[str, set[str]]:
        query = select(blocking.c.key, blocking.c.node).where(blocking.c.matter == self._matter.name)
        blocks: defaultdict[str, set[str]] = defaultdict(set)
        for row in among(self._connection, query, blocking.c.key, keys):
            blocks[row.key].add(row.node)
        return blocks

    def _nodes(self, ids: Iterable[str]) -> dict[str, N]:
        """The nodes with these ids, those at hand as they are."""
        known = self._known
        if strangers := {one for one in ids if one not in known}:
            known.update(self._load(strangers))
        return {one: known[one] for one in ids if one in known}

    def _link(self, pairs: set[tuple[str, str]]) -> None:
        nodes = self._nodes({one for pair in pairs for one in pair})
        rows = []
        for a, b in sorted(pairs):
            if a in nodes and b in nodes:
                found = self._matter.compare(nodes[a], nodes[b])
                if found is not None:
                    rows.append(_row(self._matter.name, found))
        put(self._connection, link, rows)

    def remove(self, ids: Iterable[str]) -> set[str]:
        """Forget nodes. Gives those to be grouped anew, since a link of theirs went or may have come."""
        gone = set(ids)
        near = {one for row in self._links(gone) for one in (row.a, row.b)} - gone
        query = select(blocking.c.key).where(_under(self._idle))
        idle = {row.key for row in among(self._connection, query, blocking.c.node, gone)}
        for name in (self._matter.name, self._idle):
            shared = one_of(self._connection, blocking.c.node, gone)
            self._connection.execute(blocking.delete().where(_under(name), shared))
        for end in (link.c.a, link.c.b):
            tied = one_of(self._connection, end, gone)
            self._connection.execute(link.delete().where(link.c.matter == self._matter.name, tied))
        return near | self._bring_back(idle)

    def _bring_back(self, keys: Iterable[str]) -> set[str]:
        """Put worn keys to use again that no longer too many nodes share. Gives these nodes."""
        query = select(blocking.c.key, func.count().label("nodes")).where(blocking.c.matter == self._idle)
        rows = among(self._connection, query.group_by(blocking.c.key), blocking.c.key, keys)
        back = set(keys) - {row.key for row in rows if row.nodes > WORN}
        if not back:
            return set()
        shared = one_of(self._connection, blocking.c.key, back)
        mark = blocking.delete().where(blocking.c.matter == self._matter.name, shared)
        self._connection.execute(mark)
        kept = blocking.update().where(blocking.c.matter == self._idle, shared)
        self._connection.execute(kept.values(matter=self._matter.name))
        blocks = self._blocks(back)
        self._link(_pairs({key: sorted(block) for key, block in blocks.items()}, {}))
        return {node for block in blocks.values() for node in block}

    def regrouped(self, ids: Iterable[str], rulings: Rulings) -> "Iterator[Part[N]]":
        """The connected parts that hold `ids`, each grouped."""
        nodes, links = self._around(set(ids), rulings)
        for names, own in parts(nodes, links, rulings.same):
            if len(names) == 1:  # most stand alone
                grouping = Grouping((tuple(names),))
            else:
                grouping = self._matter.group([nodes[one] for one in names], own, rulings)
            yield Part({one: nodes[one] for one in names}, grouping)

    def _around(self, ids: set[str], rulings: Rulings) -> tuple[Mapping[str, N], list[Link]]:
        """All that hangs together with `ids`: over links, and over what persons put together."""
        ruled: defaultdict[str, set[str]] = defaultdict(set)
        for a, b in rulings.same:
            ruled[a].add(b)
            ruled[b].add(a)
        found: dict[tuple[str, str], Link] = {}
        seen: set[str] = set()
        front = set(ids)
        while front:
            seen |= front
            near = {one for node in front for one in ruled[node]} if ruled else set()
            for row in self._links(front):
                near.update((row.a, row.b))
                if (row.a, row.b) not in found:
                    found[row.a, row.b] = Link(row.a, row.b, row.score, features_from(row.features))
            front = near - seen
        nodes = self._nodes(seen)
        links = [found[pair] for pair in sorted(found) if pair[0] in nodes and pair[1] in nodes]
        return nodes, links

    def _links(self, ids: Iterable[str]) -> Iterable[Any]:
        ids = set(ids)
        base = select(link.c.a, link.c.b, link.c.score, link.c.features).where(
            link.c.matter == self._matter.name
        )
        yield from among(self._connection, base, link.c.a, ids)
        yield from among(self._connection, base, link.c.b, ids)


@dataclass(frozen=True, slots=True)
class Part(Generic[N]):
    """A connected part of a ledger: its nodes and how they are grouped."""

    nodes: Mapping[str, N]
    grouping: Grouping

    def groups(self) -> list[list[N]]:
        """The nodes of each group."""
        return [[self.nodes[one] for one in group] for group in self.grouping.groups]


def parts(
    nodes: Iterable[str], links: Sequence[Link], same: Iterable[tuple[str, str]]
) -> Iterator[tuple[list[str], list[Link]]]:
    """`nodes` in connected parts, each with its links; all sorted."""
    head = {node: node for node in nodes}

    def root(node: str) -> str:
        while head[node] != node:
            head[node] = head[head[node]]
            node = head[node]
        return node

    for a, b in sorted({(one.a, one.b) for one in links} | set(same)):
        if a in head and b in head:
            low, high = sorted((root(a), root(b)))
            head[high] = low
    members: defaultdict[str, list[str]] = defaultdict(list)
    for node in sorted(head):
        members[root(node)].append(node)
    own: defaultdict[str, list[Link]] = defaultdict(list)
    for one in links:
        own[root(one.a)].append(one)
    for top in sorted(members):
        yield members[top], own[top]


def _under(name: str) -> ColumnElement[bool]:
    """The condition that rows stand under `name`, told so that a database finds them by their nodes: it would
    walk through all rows of the matter."""
    return blocking.c.matter + "" == name


def _shared(matter: str, keys: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """The rows of keys and the nodes that share them."""
    return [{"matter": matter, "key": key, "node": node} for key in sorted(keys) for node in keys[key]]


def _pairs(joined: Mapping[str, list[str]], blocks: Mapping[str, set[str]]) -> set[tuple[str, str]]:
    """Each new node with each that shares a key with it."""
    pairs: set[tuple[str, str]] = set()
    for key, new in joined.items():
        there = list(blocks.get(key, ()))
        for node in new:
            pairs.update((node, other) if node < other else (other, node) for other in there)
            there.append(node)
    return pairs


def link_id(matter: str, a: str, b: str) -> str:
    """The id under which `servanda explain` finds the link."""
    return "lnk_" + hashlib.sha256(f"{matter}:{a}:{b}".encode()).hexdigest()[:16]


def features_from(text: str) -> tuple[Feature, ...]:
    """The features of a stored link."""
    return tuple(Feature(*one) for one in msgspec.json.decode(text, type=list[tuple[str, float, float]]))


def _row(matter: str, found: Link) -> dict[str, Any]:
    features = [(f.name, round(f.value, 4), f.weight) for f in found.features]
    return {
        "id": link_id(matter, found.a, found.b),
        "matter": matter,
        "a": found.a,
        "b": found.b,
        "score": found.score,
        "features": msgspec.json.encode(features).decode(),
    }
