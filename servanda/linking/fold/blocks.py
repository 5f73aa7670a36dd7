"""`Blocks`: the keys of stored nodes. Nodes that share one are compared.

The one invariant: the work for one new node is bounded, since a key that more than `WORN` nodes share is put
out of use. Who shares it is kept all the same: it comes back when enough of them go.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from sqlalchemy import ColumnElement, Connection, func, select

from servanda.ledger.rows import Values, among, one_of, put
from servanda.ledger.tables import blocking

#: Nodes that may share a key; one that more share tells nothing and is put out of use.
WORN = 40
#: Stands for all nodes of such a key.
_WORN_OUT = "*"

#: The nodes of one key, and whether each only tells what came of others: no two such are compared.
Block = dict[str, bool]
Pair = tuple[str, str]


class Blocks:
    """The keys of the nodes of one matter."""

    def __init__(self, connection: Connection, matter: str) -> None:
        self._connection = connection
        self._matter = matter
        # The rows of keys that are out of use stand under a name of their own, where no adding reads them.
        self._idle = f"{matter}/worn"

    def enter(
        self, keys: Mapping[str, Iterable[str]], evidence: AbstractSet[str]
    ) -> tuple[set[Pair], dict[str, Block]]:
        """Store the keys of new nodes. Gives the pairs to be compared, and the blocks that wore out.

        `evidence` are those of the nodes that only tell what came of others.
        """
        joined: defaultdict[str, list[str]] = defaultdict(list)
        for node in sorted(keys):
            for key in dict.fromkeys(keys[node]):
                joined[key].append(node)
        there = self._of(joined)
        idle = {key for key, block in there.items() if _WORN_OUT in block}
        worn = {
            key: there.get(key, {})
            for key, new in joined.items()
            if len(new) + len(there.get(key, ())) > WORN and key not in idle
        }
        self._wear_out(worn)
        rows: list[Values] = []
        pairs: set[Pair] = set()
        for key, new in sorted(joined.items()):
            used = key not in idle and key not in worn
            name = self._matter if used else self._idle
            rows += [(name, key, node, int(node in evidence)) for node in new]
            if used and (key in there or len(new) > 1):
                pairs.update(_pairs(new, evidence, there.get(key, {})))
        put(self._connection, blocking, rows)
        return pairs, worn

    def leave(self, gone: AbstractSet[str]) -> tuple[set[Pair], set[str]]:
        """Forget nodes. Keys that no longer too many share come back: gives the pairs to be compared, and the
        nodes that share such a key."""
        query = select(blocking.c.key).where(_under(self._idle))
        idle = {row.key for row in among(self._connection, query, blocking.c.node, gone)}
        for name in (self._matter, self._idle):
            shared = one_of(self._connection, blocking.c.node, set(gone))
            self._connection.execute(blocking.delete().where(_under(name), shared))
        blocks = self._brought_back(idle)
        pairs: set[Pair] = set()
        for block in blocks.values():
            evidence = {node for node, only in block.items() if only}
            pairs.update(_pairs(sorted(block), evidence, {}))
        return pairs, {node for block in blocks.values() for node in block}

    def keys_of(self, nodes: Iterable[str]) -> defaultdict[str, set[str]]:
        """The keys in use of each of `nodes`."""
        query = select(blocking.c.node, blocking.c.key).where(_under(self._matter))
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for node, key in among(self._connection, query, blocking.c.node, nodes):
            keys[node].add(key)
        return keys

    def _of(self, keys: Iterable[str]) -> dict[str, Block]:
        query = select(blocking.c.key, blocking.c.node, blocking.c.evidence).where(
            blocking.c.matter == self._matter
        )
        blocks: dict[str, Block] = {}
        for key, node, evidence in among(self._connection, query, blocking.c.key, keys):
            blocks.setdefault(key, {})[node] = bool(evidence)
        return blocks

    def _wear_out(self, keys: Iterable[str]) -> None:
        """Put keys out of use."""
        worn = set(keys)
        if worn:
            shared = one_of(self._connection, blocking.c.key, worn)
            kept = blocking.update().where(blocking.c.matter == self._matter, shared)
            self._connection.execute(kept.values(matter=self._idle))
            rows = [(self._matter, key, _WORN_OUT, 1) for key in sorted(worn)]
            put(self._connection, blocking, rows)

    def _brought_back(self, keys: set[str]) -> Mapping[str, Block]:
        """Put worn keys to use again that no longer too many nodes share. Gives their blocks."""
        query = select(blocking.c.key, func.count().label("nodes")).where(blocking.c.matter == self._idle)
        rows = among(self._connection, query.group_by(blocking.c.key), blocking.c.key, keys)
        back = keys - {row.key for row in rows if row.nodes > WORN}
        if not back:
            return {}
        shared = one_of(self._connection, blocking.c.key, back)
        mark = blocking.delete().where(blocking.c.matter == self._matter, shared)
        self._connection.execute(mark)
        kept = blocking.update().where(blocking.c.matter == self._idle, shared)
        self._connection.execute(kept.values(matter=self._matter))
        return self._of(back)


def _pairs(new: Iterable[str], evidence: AbstractSet[str], block: Mapping[str, bool]) -> Iterator[Pair]:
    """Each of the new nodes with all of its block that it is to be compared with."""
    seen = dict(block)
    for node in new:
        only = node in evidence
        for other, aside in seen.items():
            if not (only and aside):
                yield (node, other) if node < other else (other, node)
        seen[node] = only


def _under(name: str) -> ColumnElement[bool]:
    """The condition that rows stand under `name`, told so that a database finds them by their nodes: it would
    walk through all rows of the matter."""
    return blocking.c.matter + "" == name
