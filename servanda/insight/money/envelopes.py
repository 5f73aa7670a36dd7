"""`envelopes`: envelopes by id, each with its announcements and the words of these."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from servanda.insight.money.answer import Asked, Envelope, Heading, Sums, Told
from servanda.insight.money.shares import ordered
from servanda.ledger.rows import among
from servanda.ledger.tables import act, document, matter
from servanda.views import Quotation
from servanda.views.values import day, loaded, words


@dataclass(frozen=True, slots=True)
class _Words:
    """Where an act stands, and who issued its document."""

    publisher: str | None
    heading: Heading
    quotation: Quotation


def envelopes(
    connection: Connection, ids: Sequence[str], asked: Asked, *, most: int | None = None
) -> tuple[Envelope, ...]:
    """The envelopes in the order of `ids`, each with its first `most` announcements; all unless told."""
    query = select(matter).where(matter.c.kind == "money")
    rows = {row.id: row for row in among(connection, query, matter.c.id, ids)}
    bodies = {id: loaded(row.body) for id, row in rows.items()}
    shown = {id: list(body["announcements"])[:most] for id, body in bodies.items()}
    acts = {name for told in shown.values() for one in told for name in (one["act"], one.get("refers"))}
    said = _words(connection, (one for one in acts if one))
    return tuple(
        _envelope(rows[id], bodies[id], [_told(one, said, asked) for one in shown[id]])
        for id in ids
        if id in rows
    )


def examples(connection: Connection, ids: Iterable[str]) -> dict[str, Quotation]:
    """The words that announced each of these envelopes first."""
    rows = among(connection, select(matter.c.id, matter.c.body), matter.c.id, ids)
    first = {row.id: loaded(row.body)["announcements"][0]["act"] for row in rows}
    said = _words(connection, first.values())
    return {id: said[one].quotation for id, one in first.items() if one in said}


def _envelope(row: Row[Any], body: Mapping[str, Any], told: list[Told | None]) -> Envelope:
    shown = tuple(one for one in told if one is not None)
    announced = len(body["announcements"])
    return Envelope(
        id=row.id,
        title=row.title,
        donors=words(body.get("actors")),
        recipients=words(body.get("recipients")),
        topics=words(body.get("topics")),
        currency=body.get("currency"),
        amount=float(body.get("amount") or 0),
        unclear=float(body.get("unclear") or 0),
        headline=float(body.get("headline") or 0),
        paid=float(body.get("paid") or 0),
        first=day(row.first),
        last=day(row.last),
        announced=announced,
        sums=_tallied(body["announcements"]),
        announcements=shown,
        left=announced - len(shown),
    )


def _tallied(announced: Iterable[Mapping[str, Any]]) -> tuple[Sums, ...]:
    """What announcements come to, currency by currency."""
    by_currency: dict[str | None, list[Mapping[str, Any]]] = {}
    for one in announced:
        by_currency.setdefault(one.get("currency"), []).append(one)
    names = ("amount", "new", "unclear", "pays")
    return ordered(
        Sums(currency, len(told), *(float(sum(one.get(name) or 0 for one in told)) for name in names))
        for currency, told in by_currency.items()
    )


def _told(one: Mapping[str, Any], said: Mapping[str, _Words], asked: Asked) -> Told | None:
    """An announcement with its words; None where its act is in the ledger no more."""
    where = said.get(one["act"])
    if where is None:
        return None
    refers = said.get(one.get("refers") or "")
    told = day(one.get("told"))
    return Told(
        act=one["act"],
        told=told,
        publisher=where.publisher,
        role=one["role"],
        amount=float(one.get("amount") or 0),
        currency=one.get("currency"),
        new=float(one.get("new") or 0),
        unclear=float(one.get("unclear") or 0),
        paid=bool(one.get("paid")),
        pays=float(one.get("pays") or 0),
        because=one.get("because") or "",
        cue=one.get("cue"),
        refers=refers.heading if refers else None,
        asked=not (
            (asked.since and (told is None or told < asked.since))
            or (asked.until and (told is None or told > asked.until))
            or (asked.currency and one.get("currency") != asked.currency)
        ),
        quotation=where.quotation,
    )


def _words(connection: Connection, acts: Iterable[str]) -> dict[str, _Words]:
    """Where acts stand, by id."""
    columns = (act.c.id, act.c.told, act.c.start, act.c.end, act.c.quote)
    heads = (document.c.id.label("document"), document.c.publisher)
    query = select(*columns, *heads).join(document, document.c.no == act.c.document)
    return {
        row.id: _Words(
            row.publisher,
            Heading(row.id, row.document, row.publisher, day(row.told)),
            Quotation(row.document, row.start, row.end, row.quote),
        )
        for row in among(connection, query, act.c.id, acts)
    }
