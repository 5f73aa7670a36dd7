"""White space and lines inside a stretch of text, as browsers show them and old pages misuse them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Soft hyphens, zero-width spaces and marks: seen by nobody, and they break words in two.
_UNSEEN = {ord(ch): None for ch in "\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c"}
_UNSEEN_ANY = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202c]")
_BULLET = re.compile(r"(?:[•●▪■◦‣⁃∙·➢❖✓]|[-–—](?=\s))\s+(?=\S)")
_END_MARK = re.compile(r"[-–—]\s*\d+\s*[-–—]")
#: A line indented by so many no-break or wide spaces begins a paragraph on pages without <p>.
_INDENT = re.compile(r"^\s*(?:[\u00a0\u3000][ ]?){2,}|^\s*\u3000")


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space and nothing unseen."""
    if not text.isascii() and _UNSEEN_ANY.search(text):
        text = text.translate(_UNSEEN)
    return " ".join(text.split())


@dataclass(slots=True)
class Line:
    """A stretch of text between two line breaks, with how many of its characters are linked and bold."""

    text: str
    linked: int = 0
    bold: int = 0

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold: it stands for a heading."""
        return self.bold >= 0.9 * len(self.text.strip()) and len(self.text) < 120


def paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Groups of lines that make a paragraph each, their white space squeezed.

    An empty line, an indented line and a bullet begin a new one; a bold line among others is one.
    """
    group: list[Line] = []
    for line in lines:
        flat = squeeze(line.text)
        begins = not flat or _INDENT.match(line.text) or _BULLET.match(flat)
        if group and (begins or group[-1].is_bold != line.is_bold):
            yield group
            group = []
        if flat:
            group.append(Line(flat, min(line.linked, len(flat)), line.bold))
    if group:
        yield group


def unbullet(text: str) -> str | None:
    """The text behind a typed bullet ("• open talks"), or None where there is none."""
    match = _BULLET.match(text)
    return text[match.end() :] if match and not _END_MARK.fullmatch(text) else None
