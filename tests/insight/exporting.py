"""What the tests of exports share: what is expected, and how an export is written and counted."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import networkx
import yaml
from sqlalchemy import func, select

from servanda.export import graph_graphml, ledger_dates
from servanda.ledger import tables
from servanda.views import Filter, LedgerView
from servanda.views.view import EVERYTHING

EXPECTED = yaml.safe_load((Path(__file__).parent / "expected" / "export.yaml").read_text(encoding="utf-8"))
AS_OF = date(2026, 3, 15)


def written(write: Any, view: LedgerView, *wanted: Filter, **more: Any) -> str:
    out = io.StringIO()
    write(view, out, *wanted, **more)
    return out.getvalue()


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line]


def counted(view: LedgerView) -> dict[str, int]:
    """How many of each kind the tables hold, counted without the code under test."""

    def how_many(query: Any) -> int:
        return int(view.connection.execute(query).scalar_one())

    matters = select(func.count()).select_from(tables.matter)
    return {
        "agreements": how_many(select(func.count()).select_from(tables.instrument)),
        "commitments": how_many(matters.where(tables.matter.c.kind == "commitment")),
        "acts": how_many(select(func.count()).select_from(tables.act)),
        "meetings": how_many(matters.where(tables.matter.c.kind == "meeting")),
        "money": how_many(matters.where(tables.matter.c.kind == "money")),
        "documents": how_many(
            select(func.count()).select_from(tables.document).where(tables.document.c.current == 1)
        ),
    }


def graph_of(view: LedgerView, *wanted: Filter) -> networkx.MultiDiGraph:
    return networkx.parse_graphml(written(graph_graphml.write, view, *wanted), force_multigraph=True)


def calendar_of(view: LedgerView, wanted: Filter = EVERYTHING) -> list[icalendar.Event]:
    text = written(ledger_dates.write_calendar, view, wanted)
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))
