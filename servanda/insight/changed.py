"""`changed`: what documents changed lately: commitments made, said again, kept or dropped, stages reached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from servanda.ledger.rows import among
from servanda.ledger.tables import matter, matter_act
from servanda.views import ActRow, Filter, LedgerView, Quotation, Source
from servanda.views.matters import COMMITMENT
from servanda.views.values import loaded

#: Changes that are told, and acts that are looked through for them.
LIMIT, ACTS = 100, 500


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `id` is the same each time it is asked for; `about` is that of the commitment or agreement.

    `kind` is new, said_again, deadline_moved, a kind of evidence (kept, dropped …), or stage.
    """

    id: str
    kind: str
    told: date
    title: str
    about: str
    stage: str | None
    topics: tuple[str, ...]
    words: Quotation


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes, the newest first, and the documents that tell them."""

    as_of: date
    parties: tuple[str, ...]
    counterpart: str | None
    changes: tuple[Change, ...]
    sources: tuple[Source, ...]


def changed(
    view: LedgerView,
    *,
    parties: Sequence[str] = (),
    counterpart: str | None = None,
    topic: str | None = None,
    limit: int = LIMIT,
) -> Changes:
    """The newest changes that the parties take part in. Raises ViewError at an unknown party or topic."""
    asked = Filter(parties=tuple(parties), counterpart=counterpart, topic=topic, until=view.as_of)
    wanted = asked.checked("acts")
    acts = [one for one in view.acts(wanted, limit=ACTS) if one.told and one.verdict != "rejected"]
    found = [*_commitments(view, acts), *_stages(view, acts)]
    found.sort(key=lambda one: one.id)
    found.sort(key=lambda one: one.told, reverse=True)
    shown = tuple(found[:limit])
    return Changes(
        view.as_of,
        wanted.parties,
        wanted.counterpart,
        shown,
        view.sources({one.words.document for one in shown}),
    )


def _commitments(view: LedgerView, acts: Sequence[ActRow]) -> Iterator[Change]:
    by_id = {one.id: one for one in acts}
    query = (
        select(
            matter_act.c.act, matter_act.c.role, matter.c.id, matter.c.title, matter.c.first, matter.c.body
        )
        .join(matter, matter.c.id == matter_act.c.matter)
        .where(matter.c.kind == COMMITMENT)
    )
    for row in among(view.connection, query, matter_act.c.act, by_id):
        act, body = by_id[row.act], loaded(row.body)
        if row.role == "said":
            first = act.told is not None and row.first == act.told.isoformat()
            kind = "new" if first else "deadline_moved" if body.get("moved") and act.due else "said_again"
        else:
            told = [one.get("kind") for one in body.get("evidence") or () if one.get("act") == act.id]
            if not told:
                continue
            kind = told[0]
        yield _change(kind, act, row.title, row.id, None)


def _stages(view: LedgerView, acts: Sequence[ActRow]) -> Iterator[Change]:
    by_id = {one.id: one for one in acts}
    agreements = list(dict.fromkeys(one.agreement for one in acts if one.agreement))
    for row in view.agreements_by_id(agreements):
        for stage in row.stages:
            if stage.act in by_id:
                yield _change("stage", by_id[stage.act], row.name, row.id, stage.stage)


def _change(kind: str, act: ActRow, title: str, about: str, stage: str | None) -> Change:
    assert act.told is not None
    words = Quotation(act.document, act.start, act.end, act.quote)
    id = "/".join(filter(None, [kind, about, stage, act.id]))
    return Change(id, kind, act.told, title, about, stage, act.topics, words)
