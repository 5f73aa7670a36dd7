"""`title_of`: a clause as a short title, verbatim, shortened at a word."""

import re

#: Longest title in characters.
LONGEST = 96
_SPACES = re.compile(r"\s+")


def title_of(quote: str, longest: int = LONGEST) -> str:
    """`quote` with single spaces and a capital, cut after a word where it is longer than `longest`."""
    text = _SPACES.sub(" ", quote).strip(" .;:,")
    if len(text) > longest:
        cut = text.rfind(" ", longest // 2, longest)
        text = text[: cut if cut > 0 else longest - 1].rstrip(" ,;:–-") + "…"
    return text[:1].upper() + text[1:]
