"""Acts of a ledger as rows of events for users of event data: PLOVER codes, one row an act, as CSV."""

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from sqlalchemy import Connection, select

from servanda.export.ledger_csv import cell
from servanda.export.ledger_records import PART, rows_of
from servanda.export.plover_events import Event, event_of, lost, plover_code
from servanda.ledger.rows import among, chunks
from servanda.ledger.tables import matter, matter_act
from servanda.views import ActRow, Filter, LedgerView
from servanda.views.matters import MEETING
from servanda.views.parties import party_name
from servanda.views.values import loaded
from servanda.views.view import EVERYTHING

COLUMNS = (
    "event_id", "date", "source_actor", "source_name", "target_actor", "target_name", "event_type", "mode",
    "context", "auxiliary", "quad", "lost", "confidence", "quotation", "document", "title", "source",
    "start", "end",
)  # fmt: skip


@dataclass
class Losses:
    """What did not come through: acts of types without an event, and fields that rows have no place for."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    no_target: int = 0

    def sentences(self) -> list[str]:
        """The losses in words, for people."""
        words = [f"{self.rows:,} events, of these {self.no_target:,} without a target actor"]
        if self.left_out:
            kinds = _counted(self.left_out)
            words.append(
                f"{self.left_out.total():,} acts have no counterpart in PLOVER and are left out: {kinds}"
            )
        told = Counter({name: n for name, n in self.fields.items() if name not in ("type", "modality")})
        if told:
            words.append(f"told only in the column lost, besides type and modality: {_counted(told)}")
        return words


def write(
    view: LedgerView,
    out: TextIO,
    wanted: Filter = EVERYTHING,
    *,
    seen: Callable[[int], None] = lambda _: None,
) -> Losses:
    """A header and the events, newest first; gives what was lost.

    Several actors of one side stand in one row, joined by semicolons, as PLOVER has it. Those who act
    together are all source actors, with no target.
    """
    sheet, losses = csv.writer(out, lineterminator="\n"), Losses()
    sheet.writerow(COLUMNS)
    acts = (row for row in rows_of(view, "acts", wanted) if isinstance(row, ActRow))
    for part in chunks(acts, PART):
        forms = _forms(view.connection, [row.id for row in part])
        for row in part:
            event = event_of(row, forms.get(row.id))
            seen(1)
            if event is None:
                losses.left_out[row.type] += 1
                continue
            gone = lost(row, event)
            losses.rows += 1
            losses.fields.update(gone.keys())
            losses.no_target += not row.recipients
            sheet.writerow([cell(value) for value in _values(row, event, gone)])
    return losses


def _values(row: ActRow, event: Event, gone: Mapping[str, str]) -> Sequence[object]:
    return (
        row.id,
        row.told,
        _codes(row.actors),
        _names(row.actors),
        _codes(row.recipients),
        _names(row.recipients),
        event.type,
        event.mode,
        list(event.contexts),
        list(event.auxiliary),
        event.quad,
        [f"{name}={value.replace(';', ',')}" for name, value in gone.items()],
        row.confidence,
        row.quote,
        row.document,
        row.title,
        row.source,
        row.start,
        row.end,
    )


def _codes(parties: Sequence[str]) -> list[str]:
    """Codes side by side with the names; a party without a code leaves its place empty."""
    return [plover_code(code) for code in parties]


def _names(parties: Sequence[str]) -> list[str]:
    return [party_name(code).removeprefix("OTHER:") for code in parties]


def _forms(connection: Connection, acts: Sequence[str]) -> Mapping[str, str]:
    """In what form those met of whose meeting an act tells."""
    pairs = among(connection, select(matter_act.c.act, matter_act.c.matter), matter_act.c.act, acts)
    heads = select(matter.c.id, matter.c.kind, matter.c.body)
    found = among(connection, heads, matter.c.id, (pair.matter for pair in pairs))
    forms = {row.id: loaded(row.body).get("form") for row in found if row.kind == MEETING}
    told = sorted((pair.act, pair.matter) for pair in pairs if forms.get(pair.matter))
    return {act: str(forms[meeting]) for act, meeting in told}


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {counts[name]:,}" for name in sorted(counts))
