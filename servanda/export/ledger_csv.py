"""One kind of a ledger's records as CSV, safe to open in a spreadsheet."""

import csv
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TextIO

from servanda.export.ledger_records import KINDS, records
from servanda.views import Filter, LedgerView
from servanda.views.view import EVERYTHING

#: What a spreadsheet takes for the beginning of a formula, also in its full-width forms.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(
    view: LedgerView,
    out: TextIO,
    wanted: Filter = EVERYTHING,
    *,
    what: str,
    seen: Callable[[int], None] = lambda _: None,
) -> None:
    """A header and a line a record. Lists are joined by semicolons; documents come without their texts.

    A cell of text that begins like a formula gets an apostrophe before it.
    """
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow([name for name in KINDS[what] if name != "text"])
    for record in records(view, what, wanted, texts=False):
        sheet.writerow([cell(value) for value in record.values()])
        seen(1)


def cell(value: Any) -> Any:
    """A value as a cell."""
    if isinstance(value, list):
        return guarded(";".join(_part(one) for one in value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return guarded(value) if isinstance(value, str) else value


def guarded(text: str) -> str:
    """Text that no spreadsheet computes. NUL, at which many readers stop, becomes U+FFFD."""
    clear = text.replace("\0", "\ufffd")
    return f"'{clear}" if clear.lstrip(" ").startswith(FORMULA) else clear


def _part(one: Any) -> str:
    """A record inside a record in few words: a stage with its date and document."""
    if not isinstance(one, Mapping):
        return str(one)
    told = (one.get(name) for name in ("stage", "role", "amount", "date", "told", "party", "document"))
    return " ".join(str(cell(value)) for value in told if value is not None)
