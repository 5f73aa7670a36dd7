"""A ledger as a graph in GraphML: parties, agreements and commitments, and what ties them.

Written as a stream: edges wait in a temporary file until all nodes are written, since some readers want nodes
first. Only the ids of parties and agreements are kept in memory.
"""

import shutil
from collections.abc import Callable, Mapping
from tempfile import TemporaryFile
from typing import Any, TextIO

from servanda.export.ledger_records import PART, Record, records
from servanda.export.xml_text import xml_text
from servanda.ledger.rows import chunks
from servanda.model import RelationKind
from servanda.views import AgreementRow, Filter, LedgerView
from servanda.views.kin import kin_of
from servanda.views.parties import party_name
from servanda.views.view import EVERYTHING

#: Attributes with their types in GraphML, which has none for dates: they are text, as elsewhere.
NODE = {
    "kind": "string", "label": "string", "code": "string", "type": "string", "stage": "string",
    "stage_date": "string", "binding": "string", "disputed": "boolean", "status": "string",
    "deadline": "string", "due": "string", "money": "string", "modality": "string", "topics": "string",
    "first": "string", "last": "string", "documents": "int", "document": "string", "source": "string",
    "start": "int", "end": "int", "quote": "string",
}  # fmt: skip
EDGE = {"kind": "string", "stage": "string", "relation": "string"}

_TAKEN = ("binding", "disputed", "stage", "stage_date", "topics", "first", "last", "documents", "document")
_PROMISED = ("status", "deadline", "due", "money", "modality", "type", "stage", "topics", "first", "last")
_PLACE = ("document", "source", "start", "end", "quote")

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""


def write(
    view: LedgerView,
    out: TextIO,
    wanted: Filter = EVERYTHING,
    *,
    seen: Callable[[int], None] = lambda _: None,
) -> None:
    """The graph of what `wanted` picks, with the parties and agreements that it leads to.

    Edges: `bound_by` from a commitment to who is bound, `toward` from it to whom; `party_to` from a party to
    an agreement; `moves` from a commitment to the agreement that it is to bring to a stage; `amends` from an
    agreement to the older one that it changes, with the `relation` (amends, extends, replaces …).
    """
    out.write(HEAD)
    for owner, attributes in (("node", NODE), ("edge", EDGE)):
        for name, type_ in attributes.items():
            out.write(f'<key id="{owner[0]}_{name}" for="{owner}" attr.name="{name}" attr.type="{type_}"/>\n')
    out.write('<graph id="ledger" edgedefault="directed">\n')
    with TemporaryFile("w+", encoding="utf-8", newline="\n") as edges:
        _Graph(view, out, edges).fill(wanted, seen)
        edges.seek(0)
        shutil.copyfileobj(edges, out)
    out.write("</graph>\n</graphml>\n")


class _Graph:
    """Nodes go to `out`, edges to `edges`; `parties` and `agreements` are those that have their node."""

    def __init__(self, view: LedgerView, out: TextIO, edges: TextIO) -> None:
        self._view = view
        self._out = out
        self._edges = edges
        self._parties: set[str] = set()
        self._agreements: set[str] = set()

    def fill(self, wanted: Filter, seen: Callable[[int], None]) -> None:
        """Write all nodes and edges."""
        older: set[str] = set()
        for record in records(self._view, "agreements", wanted):
            self._agreement(record)
            older |= self._amends(record)
            seen(1)
        for record in records(self._view, "commitments", wanted):
            self._commitment(record)
            if record["agreement"]:
                older.add(record["agreement"])
            seen(1)
        # What was led to and is not among what was picked: named, without a look at what it leads to.
        for part in chunks(sorted(older - self._agreements), PART):
            for row in self._view.agreements_by_id(part):
                self._agreement(_head(row))
        self._write_parties()

    def _agreement(self, record: Record) -> None:
        id = record["id"]
        self._agreements.add(id)
        values = {name: record[name] for name in (*_TAKEN, *_PLACE)}
        self._node(id, {"kind": "agreement", "label": record["name"], "type": record["kind"], **values})
        for code in record["parties"]:
            self._edge(self._party(code), id, kind="party_to")

    def _amends(self, record: Record) -> set[str]:
        """Edges to older agreements where it is known which one is meant; gives their ids."""
        if record["relation"] is None:
            return set()
        (row,) = self._view.agreements_by_id([record["id"]])
        kinds = {kind.value for kind in RelationKind}
        ties = [tie for tie, _ in kin_of(self._view.connection, row) if tie.kind in kinds and tie.id]
        for tie in ties:
            self._edge(row.id, str(tie.id), kind="amends", relation=tie.kind)
        return {str(tie.id) for tie in ties}

    def _commitment(self, record: Record) -> None:
        id = record["id"]
        values = {name: record[name] for name in (*_PROMISED, *_PLACE)}
        self._node(id, {"kind": "commitment", "label": record["title"], **values})
        for code in record["actors"]:
            self._edge(id, self._party(code), kind="bound_by")
        for code in record["recipients"]:
            self._edge(id, self._party(code), kind="toward")
        if record["agreement"]:
            self._edge(id, record["agreement"], kind="moves", stage=record["stage"])

    def _party(self, code: str) -> str:
        self._parties.add(code)
        return f"party:{code}"

    def _write_parties(self) -> None:
        for code in sorted(self._parties):
            self._node(f"party:{code}", {"kind": "party", "label": party_name(code), "code": code})

    def _node(self, id: str, values: Mapping[str, Any]) -> None:
        told = "".join(_data("n", name, value) for name, value in values.items() if name in NODE)
        self._out.write(f'<node id="{xml_text(id)}">{told}</node>\n')

    def _edge(self, source: str, target: str, **values: str | None) -> None:
        told = "".join(_data("e", name, value) for name, value in values.items())
        self._edges.write(f'<edge source="{xml_text(source)}" target="{xml_text(target)}">{told}</edge>\n')


def _head(row: AgreementRow) -> Record:
    """An agreement without its words."""
    record: Record = {name: getattr(row, name, None) for name in (*_TAKEN, *_PLACE)}
    return record | {"id": row.id, "name": row.name, "kind": row.kind, "parties": row.parties}


def _data(owner: str, name: str, value: Any) -> str:
    if value is None or value == [] or value == ():
        return ""
    if isinstance(value, bool):
        value = str(value).lower()
    text = ";".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f'<data key="{owner}_{name}">{xml_text(text)}</data>'
