"""Whether a document, and what was read in it, can be kept: a ledger holds every character but two kinds."""

from collections.abc import Callable

import msgspec

from servanda.model import Document, Reading
from servanda.model.bodies import coding_body, document_body

#: A zero character as JSON writes it.
_ZERO = b"\\u0000"


def document_flaw(document: Document) -> str | None:
    """Why `document` cannot be kept, as a sentence; None where it can."""
    return _flaw(document.id, lambda: document_body(document))


def flaw(reading: Reading) -> str | None:
    """Why a document with its acts cannot be kept, as a sentence; None where it can."""
    return document_flaw(reading.document) or _flaw(reading.document.id, lambda: coding_body(reading))


def _flaw(id: str, body: Callable[[], bytes]) -> str | None:
    name = ascii(id)
    try:
        written = body()
    except UnicodeEncodeError:
        return f"{name} holds half of a surrogate pair, which no ledger can keep: repair its text; skipped"
    if _ZERO in written and _holds_zero(msgspec.json.decode(written)):
        return f"{name} holds a zero character, which no ledger can keep: take it out; skipped"
    return None


def _holds_zero(value: object) -> bool:
    """Looked at where a body may hold one: its words may also speak of the six characters of JSON."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_zero(one) for one in value.values())
    return isinstance(value, list) and any(_holds_zero(one) for one in value)
