"""What documents say afterwards: stages reached, evidence heard, things said again."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from servanda.ledger.rows import among
from servanda.ledger.tables import act, document, matter_act
from servanda.views import ActRow, AgreementRow, Quotation, StageRow
from servanda.views.dates import stretch
from servanda.views.details import Evidence

#: How a later saying is called.
SAID_AGAIN = "said_again"


def stages_apart(
    row: AgreementRow, documents: Collection[str], first: date | None, last: date | None, as_of: date
) -> tuple[tuple[StageRow, ...], tuple[StageRow, ...]]:
    """The stages that `documents` prove, or that fall on those days, and those reached later."""
    then, since = [], []
    for stage in row.stages:
        days = stretch(stage.date)
        if stage.implied or days is None:
            continue
        if last is not None and days[0] > last:
            since += [stage] if days[0] <= as_of else []
        elif (first is None or days[1] >= first) and _is_told(stage, documents, first):
            then.append(stage)
    return tuple(then), tuple(sorted(since, key=lambda stage: stage.date or ""))


def _is_told(stage: StageRow, documents: Collection[str], first: date | None) -> bool:
    """Whether these documents tell of the stage as news, or others of a step of these very days."""
    if stage.dated == "by" and stage.act is None:
        return False  # true by then, and nobody says since when
    days = stretch(stage.date)
    return stage.document in documents or (first is not None and days is not None and days[0] >= first)


def evidence_after(body: Mapping[str, Any], last: date | None, as_of: date) -> tuple[Evidence, ...]:
    """What was heard of a commitment after a day. Evidence without a place in a document is left out."""
    found = []
    for one in body.get("evidence") or ():
        days = stretch(one.get("date"))
        if days is not None and ((last is not None and days[1] <= last) or days[0] > as_of):
            continue
        if one.get("document") is None or one.get("start") is None:
            continue
        words = Quotation(one["document"], one["start"], one["end"], one["quote"])
        found.append(Evidence(one.get("act"), one.get("says"), one.get("kind"), words))
    return tuple(found)


def said_again(
    connection: Connection, matters: Mapping[str, list[ActRow]], last: date | None, as_of: date
) -> dict[str, tuple[Evidence, ...]]:
    """For each matter, its sayings after a day, oldest first."""
    if last is None:
        return {}
    query = (
        select(matter_act.c.matter, act.c.id, act.c.start, act.c.end, act.c.quote, act.c.told, document.c.id)
        .select_from(matter_act)
        .join(act, act.c.id == matter_act.c.act)
        .join(document, document.c.no == act.c.document)
        .where(matter_act.c.role == "said", act.c.told > last.isoformat())
        .where(act.c.told <= as_of.isoformat())
    )
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    rows = among(connection, query, matter_act.c.matter, matters)
    for row in sorted(rows, key=lambda row: (row[5], row[1])):
        words = Quotation(row[6], row[2], row[3], row[4])
        found[row[0]].append(Evidence(row[1], None, SAID_AGAIN, words))
    return {id: tuple(some) for id, some in found.items()}
