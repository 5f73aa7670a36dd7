"""Whether a document, and what was read in it, can be kept: a ledger holds every character but two kinds."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from servanda.model import Document, Reading
from servanda.model.bodies import CodingBody, coding_of, document_body

#: A zero character as JSON writes it.
_ZERO = b"\\u0000"


class Flawed(ValueError):
    """What cannot be kept, and why, as a sentence."""


@dataclass(frozen=True, slots=True)
class Written:
    """A reading as the bodies of its two entries, written once."""

    document: Document
    sha256: str
    head: bytes
    coding: CodingBody
    body: bytes


def written(reading: Reading) -> Written:
    """The bodies of a document and of what was read in it. Raises Flawed."""
    document, coding = reading.document, coding_of(reading)
    head = _body(document.id, lambda: document_body(document))
    body = _body(document.id, lambda: msgspec.json.encode(coding))
    return Written(document, coding.sha256, head, coding, body)


def sound(document: Document) -> Document:
    """`document` itself. Raises Flawed where no ledger can keep it."""
    _body(document.id, lambda: document_body(document))
    return document


def _body(id: str, write: Callable[[], bytes]) -> bytes:
    name = ascii(id)
    try:
        body = write()
    except UnicodeEncodeError:
        raise Flawed(
            f"{name} holds half of a surrogate pair, which no ledger can keep: repair its text"
        ) from None
    if _ZERO in body and _holds_zero(msgspec.json.decode(body)):
        raise Flawed(f"{name} holds a zero character, which no ledger can keep: take it out")
    return body


def _holds_zero(value: object) -> bool:
    """Looked at where a body may hold one: its words may also speak of the six characters of JSON."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_zero(one) for one in value.values())
    return isinstance(value, list) and any(_holds_zero(one) for one in value)
