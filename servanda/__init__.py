"""Servanda: a cited ledger of what governments did and promised.

The names here are loaded when first used, so that `import servanda` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from servanda.version import __version__

if TYPE_CHECKING:
    from servanda.api import open_ledger, read, read_many
    from servanda.model import Act, Document, Reading

__all__ = ["Act", "Document", "Reading", "__version__", "open_ledger", "read", "read_many"]

_HOME = {
    "Act": "servanda.model",
    "Document": "servanda.model",
    "Reading": "servanda.model",
    "open_ledger": "servanda.api",
    "read": "servanda.api",
    "read_many": "servanda.api",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'servanda' has no attribute {name!r}")
