"""Which stored nodes are compared, and which parts of the ledger must be grouped anew after something came
in.

The one invariant: what is grouped follows from the set of nodes, never from the order in which they came.
A link needs a key in use that both nodes share: with the key that it rests on alone, it goes.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Connection, select

from servanda.ledger.rows import Values, among, drop, one_of, put
from servanda.ledger.tables import link
from servanda.linking.fold.blocks import Blocks, Pair
from servanda.linking.matter import Feature, Grouping, Link, Matter, Node, Rulings

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
        #: The links of each node that has come: all that it has, since it had none before.
        self._made: dict[str, list[Link]] = {}
        self._blocks = Blocks(connection, matter.name)

    def add(self, nodes: Sequence[N]) -> set[str]:
        """Store the keys of new nodes, and their links to all that share one. No node must come twice.

        Gives the older nodes that lost a link, since a key wore out: they must be grouped anew.
        """
        self._known.update((node.id, node) for node in nodes)
        self._made.update((node.id, []) for node in nodes)
        keys = {node.id: self._matter.keys(node) for node in nodes}
        evidence = {node.id for node in nodes if self._matter.is_evidence(node)}
        pairs, worn = self._blocks.enter(keys, evidence)
        lost = self._unlink(worn)
        self._link(pairs)
        return lost

    def _unlink(self, blocks: Mapping[str, Iterable[str]]) -> set[str]:
        """Take away the links that rest on worn keys alone. Gives the nodes that lost one."""
        worn: defaultdict[str, set[str]] = defaultdict(set)
        for key, block in blocks.items():
            for node in block:
                worn[node].add(key)
        if not worn:
            return set()
        keys = self._blocks.keys_of(worn)
        lost = {
            (row.a, row.b)
            for row in self._stored(worn)
            if worn[row.a] & worn[row.b] and not keys[row.a] & keys[row.b]
        }
        drop(self._connection, link.c.id, (link_id(self._matter.name, a, b) for a, b in lost))
        return {node for pair in lost for node in pair}

    def _nodes(self, ids: Iterable[str]) -> dict[str, N]:
        """The nodes with these ids, those at hand as they are."""
        known = self._known
        if strangers := {one for one in ids if one not in known}:
            known.update(self._load(strangers))
        return {one: known[one] for one in ids if one in known}

    def _link(self, pairs: set[Pair]) -> None:
        nodes = self._nodes({one for pair in pairs for one in pair})
        rows = []
        for a, b in sorted(pairs):
            if a in nodes and b in nodes:
                found = self._matter.compare(nodes[a], nodes[b])
                if found is not None:
                    rows.append(_row(self._matter.name, found))
                    for end in (a, b):
                        if end in self._made:
                            self._made[end].append(found)
        put(self._connection, link, rows)

    def remove(self, ids: Iterable[str]) -> set[str]:
        """Forget nodes. Gives those to be grouped anew, since a link of theirs went or may have come."""
        gone = set(ids)
        near = {one for row in self._stored(gone) for one in (row.a, row.b)} - gone
        for end in (link.c.a, link.c.b):
            tied = one_of(self._connection, end, gone)
            self._connection.execute(link.delete().where(link.c.matter == self._matter.name, tied))
        pairs, back = self._blocks.leave(gone)
        self._link(pairs)
        return near | back

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
            for one in self._links(front):
                near.update((one.a, one.b))
                found[one.a, one.b] = one
            front = near - seen
        nodes = self._nodes(seen)
        links = [found[pair] for pair in sorted(found) if pair[0] in nodes and pair[1] in nodes]
        return nodes, links

    def _links(self, ids: set[str]) -> Iterator[Link]:
        """The links of nodes; some may come twice."""
        for row in self._stored(ids - self._made.keys()):
            yield Link(row.a, row.b, row.score, features_from(row.features))
        for one in ids & self._made.keys():
            yield from self._made[one]

    def _stored(self, ids: Iterable[str]) -> Iterator[Any]:
        """The rows of the links of nodes."""
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
    known = set(nodes)
    tied = {pair for pair in {(one.a, one.b) for one in links} | set(same) if known.issuperset(pair)}
    head = {node: node for pair in tied for node in pair}

    def root(node: str) -> str:
        while head[node] != node:
            head[node] = head[head[node]]
            node = head[node]
        return node

    for a, b in sorted(tied):
        low, high = sorted((root(a), root(b)))
        head[high] = low
    members = {node: [node] for node in known - head.keys()}
    for node in sorted(head):
        members.setdefault(root(node), []).append(node)
    own: defaultdict[str, list[Link]] = defaultdict(list)
    for one in links:
        own[root(one.a)].append(one)
    for top in sorted(members):
        yield members[top], own.get(top, [])


def link_id(matter: str, a: str, b: str) -> str:
    """The id under which `servanda explain` finds the link."""
    return "lnk_" + hashlib.sha256(f"{matter}:{a}:{b}".encode()).hexdigest()[:16]


def features_from(text: str) -> tuple[Feature, ...]:
    """The features of a stored link."""
    return tuple(Feature(*one) for one in msgspec.json.decode(text, type=list[tuple[str, float, float]]))


def _row(matter: str, found: Link) -> Values:
    features = [(f.name, round(f.value, 4), f.weight) for f in found.features]
    id = link_id(matter, found.a, found.b)
    return id, matter, found.a, found.b, found.score, msgspec.json.encode(features).decode()
