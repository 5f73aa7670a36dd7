"""Changes: "the extension of X" is an instrument of its own, tied to X."""

import re
from dataclasses import replace
from functools import cache

from servanda.codebook.instruments import ChangeCue
from servanda.model import Span
from servanda.model.instrument import Form, Relation
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import Line, Page

_BACK = 60


def changes_in(page: Page, line: Line, named: list[Found]) -> list[Found]:
    """A change for each mention of the sentence that words of change govern."""
    found = []
    for mention in named:
        if mention.pointing or mention.group in {"change", "accession", "talks"}:
            continue
        low = max(line.span.start, mention.span.start - _BACK)
        for cue in page.book.changes:
            hit = _pattern(cue).search(page.text[low : mention.span.start])
            if hit is not None:
                found.append(_change(page, mention, cue, low + hit.start(1)))
                break
    return found


def _change(page: Page, mention: Found, cue: ChangeCue, start: int) -> Found:
    span = Span(start, mention.span.end)
    name = " ".join(mention.span.of(page.text).split())
    return replace(
        mention,
        span=span,
        head=Span(start, mention.span.start),
        noun=cue.id,
        kind="change",
        group="change",
        form=Form.DESCRIPTION,
        before=(cue.id,),
        after=(*mention.before, *mention.after),
        short=(),
        relation=Relation(cue.relation, name),
    )


@cache
def _pattern(cue: ChangeCue) -> re.Pattern[str]:
    return re.compile(
        rf"\b((?:{cue.before.replace(' ', chr(92) + 's+')}))(?:\s+(?:the|a|an|our|its|their|both|[12]\d\d\d|current|existing|original)){{0,3}}\s*$",
        re.I,
    )
