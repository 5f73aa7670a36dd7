"""The Python interface: `sv.read`, `sv.read_many` and `sv.open_ledger`.

In: paths, addresses, documents. Out: documents with their acts, and ledgers with typed rows. Scripts,
notebooks and the
command line call it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from servanda.api.ledger import Ledger, open_ledger
    from servanda.api.reading import ReadDocument, Source, read, read_many

__all__ = ["Ledger", "ReadDocument", "Source", "open_ledger", "read", "read_many"]

_HOME = {
    "Ledger": "servanda.api.ledger",
    "ReadDocument": "servanda.api.reading",
    "Source": "servanda.api.reading",
    "open_ledger": "servanda.api.ledger",
    "read": "servanda.api.reading",
    "read_many": "servanda.api.reading",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'servanda.api' has no attribute {name!r}")
