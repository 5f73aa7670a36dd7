"""White space and lines inside a stretch of text, as browsers show them and old pages misuse them."""

import re
from collections.abc import Iterator

# Soft hyphens, zero-width spaces and marks: seen by nobody, and they break words in two.
_UNSEEN = {ord(ch): None for ch in "\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c"}
_UNSEEN_ANY = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202c]")
_BULLET = re.compile(r"(?:[•●▪■◦‣⁃∙·➢❖✓]|[-–—](?=\s))\s+(?=\S)")
#: A line indented by so many no-break or wide spaces begins a paragraph on pages without <p>.
_INDENT = re.compile(r"^\s*(?:[\u00a0\u3000][ ]?){2,}|^\s*\u3000")
LINE = "\n"


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space and nothing unseen."""
    if not text.isascii() and _UNSEEN_ANY.search(text):
        text = text.translate(_UNSEEN)
    return " ".join(text.split())


def paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """Groups of lines that make a paragraph each, where `lines` were split at <br>.

    An empty line, an indented line and a bullet begin a new one.
    """
    group: list[str] = []
    for line in lines:
        flat = squeeze(line)
        begins = not flat or _INDENT.match(line) or _BULLET.match(flat)
        if begins and group:
            yield group
            group = []
        if flat:
            group.append(flat)
    if group:
        yield group


def unbullet(text: str) -> str | None:
    """The text behind a typed bullet ("• open talks"), or None where there is none."""
    match = _BULLET.match(text)
    return text[match.end() :] if match else None
