"""The words by which matters are said: the last telling of each, with its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from servanda.ledger.rows import among
from servanda.ledger.tables import act, document, matter_act
from servanda.views import Quotation
from servanda.views.values import day


@dataclass(frozen=True, slots=True)
class Said:
    """A telling: when its document was issued, by whom, and the clause."""

    told: date | None
    publisher: str | None
    words: Quotation


def last_said(connection: Connection, matters: Iterable[str]) -> dict[str, Said]:
    """The last telling of each matter by its id."""
    query = (
        select(
            matter_act.c.matter, act.c.told, act.c.start, act.c.end, act.c.quote, document.c.id,
            document.c.publisher,
        )
        .select_from(matter_act)
        .join(act, act.c.id == matter_act.c.act)
        .join(document, document.c.no == act.c.document)
        .where(matter_act.c.role == "said")
    )  # fmt: skip
    rows = among(connection, query, matter_act.c.matter, matters)
    found: dict[str, Said] = {}
    for row in sorted(rows, key=lambda row: (row.told or "", row.id, row.start)):
        words = Quotation(row.id, row.start, row.end, row.quote)
        found[row.matter] = Said(day(row.told), row.publisher, words)
    return found
