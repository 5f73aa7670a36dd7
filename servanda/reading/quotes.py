"""Quoted speech: where it stands and who says it."""

import re

from servanda.model import Span
from servanda.reading.cast import Cast
from servanda.reading.parse import Parsed

_OPEN = {"“": "”", "«": "»"}
_SAYING = frozenset(
    {
        "say",
        "state",
        "add",
        "note",
        "comment",
        "declare",
        "explain",
        "remark",
        "tell",
        "announce",
        "emphasise",
        "emphasize",
        "stress",
    }
)
_LONGEST = 4000


def quotes_of(text: str) -> tuple[Span, ...]:
    """Stretches of quoted speech of at least 25 characters; scare quotes and titles are shorter.

    A quotation may run over several paragraphs, each opened anew and only the last one closed.
    """
    found = []
    for mark in re.finditer("[“«]", text):
        close = text.find(_OPEN[mark.group()], mark.end())
        again = text.find(mark.group(), mark.end())
        end = close if close >= 0 and (again < 0 or close < again) else again if again >= 0 else close
        if end >= 0 and 25 <= end - mark.start() <= _LONGEST:
            found.append(Span(mark.start(), end + 1))
    straight = [m.start() for m in re.finditer(r'(?<!\w)"(?=\w)|(?<=[\w.,!?])"(?!\w)', text)]
    for start, end in zip(straight[::2], straight[1::2], strict=False):
        if 25 <= end - start <= _LONGEST:
            found.append(Span(start, end + 1))
    return tuple(sorted(found))


def speaker_of(parsed: Parsed, cast: Cast) -> str | None:
    """The party of who says something in this sentence, if one does."""
    for at, lemma in enumerate(parsed.lemmas):
        if lemma in _SAYING and parsed.pos[at] == "VERB":
            subject = next((c for c in parsed.children[at] if parsed.dep[c] == "nsubj"), None)
            if subject is not None:
                found = cast.resolve(parsed, subject)
                if len(found.parties) == 1:
                    return found.parties[0]
    return None
