"""The main text of a document: what is compared when menus, teasers and sidebars do not count."""

import hashlib
from collections.abc import Sequence

from servanda.model import BlockKind, Document

_MAIN = frozenset(
    (
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.TABLE,
        BlockKind.QUOTATION,
        BlockKind.CAPTION,
        BlockKind.QUICK_FACTS,
    )
)


def body_blocks(document: Document) -> Sequence[str]:
    """The words of each block of the main text; for plain text, of each paragraph."""
    if document.blocks:
        spans = [block.span for block in document.blocks if block.kind in _MAIN]
        return [span.of(document.text) for span in spans] or [document.text]
    parts = (" ".join(part.split()) for part in document.text.replace("\r\n", "\n").split("\n\n"))
    return [part for part in parts if part]


def body_digest(document: Document) -> str:
    """SHA-256 of the words of the main text, white space apart: the same on two sites."""
    words = " ".join(" ".join(body_blocks(document)).split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
