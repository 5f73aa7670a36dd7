"""Codings of current documents as rows: acts with parties and topics, accounts with designations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from servanda.ledger.rows import Values, among, drop, put
from servanda.ledger.tables import account, act, act_party, act_topic, designation, heard
from servanda.linking.acts import ActNode
from servanda.linking.fold.documents import Shelved
from servanda.linking.fold.nodes import keep_node
from servanda.linking.fold.told import StoredAccount
from servanda.linking.instruments import Designation, designation_of
from servanda.model import Entry
from servanda.model.bodies import AccountBody, CodingBody, account_from
from servanda.model.wire import ActLine

#: Acts of one document that have numbers of their own.
MOST = 100_000


@dataclass(slots=True)
class Changes:
    """What came and went in a fold: ids of acts and designations that must be linked, or grouped, anew.

    `came` are those of the acts that nobody has given a verdict on, `new` the designations that nobody had
    used before; `left` are those of which an account went.
    """

    acts: set[str] = field(default_factory=set)
    came: dict[str, ActNode] = field(default_factory=dict)
    gone_acts: set[str] = field(default_factory=set)
    new: dict[str, Designation] = field(default_factory=dict)
    designations: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Rows:
    """Rows gathered over many codings, so that each table is written once."""

    acts: list[dict[str, Any]] = field(default_factory=list)
    parties: list[Values] = field(default_factory=list)
    topics: list[Values] = field(default_factory=list)
    accounts: list[dict[str, Any]] = field(default_factory=list)
    heard: list[Values] = field(default_factory=list)
    designations: dict[str, Designation] = field(default_factory=dict)

    def write(self, connection: Connection, changes: Changes) -> None:
        """Write what was gathered, and note the designations that nobody has used before."""
        known = among(connection, select(designation.c.id), designation.c.id, self.designations)
        new = self.designations.keys() - {row.id for row in known}
        changes.new.update((id, self.designations[id]) for id in new)
        changes.designations |= self.designations.keys()
        rows = [{"id": id, "instrument": None, "body": self.designations[id].body()} for id in sorted(new)]
        put(connection, designation, rows)
        put(connection, account, self.accounts)
        put(connection, act, self.acts)
        put(connection, act_party, self.parties)
        put(connection, act_topic, self.topics)
        put(connection, heard, self.heard)


def take_coding(
    body: CodingBody, entry: Entry, head: Shelved, text: str, rows: Rows, changes: Changes
) -> None:
    """Gather the rows of one coding of `text`. Acts are numbered from the number of the entry."""
    day = head.told
    for at, line in enumerate(body.acts[:MOST]):
        no = entry.seq * MOST + at
        row = _act_row(line, no, entry.coder, head, account_told(line, body.accounts))
        rows.acts.append(row)
        rows.parties += party_rows(line, no, day)
        node = keep_node((row["body"], head.id, head.publisher, head.published), line)
        rows.topics += topic_rows(node.topics, no, day)
        changes.acts.add(line.id)
        changes.came[line.id] = node
    rows.heard += heard_rows(body.acts, head)
    published = date.fromisoformat(head.published) if head.published else None
    for one in body.accounts:
        named = designation_of(account_from(one), head.publisher, published, head.id)
        rows.designations[named.id] = named
        rows.accounts.append(
            {
                "id": one.id,
                "document": head.no,
                "designation": named.id,
                "told": day,
                "stepped": int(bool(one.steps)),
                "body": _stored(one, text),
            }
        )


def party_rows(line: ActLine, no: int, told: str) -> list[Values]:
    """Who does what is told in an act, and to whom."""
    return [
        (party, told, no, role)
        for role, parties in (("actor", line.actors), ("recipient", line.recipients))
        for party in dict.fromkeys(parties)
    ]


def heard_rows(lines: Iterable[ActLine], head: Shelved) -> list[Values]:
    """Of which other parties the document of a known publisher tells."""
    if head.publisher is None:
        return []
    told = {party for line in lines for party in (*line.actors, *line.recipients)} - {head.publisher}
    return [(head.publisher, party, head.told, head.no) for party in sorted(told)]


def topic_rows(topics: Iterable[str], no: int, told: str) -> list[Values]:
    """What an act is about."""
    return [(topic, told, no) for topic in topics]


def _stored(one: AccountBody, text: str) -> str:
    """An account with its words, so that quotations are at hand without the document."""
    first = text[slice(*one.mentions[0][:2])] if one.mentions else ""
    quotes = [text[step.start : step.end] for step in one.steps]
    return msgspec.json.encode(StoredAccount(one, first, quotes)).decode()


def _act_row(line: ActLine, no: int, coder: str, head: Shelved, told: str | None) -> dict[str, Any]:
    return {
        "no": no,
        "id": line.id,
        "document": head.no,
        "type": line.type.value,
        "modality": line.modality.value,
        "commitment": int(line.commitment),
        "told": head.told,
        "start": line.start,
        "end": line.end,
        "quote": line.quote,
        "coder": coder,
        "verdict": None,
        "account": told,
        "body": msgspec.json.encode(line).decode(),
    }


def account_told(line: ActLine, accounts: Sequence[AccountBody]) -> str | None:
    """The account of the instrument that an act moves: the one whose step it tells, else the one that its
    clause
    names by the very words of the act, else the only one in the clause."""
    if line.instrument is None:
        return None
    for one in accounts:
        if any(step.act == line.id for step in one.steps):
            return one.id
    inside = [
        one
        for one in accounts
        if any(line.start <= start and end <= line.end for start, end, _ in one.mentions)
    ]
    named = [one for one in inside if line.instrument in one.names]
    best = named or inside
    return best[0].id if len(best) == 1 else None


def leave_documents(connection: Connection, numbers: Iterable[int], changes: Changes) -> None:
    """Take the acts and accounts of documents out of use: a newer version, or a newer coding, has come."""
    numbers = sorted(set(numbers))
    rows = list(among(connection, select(act.c.no, act.c.id, act.c.document), act.c.document, numbers))
    changes.gone_acts |= {row.id for row in rows}
    for row in rows:
        changes.came.pop(row.id, None)
    for column in (act_party.c.act, act_topic.c.act, act.c.no):
        drop(connection, column, (row.no for row in rows))
    query = select(account.c.designation, account.c.document)
    changes.left |= {row.designation for row in among(connection, query, account.c.document, numbers)}
    changes.designations |= changes.left
    for column in (account.c.document, heard.c.document):
        drop(connection, column, numbers)
