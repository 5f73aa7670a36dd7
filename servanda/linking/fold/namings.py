"""What documents say around waiting acts: where they name texts, and what stands beside a clause."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, select

from servanda.ledger.rows import among
from servanda.ledger.tables import account, act, document, entry
from servanda.linking.acts import ActNode
from servanda.linking.commitments.triggers import Beside, Naming, Namings, says_not, waits
from servanda.linking.fold.told import StoredAccount
from servanda.model import Span
from servanda.model.bodies import document_from

#: Marks that end a sentence, and how far a sentence is followed on either side of a clause, in characters.
_ENDS = (". ", ".\n", "; ", "\n")
_REACH = 400


def namings_of(connection: Connection, nodes: Iterable[ActNode]) -> Namings:
    """The places in the documents of those `nodes` that wait on something, and the texts that these move."""
    waiting = [node for node in nodes if node.act.commitment and waits(node)]
    query = (
        select(document.c.id, account.c.designation, account.c.body)
        .select_from(document)
        .join(account, account.c.document == document.c.no)
        .where(document.c.current == 1)
    )
    places: defaultdict[str, list[Naming]] = defaultdict(list)
    for row in among(connection, query, document.c.id, {node.document for node in waiting}):
        stored = msgspec.json.decode(row.body, type=StoredAccount)
        places[row.id] += [Naming(Span(*one[:2]), row.designation) for one in stored.account.mentions]
    moves = select(act.c.id, account.c.designation).join(account, account.c.id == act.c.account)
    rows = among(connection, moves, act.c.id, {node.id for node in waiting})
    moved = {row.id: row.designation for row in rows}
    beside = sentences_of(connection, [node for node in waiting if says_not(node)])
    return Namings({id: _sorted(found) for id, found in places.items()}, moved, beside)


def sentences_of(connection: Connection, nodes: Sequence[ActNode]) -> dict[str, Beside]:
    """What stands beside the clauses of `nodes` in their sentences, by act."""
    query = (
        select(document.c.id, entry.c.body)
        .join(entry, entry.c.seq == document.c.no)
        .where(document.c.current == 1)
    )
    rows = among(connection, query, document.c.id, {node.document for node in nodes})
    texts = {row.id: document_from(bytes(row.body)).text for row in rows}
    return {node.id: _beside(texts[node.document], node.act.span) for node in nodes if node.document in texts}


def _beside(text: str, span: Span) -> Beside:
    head, tail = text[max(span.start - _REACH, 0) : span.start], text[span.end : span.end + _REACH]
    start = max((at + len(mark) for mark in _ENDS if (at := head.rfind(mark)) >= 0), default=0)
    end = min((at for mark in _ENDS if (at := tail.find(mark)) >= 0), default=len(tail))
    return Beside(head[start:], tail[:end])


def _sorted(found: Iterable[Naming]) -> list[Naming]:
    return sorted(found, key=lambda one: (one.span.start, one.span.end, one.designation))
