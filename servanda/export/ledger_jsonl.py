"""A whole ledger as JSON Lines: one object a line, `kind` tells what it is."""

from collections.abc import Callable, Iterable
from typing import TextIO

import msgspec

from servanda.export.ledger_records import KINDS, records
from servanda.views import Filter, LedgerView
from servanda.views.view import EVERYTHING

#: What an object of each kind is called in its line.
SINGULAR = {
    "agreements": "agreement",
    "commitments": "commitment",
    "acts": "act",
    "meetings": "meeting",
    "money": "envelope",
    "documents": "document",
}


def write(
    view: LedgerView,
    out: TextIO,
    wanted: Filter = EVERYTHING,
    *,
    what: Iterable[str] = tuple(KINDS),
    seen: Callable[[int], None] = lambda _: None,
) -> None:
    """The kinds in `what`, one after the other. An agreement's own `kind` is told as `form`.

    Documents carry their texts, so that every quotation can be sliced again from the file alone.
    """
    for kind in what:
        for record in records(view, kind, wanted):
            line = {"kind": SINGULAR[kind]}
            line.update({"form" if name == "kind" else name: value for name, value in record.items()})
            out.write(msgspec.json.encode(line).decode() + "\n")
            seen(1)
