"""`told`: a document to be compared: one of the ledger, or a file or address that is read now."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.insight.aligning import Told
    from servanda.views import LedgerView


def told(view: "LedgerView", source: str) -> "Told":
    """What a document tells: by its id in the ledger, or the beginning of one, its address, or a path.

    Raises ViewError where it is neither, SourceError where a file or address cannot be read.
    """
    from servanda.api.reading import read
    from servanda.insight.aligning import Told, told_of
    from servanda.views import ViewError

    try:
        found = view.find(source)
    except ViewError:
        if not (source.startswith(("http://", "https://")) or Path(source).is_file()):
            raise
        return Told(read(source).reading)
    if found.kind != "document":
        raise ViewError(f"{found.id} is of the kind {found.kind}, not a document: 'servanda list documents'")
    return told_of(view, found.id)
