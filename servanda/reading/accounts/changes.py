"""Changes: "the extension of X" is an instrument of its own, tied to X."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from servanda.codebook.instruments import ChangeCue
from servanda.model import Span
from servanda.model.instrument import Form, Relation
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import Line, Page

_BACK = 60
_AND = re.compile(r"\s+and\s+(?:the\s+)?")


def changes_in(page: Page, line: Line, named: Sequence[Found]) -> list[Found]:
    """`named` with a change for each mention that words of change govern; names of changes get their tie."""
    result = list(named)
    last: tuple[ChangeCue, int, Found] | None = None
    for mention in sorted(named, key=lambda one: one.span):
        if mention.pointing or mention.changes or mention.group in {"talks", "accession"}:
            continue
        told = _told(page, line, mention)
        if (
            told is None
            and last
            and last[2].plural
            and _AND.fullmatch(page.text[last[2].span.end : mention.span.start])
        ):
            told = last[:2]  # "the renewal of the compacts and related agreements"
        if told is None:
            continue
        cue, start = told
        last = (cue, start, mention)
        front = next((at for at, one in enumerate(result) if _right_before(page, one, start)), None)
        if front is not None:
            start = result[front].span.start
        span = Span(start, mention.span.end)
        relation = Relation(cue.relation, " ".join(mention.span.of(page.text).split()))
        if front is not None:
            after = (*result[front].after, cue.id, *mention.before, *mention.after)
            result[front] = replace(result[front], span=span, relation=relation, after=after, apart=False)
            continue
        outer = [
            at for at, one in enumerate(result) if one.head.start <= start + 1 and one.span.contains(span)
        ]
        if outer:
            one = result[outer[-1]]
            result[outer[-1]] = one if one.relation else replace(one, relation=relation)
        else:
            result.append(_change(mention, cue, span, relation))
    return result


def _right_before(page: Page, one: Found, start: int) -> bool:
    """Whether a text stands right before the words of change: "a Protocol amending" it."""
    gap = page.text[one.span.end : start]
    return one.group == "text" and not one.pointing and len(gap) <= 2 and gap.isspace()


def _told(page: Page, line: Line, mention: Found) -> tuple[ChangeCue, int] | None:
    """The cue that governs the mention, and where it begins."""
    low = max(line.span.start, mention.span.start - _BACK)
    window = page.text[low : mention.span.start]
    for cue in page.book.changes:
        hit = _pattern(cue).search(window)
        if hit is not None:
            return cue, low + hit.start(1)
    return None


def _change(mention: Found, cue: ChangeCue, span: Span, relation: Relation) -> Found:
    return replace(
        mention,
        span=span,
        head=Span(span.start, mention.span.start),
        noun=cue.id,
        kind="change",
        group="change",
        form=Form.DESCRIPTION,
        before=(cue.id,),
        after=(*mention.before, *mention.after),
        short=(),
        relation=relation,
        year=None,
        apart=False,
    )


@cache
def _pattern(cue: ChangeCue) -> re.Pattern[str]:
    words = cue.before.replace(" ", r"\s+")
    filler = r"(?:\s+(?:the|a|an|our|its|their|both|existing|current|original|[12]\d\d\d)){0,3}"
    return re.compile(rf"\b({words}){filler}\s*$", re.I)
