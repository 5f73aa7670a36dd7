"""A person's verdict into a ledger: its target found, the verdict entered, and what follows folded."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from servanda.codebook.parties import PartyBook
from servanda.ledger.store import Store
from servanda.ledger.tables import account, act, designation, entry, link, matter_act
from servanda.ledger.tables import matter as matters
from servanda.linking.fold import Fold
from servanda.linking.fold.verdicts import CORRECTABLE, corrected
from servanda.model import EntryKind, Ruling, Verdict
from servanda.model.bodies import verdict_body
from servanda.model.wire import ActLine

Pairs = tuple[tuple[str, str], ...]


def enter(store: Store, verdict: Verdict, at: datetime) -> int:
    """Enter `verdict`; gives the number of its entry.

    Raises LookupError where what it speaks of is not in the ledger, ValueError where it makes no sense on it.
    """
    if not verdict.person.strip():
        raise ValueError("a verdict needs the name of who gives it")
    with store.writing() as writer:
        subject, matter, pairs = _resolved(writer.connection, verdict)
        made = writer.append(
            EntryKind.VERDICT,
            subject,
            verdict_body(verdict, matter, pairs),
            coder=verdict.person.strip(),
            version="",
            at=at,
        )
        fold = Fold(writer.connection)
        fold.verdict(made)
        fold.finish()
        return made.seq


def _resolved(connection: Connection, verdict: Verdict) -> tuple[str, str | None, Pairs]:
    """The subject of the entry, and the matter and pairs of nodes that the verdict speaks of."""
    if verdict.ruling is Ruling.UNDO:
        return _undone(connection, verdict), None, ()
    if verdict.ruling in (Ruling.MERGE, Ruling.SPLIT):
        matter, pairs = _pairs(connection, verdict)
        return verdict.target, matter, pairs
    if verdict.target.startswith("lnk_"):
        if verdict.ruling is Ruling.CORRECT:
            raise ValueError("a link cannot be corrected: accept or reject it")
        row = connection.execute(select(link).where(link.c.id == verdict.target)).first()
        if row is None:
            raise LookupError(f"no link {verdict.target} in this ledger")
        return verdict.target, row.matter, ((row.a, row.b),)
    _see_act(connection, verdict)
    return verdict.target, None, ()


def _undone(connection: Connection, verdict: Verdict) -> str:
    """The subject of the verdict that is undone; its number stands in `other`."""
    number = verdict.other or ""
    row = None
    if number.isdecimal():
        query = select(entry.c.subject).where(
            entry.c.seq == int(number), entry.c.kind == EntryKind.VERDICT.value
        )
        row = connection.execute(query).first()
    if row is None:
        raise LookupError(f"no verdict has the number {number or 'given'}: `servanda history ID` lists them")
    if row.subject != verdict.target:
        raise ValueError(f"verdict {number} is on {row.subject}, not on {verdict.target}")
    return str(row.subject)


def _see_act(connection: Connection, verdict: Verdict) -> None:
    row = connection.execute(select(act.c.body).where(act.c.id == verdict.target)).first()
    if row is None:
        raise LookupError(f"no act {verdict.target} in this ledger")
    if verdict.ruling is Ruling.CORRECT:
        if not verdict.fields:
            raise ValueError(f"nothing to correct: set one of {', '.join(CORRECTABLE)}")
        line = corrected(msgspec.json.decode(row.body, type=ActLine), dict(verdict.fields))
        _see_parties((*line.actors, *line.recipients) if _PARTIES & dict(verdict.fields).keys() else ())


#: Fields that hold parties.
_PARTIES = frozenset({"actors", "recipients"})


def _see_parties(codes: Iterable[str]) -> None:
    book = PartyBook.load()
    for code in codes:
        if code not in book.codes and not code.startswith("OTHER:"):
            raise ValueError(f"{code!r} is the code of no party: CAN, EU, or OTHER:Name for one without")


def _pairs(connection: Connection, verdict: Verdict) -> tuple[str, Pairs]:
    if verdict.other is None:
        raise ValueError("name two things to put together or to keep apart")
    (one, mine), (two, theirs) = _nodes(connection, verdict.target), _nodes(connection, verdict.other)
    if one != two:
        raise ValueError(f"{verdict.target} is of one kind ({one}), {verdict.other} of another ({two})")
    if verdict.ruling is Ruling.MERGE:
        if set(mine) & set(theirs):
            raise ValueError(f"{verdict.target} and {verdict.other} are together already")
        return one, (_pair(mine[0], theirs[0]),)
    rest = [node for node in theirs if node not in mine]
    if not rest:
        raise ValueError(f"{verdict.target} is all of {verdict.other}: name a telling of it (acc_…, act_…)")
    return one, tuple(_pair(a, b) for a in mine for b in rest)


def _pair(a: str, b: str) -> tuple[str, str]:
    return min(a, b), max(a, b)


def _nodes(connection: Connection, id: str) -> tuple[str, list[str]]:
    """The matter of `id`, and the nodes it stands for: of a telling its own, of a group all."""
    if id.startswith("agr_"):
        query = select(designation.c.id).where(designation.c.instrument == id).order_by(designation.c.id)
        matter, nodes = "instrument", [row.id for row in connection.execute(query)]
    elif id.startswith("acc_"):
        query = select(account.c.designation).where(account.c.id == id)
        matter, nodes = "instrument", [row.designation for row in connection.execute(query)]
    elif id.startswith("act_"):
        query = select(matter_act.c.act, matters.c.kind).join(matters, matters.c.id == matter_act.c.matter)
        rows = connection.execute(query.where(matter_act.c.act == id, matter_act.c.role == "said")).all()
        matter, nodes = (rows[0].kind, [id]) if rows else ("", [])
    else:
        query = select(matter_act.c.act, matters.c.kind).join(matters, matters.c.id == matter_act.c.matter)
        rows = connection.execute(
            query.where(matter_act.c.matter == id, matter_act.c.role == "said").order_by(matter_act.c.act)
        ).all()
        matter, nodes = (rows[0].kind, [row.act for row in rows]) if rows else ("", [])
    if not nodes:
        raise LookupError(f"no {id} in this ledger")
    return matter, nodes
