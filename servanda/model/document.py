"""`Document`: one release as read, never altered; `Block`: a stretch of it with a kind."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.model.span import Span


class BlockKind(StrEnum):
    """What a stretch of a page is. The reader skips what the manual excludes (section 1)."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    QUOTATION = "quotation"
    CAPTION = "caption"
    QUICK_FACTS = "quick_facts"
    CONTACT = "contact"
    NAVIGATION = "navigation"
    NOTICE = "notice"
    RELATED = "related"
    FURNITURE = "furniture"
    END = "end"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document: `level` is the heading rank or list depth (from 1, 0 where none applies).

    `page` is the page number (from 1) in paged formats, None elsewhere.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One release: canonical text and what is known about it.

    `publisher` is the party code of the issuer ("CAN"); `sha256` is of the text in UTF-8.
    `blocks` is empty for plain text: the reader then finds the blocks itself.
    """

    id: str
    text: str
    publisher: str | None = None
    title: str | None = None
    published: date | None = None
    language: str = "en"
    source: str | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def sha256(self) -> str:
        """Digest of the canonical text, the document's identity across addresses."""
        return digest(self.text)


def digest(text: str) -> str:
    """SHA-256 of `text` in UTF-8, as hex. Lone surrogates are kept as they came."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
