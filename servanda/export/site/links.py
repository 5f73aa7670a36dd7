"""Where the pages of a site lie: a file name that follows from the id, and relative links between pages."""

import hashlib
import re

from servanda.export.site.selection import Selection

_PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ODD = re.compile(r"[^a-z0-9]+")

#: Names that pages of lists have, or that some systems keep for devices.
_TAKEN = re.compile(r"index|page-\d+|con|prn|aux|nul|(com|lpt)\d")

#: Characters of a file name that come from the id.
LONGEST = 80

FOLDERS = {
    "agreement": "agreements",
    "commitment": "commitments",
    "meeting": "meetings",
    "party": "parties",
    "document": "documents",
}


def file_name(kind: str, id: str) -> str:
    """The name of the page of a thing, without its ending. No two ids share one, whatever the system."""
    if kind in ("agreement", "commitment"):
        return id
    if kind == "party" and id.isascii() and id.isalnum() and id.isupper():
        return id
    if _PLAIN.fullmatch(id) and len(id) <= LONGEST and not _TAKEN.fullmatch(id):
        return id
    words = _ODD.sub("-", id.lower()).strip("-")[:LONGEST].strip("-")
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{words}-{digest}" if words else digest


def path_of(kind: str, id: str) -> str:
    """The path of the page of a thing from the root of the site."""
    return f"{FOLDERS[kind]}/{file_name(kind, id)}.html"


def list_path(base: str, number: int) -> str:
    """The path of a page of a list: `agreements/index.html`, `agreements/page-2.html`.

    A `base` that is no folder ("parties/CAN-promised") gets its number at the end.
    """
    if base.endswith("/"):
        return f"{base}index.html" if number == 1 else f"{base}page-{number}.html"
    return f"{base}.html" if number == 1 else f"{base}-{number}.html"


class Links:
    """Links from a page in a folder, or in the root where `depth` is 0, to the pages of a selection."""

    def __init__(self, selection: Selection, depth: int = 1) -> None:
        self._selection = selection
        self.root = "../" * depth

    def to(self, kind: str, id: str, anchor: str = "") -> str | None:
        """A relative link to the page of a thing, None where there is no such page."""
        if not self._selection.has(kind, id):
            return None
        return f"{self.root}{path_of(kind, id)}{f'#{anchor}' if anchor else ''}"

    def quoted(self, document: str | None, act: str | None, start: int | None) -> str | None:
        """A link to quoted words: to the act that tells them, else to the place where they begin."""
        if document is None:
            return None
        anchor = act or (f"at-{start}" if start is not None else "")
        return self.to("document", document, anchor)

    def list(self, base: str, number: int = 1) -> str:
        """A relative link to a page of a list."""
        return self.root + list_path(base, number)
