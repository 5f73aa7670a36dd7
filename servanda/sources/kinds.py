"""What sort of file some bytes are: by their first bytes, then by what they are called."""

import re
from enum import StrEnum
from pathlib import PurePosixPath


class Kind(StrEnum):
    """The sorts of files that are read."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    WORD = "word"
    MARKDOWN = "markdown"
    MAIL = "mail"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    ZIP = "zip"
    TAR = "tar"
    FOREIGN = "foreign"


SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".pdf": Kind.PDF,
    ".docx": Kind.WORD,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".eml": Kind.MAIL,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".json": Kind.JSON,
    ".csv": Kind.CSV,
    ".parquet": Kind.PARQUET,
    ".zip": Kind.ZIP,
    ".tar": Kind.TAR,
    ".tgz": Kind.TAR,
    ".tar.gz": Kind.TAR,
    ".tar.bz2": Kind.TAR,
    ".tar.xz": Kind.TAR,
}

_TYPES = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/pdf": Kind.PDF,
    "text/markdown": Kind.MARKDOWN,
    "message/rfc822": Kind.MAIL,
    "application/x-ndjson": Kind.JSONL,
    "application/jsonl": Kind.JSONL,
    "application/json": Kind.JSON,
}

#: Bytes that open files which hold no release text, with the name people know them by.
_FOREIGN = {
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"\xd0\xcf\x11\xe0": "an old Office file (.doc); save it as .docx",
    b"{\\rtf": "a rich text file (.rtf); save it as .docx or .txt",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a SQLite database",
    b"RIFF": "sound or film",
    b"\x1f\x8b": "a gzip file; unpack it first",
}
_FEED = re.compile(
    rb"^\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.DOTALL
)
#: Look-ahead needed to tell the kind, in bytes.
SNIFF = 4096


def kind_of(name: str, head: bytes, media_type: str | None = None) -> Kind:
    """The kind of a source whose first bytes are `head`. What the bytes say goes before any name."""
    named = _TYPES.get((media_type or "").split(";")[0].strip().lower()) or _by_suffix(name)
    return _by_magic(head, named) or _by_markup(head, named) or named or Kind.TEXT


def foreign_name(head: bytes) -> str:
    """What a file of kind FOREIGN is, in words."""
    if _FEED.search(head):
        return "a feed or sitemap; 'servanda watch' reads what it lists"
    return next((name for magic, name in _FOREIGN.items() if head.startswith(magic)), "no document")


def _by_suffix(name: str) -> Kind | None:
    lower = PurePosixPath(name.split("?")[0]).name.lower()
    return next((kind for suffix, kind in SUFFIXES.items() if lower.endswith(suffix)), None)


def _by_magic(head: bytes, named: Kind | None) -> Kind | None:
    if head.lstrip()[:5] == b"%PDF-":
        return Kind.PDF
    if head.startswith(b"PK\x03\x04"):
        return named if named in (Kind.WORD, Kind.ZIP) else _zipped(head)
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if head[257:262] == b"ustar" or (named is Kind.TAR and head[:2] in (b"\x1f\x8b", b"BZ", b"\xfd7")):
        return Kind.TAR
    return Kind.FOREIGN if any(head.startswith(magic) for magic in _FOREIGN) else None


def _zipped(head: bytes) -> Kind:
    return Kind.WORD if b"word/" in head or b"[Content_Types].xml" in head else Kind.ZIP


def _by_markup(head: bytes, named: Kind | None) -> Kind | None:
    """HTML and JSON Lines give themselves away where no name says otherwise."""
    if named not in (None, Kind.TEXT, Kind.HTML):
        return None
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()[:512]
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return Kind.HTML
    if start.startswith(b"<?xml") and b"<html" in head.lower():
        return Kind.HTML
    if _FEED.search(head.lstrip(b"\xef\xbb\xbf")):
        return Kind.FOREIGN
    if named is None and start.startswith((b'{"', b"{ ")):
        return Kind.JSONL
    return None
