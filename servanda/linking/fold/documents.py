"""Documents of a ledger as rows: versions of one id, and further addresses of one text."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from servanda.ledger.tables import address, document
from servanda.linking.fold.rows import put
from servanda.model import Document, Entry


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the ledger: `no` is its row, `current` whether it is the newest version."""

    no: int
    current: bool


def known(connection: Connection, id: str, sha256: str) -> Known | None:
    """The row of this very text under this id, or under any id that it was first entered with."""
    query = select(document.c.no, document.c.current).where(document.c.id == id, document.c.sha256 == sha256)
    row = connection.execute(query.order_by(document.c.no.desc()).limit(1)).first()
    if row is None:
        query = (
            select(document.c.no, document.c.current)
            .join(address, address.c.document == document.c.no)
            .where(address.c.id == id, document.c.sha256 == sha256)
        )
        row = connection.execute(query.order_by(document.c.no.desc()).limit(1)).first()
    return Known(row.no, bool(row.current)) if row else None


@dataclass(frozen=True, slots=True)
class Entered:
    """As which version a document was entered, in place of which rows, or as one more address of `twin`."""

    version: int
    replaced: tuple[int, ...] = ()
    twin: int | None = None


def take_document(connection: Connection, entry: Entry, new: Document) -> Entered:
    """Enter a document as a row of its own, or as one more address of a document in the same words."""
    twin = _twin(connection, new)
    if twin is not None:
        row = {"document": twin, "id": new.id, "source": new.source}
        put(connection, address, [row])
        return Entered(1, twin=twin)
    versions = connection.execute(
        select(document.c.no, document.c.version, document.c.current).where(document.c.id == new.id)
    ).all()
    old = [row.no for row in versions if row.current]
    if old:
        connection.execute(update(document).where(document.c.no.in_(old)).values(current=0))
    version = 1 + max((row.version for row in versions), default=0)
    put(connection, document, [_row(new, entry, version)])
    return Entered(version, tuple(old))


def _twin(connection: Connection, new: Document) -> int | None:
    """A current document of another id with the same words: the same release at two addresses."""
    query = select(document.c.no).where(
        document.c.sha256 == new.sha256, document.c.current == 1, document.c.id != new.id
    )
    row = connection.execute(query.order_by(document.c.no).limit(1)).first()
    return row.no if row else None


def _row(new: Document, entry: Entry, version: int) -> dict[str, object]:
    return {
        "no": entry.seq,
        "id": new.id,
        "version": version,
        "sha256": new.sha256,
        "publisher": new.publisher,
        "title": new.title,
        "published": new.published.isoformat() if new.published else None,
        "language": new.language,
        "source": new.source,
        "learnt": entry.at.isoformat(),
        "current": 1,
    }
