"""Bytes of a text file to characters, without altering any: marks, UTF-8, UTF-16, Windows-1252."""

import codecs
import re

from servanda.sources.problem import SourceError

#: The longest single document read, in bytes.
MAX_BYTES = 64 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Characters no text file has: the C0 controls without tab, the line ends, form feed and escape.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# One stray control character in a thousand is a slip of an old word processor, more is no text.
_MAX_CONTROLS = 0.001
#: So many whole characters beyond ASCII for each damaged one make a text UTF-8 all the same.
_MOSTLY = 3


def decode(data: bytes) -> str:
    """The characters of a text file; a byte order mark is not part of them.

    Raises SourceError where the bytes are too many, no text, or hold no words at all.
    """
    check_size(len(data))
    text = _decode(data)
    check_text(text)
    return text


def check_size(size: int) -> None:
    """Raises SourceError where a document of `size` bytes is longer than is read."""
    if size > MAX_BYTES:
        raise SourceError(f"is {size / 1e6:.0f} MB long; a document may have {MAX_BYTES / 1e6:.0f} MB")


def check_text(text: str) -> None:
    """Raises SourceError where `text` is binary data in disguise, or empty."""
    if "\x00" in text:
        raise SourceError("is a binary file: it holds NUL characters")
    if len(_CONTROL.findall(text)) > max(2, _MAX_CONTROLS * len(text)):
        raise SourceError("is a binary file: it is full of control characters")
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise SourceError("is empty")


def _decode(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name)
            except UnicodeDecodeError:
                raise SourceError(f"is marked as {name.upper()} but is not: it is cut or damaged") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(data)


def _windows(data: bytes) -> str:
    """UTF-8 with a few damaged bytes, each of which becomes a mark; else Windows-1252.

    The five places that Windows-1252 leaves unused become the controls of Latin-1, as browsers do.
    """
    if b"\x00" in data:
        raise SourceError("is a binary file: it holds NUL bytes")
    if _CONTROL.search(data[:4096].decode("latin-1")):
        raise SourceError("is a binary file: neither UTF-8 nor Windows-1252 text")
    marked = data.decode("utf-8", errors="replace")
    damaged = marked.count("\ufffd")
    if sum(ch > "\x7f" for ch in marked) - damaged > _MOSTLY * damaged:
        return marked
    return data.decode("cp1252", errors="servanda-latin")


def _latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("servanda-latin", _latin)
