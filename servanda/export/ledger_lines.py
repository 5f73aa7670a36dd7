"""Rows of a ledger as JSON Lines, as one JSON array and as CSV, written as they come."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TextIO

import msgspec

from servanda.views import AgreementRow, Row
from servanda.views.frames import plain

#: Where each agreement is named: (document id, start, end).
Mentions = Mapping[str, Iterable[tuple[str, int, int]]]

#: What is told of each stage in an agreement's line.
STAGE = ("stage", "date", "document", "start", "end", "implied", "party")


def agreement_line(row: AgreementRow, mentions: Iterable[tuple[str, int, int]]) -> dict[str, Any]:
    """An agreement as other programs measure it: its stages and every place where it is named."""
    return {
        "id": row.id,
        "names": row.names,
        "parties": row.parties,
        "kind": row.kind,
        "binding": row.binding,
        "stage": row.stage,
        "stages": [{name: getattr(stage, name) for name in STAGE} for stage in row.stages],
        "mentions": [{"document": one, "start": start, "end": end} for one, start, end in mentions],
    }


def write_jsonl(lines: Iterable[Any], out: TextIO) -> None:
    """One line each."""
    for line in lines:
        out.write(msgspec.json.encode(line).decode() + "\n")


def write_json(lines: Iterable[Any], out: TextIO) -> None:
    """One array, an element a line."""
    before = "[\n"
    for line in lines:
        out.write(before + msgspec.json.encode(line).decode())
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def write_csv(kind: type[Row], rows: Iterable[Row], out: TextIO) -> None:
    """A header and a line a row; lists are joined by semicolons."""
    names = [field.name for field in fields(kind)]
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(names)
    for row in rows:
        values = plain(row)
        sheet.writerow([_cell(values[name]) for name in names])


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return ";".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return " ".join(str(one) for one in _told(value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _told(row: Mapping[str, Any]) -> Iterator[Any]:
    """A row inside a row in few words: a stage with its date and document, a relation with its name."""
    for name in ("stage", "kind", "name", "date", "party", "document", "id"):
        if row.get(name) is not None:
            yield row[name]
