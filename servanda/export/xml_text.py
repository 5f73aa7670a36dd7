"""Text inside XML: escaped, with a stand-in for characters that no XML document may hold."""

import re
from html import escape

#: What XML 1.0 does not allow, not even as a reference.
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """`text` with U+FFFD for every character that no XML document may hold."""
    return _ILLEGAL.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """`text` for an element or an attribute: a reader gets back the same text, but for illegal characters.

    These become U+FFFD, one for one, so that offsets stay what they were.
    """
    escaped = escape(legal(text), quote=True)
    # Readers turn bare carriage returns into line feeds, and white space of attributes into blanks.
    return escaped.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")
