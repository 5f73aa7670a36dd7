"""Quotations: every coding's acts and accounts point at characters that stand in their document."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from servanda.ledger.checks.finding import Finding, entry_name
from servanda.ledger.checks.rows import Raw
from servanda.ledger.tables import entry
from servanda.model.bodies import CodingBody, document_from, verdict_from
from servanda.model.document import digest
from servanda.model.entry import EntryKind


class Quotations:
    """Looks at bodies one after the other and remembers the last text, which most codings speak of."""

    def __init__(self, connection: Connection) -> None:
        """`connection` is asked for texts that came earlier."""
        self._connection = connection
        self._last: tuple[str, str, str] | None = None
        self.count = 0

    def check(self, row: Raw) -> Iterator[Finding]:
        """What is wrong with the body of an entry."""
        try:
            yield from self._check(row)
        except (ValueError, RecursionError):
            kind = row.kind.decode(errors="replace")
            yield Finding(entry_name(row.seq), f"its body is not that of a {kind}")

    def _check(self, row: Raw) -> Iterator[Finding]:
        if row.kind == b"verdict":
            verdict_from(row.body)
        elif row.kind == b"document":
            document = document_from(row.body)
            if document.id.encode() != row.subject:
                yield Finding(entry_name(row.seq), "its subject is not the document in its body")
            self._last = document.id, document.sha256, document.text
        elif row.kind == b"coding":
            body = msgspec.json.decode(row.body, type=CodingBody)
            text = self._text(body.document, body.sha256, row.seq)
            if text is None:
                what = f"the text that it speaks of (of document {body.document}) does not stand before it"
                yield Finding(entry_name(row.seq), what)
                return
            for what in misplaced(body, text):
                yield Finding(entry_name(row.seq), what)
            self.count += len(body.acts) + sum(len(a.mentions) + len(a.steps) for a in body.accounts)

    def _text(self, id: str, sha256: str, before: int) -> str | None:
        """The text of a document, from an entry in front of `before`; None where there is none."""
        if self._last is not None and self._last[:2] == (id, sha256):
            return self._last[2]
        query = select(entry.c.body).where(
            entry.c.kind == EntryKind.DOCUMENT.value, entry.c.subject == id, entry.c.seq < before
        )
        try:
            for body in self._connection.scalars(query.order_by(entry.c.seq.desc())).all():
                document = document_from(body)
                if document.sha256 == sha256:
                    self._last = id, sha256, document.text
                    return document.text
        except (DBAPIError, ValueError, TypeError):
            return None
        return None


def misplaced(coding: CodingBody, text: str) -> Iterator[str]:
    """What a coding says of its text that is not so."""
    end = len(text)
    if digest(text) != coding.sha256:
        yield "its text is another than it speaks of"
    for act in coding.acts:
        if not 0 <= act.start <= act.end <= end or text[act.start : act.end] != act.quote:
            yield f"the quotation of {act.id} does not stand at [{act.start}, {act.end})"
        low, high = act.trigger
        if not 0 <= low <= high <= end:
            yield f"the trigger of {act.id} does not stand in the text"
    for account in coding.accounts:
        spans = [(low, high) for low, high, _ in account.mentions]
        spans += [(step.start, step.end) for step in account.steps]
        for low, high in spans:
            if not 0 <= low < high <= end:
                yield f"{account.id} points at [{low}, {high}), which is not in the text"
