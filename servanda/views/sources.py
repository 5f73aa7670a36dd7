"""The documents behind rows: their heads, their texts, and stretches around a quotation."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select

from servanda.ledger.rows import among
from servanda.ledger.tables import document, entry
from servanda.model import Document
from servanda.model.bodies import document_from
from servanda.views.details import Source
from servanda.views.values import day

#: Characters of context on either side of a clause.
AROUND = 280


def sources(connection: Connection, ids: Iterable[str | None]) -> tuple[Source, ...]:
    """The heads of the newest versions of documents, oldest first."""
    rows = among(
        connection, select(document).where(document.c.current == 1), document.c.id, (id for id in ids if id)
    )
    heads = [
        Source(row.id, row.title, row.publisher, day(row.published), row.source or row.id) for row in rows
    ]
    return tuple(sorted(heads, key=lambda head: (head.published or date.max, head.document)))


def text_of(connection: Connection, no: int) -> Document:
    """The document that entered the ledger as entry `no`."""
    body = connection.execute(select(entry.c.body).where(entry.c.seq == no)).scalar_one()
    return document_from(bytes(body))


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a clause in its paragraph, cut at words."""
    opening = text.rfind("\n", 0, start) + 1
    closing = text.find("\n", end)
    closing = len(text) if closing < 0 else closing
    before, after = text[opening:start], text[end:closing]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return before, after
