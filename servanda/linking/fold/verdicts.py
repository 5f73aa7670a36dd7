"""Persons' verdicts as they bear on rows: acts accepted, rejected and corrected; nodes put together and kept
apart.

Undoing is a verdict too: what is in force is always computed from all verdicts on the same subject.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from servanda.ledger.rows import put
from servanda.ledger.tables import entry as entries
from servanda.ledger.tables import ruling
from servanda.linking.matter import Rulings
from servanda.model import EntryKind, Ruling
from servanda.model.bodies import VerdictBody, verdict_from
from servanda.model.wire import ActLine


@dataclass(frozen=True, slots=True)
class Standing:
    """A verdict in force: the number of its entry, who gave it, and what it says."""

    seq: int
    person: str
    body: VerdictBody


def in_force(given: Iterable[Standing]) -> list[Standing]:
    """The verdicts that no later one undoes, oldest first. An undoing can itself be undone."""
    undone: set[int] = set()
    kept: list[Standing] = []
    for one in sorted(given, key=lambda v: -v.seq):
        if one.seq in undone:
            continue
        if one.body.ruling is Ruling.UNDO:
            undone.add(int(one.body.other or 0))
        else:
            kept.append(one)
    return kept[::-1]


def verdicts_on(connection: Connection, subject: str | None = None) -> list[Standing]:
    """All verdicts on `subject`, or on anything."""
    query = select(entries.c.seq, entries.c.coder, entries.c.body).where(
        entries.c.kind == EntryKind.VERDICT.value
    )
    if subject is not None:
        query = query.where(entries.c.subject == subject)
    rows = connection.execute(query.order_by(entries.c.seq))
    return [Standing(row.seq, row.coder, verdict_from(row.body)) for row in rows]


def judged(line: ActLine, verdicts: Sequence[Standing]) -> tuple[ActLine, str | None]:
    """An act as persons left it, and their last word on it: "accepted", "rejected" or "corrected"."""
    word: str | None = None
    for one in verdicts:
        if one.body.ruling is Ruling.REJECT:
            word = "rejected"
        elif one.body.ruling is Ruling.ACCEPT:
            word = "accepted"
        elif one.body.ruling is Ruling.CORRECT:
            line, word = corrected(line, one.body.fields), "corrected"
    return line, word


#: Fields of an act that a person may correct; the lists are written with commas between.
CORRECTABLE = ("type", "modality", "actors", "recipients", "flags", "instrument")


def corrected(line: ActLine, fields: dict[str, str]) -> ActLine:
    """`line` with `fields` put right. Raises ValueError for a field or value that an act cannot have."""
    unknown = sorted(set(fields) - set(CORRECTABLE))
    if unknown:
        raise ValueError(f"{unknown[0]} cannot be corrected: one of {', '.join(CORRECTABLE)} can")
    values = msgspec.to_builtins(line)
    for name, value in fields.items():
        if name in ("actors", "recipients", "flags"):
            values[name] = [part.strip() for part in value.split(",") if part.strip()]
        else:
            values[name] = value or None
    changed = msgspec.convert(values, ActLine)
    return msgspec.structs.replace(changed, commitment=_binds(changed))


def _binds(line: ActLine) -> bool:
    from servanda.model.act import BINDING, DEEDS, VOWS

    return line.modality in BINDING and (line.type in VOWS or line.type in DEEDS)


def write_rulings(connection: Connection) -> set[tuple[str, str]]:
    """Renew the rulings on pairs from all verdicts. Gives (matter, node) where they changed."""
    before = {_key(row) for row in connection.execute(select(ruling))}
    rows: dict[tuple[str, str, str], dict[str, object]] = {}
    for one in in_force(verdicts_on(connection)):
        body = one.body
        if body.matter is None:
            continue
        same = int(body.ruling in (Ruling.MERGE, Ruling.ACCEPT))
        for a, b in body.pairs:
            rows[body.matter, a, b] = {
                "matter": body.matter, "a": a, "b": b, "same": same, "entry": one.seq,
            }  # fmt: skip
    connection.execute(ruling.delete())
    put(connection, ruling, [rows[key] for key in sorted(rows)])
    after = {_key(row) for row in connection.execute(select(ruling))}
    return {(matter, node) for matter, a, b, _ in before ^ after for node in (a, b)}


def _key(row: Row[Any]) -> tuple[str, str, str, int]:
    return row.matter, row.a, row.b, row.same


def rulings_of(connection: Connection, matter: str) -> Rulings:
    """Persons' word on the pairs of one matter."""
    rows = connection.execute(select(ruling).where(ruling.c.matter == matter)).all()
    return Rulings(
        frozenset((row.a, row.b) for row in rows if row.same),
        frozenset((row.a, row.b) for row in rows if not row.same),
    )
