"""The accounts of designations as the ledger holds them, with documents and the words of their steps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import msgspec
from sqlalchemy import Connection, and_, or_, select

from servanda.ledger.rows import among
from servanda.ledger.tables import account, act, designation, document
from servanda.linking.instruments import Designation, ToldAccount, designation_from
from servanda.linking.recent import Recent
from servanda.model import Span
from servanda.model.bodies import AccountBody, account_from

#: Accounts that prove no stage are many and alike: the first and the last told of a designation suffice.
FIRST, LAST = 20, 5


class StoredAccount(msgspec.Struct, frozen=True):
    """An account as stored: `quotes` are the words of its steps, `name` those of its first mention."""

    account: AccountBody
    name: str
    quotes: list[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of some designations: accounts, quotations by (document, span), documents."""

    accounts: Mapping[str, tuple[ToldAccount, ...]]
    quotes: Mapping[tuple[str, Span], str]
    documents: Mapping[str, frozenset[int]]
    first_words: Mapping[str, str]


def load_designations(connection: Connection, ids: Iterable[str]) -> dict[str, Designation]:
    """The designations with these ids."""
    query = select(designation.c.id, designation.c.body)
    rows = among(connection, query, designation.c.id, ids)
    return {id: _kept.get(body) or _kept.put(body, designation_from(body)) for id, body in rows}


#: Designations by their bodies, with what was worked out on them.
_kept: Recent[str, Designation] = Recent(2_000)


def told_of(connection: Connection, designations: Iterable[str]) -> Told:
    """The accounts under `designations` that a fold needs."""
    ids = set(designations)
    query = select(account.c.id, account.c.designation, account.c.told, account.c.stepped, account.c.document)
    found = defaultdict(list)
    documents: defaultdict[str, set[int]] = defaultdict(set)
    for row in among(connection, query, account.c.designation, ids):
        found[row.designation].append(row)
        documents[row.designation].add(row.document)
    wanted = []
    for rows in found.values():
        rows.sort(key=lambda row: (row.told, row.id))
        plain = [row.id for row in rows if not row.stepped]
        wanted += [row.id for row in rows if row.stepped] + plain[:FIRST] + plain[FIRST:][-LAST:]
    return _told(connection, wanted, documents)


def _told(connection: Connection, wanted: list[str], documents: Mapping[str, set[int]]) -> Told:
    bodies = select(
        account.c.id, account.c.designation, account.c.body, document.c.id.label("name"),
        document.c.publisher, document.c.published,
    ).join(document, document.c.no == account.c.document)  # fmt: skip
    accounts: defaultdict[str, list[ToldAccount]] = defaultdict(list)
    quotes: dict[tuple[str, Span], str] = {}
    words: dict[str, str] = {}
    rows = [
        (row, msgspec.json.decode(row.body, type=StoredAccount))
        for row in among(connection, bodies, account.c.id, wanted)
    ]
    wrong = _unproving(connection, (step.act for _, stored in rows for step in stored.account.steps))
    for row, stored in rows:
        one = account_from(stored.account)
        day = date.fromisoformat(row.published) if row.published else None
        proven = replace(one, steps=tuple(step for step in one.steps if step.act not in wrong))
        accounts[row.designation].append(ToldAccount(proven, row.name, day, row.publisher))
        words[row.id] = stored.name
        for step, quote in zip(one.steps, stored.quotes, strict=True):
            quotes[row.name, step.span] = quote
        if one.mentions:
            quotes[row.name, one.mentions[0].span] = stored.name
    return Told(
        {key: tuple(sorted(value, key=lambda t: t.order)) for key, value in accounts.items()},
        quotes,
        {key: frozenset(value) for key, value in documents.items()},
        words,
    )


def _unproving(connection: Connection, acts: Iterable[str | None]) -> set[str]:
    """Those of `acts` that a person rejected, or put right as not done: no stage rests on them."""
    not_done = or_(act.c.modality != "done", act.c.body.contains('"negated"'))
    undone = and_(act.c.verdict == "corrected", not_done)
    query = select(act.c.id).where(or_(act.c.verdict == "rejected", undone))
    return {row.id for row in among(connection, query, act.c.id, (one for one in acts if one))}
