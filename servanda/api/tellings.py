"""`telling`: a document to be compared, by its id in a ledger, its path or its address."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.insight.aligning import Told
    from servanda.views import LedgerView


def outside(said: str) -> bool:
    """Whether `said` names a file that is there, or an address, rather than an id."""
    return "://" in said or Path(said).is_file()


def telling(
    view: "LedgerView | None",
    said: str,
    *,
    publisher: str | None = None,
    published: date | None = None,
) -> "Told":
    """The document that `said` names: one of the ledger, where there is one, else read now.

    `publisher` (a party's code) and `published` are used where a document that is read now does not say.
    Raises ViewError where the ledger knows no such id or knows several, SourceError where the file or address
    cannot be read, ValueError where it holds more than one document.
    """
    from servanda.insight.aligning import Told, told_of
    from servanda.views import ViewError

    if view is not None:
        try:
            found = view.find(said)
        except ViewError:
            if not outside(said):
                raise
        else:
            if found.kind == "document":
                return told_of(view, found.id)
            if not outside(said):
                raise ViewError(f"{found.id} is of the kind {found.kind}, not a document")
    elif not outside(said):
        raise ViewError(f"there is no file {said!r}, and no ledger in which it could be an id")
    from servanda.api.reading import read

    return Told(read(said, publisher=publisher, published=published).reading)
